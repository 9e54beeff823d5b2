"""Names of the reference against the lists of common words and personal names, and against the gazetteer's folding."""

import pytest

from extract.context import fold
from extract.gazetteer import PLACES, gazetteer
from extract.lexicon import lexicon
from ontology.name_rules import Name, comparable, names_of
from ontology.reference import FOLDER, load, read_tables

TABLES = read_tables(FOLDER)
NAMES = tuple(names_of(TABLES))
TYPES = {
    row["id"]: set(row["type"].split("|"))
    for table in ("groups", "persons", "bodies", "countries", "places")
    for row in TABLES[table]
}
PLAIN = {(row["entity"], row["alias"]) for row in TABLES["plain_names"]}


def everyday(name: Name) -> bool:
    """Whether a name is one word that is also a common word or a personal name, with or without its article."""
    key = comparable(name.text)
    known = lexicon(name.language)
    return " " not in key and any(form in known.common or form in known.names for form in (key, key.removeprefix("ال")))


def test_the_rules_compare_names_as_the_gazetteer_does() -> None:
    different = [n.text for n in NAMES if comparable(n.text) != comparable(fold(n.text).text.strip())]
    assert different == []
    assert comparable("«الدولة-الإسلامية»") == fold("«الدولة-الإسلامية»").text.strip() == "الدوله الاسلاميه"


def test_no_single_word_that_means_something_else_lacks_a_context() -> None:
    # A place whose name is a word has a rule of the gazetteer; a demonym is no name.
    bare = [
        (name.entity, name.text)
        for name in NAMES
        if not name.conditional and name.kind != "demonym" and not TYPES[name.entity] <= PLACES and everyday(name)
    ]
    assert sorted(set(bare) - PLAIN) == []


def test_every_exception_is_needed() -> None:
    needed = {(name.entity, name.text) for name in NAMES if name.is_short_acronym or everyday(name)}
    assert sorted(PLAIN - needed) == []


@pytest.mark.parametrize("text", ["حسم", "النجباء", "الأسد", "مبارك", "الشباب", "القاعدة", "خطاب"])
def test_arabic_words_are_no_names_by_themselves(text: str) -> None:
    assert [n for n in NAMES if comparable(n.text) == comparable(text) and not n.conditional] == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("تنظيم نصرة الإسلام والمسلمين", "jnim"),
        ("GSIM", "jnim"),
        ("Group for Support of Islam and Muslims", "jnim"),
        ("المقاومة الشعبية اليمنية", "popular-resistance-yemen"),
        ("Brigades rouges", "red-brigades"),
        ("New People's Army", "npa-philippines"),
        ("Aube dorée", "golden-dawn"),
        ("جيش تحرير كوسوفو", "kla"),
        ("Los Extraditables", "extraditables"),
    ],
)
def test_a_name_leads_to_its_group(text: str, entity: str) -> None:
    candidates = gazetteer(load()).lookup(text)
    assert {candidate.entity.rsplit("/", 1)[1] for candidate in candidates} == {entity}
