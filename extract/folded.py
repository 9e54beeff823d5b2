"""A sentence in folded spelling with the way back to article offsets: what the rule-based steps match against."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from extract.analysis import Analysis, Sentence
from extract.model import TextSpan
from ontology.normalize import Normalized, normalize_with_offsets

_WORD = re.compile(r"[^\W_]+(?:[.][^\W_]+)*|\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word or a punctuation mark of the folded text, [start, end) in folded offsets."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A stretch of the article, folded. ``base`` is the article offset of its first code point."""

    text: str
    base: int
    raw: str
    normalized: Normalized

    def span(self, start: int, end: int) -> TextSpan:
        """The verbatim article span of the folded [start, end); outer white space is left out."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        raw_start, raw_end = self.normalized.raw_span(start, end)
        return TextSpan(start=self.base + raw_start, end=self.base + raw_end, quote=self.raw[raw_start:raw_end])

    def raw_at(self, index: int) -> str:
        """The raw character behind the folded one at ``index``."""
        return self.raw[self.normalized.offsets[index]]

    def folded_offset(self, article_offset: int) -> int:
        """The folded offset of the first folded character at or after an article offset."""
        return bisect_left(self.normalized.offsets, article_offset - self.base)

    def words(self) -> tuple[Word, ...]:
        """Words and punctuation marks in order."""
        return tuple(Word(text=m.group(), start=m.start(), end=m.end()) for m in _WORD.finditer(self.text))


@lru_cache(maxsize=4096)
def _fold(raw: str) -> Normalized:
    return normalize_with_offsets(raw)


def fold_text(text: str, base: int = 0) -> Folded:
    """``text`` folded; ``base`` is where it begins in the article."""
    normalized = _fold(text)
    return Folded(text=normalized.text, base=base, raw=text, normalized=normalized)


def fold_sentence(analysis: Analysis, sentence: Sentence) -> Folded:
    """A sentence folded."""
    return fold_text(analysis.article.text[sentence.start : sentence.end], sentence.start)
