"""Numbers in a sentence, in digits and in words: shared by dates and counts."""

import re
from dataclasses import dataclass
from functools import cache

from extract.vocab import alternation, rows
from ontology.normalize import normalize

_COLUMNS = ("form", "value", "kind", "source")
_HUNDRED = 100
_THOUSAND = 1000
_MAX_VALUE = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number of the folded text, [start, end) in folded offsets; ``approx`` where the word itself is a round one."""

    start: int
    end: int
    value: int
    approx: bool
    digits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    cardinals: dict[str, int]
    scales: dict[str, int]
    approx: dict[str, int]
    ordinals: dict[str, int]
    words: re.Pattern[str]
    digits: re.Pattern[str]
    piece: re.Pattern[str]


def _by_kind(language: str, kind: str) -> dict[str, int]:
    table = rows(language, "numbers", _COLUMNS)
    return {normalize(row["form"]): int(row["value"]) for row in table if row["kind"] == kind}


def ordinals(language: str) -> dict[str, int]:
    """Ordinal words (normalised) to the day of the month that they name."""
    return _by_kind(language, "ordinal")


@cache
def _table(language: str) -> _Table:
    cardinals, scales = _by_kind(language, "cardinal"), _by_kind(language, "scale")
    approx = _by_kind(language, "approx")
    separators = [row["form"] for row in rows(language, "numbers", _COLUMNS) if row["kind"] == "separator"]
    grouping = "".join(" " if form == "space" else re.escape(form) for form in separators) or ","
    word = alternation([*cardinals, *scales])
    return _Table(
        cardinals=cardinals,
        scales=scales,
        approx=approx,
        ordinals=ordinals(language),
        words=re.compile(
            rf"(?<![^\W_])(?:[وفبلك]{{1,2}})?(?P<n>(?:{alternation(list(approx))})|"
            rf"(?:{word})(?:(?: et |-| and | و| )(?:{word}))*)(?![^\W_])"
        ),
        digits=re.compile(
            rf"(?<![\d.,/:٫])(?<![^\W\d_]{{3}})(?<![a-z])(?<!-)"
            rf"(?P<n>\d{{1,3}}(?:[{grouping}]\d{{3}})+(?!\d)|\d{{1,9}}(?!\d))(?![.,٫/:]\d|-[^\W_]| ?%|[a-z])"
        ),
        piece=re.compile(word),
    )


def word_value(text: str, language: str) -> int | None:
    """The value of a folded number in words or digits, or ``None`` where the words are no number."""
    if text.isascii() and text.isdigit():
        return int(text)
    table = _table(language)
    if text in table.approx:
        return table.approx[text]
    total, current, seen = 0, 0, False
    for piece in table.piece.findall(text):
        value = table.cardinals.get(piece)
        if value is None:
            if not seen:
                return None
            value = table.scales[piece]
        seen = True
        if value == _HUNDRED and 0 < current < _HUNDRED:
            current *= value
        elif value >= _THOUSAND and value in (_THOUSAND, 1_000_000):
            total, current = total + max(1, current) * value, 0
        else:
            current += value
    return total + current if seen else None


def number_pattern(language: str) -> str:
    """A regular expression (no groups) for a small number in digits or words, for use inside larger patterns."""
    table = _table(language)
    word = alternation(list(table.cardinals))
    return rf"\d{{1,4}}|(?:{word})(?:(?: et |-| and | و| )(?:{word}))*"


def find_numbers(text: str, language: str) -> list[Number]:
    """Numbers of a folded text in order; percentages, decimals, clock times and parts of dates are left out."""
    table = _table(language)
    found: list[Number] = []
    for match in table.digits.finditer(text):
        value = int(re.sub(r"\D", "", match["n"]))
        end = match.end("n")
        scaled = _scale_after(text, end, table)
        if scaled is not None:
            value, end = value * scaled[0], scaled[1]
        if value <= _MAX_VALUE:
            found.append(Number(start=match.start("n"), end=end, value=value, approx=False, digits=True))
    for match in table.words.finditer(text):
        start, end = match.span("n")
        if any(number.start < end and start < number.end for number in found):
            continue
        worded = word_value(match["n"], language)
        if worded is not None and worded <= _MAX_VALUE:
            approx = match["n"] in table.approx
            found.append(Number(start=start, end=end, value=worded, approx=approx, digits=False))
    return sorted(found, key=lambda number: number.start)


def _scale_after(text: str, end: int, table: _Table) -> tuple[int, int] | None:
    """The factor of a scale word right after a number in digits ("3 آلاف", "2 million") and where it ends."""
    match = re.compile(r" ([^\W\d_]+)").match(text, end)
    if match is None:
        return None
    factor = table.scales.get(match[1]) or table.cardinals.get(match[1], 0)
    return (factor, match.end()) if factor in (_THOUSAND, 1_000_000) else None
