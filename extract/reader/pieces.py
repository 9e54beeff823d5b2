"""Words and their pieces: how text is cut for the encoder, the same way in training and in use.

A word is a run of letters, digits and marks, or one other character. Each word is cut by itself with the unigram
vocabulary of multilingual-e5-small (XLM-R's, reduced to the three languages), by ``sentencepiece``.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Marks and format characters stay within their word: \w alone would cut a vocalised Arabic word at each vowel.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_WORD = re.compile(rf"[\w{_MARKS}]+|[^\w\s]")
_DROPPED = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
# A longer word is an address or noise; its first pieces tell enough.
LONGEST = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word at [start, end) of its text; ``spaced`` where white space, or nothing, stands before it."""

    text: str
    start: int
    end: int
    spaced: bool


def words_of(text: str) -> list[Word]:
    """The words of a text in order; offsets are Unicode code points."""
    found: list[Word] = []
    last = -1
    for match in _WORD.finditer(text):
        found.append(Word(match.group(), match.start(), match.end(), match.start() != last))
        last = match.end()
    return found


def plain(word: str) -> str:
    """A word as the encoder reads it: compatibility forms composed, Arabic vowels, tatweel and controls gone."""
    if word.isascii():
        return word
    composed = unicodedata.normalize("NFKC", word)
    return "".join(c for c in _DROPPED.sub("", composed) if unicodedata.category(c) not in ("Cf", "Cc"))


class Pieces:
    """The vocabulary: pieces of words as numbers. ``begin`` and ``end`` frame a window."""

    def __init__(self, path: Path) -> None:
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}
        self.begin = int(self._processor.piece_to_id("<s>"))
        self.end = int(self._processor.piece_to_id("</s>"))
        self.unknown = int(self._processor.unk_id())

    def __len__(self) -> int:
        return int(self._processor.get_piece_size())

    def of(self, word: str, spaced: bool) -> tuple[int, ...]:
        """The pieces of one word, at least one and at most ``LONGEST``."""
        key = (word, spaced)
        known = self._known.get(key)
        if known is None:
            text = plain(word)
            numbers = self._processor.encode(("\u2581" if spaced else "") + text, out_type=int) if text else []
            known = tuple(numbers[:LONGEST]) or (self.unknown,)
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[key] = known
        return known

    def lengths(self, words: Sequence[Word]) -> list[int]:
        """How many pieces each word has."""
        return [len(self.of(word.text, word.spaced)) for word in words]
