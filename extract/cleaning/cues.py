"""Phrases of page furniture: what kind of furniture a line is by its words."""

import re
from functools import cache

from extract.cleaning.tables import alternation, boilerplate


@cache
def _line_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each kind the pattern of a whole line (counts and punctuation around it are free)."""
    kinds = sorted({kind for kind, where in boilerplate() if where == "line"})
    free = r"[\W\d_]{0,12}"
    return tuple(
        (kind, re.compile(rf"{free}(?:(?:{alternation(boilerplate()[(kind, 'line')])}){free}){{1,8}}"))
        for kind in kinds
    )


@cache
def _start_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    order = ("related", "source", "rights", "newsletter", "comments", "tags", "widget", "caption", "byline")
    out = []
    for kind in order:
        phrases = boilerplate().get((kind, "start"), ()) + boilerplate().get((kind, "anywhere"), ())
        out.append((kind, re.compile(rf"[\s\W]{{0,4}}(?P<cue>{alternation(phrases)})(?!\w)")))
    return tuple(out)


MAX_CUE_WORDS = 40


def line_cue(folded: str, words: int) -> tuple[str, bool]:
    """The kind of furniture that a line is, and whether it is nothing but the phrase."""
    if words > MAX_CUE_WORDS:
        return "", False
    if words <= 16:
        for kind, pattern in _line_cues():
            if pattern.fullmatch(folded.strip()):
                return kind, True
    for kind, pattern in _start_cues():
        match = pattern.match(folded)
        if match is None:
            continue
        rest = folded[match.end() :]
        if kind == "byline" and (words > 8 or folded.rstrip().endswith(".")):
            continue
        if kind in ("widget", "caption") and words > 25:
            continue
        return kind, not re.search(r"\w", rest)
    if words <= MAX_RIGHTS_WORDS and _rights_end().search(folded):
        return "rights", False
    return "", False


MAX_RIGHTS_WORDS = 10


@cache
def _rights_end() -> re.Pattern[str]:
    """A rights phrase that closes a short line: "Le Matin - Tous droits réservés"."""
    return re.compile(rf"\W(?:{alternation(boilerplate()[('rights', 'anywhere')])})[\W\d]{{0,12}}$")
