"""Words and pieces: offsets, marks within words, and the same pieces for spellings that differ in marks alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.reader.pieces import LONGEST, Pieces, plain, words_of
from extract.reader.reader import MODEL


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(MODEL / "pieces.model")


@given(st.text(max_size=80))
def test_words_are_verbatim_apart_and_leave_only_space(text: str) -> None:
    words = words_of(text)
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert all(one.end <= other.start for one, other in pairwise(words))
    covered = {at for word in words for at in range(word.start, word.end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وقال: نعم.", ["وقال", ":", "نعم", "."]),
        ("مُحَمَّد ومـحـمـد", ["مُحَمَّد", "ومـحـمـد"]),
        ("بـ«داعش»", ["بـ", "«", "داعش", "»"]),
        ("غشت\u00a0٢٠١٩", ["غشت", "٢٠١٩"]),
        ("محمد\u200f السادس", ["محمد\u200f", "السادس"]),
        ("l'Iran, Al-Qaïda", ["l", "'", "Iran", ",", "Al", "-", "Qaïda"]),
        ("تنظيم ISIS في", ["تنظيم", "ISIS", "في"]),
    ],
)
def test_words_of_text(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text)] == words


def test_a_word_knows_whether_space_stands_before_it() -> None:
    assert [word.spaced for word in words_of("l'Iran et")] == [True, False, False, True]


@pytest.mark.parametrize(
    ("written", "read"),
    [("مُحَمَّد", "محمد"), ("مـحـمـد", "محمد"), ("محمد\u200f", "محمد"), ("ﷴ", "محمد"), ("Qaïda", "Qaïda"), ("ﬁn", "fin")],
)
def test_plain_drops_what_carries_no_meaning(written: str, read: str) -> None:
    assert plain(written) == read


def test_hamza_stays_for_the_encoder_to_read() -> None:
    assert plain("أحمد") != plain("احمد")


@given(st.text(min_size=1, max_size=40))
def test_every_word_has_pieces(text: str) -> None:
    pieces = Pieces(MODEL / "pieces.model")
    for word in words_of(text):
        found = pieces.of(word.text, word.spaced)
        assert 1 <= len(found) <= LONGEST
        assert all(0 <= number < len(pieces) for number in found)


def test_names_of_three_languages_are_known_pieces(pieces: Pieces) -> None:
    for word in ("بوكو", "حرام", "Bouteflika", "Sahel", "President"):
        assert pieces.unknown not in pieces.of(word, spaced=True)
