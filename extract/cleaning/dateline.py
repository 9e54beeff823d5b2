"""Datelines of agencies: "الرباط - و م ع", "PARIS, June 29, 2022 (Reuters) - " before the first words of a body."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.cleaning.folding import LINE_BREAKS, Folded
from extract.cleaning.known import is_place
from extract.cleaning.publication import date_pattern, fold_line, to_date
from extract.cleaning.publishers import agencies_in
from extract.cleaning.tables import alternation, folded, longest_first, months, publication, weekdays

MAX_DATELINE = 120
"""Characters; longer openings of a line are no dateline."""
MAX_PLACE_WORDS = 5
MIN_REST_WORDS = 3
"""So many words must follow a dateline on its line, or nothing at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What a dateline says; ``end`` is the raw offset, within the line, where the body goes on (the line's length where
    the dateline stands alone). ``published`` is ``None`` where it gives no year, ``agency`` where it names none."""

    end: int
    published: date | None
    agency: str | None


_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:['’./-][^\W\d_]+)*\.?")
_PAREN = re.compile(r"\(\s?(?P<inside>[^()\n]{2,40}?)\s?\)|/\s?(?P<slashed>[^()/\n]{2,40}?)\s?/")
_DASH = r"(?:-{1,3}|[–—―])"
_END = re.compile(rf"\s{{0,3}}(?:{_DASH}\s{{0,2}}|:\s{{0,2}})(?=\S)")
_AFTER_DASH = re.compile(
    rf"\s{{0,3}}(?:{_DASH}|[|،,])\s{{0,3}}(?P<name>[^\n|()/:–—―-]{{2,30}}?)(?=\s{{0,3}}(?:[|:–—―-]|$))"
)
_AGENCY_FIRST = re.compile(
    rf"\W{{0,3}}(?P<name>[^\n:]{{2,30}}?)\s{{0,3}}{_DASH}\s{{0,3}}(?P<place>[^\n:]{{2,30}}?)\W{{0,3}}"
)
_REGION = re.compile(r"\s?[,،]\s{1,2}(?P<name>[^\W\d_][^\n\d,،()|:–—―-]{1,30}?)(?=\s{0,2}[,،(|–—―-])")
_FILL = re.compile(r"\s{0,3}[,،|-]?\s{0,3}")


@cache
def _dated() -> re.Pattern[str]:
    """A date, or a day and month without a year, with the weekday and the words that lead to it."""
    names = alternation(longest_first(months()))
    lead = alternation(longest_first(publication()["noise"]))
    day = alternation(longest_first(weekdays()))
    short = rf"(?:{names})\.?\s\d{{1,2}}(?!\d)|\d{{1,2}}\s(?:{names})(?!\w)"
    return re.compile(
        rf"(?:(?:{lead})\s{{1,2}}){{0,2}}(?:(?:{day})\s?[,،]?\s{{1,2}})?(?:(?P<full>{date_pattern()})|(?P<short>{short}))"
    )


@dataclass(slots=True)
class _Found:
    at: int
    dated: bool = False
    closed: bool = False
    published: date | None = None
    agencies: tuple[str, ...] = ()


def read_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline that opens the raw stretch [start, end) of a text, ``None`` where it opens otherwise.

    Precision first: a place alone, or a place with anything but a date or a known agency, is no dateline; with a date
    but no agency, or an agency after a mere dash, the place is in capitals or known.
    """
    head = text[start : min(end, start + MAX_DATELINE + 40)]
    line = re.split(rf"[{LINE_BREAKS}]", head, maxsplit=1)[0]
    if not any(sign in line for sign in "-–—―ـ:)/,،"):
        return None
    page = fold_line(line)
    whole = end - start == len(line)
    if whole and (agency := _agency_first(line, page)):
        return Dateline(end=len(line), published=None, agency=agency)
    first = re.match(r"\W{0,3}", page.text)
    opening = first.end() if first else 0
    at = opening
    for _ in range(MAX_PLACE_WORDS):
        word = _WORD.match(page.text, at)
        if word is None:
            return None
        found = _scan(line, page, word.end())
        result = _judge(line, page, (opening, word.end()), found, whole=whole)
        if result is not None:
            return result
        space = re.compile(r"\s{1,2}").match(page.text, word.end())
        if space is None:
            return None
        at = space.end()
    return None


def _scan(line: str, page: Folded, at: int) -> _Found:
    """What follows a place: its country, dates, parentheses, agencies after dashes, as far as there are any."""
    region = _REGION.match(page.text, at)
    found = _Found(region.end("name") if region and is_place(region["name"]) else at)
    while True:
        fill = _FILL.match(page.text, found.at)
        after = fill.end() if fill else found.at
        dated = _dated().match(page.text, after) if not found.dated and after > found.at else None
        if dated:
            found.dated = True
            found.published = to_date(dated["full"]) if dated["full"] else None
            found.at = dated.end()
            continue
        paren = _PAREN.match(page.text, after)
        if paren and not found.closed:
            names = agencies_in(_raw(line, page, *paren.span(paren.lastgroup or 0)))
            if names or not (found.dated or found.agencies):
                found.agencies = found.agencies or names
                found.closed = bool(names)
                found.at = paren.end()
                continue
        dash = _AFTER_DASH.match(page.text, found.at)
        names = agencies_in(_raw(line, page, *dash.span("name"))) if dash and not found.agencies else ()
        if dash is None or not names:
            return found
        found.agencies = names
        found.at = dash.end("name")


def _raw(line: str, page: Folded, first: int, last: int) -> str:
    return line[page.raw(first) : page.raw_end(last)]


def _judge(line: str, page: Folded, place: tuple[int, int], found: _Found, *, whole: bool) -> Dateline | None:
    if not (found.dated or found.agencies):
        return None
    name = _raw(line, page, *place)
    if not _may_be_place(name, strict=not (found.closed or (found.dated and found.agencies))):
        return None
    agency = next((name for name in found.agencies if folded(name) not in publication()["agencies"]), None)
    if not page.text[found.at :].strip(" .-–—―" + (":" if found.agencies else "")):
        if not whole:
            return None
        return Dateline(end=len(line), published=found.published, agency=agency)
    mark = _END.match(page.text, found.at)
    if mark is None and not (found.dated and found.closed):
        return None
    if mark is not None and ":" in mark.group() and not found.agencies:
        return None
    at = mark.end() if mark else found.at
    end = page.raw(at)
    if end > MAX_DATELINE or len(page.text[at:].split()) < MIN_REST_WORDS:
        return None
    return Dateline(end=end, published=found.published, agency=agency)


_SMALL = re.compile(r"[a-zà-ÿ]{1,3}")


def _may_be_place(name: str, *, strict: bool) -> bool:
    """Whether a name may be a place: known, or (not ``strict``) written like a name; Latin capitals always may."""
    letters = [char for char in name if char.isalpha()]
    if len(letters) > 2 and all(char.isupper() for char in letters):
        return True
    if is_place(name):
        return True
    if strict:
        return False
    words = name.split()
    return all(not word[0].islower() or (_SMALL.fullmatch(word) and index) for index, word in enumerate(words))


def _agency_first(line: str, page: Folded) -> str | None:
    """The agency of a line that holds nothing but an agency and a known place ("رويترز – غاو")."""
    match = _AGENCY_FIRST.fullmatch(page.text)
    if match is None or not is_place(match["place"]):
        return None
    return next(iter(agencies_in(_raw(line, page, *match.span("name")))), None)
