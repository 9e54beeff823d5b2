"""Folding of whole pages with offsets: case, accents and Arabic letter forms go, line breaks and positions stay."""

from array import array
from dataclasses import dataclass

from ontology.normalize import fold_char

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text; ``offsets`` maps each of its characters to the raw text, ``None`` where nothing was dropped."""

    text: str
    offsets: "array[int] | None"
    length: int

    def raw(self, index: int) -> int:
        """The raw offset of the folded character ``index``; the raw length at the end."""
        if self.offsets is None:
            return index
        return self.offsets[index] if index < len(self.offsets) else self.length

    def raw_end(self, index: int) -> int:
        """The raw offset just past the folded character ``index - 1``, with the marks after it that folding dropped."""
        return self.raw(index)


def _fold(char: str) -> str:
    if char in LINE_BREAKS:
        return "\n"
    folded = fold_char(char)
    # One character to one: what unfolds to several (an ellipsis, a ligature) stays, or offsets would shift.
    return folded if len(folded) < 2 else char


def fold(text: str) -> Folded:
    """Fold ``text``; linear in its length, and cheap where no diacritics or format characters need dropping."""
    table = {char: _fold(char) for char in set(text)}
    folded = text.translate({ord(char): value for char, value in table.items() if value != char})
    dropped = {char for char, value in table.items() if not value}
    if not dropped:
        return Folded(text=folded, offsets=None, length=len(text))
    kept = array("I", (index for index, char in enumerate(text) if char not in dropped))
    return Folded(text=folded, offsets=kept, length=len(text))
