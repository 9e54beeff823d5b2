"""The words before a place in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.context import word_before, words_ahead

PIECES = st.sampled_from(["قال", "لجامعة", " ", "\n", "\u00a0", "،", "word", " " * 150, "كلمة" * 60])


@given(pieces=st.lists(PIECES, max_size=12), cut=st.integers(min_value=0, max_value=900), count=st.integers(1, 2))
def test_the_last_words_are_those_of_the_whole_text_before(pieces: list[str], cut: int, count: int) -> None:
    text = "".join(pieces)
    assert words_ahead(text, min(cut, len(text)), count) == text[: min(cut, len(text))].split()[-count:]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("قالت الأمانةُ العامة لجامعة الدول العربية", "جامعة", "العامه"),  # past its own clitic
        ("بعثة الأمم المتحدة", "الأمم", "بعثه"),
        ("الأمم المتحدة", "الأمم", ""),
    ],
)
def test_the_word_before_a_name(text: str, name: str, expected: str) -> None:
    assert word_before(text, text.index(name)) == expected
