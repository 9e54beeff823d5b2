"""The page's own title among the lines before its body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.cleaning.folding import Folded
from extract.cleaning.overlap import best_tail, share, stems
from extract.cleaning.segments import RUN_WORDS, Segment, folded_slice, title_pattern
from extract.cleaning.tables import boilerplate

WINDOW = 6
"""How many lines above the publication line or the body are tried as title."""
BODY_WORDS = 300
"""Words of the body that a title is compared with."""
MIN_SCORE = 0.45
FOREIGN_OVERLAP = 0.2
"""A line above the publication line that shares less with the body is likely another article's: then the title may
stand below."""
OVERLAP_WEIGHT = 1.5
"""Of the share of a title's words that the body has (one for three words and more): 90 percent of titles share 0.44 and
more with their own body, 95 percent of foreign ones below 0.2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Raw [start, end) of the title, and the segments that hold it (none where only the page's metadata has it)."""

    start: int
    end: int
    indexes: tuple[int, ...]


def find_title(
    text: str, page: Folded, items: Sequence[Segment], start: int, line: int | None, known: str | None
) -> Title | None:
    """The title before (or as) the first body segment ``start``; ``line`` is the publication line, if any."""
    if known:
        return _known_title(page, items, start, known)
    body = _body_stems(items, start)
    foreign_above = line is not None and _overlap(items, line - 1, body) < FOREIGN_OVERLAP
    best: tuple[float, int] | None = None
    for index in _candidates(items, start, line):
        score = _score(text, items, index, start, line, body)
        if foreign_above and line is not None and line < index <= start:
            score += 0.6 if index < start else 1.1
        if best is None or score > best[0]:
            best = (score, index)
    if best is None or best[0] < MIN_SCORE:
        return None
    chosen = items[best[1]]
    if chosen.words > RUN_WORDS or chosen.shape == "run":
        return _tail_title(page, items, best[1], body)
    return Title(start=chosen.start, end=chosen.end, indexes=(best[1],))


def _body_stems(items: Sequence[Segment], start: int) -> frozenset[str]:
    common = boilerplate()[("running", "anywhere")]
    out: set[str] = set()
    words = 0
    for item in items[start:]:
        if item.shape in ("prose", "sentence"):
            out.update(stems(item.folded, common))
            words += item.words
        if words >= BODY_WORDS:
            break
    return frozenset(out)


def _candidates(items: Sequence[Segment], start: int, line: int | None) -> list[int]:
    """Headline-like segments near the anchor: above the publication line, between it and the body, or the body's
    own first line."""
    anchor = line if line is not None else start
    above: list[int] = []
    for index in range(anchor - 1, -1, -1):
        if len(above) >= WINDOW:
            break
        if _may_be_title(items[index]) or (items[index].shape == "run" and not items[index].cue):
            above.append(index)
    below = [index for index in range(anchor, min(start + 1, len(items))) if _may_be_title(items[index])]
    return above[::-1] + below


def _may_be_title(item: Segment) -> bool:
    if item.cue or item.published or item.words > RUN_WORDS or item.role in ("nav", "footer", "caption", "time"):
        return False
    # A by-line ("name - agency") opens many bodies, and shares a word or two with them.
    if item.words <= 6 and " - " in item.folded:
        return False
    return item.shape in ("headline", "fragment") or (item.shape == "sentence" and item.words <= 16)


def _score(
    text: str, items: Sequence[Segment], index: int, start: int, line: int | None, body: frozenset[str]
) -> float:
    """How likely a segment is the title: shared words, place, and what it looks like."""
    item = items[index]
    hits, _ = share(stems(_tail_words(item)), body)
    score = OVERLAP_WEIGHT * _overlap(items, index, body) + _place(text, items, index, start, line, hits)
    score += 0.3 * (item.role == "heading")
    if item.words < 3:
        score -= 0.25 if item.words == 2 else 0.5
    if item.ended:
        score -= 0.15
    if _repeated(items, index):
        score += 0.3
    return score


def _overlap(items: Sequence[Segment], index: int, body: frozenset[str]) -> float:
    """The share of a segment's words that the body has, discounted below three words; 0 where there is no segment."""
    if index < 0:
        return 0.0
    hits, part = share(stems(_tail_words(items[index])), body)
    return part * min(1.0, hits / 3)


def _place(text: str, items: Sequence[Segment], index: int, start: int, line: int | None, hits: int) -> float:
    """Bonus of a place: directly above the publication line is best, the body's own first line counts only where a
    blank line sets it off or its words show it."""
    anchor = line if line is not None else start
    low, high = sorted((index, anchor))
    between = [other for other in items[low + 1 : high] if not other.cue and not other.published]
    if index < anchor:
        return (0.8 if line is not None else 0.5) if not between else 0.15 / len(between)
    if index < start:
        return 0.25 if not between else 0.1 / len(between)
    if line is not None:
        return -0.25
    if index + 1 < len(items) and items[index + 1].dateline:
        return 0.5
    after = items[index + 1 : index + 4]
    if not any(other.shape in ("prose", "sentence") for other in after):
        return -1.0
    if text[items[index].end : after[0].start].count("\n") >= 2:
        return 0.5
    return 0.15 if hits >= 3 else -1.0


def _tail_words(item: Segment) -> str:
    return item.folded if item.shape != "run" else " ".join(item.folded.split()[-12:])


def _repeated(items: Sequence[Segment], index: int) -> bool:
    needle = " ".join(items[index].folded.split())
    if len(needle) < 15 or items[index].shape == "run":
        return False
    return any(needle in " ".join(item.folded.split()) for at, item in enumerate(items) if at != index)


def find_known(page: Folded, items: Sequence[Segment], known: str) -> tuple[int, ...]:
    """Segments, prose left out, that hold a title known from metadata."""
    return tuple(index for index, _ in _occurrences(page, items, known))


def _occurrences(page: Folded, items: Sequence[Segment], known: str) -> list[tuple[int, re.Match[str]]]:
    pattern = title_pattern(known)
    if pattern is None:
        return []
    out = []
    for index, item in enumerate(items):
        if item.shape == "prose":
            continue
        matches = list(pattern.finditer(page.text, *folded_slice(page, item.start, item.end)))
        if matches:
            out.append((index, matches[-1]))
    return out


def _known_title(page: Folded, items: Sequence[Segment], start: int, known: str) -> Title | None:
    """The last place at or before the body's first lines where a title known from metadata stands."""
    found = [(index, match) for index, match in _occurrences(page, items, known) if index <= start]
    if not found:
        return None
    index, match = found[-1]
    return Title(start=page.raw(match.start()), end=page.raw_end(match.end()), indexes=(index,))


def _tail_title(page: Folded, items: Sequence[Segment], index: int, body: frozenset[str]) -> Title | None:
    """The title at the end of a run of headlines: where the run says it twice, or as far back as its words are the
    body's."""
    item = items[index]
    low, high = folded_slice(page, item.start, item.end)
    spans = [(low + m.start(), low + m.end()) for m in re.finditer(r"\S+", page.text[low:high])]
    words = [page.text[first:last] for first, last in spans]
    at = _repeated_tail(words, items, index)
    if at is None:
        at = best_tail(words, body, joining_words())
    return Title(start=page.raw(spans[at][0]), end=item.end, indexes=(index,))


@cache
def joining_words() -> frozenset[str]:
    """Words that neither open nor end a headline, function words of prose with them."""
    return frozenset(boilerplate()[("joining", "anywhere")]) | frozenset(boilerplate()[("running", "anywhere")])


def _repeated_tail(words: list[str], items: Sequence[Segment], index: int) -> int | None:
    """Where the longest tail of at least four words begins that the page says elsewhere too."""
    joined = " " + " ".join(words)
    elsewhere = [" " + " ".join(item.folded.split()) for at, item in enumerate(items) if at != index]
    found = None
    for back in range(4, min(24, len(words)) + 1):
        tail = " " + " ".join(words[-back:])
        if joined.find(tail) < len(joined) - len(tail) or any(tail in other for other in elsewhere):
            found = len(words) - back
        else:
            break
    return found
