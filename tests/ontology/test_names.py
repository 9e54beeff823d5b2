"""The rules of names, and the decisions of docs/names.md as the tables hold them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import reference
from ontology.name_rules import Name, comparable, name_faults
from ontology.reference import COLUMNS, FOLDER, LANGUAGES, Reference, Row, read_tables

POLICY = Path(__file__).parents[2] / "docs" / "names.md"
TABLES = read_tables(FOLDER)
CONTESTED = TABLES["contested"]


@pytest.fixture(scope="module")
def facts() -> Reference:
    return reference.load()


def rows(table: str, *cells: dict[str, str]) -> tuple[Row, ...]:
    return tuple(dict.fromkeys(COLUMNS[table], "") | row for row in cells)


def two(*aliases: tuple[str, str, str, str, str], **others: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    """Two groups with these (entity, language, alias, kind, context)."""
    columns = ("entity", "language", "alias", "kind", "context")
    groups = [{"id": name, "type": "ArmedGroup", "label_ar": label} for name, label in (("a", "جماعة"), ("b", "كتيبة"))]
    named = [dict(zip(columns, alias, strict=True)) for alias in aliases]
    return {"groups": rows("groups", *groups), "aliases": rows("aliases", *named)} | others


# --- names that two entities share

CLASHES = [
    (("ar", "جيش المهدي", "name"), ("ar", "جيش المهديّ", "name")),
    (("ar", "كتائب عبد العزيز", "name"), ("ar", "كتائب عبدالعزيز", "name")),
    (("ar", "تنظيم «الدولة»", "name"), ("ar", "تنظيم الدولة", "name")),
    (("en", "Ansar-al-Islam", "name"), ("en", "Ansar al Islam", "name")),
    (("fr", "Ansar al-Islam", "name"), ("en", "Ansar al-Islam", "name")),
    (("fr", "MSAZ", "acronym"), ("en", "MSAZ", "acronym")),
    (("fr", "Mexico", "acronym"), ("en", "Mexico", "name")),
    (("fr", "Ansar Dine", "partisan"), ("en", "Ansar Dine", "name")),
]
APART = [
    (("fr", "Mexico", "name"), ("en", "Mexico", "name")),
    (("fr", "Assad", "short"), ("en", "Assad", "short")),
    (("ar", "حزب الله", "name"), ("ar", "حزب الله العراقي", "name")),
    (("en", "LeT", "acronym"), ("en", "LET", "acronym")),
]


@pytest.mark.parametrize(("one", "other"), CLASHES)
def test_one_text_may_not_match_two_entities(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    (fault,) = [f for f in name_faults(two(("a", *one, ""), ("b", *other, ""))) if "shared" in f]
    assert "without context by a, b" in fault


@pytest.mark.parametrize(("one", "other"), CLASHES)
def test_a_context_of_one_of_them_parts_them(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert not [f for f in name_faults(two(("a", *one, ""), ("b", *other, "article"))) if "shared" in f]


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_no_text_confuses(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert not [f for f in name_faults(two(("a", *one, ""), ("b", *other, ""))) if "shared" in f]


@given(st.text(alphabet="abإأةى -«»\"'’", max_size=20))
def test_comparing_is_settled_after_once(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text)


# --- acronyms


@pytest.mark.parametrize("text", ["IS", "EI", "JI", "M23", "E.U.", "ADF", "ÖVP"])
def test_an_acronym_of_three_letters_needs_a_context_or_a_reason(text: str) -> None:
    bare = two(("a", "fr", text, "acronym", ""))
    (fault,) = name_faults(bare)
    assert "without context" in fault
    assert name_faults(two(("a", "fr", text, "acronym", "article"))) == []
    reason = rows("plain_names", {"entity": "a", "alias": text, "reason": "known to all"})
    assert name_faults(bare | {"plain_names": reason}) == []


@pytest.mark.parametrize("text", ["AQMI", "IS-KP", "LeT", "Gao", "EI Sahel", "داع"])
def test_longer_ones_and_words_do_not(text: str) -> None:
    language = "ar" if text == "داع" else "fr"
    assert not Name(entity="a", language=language, text=text, kind="acronym", conditional=False).is_short_acronym


def test_a_row_that_allows_nothing_and_one_without_a_reason() -> None:
    stale = rows("plain_names", {"entity": "a", "alias": "IS", "reason": "once known"})
    assert "no name of it" in name_faults(two(plain_names=stale))[0]
    mute = rows("plain_names", {"entity": "a", "alias": "IS"})
    assert "no reason" in name_faults(two(("a", "en", "IS", "acronym", ""), plain_names=mute))[0]


# --- words of stance, and decisions

BARRED = rows(
    "barred_words",
    {"language": "ar", "word": "الإرهابية", "reason": "says terrorist"},
    {"language": "en", "word": "so called", "reason": "doubts"},
)


@pytest.mark.parametrize(
    ("language", "text"), [("ar", "الجماعة الارهابيّة"), ("en", "the so-called State"), ("en", "So-Called State")]
)
@pytest.mark.parametrize("kind", ["name", "partisan"])
def test_no_name_of_a_group_takes_a_stance(language: str, text: str, kind: str) -> None:
    (fault,) = name_faults(two(("a", language, text, kind, ""), barred_words=BARRED))
    assert "a barred word" in fault


@pytest.mark.parametrize(("language", "text"), [("ar", "مكافحة الإرهاب"), ("fr", "so called"), ("en", "socalled one")])
def test_other_words_and_languages_stand(language: str, text: str) -> None:
    assert name_faults(two(("a", language, text, "name", ""), barred_words=BARRED)) == []


def test_a_body_keeps_its_own_name() -> None:
    body = {"id": "c", "type": "StateBody", "label_ar": "لجنة الجماعات الإرهابية"}
    assert name_faults({"bodies": rows("bodies", body), "barred_words": BARRED}) == []


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        ({"id": "a", "language": "ar", "label": "عصابة", "reason": "x"}, "is 'جماعة', contested.tsv decides 'عصابة'"),
        ({"id": "a", "language": "country", "label": "mali", "reason": "x"}, "country of a is ''"),
        ({"id": "z", "language": "ar", "label": "جماعة", "reason": "x"}, "no known id"),
        ({"id": "a", "language": "de", "label": "جماعة", "reason": "x"}, "is none of"),
        ({"id": "a", "language": "ar", "label": "جماعة"}, "no reason"),
    ],
)
def test_a_decision_that_the_tables_do_not_keep(decision: dict[str, str], message: str) -> None:
    (fault,) = name_faults(two(contested=rows("contested", decision)))
    assert message in fault
    sound = {"id": "a", "language": "ar", "label": "جماعة", "reason": "x"}
    assert name_faults(two(contested=rows("contested", sound))) == []


@pytest.mark.parametrize("row", CONTESTED, ids=lambda row: f"{row['id']}-{row['language']}")
def test_the_decisions_hold(facts: Reference, row: Row) -> None:
    entity = facts.entities[row["id"]]
    if row["language"] == "country":
        assert "|".join(entity.countries) == row["label"]
    else:
        assert dict(entity.labels)[row["language"]] == row["label"]


def test_what_the_policy_speaks_of_is_decided() -> None:
    decided = {row["id"] for row in CONTESTED}
    assert {"western-sahara", "palestine", "kosovo", "taiwan", "crimea", "golan-heights", "kashmir"} <= decided
    assert {"iraqi-kurdistan", "islamic-state", "taliban", "houthis", "boko-haram", "abu-muhammad-al-julani"} <= decided


def test_the_policy_names_only_entities_that_are_there(facts: Reference) -> None:
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", POLICY.read_text(encoding="utf-8")))
    assert len(named) > 15
    assert named <= set(facts.entities)


@pytest.mark.parametrize(
    ("entity", "text"),
    [
        ("houthis", "ميليشيا الحوثي"),
        ("western-sahara", "الصحراء المغربية"),
        ("israel", "الكيان الصهيوني"),
        ("taliban", "إمارة أفغانستان الإسلامية"),
        ("taliban", "Islamic Emirate of Afghanistan"),
        ("west-bank", "Judée-Samarie"),
        ("gulf", "Arabian Gulf"),
        ("red-army-faction", "bande à Baader"),
    ],
)
def test_names_of_one_side_are_marked(facts: Reference, entity: str, text: str) -> None:
    (alias,) = [a for a in facts.aliases_of(entity) if a.text == text]
    assert alias.kind == "partisan"


def test_no_label_is_a_name_of_one_side(facts: Reference) -> None:
    partisan = [a for a in facts.aliases if a.kind == "partisan"]
    assert len(partisan) > 40
    assert not [a for a in partisan if a.text in dict(facts.entities[a.entity].labels).values()]


def test_nobody_is_called_a_terrorist(facts: Reference) -> None:
    words = re.compile(r"\b(terrorist|terrorists|terroristes?|so-called)\b|إرهابي", re.IGNORECASE)
    held = {"ArmedGroup", "PoliticalMovement", "Person"}
    named = [a for a in facts.aliases if held & set(facts.entities[a.entity].types) and words.search(a.text)]
    assert named == []


def test_every_label_has_its_language(facts: Reference) -> None:
    for entity in facts.entities.values():
        if {"ArmedGroup", "PoliticalMovement", "Person"} & set(entity.types):
            assert tuple(language for language, _ in entity.labels) == LANGUAGES, entity.id
