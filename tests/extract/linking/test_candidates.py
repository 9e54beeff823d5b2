"""Whom a name may mean without any text: by the index, by other forms, by sound."""

import pytest

from extract.linking.candidates import bearers
from extract.linking.connections import Connections
from extract.linking.known_names import KnownNames, surname_of
from tests.extract.articles import entity_id, extract, pipeline

SPELLINGS = [
    ("أيمن الظواهري", "ayman-al-zawahiri"),
    ("أيمـن الظواهرى", "ayman-al-zawahiri"),
    ("Aymen al-Zawahiry", "ayman-al-zawahiri"),
    ("Mokhtar Bel Mokhtar", "mokhtar-belmokhtar"),
    ("Moukhtar Belmoukhtar", "mokhtar-belmokhtar"),
    ("Abdelmalik Drukdal", "abdelmalek-droukdel"),
    ("Al-Mourabitoune", "al-mourabitoun"),
    ("مختار بن محمد بلمختار", "mokhtar-belmokhtar"),
    ("Mohamed ben Salmane", "mohammed-bin-salman"),
]


def test_the_cases_are_there() -> None:
    assert len(SPELLINGS) == 9


@pytest.mark.parametrize(("name", "entity"), SPELLINGS)
def test_another_spelling_finds_its_bearer_first(name: str, entity: str) -> None:
    first, *_ = bearers(pipeline().reference, name)
    assert (entity_id(first.entity), first.sure) == (entity, True)


@pytest.mark.parametrize(
    "name",
    ["محمد", "محمد سلمان", "Mohammed Salman", "كريم بن سالم القصبي", "Jean Dupont", "", "Hassan", "أبو علي", "!"],
)
def test_names_of_nobody_known_find_nobody_surely(name: str) -> None:
    assert [bearer for bearer in bearers(pipeline().reference, name) if bearer.sure] == []


def test_an_ambiguous_name_stays_so_however_like_another_it_is() -> None:
    found = bearers(pipeline().reference, "القاعدة")
    assert ("al-qaida", False) in [(entity_id(bearer.entity), bearer.sure) for bearer in found]


def test_near_names_of_others_are_not_spellings() -> None:
    known = KnownNames.of(pipeline().reference)
    assert known.spelled("Aymen al-Zawahiry", "Person") is not None
    assert known.spelled("Amin al-Zawahiri", "Person") is None


def test_a_surname_is_one_word_of_some_length() -> None:
    assert (surname_of("ظريف"), surname_of("محمد ظريف"), surname_of("Li"), surname_of("Zarif")) == (
        "ظريف",
        "",
        "",
        "zarif",
    )


def test_what_belongs_together_is_named_by_the_article() -> None:
    connections = Connections.of(pipeline().reference)
    assert connections.named("mohammad-javad-zarif", {"iran": "طهران"}) == "طهران"
    assert connections.named("mohammad-javad-zarif", {"mali": "باماكو"}) is None


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        # A long foreign name may differ by a sound or two; an Arabic one must be like the Arabic names, too.
        ("قتل زعيم نمور التاميل فيلوبيلاي برابهاكاران في معركة.", "فيلوبيلاي برابهاكاران", "velupillai-prabhakaran"),
        ("وصف الخبراء الشيخ أحمد الأسير بأنه متشدد.", "أحمد الأسير", None),
        (
            "استقبل الأمير محمد بن نايف بن عبدالعزيز آل سعود الوفد.",
            "محمد بن نايف بن عبدالعزيز آل سعود",
            "mohammed-bin-nayef",
        ),
        ("استقبل محمد بن نايف بن سالم الحربي الوفد.", "محمد بن نايف بن سالم الحربي", None),
    ],
)
def test_persons_by_longer_names_and_other_spellings(text: str, quote: str, expected: str | None) -> None:
    (found,) = [link for link in extract(text, "ar").links if link.mention.span.quote == quote]
    assert (entity_id(found.entity) == expected) if expected else str(entity_id(found.entity)).startswith("x-")
