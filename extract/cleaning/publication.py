"""Publication lines: "نشر في X يوم 04 - 07 - 2018", "Publié le 4 juillet 2018", "By A | 4 July 2018"."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from extract.cleaning.folding import Folded, fold
from extract.cleaning.publishers import PIECE_SEPARATORS, SEPARATORS, agencies_in, reads_as_outlet, tidy_publisher
from extract.cleaning.tables import alternation, folded, hijri_months, longest_first, months, publication, weekdays

MAX_LINE = 200
"""A line longer than this, in characters, is not taken for a publication line."""
MAX_LEFTOVER = 6
_TRIVIAL_CUE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a publication line says; ``start`` and ``end`` are raw offsets within the text that was searched. A news
    ``agency`` it names counts as publisher only where nothing else does; a ``dateline`` yields to any other line."""

    start: int
    end: int
    published: date | None
    publisher: str | None
    updated: bool = False
    agency: str | None = None
    dateline: bool = False


_LONE_TATWEEL = re.compile(r"(?<=\s)ـ+(?=\s)")


def fold_line(line: str) -> Folded:
    """A folded line in which a tatweel that stands alone is the dash that it looks like."""
    return fold(_LONE_TATWEEL.sub(lambda match: "-" * len(match.group()), line))


@cache
def date_pattern() -> str:
    """A date in folded text, day before month, with unnamed groups only."""
    names = alternation(longest_first(months()))
    name = rf"(?:{names})\.?(?:\s?[/(]\s?(?:{names})\)?)?"
    numeric = r"\d{1,2}\s{0,2}[-/.]\s{0,2}\d{1,2}\s{0,2}[-/.]\s{0,2}(?:\d{4}|\d{2})(?!\d)"
    iso = r"\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}(?!\d)"
    return (
        rf"(?<![\d/.-])(?:{iso}|{numeric}|\d{{1,2}}(?:[^\W\d]{{2,3}})?\s{{0,2}}[-/]?\s{{0,2}}{name}\s{{0,2}}[-/,،]?\s{{0,2}}\d{{4}})"
        rf"|(?<!\w)(?:{name})\s{{1,2}}\d{{1,2}}(?:[^\W\d]{{2}})?\s?[,،]?\s{{1,2}}\d{{4}}"
    )


@cache
def _date_regex() -> re.Pattern[str]:
    return re.compile(date_pattern())


@cache
def _parts_regex() -> re.Pattern[str]:
    return re.compile(rf"\d+|(?:{alternation(longest_first(months()))})(?!\w)")


def read_date(folded: str) -> date | None:
    """The first date in a folded text, day before month; ``None`` where there is none or it does not exist."""
    match = _date_regex().search(folded)
    return to_date(match.group()) if match else None


def to_date(text: str) -> date | None:
    """The day of a text that ``date_pattern`` matched; ``None`` where it does not exist."""
    parts = _parts_regex().findall(text)
    numbers = [int(part) for part in parts if part.isdigit()]
    named = [months()[" ".join(part.split())] for part in parts if not part.isdigit()]
    try:
        if named:
            return _checked(numbers[-1], named[0], numbers[0])
        if len(str(parts[0])) == 4:
            return _checked(numbers[0], numbers[1], numbers[2])
        year = numbers[2] if numbers[2] > 99 else 2000 + numbers[2]
        if numbers[1] > 12 >= numbers[0]:
            return _checked(year, numbers[0], numbers[1])
        return _checked(year, numbers[1], numbers[0])
    except (IndexError, ValueError, KeyError):
        return None


