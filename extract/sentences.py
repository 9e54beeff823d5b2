"""Sentence splitting by rule, the same for Arabic, French and English, on one paragraph at a time.

Rules rather than a parser's guess: Arabic has no parser here, news sentences are long, and every quote that the graph
keeps is cut along these boundaries, so they must be the same on every run.
"""

import re
from functools import cache
from pathlib import Path

from ontology.tables import read_table

MAX_SENTENCE = 2_000
"""Code points after which a sentence is cut at white space, so that a page without stops stays bounded."""

WIDE_GAP = 2
"""White space after a full stop that ends a sentence even before a lower-case word (old wires without capitals)."""

_LANGUAGES = Path(__file__).parent / "languages"
_CLOSERS = "\"'»”’)]\u200f\u200e"
_STOP = re.compile(r"(?P<stop>[.!?؟…۔]+)(?P<close>(?:[" + re.escape(_CLOSERS) + r"]|\s?»)*)(?=\s|$)")
_OPENERS = "\"'«“‘([\u200f\u200e-–—•"
_FIRST_WORD = re.compile(r"[\s" + re.escape(_OPENERS) + r"]*(\w+)")


@cache
def abbreviations(language: str) -> frozenset[str]:
    """Lower-cased abbreviations of ``language``, with their full stop."""
    rows = read_table(_LANGUAGES / language / "abbreviations.tsv", ["form", "source"])
    return frozenset(row["form"].casefold() for row in rows)


@cache
def openers(language: str) -> frozenset[str]:
    """Lower-cased words that begin a sentence after an acronym with stops; none where a language has no such table."""
    path = _LANGUAGES / language / "sentence_openers.tsv"
    return frozenset(row["form"] for row in read_table(path, ["form", "source"])) if path.is_file() else frozenset()


def split(text: str, language: str) -> list[tuple[int, int]]:
    """[start, end) of each sentence in ``text`` (one paragraph), trimmed of white space; empty ones are left out."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if not _ends_sentence(text, match, start, language):
            continue
        bounds.append((start, match.end()))
        start = match.end()
    bounds.append((start, len(text)))
    pieces = [piece for bound in bounds for piece in _bounded(text, *bound)]
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece)) is not None]


def _ends_sentence(text: str, match: re.Match[str], start: int, language: str) -> bool:
    rest = text[match.end() : match.end() + 40]
    following = rest.lstrip()[:2].lstrip(_OPENERS)
    if not following:
        return True
    wide = len(rest) - len(rest.lstrip()) >= WIDE_GAP
    if match["stop"] != ".":
        # «Qui ?» demande-t-il: a question mark or an ellipsis before a lower-case word goes on.
        return wide or not following[0].islower()
    word_start = max(text.rfind(space, start, match.start()) for space in ' \u00a0\t(«"') + 1
    word = text[max(word_start, start) : match.end("stop")].casefold()
    if word in abbreviations(language):
        return False
    initial = len(word) == 2 and word[0].isalpha()
    if word.count(".") > 1:
        known, first = openers(language), _FIRST_WORD.match(rest)
        goes_on = bool(known) and not wide and (first is None or first[1].casefold() not in known)
        return following[0].isupper() and not goes_on  # U.S. Navy goes on
    return not (initial or (following[0].islower() and not wide))


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
