"""The normaliser of names: one folded form for comparing, with a map back to raw offsets.

Arabic: tatweel, diacritics, zero-width and bidirectional controls go; alef and hamza forms, ta marbuta and alef
maqsura fold; Persian and Urdu look-alikes fold; Arabic-Indic digits become ASCII. Latin: case, accents, typographic
apostrophes, quotes and dashes fold. Runs of white space (no-break spaces too) become one space.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ARABIC_FOLD = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
    "ی": "ي", "ې": "ي", "ک": "ك", "گ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ڤ": "ف", "پ": "ب", "چ": "ج",
}  # fmt: skip
_PUNCTUATION_FOLD = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ʿ": "'", "ʾ": "'", "′": "'",
    "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "‟": '"', "″": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "‒": "-", "―": "-",
}  # fmt: skip
_DROPPED = {"ـ"}


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """The folded form of one code point: empty when it is dropped, one or more characters otherwise."""
    if char in _ARABIC_FOLD:
        return _ARABIC_FOLD[char]
    if char in _PUNCTUATION_FOLD:
        return _PUNCTUATION_FOLD[char]
    if char in _DROPPED:
        return ""
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category in ("Mn", "Cf", "Me"):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category == "Cc":
        return " "
    decomposed = unicodedata.normalize("NFKD", char)
    if decomposed == char:
        return char.casefold()
    kept = [c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf", "Me")]
    return "".join(_ARABIC_FOLD.get(c, _PUNCTUATION_FOLD.get(c, " " if c.isspace() else c.casefold())) for c in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalized:
    """A folded text and, for each of its characters, the code-point offset in the raw text it came from.

    ``offsets`` has one entry more than ``text``: the last is the length of the raw text.
    """

    text: str
    offsets: tuple[int, ...]
    raw: str

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw [start, end) of the folded [start, end); trailing marks that were dropped belong to the span."""
        if start >= end:
            raise ValueError(f"empty span {start}:{end}")
        raw_start = self.offsets[start]
        raw_end = self.offsets[end - 1] + 1
        while raw_end < len(self.raw) and unicodedata.category(self.raw[raw_end]) == "Mn":
            raw_end += 1
        return raw_start, raw_end


def normalize(text: str) -> str:
    """The folded form of ``text``, stripped; two spellings of one name should give the same string."""
    return " ".join("".join(map(fold_char, text)).split())


def fold_key(text: str) -> str:
    """The form in which a name alone is looked up in text, that of ``extract.context.fold``: normalised, hyphens as
    spaces, quotation marks gone."""
    folded = normalize(text)
    return " ".join(folded.replace("-", " ").replace('"', "").split()) if "-" in folded or '"' in folded else folded


def normalize_with_offsets(text: str) -> Normalized:
    """The folded form of ``text`` (not stripped) with its map back to raw code-point offsets."""
    out: list[str] = []
    offsets: list[int] = []
    space = False
    for index, char in enumerate(text):
        folded = fold_char(char)
        for piece in folded:
            if piece == " " and space:
                continue
            space = piece == " "
            out.append(piece)
            offsets.append(index)
    offsets.append(len(text))
    return Normalized(text="".join(out), offsets=tuple(offsets), raw=text)
