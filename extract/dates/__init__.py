"""When: dates and times in a text as intervals of days, seen from the day of publication.

Shapes of dates are data (``date_patterns.tsv`` and the word tables beside it); ``lexicon`` compiles them,
``resolve`` turns the parts of a match into days.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extract.analysis import Analysis, Sentence
from extract.dates.lexicon import DateLexicon, DatePattern, lexicon
from extract.dates.resolve import Context, resolve
from extract.folded import Folded, fold_sentence, fold_text
from extract.modality import planned_starts
from extract.model import TimeSpan
from extract.vocab import LANGUAGES

_PAUSE = re.compile(r"[,،;؛:(«\"]")
_NAME_REACH = 24
_FUTURE_REACH = 50
"""Folded characters before a weekday within which a word of the future still governs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    start: int
    end: int
    rule: str
    parts: dict[str, str]


def find_times(analysis: Analysis) -> tuple[TimeSpan, ...]:
    """Dates and times of title and body, sorted, without overlaps.

    Words relative to a publication date that is unknown give an interval of ``None`` with precision ``unknown``.
    """
    found: list[TimeSpan] = []
    for sentence in analysis.sentences:
        found.extend(_sentence_times(analysis, sentence))
    return tuple(sorted(found, key=lambda time: (time.span.start, time.span.end)))


def parse_date_line(text: str, language: str) -> date | None:
    """The day that a publication line names, the day before the month; ``None`` where it names none with a year.

    ``language`` is tried first; month names of the other languages are known too.
    """
    folded = fold_text(text)
    order = (language, *(other for other in LANGUAGES if other != language))
    for candidate in order:
        if candidate not in LANGUAGES:
            continue
        table = lexicon(candidate)
        context = Context(lexicon=table, published=None, future=False)
        for hit in _hits(folded, table):
            interval = resolve(hit.rule, hit.parts, context)
            if interval is not None and interval[2] == "day" and interval[0] == interval[1]:
                return interval[0]
    return None


def _sentence_times(analysis: Analysis, sentence: Sentence) -> Iterator[TimeSpan]:
    if analysis.language not in LANGUAGES:
        return
    folded = fold_sentence(analysis, sentence)
    table = lexicon(analysis.language)
    hits = _hits(folded, table)
    planned = planned_starts(folded, sentence, analysis.language) if hits else ()
    for hit in hits:
        future = any(_reaches(start, hit, folded.text) for start in planned)
        context = Context(lexicon=table, published=analysis.article.published, future=future)
        interval = resolve(hit.rule, hit.parts, context)
        if interval is not None and not _unfit(hit, folded, table):
            start, end, precision = interval
            if _is_name(hit, folded.text, table) and start and start < context.oldest:
                continue
            closing = _closing(folded.text, hit)
            yield TimeSpan(start=start, end=end, precision=precision, span=folded.span(hit.start, closing))


def _is_name(hit: _Hit, text: str, table: DateLexicon) -> bool:
    """Whether a day and month without a year may be part of a name ("the 30 June revolution")."""
    if hit.rule != "date" or {"y", "y0"} & set(hit.parts):
        return False
    before = table.named_before.search(text, max(0, hit.start - _NAME_REACH), hit.start)
    return before is not None or table.named_after.match(text, hit.end) is not None


def _reaches(planned: int, hit: _Hit, text: str) -> bool:
    """Whether a word of the future governs the date: a weekday only close by and in the same clause."""
    if hit.rule not in ("weekday", "weekdays"):
        return planned < hit.start
    return hit.start - _FUTURE_REACH <= planned < hit.start and not _PAUSE.search(text, planned, hit.start)


def _closing(text: str, hit: _Hit) -> int:
    """The end of the date with the bracket that closes one opened inside it."""
    opened = text.count("(", hit.start, hit.end) > text.count(")", hit.start, hit.end)
    return hit.end + 1 if opened and text[hit.end : hit.end + 1] == ")" else hit.end


def _unfit(hit: _Hit, folded: Folded, table: DateLexicon) -> bool:
    """A month name that is spelled as another word of its language is (``may``, ``Mars``), by its first letter."""
    month = hit.parts.get("month")
    if month is None or not month.isascii() or table.language == "ar":
        return False
    at = folded.text.index(month, hit.start)
    upper = folded.raw_at(at).isupper()
    if table.language == "en":
        return not upper
    return upper and hit.rule == "month" and "y" not in hit.parts and at > 0 and folded.raw[:1] != folded.raw_at(at)


def _hits(folded: Folded, table: DateLexicon) -> list[_Hit]:
    """Non-overlapping matches, the longer one first where two compete, earlier rows of the table before later ones."""
    open_gates = {name for name, regex in table.gates.items() if regex.search(folded.text)}
    if not open_gates:
        return []
    candidates: list[tuple[int, int, _Hit]] = []
    for order, pattern in enumerate(table.patterns):
        if pattern.gates <= open_gates:
            candidates.extend((-(hit.end - hit.start), order, hit) for hit in _pattern_hits(pattern, folded.text))
    chosen: list[_Hit] = []
    for _, _, hit in sorted(candidates, key=lambda entry: (entry[0], entry[1], entry[2].start)):
        if all(hit.end <= other.start or other.end <= hit.start for other in chosen):
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit.start)


def _pattern_hits(pattern: DatePattern, text: str) -> Iterator[_Hit]:
    for match in pattern.regex.finditer(text):
        parts = {name: value for name, value in match.groupdict().items() if value is not None}
        start, end = match.span("span")
        yield _Hit(start=start, end=end, rule=pattern.rule, parts=parts)


__all__ = ["find_times", "parse_date_line"]
