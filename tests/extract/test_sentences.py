from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import MAX_SENTENCE, abbreviations, split


def texts(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


def test_arabic_sentences_end_at_stop_and_question_mark() -> None:
    text = "قتل جنديان في كمين. من المسؤول؟ قال المتحدث: «سنرد قريبا». وانتهى البيان."
    assert texts(text, "ar") == ["قتل جنديان في كمين.", "من المسؤول؟", "قال المتحدث: «سنرد قريبا».", "وانتهى البيان."]


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("قال د. أحمد إن القوات تقدمت.", "ar", 1),
        ("ارتفعت النسبة إلى 3.5 في المئة.", "ar", 1),
        ("M. Dupont et le Dr. Martin ont parlé. Puis ils sont partis.", "fr", 2),
        ("The U.S. Navy and the U.N. Security Council met. They left the U.S. The talks failed.", "en", 3),
        ("Mr. Smith of the U.S. embassy spoke to Gen. Jones. He left.", "en", 2),
        ("« Qui ? » demande-t-il.", "fr", 1),
        ("J. K. Rowling wrote. Nobody answered!", "en", 2),
        ("two were killed.  the police found a bomb.", "en", 2),
        ("two were killed. the police found a bomb.", "en", 1),
    ],
)
def test_abbreviations_numbers_and_questions_do_not_split(text: str, language: str, count: int) -> None:
    assert len(texts(text, language)) == count


def test_a_page_without_stops_stays_bounded() -> None:
    pieces = texts("كلمة " * 3000, "ar")
    assert len(pieces) >= 7
    assert max(map(len, pieces)) <= MAX_SENTENCE


def test_a_single_endless_word_is_cut_too() -> None:
    assert max(map(len, texts("ا" * 5000, "ar"))) <= MAX_SENTENCE


@given(st.text(alphabet="اب .؟!…\u00a0\u200f«»d", max_size=200), st.sampled_from(["ar", "fr", "en"]))
def test_sentences_are_sorted_trimmed_and_lose_nothing_but_space(text: str, language: str) -> None:
    spans = split(text, language)
    for start, end in spans:
        assert start < end
        assert text[start:end] == text[start:end].strip()
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join("".join(text[s:e] for s, e in spans).split()) == "".join(text.split())


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_each_language_has_abbreviations(language: str) -> None:
    assert len(abbreviations(language)) >= 5
