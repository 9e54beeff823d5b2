"""The name of a publisher without what stands around it on a page, and what tells it from an agency or an author."""

import re

from extract.cleaning.folding import fold
from extract.cleaning.tables import folded, publication

SEPARATORS = "|,،:;؛•·/()[]»«\"'>-"
PIECE_SEPARATORS = SEPARATORS.replace(":", "")
SHORT = 5
"""Letters; a Latin agency name as short as this must stand in capitals (AP, but not "Ap")."""


def tidy_publisher(raw: str) -> str | None:
    """A publisher as the page says it, without quotes, separators and what only joins it to the sentence."""
    name = " ".join(raw.split()).strip(SEPARATORS + " .–—ـ")
    words = name.split()
    while len(words) > 1 and fold(words[0]).text in publication()["publisher_noise"]:
        words = words[1:]
    name = " ".join(words)
    return name if 1 < len(name) <= 60 and not name.isdigit() else None


def agencies_in(raw: str) -> tuple[str, ...]:
    """The news agencies that a stretch consists of ("AFP", "أ ف ب/رويترز"); empty where it holds anything else."""
    whole = _agency(raw)
    if whole:
        return (whole,)
    names = [_agency(piece) for piece in re.split(r"[/,،&()\[\]|]|\s[-–—]\s", raw) if piece.strip()]
    return tuple(name for name in names if name) if all(names) else ()


def _agency(raw: str) -> str | None:
    name = " ".join(raw.split()).strip(SEPARATORS + " –—ـ")
    bare = folded(name)
    if bare not in _agencies() and bare.rstrip(".") not in _agencies():
        return None
    if len(bare) <= SHORT and bare.isascii() and not name.isupper():
        return None
    return name


def _agencies() -> frozenset[str]:
    return frozenset(publication()["agency"] + publication()["agencies"])


def reads_as_outlet(name: str) -> bool:
    """Whether a name is an outlet's and not a person's: known, a domain, or with a word that names papers have."""
    from extract.cleaning.known import is_outlet

    words = folded(name).replace("’", "'").split()
    if not words:
        return False
    if is_outlet(name) or agencies_in(name) or re.search(r"\w\.[a-z]{2,4}$", words[-1]):
        return True
    if words[0] in publication()["article"] and len(words) > 1:
        return True
    if any(words[0].startswith(article) for article in publication()["article"] if article.endswith("'")):
        return True
    return any(word in publication()["outlet"] for word in words)
