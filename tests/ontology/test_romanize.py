"""Names across scripts and habits of romanisation: what is one name, and what is another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.romanize import SAME, likeness, skeleton, words_of

ONE_NAME = [
    ("محمود", "Mahmoud"),
    ("محمد", "Mohamed"),
    ("محمّد", "Muhammad"),
    ("حسين", "Husayn"),
    ("حسن", "Hassan"),
    ("مختار بلمختار", "Mokhtar Belmokhtar"),
    ("Mukhtar Belmukhtar", "Mokhtar Bel Mokhtar"),
    ("أبو بكر البغدادي", "Abu Bakr al-Baghdadi"),
    ("أبا بكر البغدادي", "Abou Bakr al-Baghdadi"),
    ("أبو مصعب الزرقاوي", "Abou Moussab al-Zarqaoui"),
    ("Abu Musab al-Zarqawi", "Abou Moussab al-Zarqaoui"),
    ("عبد الرحمن", "Abderrahmane"),
    ("عبدالرحمن", "Abdul Rahman"),
    ("عبد العزيز", "Abdelaziz"),
    ("عبـد الله", "Abdallah"),
    ("أيمن الظواهري", "Ayman al-Zawahiri"),
    ("معمر القذافي", "Muammar Gaddafi"),
    ("معمر القذافي", "Mouammar Kadhafi"),
    ("جمال عبد الناصر", "Gamal Abdel Nasser"),
    ("أنور العولقي", "Anwar al-Aulaqi"),
    ("وليد جنبلاط", "Oualid Joumblatt"),
    ("سراج الدين حقاني", "Sirajuddin Haqqani"),
    ("نور الدين", "Noureddine"),
    ("ذبيح الله مجاهد", "Zabihullah Mujahid"),
    ("خيرالله خيرخواه", "Khairullah Khairkhwah"),
    ("حسن نصر الله", "Hassan Nasrallah"),
    ("محمد ولد عبد العزيز", "Mohamed Ould Abdel Aziz"),
    ("راشد الغنوشي", "Rached Ghannouchi"),
    ("عبد المالك دروكدال", "Abdelmalek Droukdel"),
    ("نصیر الدین حقانی", "Nasiruddin Haqqani"),
    ("قاسم سليماني", "Qassem Soleimani"),
    ("Brahim Ghali", "Ibrahim Ghali"),
]
TWO_NAMES = [
    ("حسن", "Hussein"),
    ("Hassan Ali", "Hussein Ali"),
    ("محمود", "Mohamed"),
    ("محمد علي", "محمد عالي"),
    ("أحمد", "Hamid"),
    ("سعد", "Said"),
    ("سالم", "سليم"),
    ("خالد", "Walid"),
    ("منصور", "ناصر"),
    ("Omar Khan", "Omar Hassan"),
    ("Abu Bakr", "Bakr"),
    ("محمد حسن", "Mohamed Hussein"),
    ("طارق", "Tariq Aziz"),
    ("كتيبة الفرقان", "كتيبة الفاروق"),
]


def test_the_cases_are_there() -> None:
    assert (len(ONE_NAME), len(TWO_NAMES)) == (32, 14)


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_spellings_of_one_name_are_alike_and_meet_under_one_key(one: str, other: str) -> None:
    assert likeness(one, other) >= 0.9
    assert skeleton(one).replace(" ", "") == skeleton(other).replace(" ", "")


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_near_names_of_others_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) < SAME


def test_a_name_with_a_word_more_stays_below_a_spelling_of_the_same() -> None:
    assert 0.7 < likeness("أسامة بن محمد بن لادن", "Osama bin Laden") < 0.93


def test_particles_are_no_words_of_a_name() -> None:
    assert [word.sounds for word in words_of("محمد بن سلمان آل سعود")] == ["mHmd", "slmAn", "Al", "s'Ud"]
    assert skeleton("Mohamed ben el-Hassan") == skeleton("محمد الحسن")


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_symmetric_and_a_share(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0


@given(st.text(max_size=40))
def test_a_name_of_any_letters_is_like_itself(name: str) -> None:
    assert likeness(name, name) == (1.0 if words_of(name) else 0.0)
