"""Names for merges: what is likely one name, and what surely is. Nobody's name becomes another's."""

import random
from itertools import combinations
from pathlib import Path

import pytest

from kg.namesakes import LIKELY, compare, is_full, is_generic, is_telling, keys, nearest
from ontology import romanize
from ontology.tables import read_table

TABLE = Path(romanize.__file__).parent / "tables" / "given_names.tsv"
GIVEN = [(row["arabic"].split("|"), row["latin"].split("|")) for row in read_table(TABLE, ("arabic", "latin"))]

SURE = [
    ("موسى ديالو", "موسى ديالو"),
    ("موسى ديالو", "Moussa Diallo"),
    ("مريم كيتا", "Mariam Keita"),
    ("عبد الصمد الجود", "Abdessamad Ejjoud"),
    ("عبد الصمد الجود", "عبدالصمد الجود"),
    ("الشيخ موسى ديالو", "موسى ديالو"),
    ("Moussa Diallo", "MOUSSA DIALLO"),
    ("فاطمة الزهراء بناني", "Fatima Zahra Bennani"),
]
APART = [
    ("محمد علي", "محمد عالي"),
    ("محمود عباس", "Mohamed Abbas"),
    ("حسن الترابي", "Hussein al-Turabi"),
    ("Hassan Dahir", "Hussein Dahir"),
    ("سعيد بوعزة", "سعد بوعزة"),
    ("Moussa Diallo", "Moussa Diarra"),
    ("Jean Dupont", "Jane Dupond"),
    ("Salim Bouzid", "سالم بوزيد"),
]


@pytest.mark.parametrize(("one", "other"), SURE)
def test_one_name_in_two_spellings_is_surely_one(one: str, other: str) -> None:
    found = compare(one, other, person=True)
    assert found.sure
    assert found.likeness >= LIKELY
    assert keys(one) & keys(other), "the two never meet"
    assert compare(other, one, person=True).sure


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_differ_in_a_word_are_never_surely_one(one: str, other: str) -> None:
    assert not compare(one, other, person=True).sure


def test_no_given_name_is_surely_another() -> None:
    generator = random.Random(1)
    pairs = generator.sample(list(combinations(range(len(GIVEN)), 2)), 1500)
    for left, right in pairs:
        arabic, latin = GIVEN[left][0], GIVEN[right][1]
        for one, other in ((arabic, latin), (arabic, GIVEN[right][0]), (GIVEN[left][1], latin)):
            for a, b in [(a, b) for a in one for b in other if a != b]:
                assert not compare(f"{a} الدغيم", f"{b} Dughaym", person=True).sure
                assert not compare(f"{a} Sankara", f"{b} Sankara", person=True).sure


@pytest.mark.parametrize(
    "name", ["موسى ديالو", "Moussa Diallo", "محمد علي حسن", "الشيخ موسى ديالو", "Jean Dupont", "عبد الله بلقاسم"]
)
def test_full_names(name: str) -> None:
    assert is_full(name)


@pytest.mark.parametrize(
    "name",
    [
        *("محمد علي", "Mohamed Hassan", "ديالو", "Diallo", "أبو عمر", "أبو عمر البغدادي العراقي", "عبد الرحمن المغربي"),
        *("Abderrahmane al-Maghribi", "Cheikh Mohamed", "Haji Sahib", "Abubakar Ahmed"),
    ],
)
def test_names_that_many_bear_are_not_full(name: str) -> None:
    assert not is_full(name)
    assert not compare(name, name, person=True).sure


@pytest.mark.parametrize(
    ("one", "other"), [("الكتيبة 1", "الكتيبة 2"), ("Brigade I", "Brigade II"), ("27th Brigade", "28th Brigade")]
)
def test_other_numbers_are_other_organizations(one: str, other: str) -> None:
    assert compare(one, other, person=False).likeness == 0.0


def test_organizations_need_a_telling_name() -> None:
    assert not compare("أنصار الشريعة", "Ansar al-Sharia", person=False).sure
    assert compare("أنصار الشريعة", "Ansar al-Charia", person=False).likeness >= LIKELY
    assert compare("حركة الوحدة", "حزب الوحدة", person=False).likeness < LIKELY
    assert not is_telling("Jama'at al-Tawhid wal-Jihad")
    assert is_telling("Mouvement patriotique soudanais Bouraq Toubou Ghadamès")
    assert is_generic("الحركة الوطنية")
    assert not is_generic("حركة أزواد")


def test_the_nearest_names_of_two_are_found() -> None:
    found = nearest(["ديالو", "موسى ديالو"], ["Diallo", "Moussa Diallo"], person=True)
    assert (found.one, found.other, found.sure) == ("موسى ديالو", "Moussa Diallo", True)
    assert nearest([], ["Moussa Diallo"], person=True).likeness == 0.0