def _checked(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1900 <= year <= 2100 else None


_TIME = (
    r"(?:\s{0,2}[-,،|à]?\s{0,2}(?:[^\W\d]{1,7}\s{1,2})?\d{1,2}\s?(?::|h)\s?(?:\d{2})?(?::\d{2})?(?:\s?(?:%s)(?!\w))?)?"
)


@cache
def _templates() -> tuple[re.Pattern[str], ...]:
    """Publication lines distinct enough to be found in the middle of a line."""
    noise = alternation(longest_first(word for word in publication()["noise"] if word.isalpha()))
    day_name = rf"(?:(?:{alternation(longest_first(weekdays()))})\s?[,،]?\s{{1,2}})?"
    found = rf"{day_name}(?P<date>{date_pattern()})" + _TIME % noise
    patterns = []
    for template in publication()["template"]:
        body = r"\s{1,3}".join(re.escape(word) for word in template.split())
        name = r"(?P<publisher>[^\n|]{2,60}?)"
        if template.endswith("{publisher}"):
            name += r"(?=\s{0,3}(?:[|\n]|$)|\s[-–—]\s)"
        body = body.replace(re.escape("{publisher}"), name).replace(re.escape("{date}"), found)
        patterns.append(re.compile(rf"(?<!\w){body}"))
    cues = longest_first(cue for cue in publication()["cue"] if len(cue) >= _TRIVIAL_CUE or " " in cue)
    patterns.append(re.compile(rf"(?<!\w)(?P<cue>{alternation(cues)})\s{{0,2}}:?\s{{0,2}}{found}"))
    return tuple(patterns)


@cache
def _template_openers() -> re.Pattern[str]:
    openers = {template.split("{")[0].strip() for template in publication()["template"]}
    openers |= {cue for cue in publication()["cue"] if len(cue) >= _TRIVIAL_CUE or " " in cue}
    return re.compile(rf"(?<!\w)(?:{alternation(longest_first(openers))})")


def search(page: Folded, text: str, start: int, end: int) -> Publication | None:
    """The first full publication template within folded [start, end) of a page, or ``None``."""
    for opener in _template_openers().finditer(page.text, start, end):
        matches = [pattern.match(page.text, opener.start(), end) for pattern in _templates()]
        found = [match for match in matches if match]
        if found:
            best = max(found, key=lambda match: ("publisher" in match.groupdict(), match.end()))
            groups = best.groupdict()
            publisher, agency = None, None
            if "publisher" in groups:
                first, last = best.span("publisher")
                publisher = tidy_publisher(text[page.raw(first) : page.raw_end(last)])
                if publisher and _signs(page.text[best.start() : first]):
                    agency = next(iter(agencies_in(publisher)), None)
                    publisher = publisher if reads_as_outlet(publisher) and not agency else None
            return Publication(
                start=page.raw(best.start()),
                end=page.raw_end(best.end()),
                published=to_date(groups["date"]),
                publisher=publisher,
                updated=groups.get("cue", "") in publication()["updated"],
                agency=agency,
            )
    return None


def _signs(before: str) -> bool:
    """Whether a name after these words is the author's ("par", "by"), so a paper's only where it reads like one."""
    words = before.split()
    return bool(words) and words[-1] in publication()["author"]


@cache
def _noise_words() -> frozenset[str]:
    return frozenset(publication()["noise"]) | weekdays() | hijri_months()


@cache
def _line_cue() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{alternation(publication()['cue'])})(?!\w)")


@cache
def _label() -> re.Pattern[str]:
    """What opens a piece and is no part of a name: a long cue, or the word for source."""
    cues = [cue for cue in publication()["cue"] if len(cue) >= _TRIVIAL_CUE or " " in cue]
    cues += [label.rstrip(" :") for label in publication()["source"]]
    return re.compile(rf"\s{{0,3}}(?:{alternation(longest_first(cues))})(?!\w)\s?:?")


@cache
def _author_cue() -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}(?:{alternation(publication()['author'])})(?!\w)\s?[:/]?")


