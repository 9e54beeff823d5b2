"""Which of a place's untagged names is which: Latin or Arabic script, and among those of Arabic script the Arabic ones.

GeoNames' alternate names have no language here. Of a name in Arabic script its letters tell Persian, Urdu, Pashto,
Kurdish and Uyghur; where the letters do not, the spelling that goes with the place's Latin names is the better one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from ontology.normalize import normalize
from ontology.tables import read_table

FOLDER = Path(__file__).parent
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ"
"""All letters of Arabic: a name with any other is of another language."""
SHORTEST = 2
ALIKE = 0.6
"""Least likeness of an Arabic name with a Latin one for it to be kept."""

_WORD = rf"[{LETTERS.replace('ى', '').replace('ة', '')}]+[ىة]?"
_ARABIC = re.compile(rf"{_WORD}(?:[ -]{_WORD})*")
_LATIN = re.compile(r"[^\W\d_]+(?:[ .'’ʿʾ‘-]+[^\W\d_]+)*\.?")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200c-\u200f]")
_FROM_PERSIAN = str.maketrans({"ک": "ك", "ی": "ي", "پ": "ب", "ہ": "ه", "ۀ": "ة", "ې": "ي"})
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"})
_CITY = re.compile(r"^مدينة (?=\S)")


def fold_name(text: str) -> str:
    """The key under which a name is looked up: normalised, hyphens and stops as spaces, quotation marks gone."""
    return " ".join(re.sub(r"[-./]", " ", normalize(text).replace('"', "").translate(_PLAIN)).split())


def is_arabic_script(text: str) -> bool:
    """Whether a name has any letter of Arabic script, of whatever language."""
    return any("ARABIC" in unicodedata.name(char, "") for char in text)


def is_latin(text: str) -> bool:
    """Whether a name is written in Latin letters as a name is: a capital first, and no code (LON)."""
    if not _LATIN.fullmatch(text) or not text[0].isupper() or (text.isupper() and len(text) < 5):
        return False
    return all(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())


def arabic_name(text: str, script: str) -> str | None:
    """A name in clean Arabic, ``None`` where it is of another language. ``script`` is the country's own script:
    ``persian`` names are turned into Arabic letters, as the Arabic press does (مشهد, کابل: كابل)."""
    text = _MARKS.sub("", text.split("،")[0]).strip()
    if script in ("persian", "arabic"):
        text = text.translate(_FROM_PERSIAN)
    text = _CITY.sub("", " ".join(text.split()))
    return text if len(text) > SHORTEST - 1 and _ARABIC.fullmatch(text) else None


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["letters"]: row["sound"] for row in read_table(FOLDER / "letters.tsv", ("letters", "sound"))}
    longest_first = sorted(rows, key=lambda letters: (-len(letters), letters))
    return re.compile("|".join(longest_first)), rows


def sounds(text: str) -> str:
    """The consonants of a name by coarse sound, the same for both scripts; of Arabic without its article."""
    pattern, rows = _sounds()
    folded = re.sub(r"\bال", "", text) if is_arabic_script(text) else re.sub(r"\b(?:al|el|as|an|ar|ad|at|az)[ -]",
                                                                            "", normalize(text))  # fmt: skip
    return re.sub(r"(.)\1", r"\1", "".join(rows[match[0]] for match in pattern.finditer(folded)))


def likeness(arabic: str, latin: Iterable[str]) -> float:
    """How well an Arabic name goes with the best of some Latin ones, 0 to 1."""
    from rapidfuzz import fuzz

    own = sounds(arabic)
    return max((fuzz.ratio(own, sounds(name)) / 100 for name in latin), default=0.0)


def arabic_names(alternates: Sequence[str], latin: Sequence[str], script: str) -> tuple[str, ...]:
    """The Arabic names of a place, the best first: those in clean letters that go with its Latin names."""
    found = {name for text in alternates if is_arabic_script(text) if (name := arabic_name(text, script))}
    scored = []
    for name in found:
        main, best = -round(likeness(name, latin[:1]), 2), -round(likeness(name, latin), 2)
        # Where Arabic is at home, English may call the place by another name (Tripoli); elsewhere its own name decides.
        grades = (best, main) if script == "arabic" else (main, best)
        scored.append((*grades, *_shape(name, script), name))
    by_spelling: dict[str, str] = {}
    for one, other, *_, name in sorted(scored):
        if max(-one, -other) >= ALIKE:
            by_spelling.setdefault(fold_name(name), name)
    return tuple(by_spelling.values())


def _shape(name: str, script: str) -> tuple[int, int, int, int]:
    """Tie-breakers: the article and emphatic letters where Arabic is at home, hamza and ta marbuta, then brevity."""
    home = script == "arabic"
    emphatic = sum(name.count(letter) for letter in "طصضظقحع")
    careful = sum((word[0] in "أإآ") + (word[-1] == "ة") for word in name.split())
    careful -= sum(word[1:].count(letter) for word in name.split() for letter in "أإآ")
    return -(home and name.startswith("ال")), -emphatic if home else 0, -careful, len(name)
