"""The publisher as a page's last lines name it: "المصدر: هسبريس", "© 2018 Hespress. Tous droits réservés"."""

import re
from collections.abc import Sequence
from functools import cache

from extract.cleaning.folding import fold
from extract.cleaning.known import is_outlet, is_place
from extract.cleaning.publishers import reads_as_outlet, tidy_publisher
from extract.cleaning.tables import alternation, publication
from extract.model import Zone


@cache
def _source() -> re.Pattern[str]:
    return re.compile(
        rf"^\W{{0,3}}(?:{alternation(publication()['source'])})\s{{0,3}}(?P<name>[^\n|]{{2,50}})$", re.MULTILINE
    )


@cache
def _rights() -> tuple[re.Pattern[str], ...]:
    phrase = alternation(publication()["rights"])
    name = rf"(?P<name>(?!(?:{phrase})(?!\w))[^\W\d][^\n|.©,،]{{1,50}}?)"
    years = r"(?:\d{4}(?:\s?[-–]\s?\d{4})?)?"
    between = r"(?:\(c\)|\W){0,4}"
    ends = r"\s{0,3}(?:\d{4}|[.|,،]|\s[-–—]|$)"
    return (
        re.compile(
            rf"©\s{{0,3}}(?:(?:{phrase})\W{{0,4}})?{years}\W{{0,4}}{name}\s{{0,3}}(?:{phrase}|{ends})", re.MULTILINE
        ),
        re.compile(rf"(?:{phrase}){between}{years}\W{{0,4}}{name}\s{{0,3}}(?:©|{phrase}|{ends})", re.MULTILINE),
        re.compile(rf"^\W{{0,3}}{name}\W{{1,5}}{years}\W{{0,4}}(?:{phrase})", re.MULTILINE),
    )


def _without_clitic(name: str) -> str:
    """A name without the Arabic "li-" that a rights phrase glues to it; the name of a place keeps its first letter."""
    words = name.split()
    bare = fold(words[0]).text
    for clitic in publication()["rights_clitic"]:
        if bare in publication()["publisher_noise"] or not bare.startswith(clitic) or is_outlet(name):
            continue
        if words[0].startswith(clitic + "ـ") or name.startswith(clitic + " "):
            return name[len(clitic) :].lstrip("ـ ")
        if bare.startswith(2 * clitic):
            return "ا" + name[len(clitic) :]
        if not is_place(words[0]):
            return name[len(clitic) :]
    return name


def publisher_in_footer(text: str, zones: Sequence[Zone]) -> str | None:
    """The publisher that a source or copyright line of the footer names, ``None`` where no such line does."""
    footers = [text[found.start : found.end] for found in zones if found.kind in ("footer", "meta")]
    for patterns in ((_source(),), _rights()):
        for footer in footers:
            page = fold(footer)
            for pattern in patterns:
                match = pattern.search(page.text)
                if match:
                    first, last = match.span("name")
                    name = tidy_publisher(_without_clitic(footer[page.raw(first) : page.raw_end(last)].strip()))
                    if name and len(name.split()) <= 5:
                        return name
    return None


MAX_SUFFIX_WORDS = 5


def publisher_in_title(whole: str | None, title: str | None) -> str | None:
    """The publisher that a page's ``<title>`` adds after the article's ``title`` ("... - Le Quotidien"), ``None`` where
    what it adds does not read as an outlet's name (a section, a place)."""
    if not whole or not title:
        return None
    joined = " ".join(whole.split())
    before, found, after = joined.partition(title)
    if not found:
        return None
    pieces = [piece for piece in re.split(r"\s[|\-–—•»«:]\s", f"{before} | {after}") if piece.strip(" |-–—•»«:")]
    names = [name for piece in reversed(pieces) if (name := tidy_publisher(piece))]
    short = [name for name in names if len(name.split()) <= MAX_SUFFIX_WORDS]
    named = next((name for name in short if reads_as_outlet(name)), None)
    return named or (short[0] if len(names) == 1 and short and not is_place(short[0]) else None)
