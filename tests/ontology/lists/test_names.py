"""Names as lists print them: parted, tidied, turned round, told apart by script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.lists.model import ListedName
from ontology.lists.names import (
    elements,
    is_arabic,
    is_dubious,
    kept,
    language_tag,
    listed_names,
    script_of,
    tidy,
)
from ontology.name_rules import comparable
from tests.ontology.lists.samples import ARABIC, MARKED, PERSIAN


def texts(cell: str, *, person: bool = True) -> list[str]:
    return [name.text for name in listed_names(cell, person=person)]


def test_marks_of_direction_and_spaces_go_and_diacritics_and_joiners_stay() -> None:
    assert tidy(MARKED) == "سَالِم القَرنــي"
    assert tidy("می\u200cخواهم\u00a0است") == "می\u200cخواهم است"
    assert tidy("a\x00\x07b\n c\ud800") == "ab c"
    assert tidy(None) == ""


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.normalize("NFC", once) == once
    assert not set(once) & set("\t\r\n\u200f\u2028")


@pytest.mark.parametrize(
    ("text", "script"),
    [(ARABIC, "arab"), (PERSIAN, "arab"), ("Salem", "latn"), ("Амир", "cyrl"), ("金铁三", "hani"), ("39 - 1", "")],
)
def test_the_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


def test_persian_urdu_and_pashto_letters_are_not_arabics_own() -> None:
    assert is_arabic(ARABIC)
    assert is_arabic("سَالِم القَرنــي")
    assert is_arabic("أبو آدم الرؤوف ٣")
    for name in (PERSIAN, "نصیر", "گل آغا", "ټوپک", "لڑکا"):
        assert not is_arabic(name), name


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("سالم القرني (Salem Qarni; Salim Qarni)", ["سالم القرني", "Salem Qarni", "Salim Qarni"]),
        ("Salem Qarni (سالم القرني)", ["Salem Qarni", "سالم القرني"]),
        ("Agha Jan اغا جان عالی", ["Agha Jan", "اغا جان عالی"]),
        ("Amir Khan (original script: Амир Хан)", ["Amir Khan", "Амир Хан"]),
        ("Abdul Rehman; Abd Ur-Rehman", ["Abdul Rehman", "Abd Ur-Rehman"]),
        ("سالم؛ سليم", ["سالم", "سليم"]),
        ("(Sheikh) Musa Hilal", ["Musa Hilal"]),
        ("Noor Mohmad ,", ["Noor Mohmad"]),
    ],
)
def test_a_cell_of_several_names_is_parted(cell: str, names: list[str]) -> None:
    assert texts(cell) == names


def test_brackets_of_organizations_hold_acronyms_other_scripts_or_a_part_of_the_name() -> None:
    assert texts("AFGHAN SUPPORT COMMITTEE (ASC)", person=False) == ["AFGHAN SUPPORT COMMITTEE", "ASC"]
    assert texts("AL-HARAMAIN FOUNDATION (KENYA)", person=False) == ["AL-HARAMAIN FOUNDATION (KENYA)"]
    assert texts("Hay’at Tahrir (HTS) (هيئة تحرير (original script); Tahrir Hay’at)", person=False) == [
        *("Hay’at Tahrir", "HTS", "هيئة تحرير", "Tahrir Hay’at"),
    ]
    assert texts("HARAKAT UL-MUJAHIDIN / HUM", person=False) == ["HARAKAT UL-MUJAHIDIN", "HUM"]
    kinds = {name.text: name.kind for name in listed_names("Al Qaïda au Maghreb islamique (AQMI)", person=False)}
    assert kinds == {"Al Qaïda au Maghreb islamique": "name", "AQMI": "acronym"}
    assert [name.kind for name in listed_names("LRM/A", person=False)] == ["acronym"]
    assert [name.kind for name in listed_names("AL-SHABAAB", person=False)] == ["name"]


@pytest.mark.parametrize(
    ("cell", "text", "said", "note"),
    [
        ("Omar, Ramzi Mohamed", "Omar, Ramzi Mohamed", "Ramzi Mohamed Omar", ""),
        ("الفاتح ، شيخ سالم", "الفاتح ، شيخ سالم", "شيخ سالم الفاتح", ""),
        ("“Tek”", "“Tek”", "Tek", ""),
        ("‘Abd al-Rahman", "‘Abd al-Rahman", "‘Abd al-Rahman", ""),
        ("Hilarion Santos, III (third)", "Hilarion Santos, III", "Hilarion Santos III", "third"),
        ("Encep Nurjaman (birth name)", "Encep Nurjaman", "Encep Nurjaman", "birth name"),
        ("Safia Hadad, born 1 Jan. 1953", "Safia Hadad", "Safia Hadad", "born 1 Jan. 1953"),
    ],
)
def test_a_name_is_kept_as_printed_and_as_it_is_said(cell: str, text: str, said: str, note: str) -> None:
    (name,) = listed_names(cell, person=True)
    assert (name.text, name.said, name.note) == (text, said, note)


@pytest.mark.parametrize("text", ["?", "na", "N/A", "-", "unknown", "غير معروف", "", "A", "39", "..."])
def test_what_is_no_name_is_dubious(text: str) -> None:
    assert is_dubious(text)


@pytest.mark.parametrize("text", ["Na Li", "M23", "金铁", "أب", "Joe"])
def test_short_names_are_names(text: str) -> None:
    assert not is_dubious(text)


def test_repetitions_are_kept_once_in_their_best_quality_and_dubious_ones_are_counted() -> None:
    found = kept(
        (
            ListedName(text="Salem Qarni", script="latn", quality="low"),
            ListedName(text="Salem Qarni", script="latn", quality="good", language="en"),
            ListedName(text="سالم", script="arab", quality="low"),
            ListedName(text="?", script=""),
            ListedName(text="A", script="latn", quality="primary"),
        )
    )
    assert [(name.text, name.quality, name.language) for name in found.names] == [
        ("Salem Qarni", "good", "en"),
        ("سالم", "low", ""),
    ]
    assert found.dubious == 2


@pytest.mark.parametrize(
    ("name", "person", "words"),
    [
        ("أبو عمر", True, ["عمر"]),
        ("Abu Bakr al-Baghdadi", True, ["bakr", "baghdadi"]),
        ("Mullah Abdul Rahman", True, ["rahman"]),
        ("الملا عبد الرحمن حقاني", True, ["عبدالرحمن", "حقاني"]),
        ("نور الدين محمد", True, ["نور", "محمد"]),
        ("S.M. Tufail", True, ["tufail"]),
        ("Osama bin Laden", True, ["osama", "laden"]),
        ("The Army of the Desert", False, ["army", "desert"]),
        ("جيش في الصحراء", False, ["جيش", "الصحراء"]),
    ],
)
def test_the_words_that_tell_a_name_from_others(name: str, person: bool, words: list[str]) -> None:
    assert elements(comparable(name), person=person) == words


def test_languages_as_lists_write_them() -> None:
    assert [language_tag(text) for text in ("Arabic", "AR", "farsi", "Klingon", "")] == ["ar", "ar", "fa", "", ""]