def parse_line(line: str) -> Publication | None:
    """A whole line read as a publication line, ``None`` where it is another kind of line."""
    if not line.strip() or len(line) > MAX_LINE:
        return None
    page = fold_line(line)
    by_template = search(page, line, 0, len(page.text))
    match = _date_regex().search(page.text)
    if match is None:
        return None
    cue = _line_cue().match(page.text)
    outside = [(0, match.start()), (match.end(), len(page.text))]
    pieces, leftover = _pieces(page, outside)
    own = by_template.publisher if by_template else None
    if by_template is None or leftover > MAX_LEFTOVER + len((own or "").split()):
        attached = leftover > 2 and not cue and not _separated(page.text, match)
        if leftover > MAX_LEFTOVER or attached or line.rstrip().endswith(("؟", "?")):
            return None
    updated = bool(cue) and page.text.lstrip().startswith(publication()["updated"])
    later = _date_regex().search(page.text, match.end()) if updated else None
    publisher, agency = (own, None) if own else _publisher(line, page, pieces)
    return Publication(
        start=0,
        end=len(line),
        # "Updated on ..., published on ...": the second is the one that counts.
        published=to_date((later or match).group()),
        publisher=publisher,
        updated=updated and later is None,
        agency=agency,
    )


def _separated(text: str, match: re.Match[str]) -> bool:
    """Whether separators, not words, stand between the date and what else the line holds."""
    before = text[: match.start()].rstrip()
    after = text[match.end() :].lstrip()
    words = before.split()
    while words and words[-1].strip(SEPARATORS) in _noise_words() and words[-1][-1] not in SEPARATORS:
        words.pop()
    return (not words or words[-1][-1] in SEPARATORS) and (not after or after[0] in SEPARATORS or after[0].isdigit())


def _pieces(page: Folded, outside: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], int]:
    """Stretches of the line that are neither date, time, cue nor author, and how many words they have."""
    pieces: list[tuple[int, int]] = []
    leftover = 0
    for low, high in outside:
        for match in re.finditer(rf"[^{re.escape(PIECE_SEPARATORS)}\n]+", page.text[low:high]):
            first, last = low + match.start(), low + match.end()
            author = _author_after_noise(page.text, first, last)
            label = _label().match(page.text, first, last)
            first = label.end() if label else first
            words = list(re.finditer(r"\S+", page.text[first:last]))
            kept = [index for index, word in enumerate(words) if not _is_noise(word.group())]
            if not kept:
                continue
            if author and not reads_as_outlet(page.text[author.end() : last]):
                leftover += 0 if len(kept) <= 6 else len(kept)
                continue
            leftover += len(kept)
            begin, end = kept[0], kept[-1]
            if end + 1 < len(words) and words[end + 1].group().isdigit():
                end += 1  # "France 24"
            pieces.append((first + words[begin].start(), first + words[end].end()))
    return pieces, leftover


def _author_after_noise(text: str, first: int, last: int) -> re.Match[str] | None:
    """The word for an author that opens a piece, after nothing but a time ("à 09h12 par")."""
    at = first
    while at < last:
        match = _author_cue().match(text, at, last)
        if match:
            return match
        word = re.compile(r"\s*\S+").match(text, at, last)
        if word is None or not _is_noise(word.group().strip()):
            return None
        at = word.end()
    return None


_CLOCK = re.compile(r"t?\d[\d:.+hzه-]*")


def _is_noise(word: str) -> bool:
    bare = word.strip(".!:–—*")
    return (
        not bare or bare in _noise_words() or not any(char.isalpha() for char in bare) or bool(_CLOCK.fullmatch(bare))
    )


def _publisher(line: str, page: Folded, pieces: list[tuple[int, int]]) -> tuple[str | None, str | None]:
    """The publisher among the pieces of a line, and the news agency among them."""
    names: list[str] = []
    agencies: list[str] = []
    for first, last in pieces:
        name = _with_article(line, page.raw(first)) + line[page.raw(first) : page.raw_end(last)]
        if found := agencies_in(name):
            agencies.extend(found)
        elif 1 <= len(name.split()) <= 5 and (tidied := tidy_publisher(name)):
            names.append(tidied)
    agency = next((name for name in agencies if folded(name) not in publication()["agencies"]), None)
    if not names:
        return None, agency
    from extract.cleaning.known import choose

    return choose(names), agency


def _with_article(line: str, start: int) -> str:
    """The capitalised short word that stands before a name and belongs to it ("Le Monde", "The Guardian")."""
    match = re.search(r"(?:^|[^\w\s]\s?)([A-Z][a-z]{1,2}\s)$", line[:start])
    return match.group(1) if match else ""
