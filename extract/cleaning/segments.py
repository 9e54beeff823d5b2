"""A page cut into segments (lines, and parts of lines that page furniture runs together), each with its signs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from extract.cleaning.cues import line_cue
from extract.cleaning.dateline import Dateline, read_dateline
from extract.cleaning.folding import LINE_BREAKS, Folded
from extract.cleaning.overlap import best_tail, share, stems
from extract.cleaning.publication import MAX_LINE, Publication, parse_line, search
from extract.cleaning.tables import alternation, boilerplate
from extract.cleaning.tables import folded as folded_phrase

Shape = Literal["prose", "sentence", "headline", "run", "fragment"]
Role = Literal["", "heading", "caption", "nav", "footer", "time", "link", "list"]

LONG_LINE = 160
"""Characters; within a longer line furniture may be run together, so it is searched for cuts."""
RUN_WORDS = 30
RUN_SCORE = 7.5
LONG_RUN_WORDS = 80
LONG_RUN_SCORE = 6.0
"""Signs of connected prose for 100 words; measured on July 2015 newspapers: runs of 20 headlines and more stay below
5.8 in 1,000 draws, 99 percent of paragraphs of 60 words and more lie above 7.4."""
SURE_RUN = 4.0
"""Signs below which a stretch is a run of headlines even amid the body."""
RATE = 0.08
"""Signs a word, between those of headlines and those of prose."""
ENDED_SCORE = 2.0
"""The same for a stretch that ends in a full stop, as headlines do not."""
PROSE_WORDS = 18
MAX_HEADLINE_WORDS = 24

_CLOSERS = "\"'»”’)] \u00a0\u200f\u200e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of the page as its source gives it, raw [start, end). ``role`` and ``main`` come from HTML: what the
    element is, and whether a library took it for main content (``None``: not asked)."""

    start: int
    end: int
    role: Role = ""
    main: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the page with its signs. ``cue`` is the kind of furniture phrase that opens it ("" for none),
    ``bare`` whether it holds nothing else; ``score`` counts signs of connected prose for 100 words."""

    start: int
    end: int
    folded: str
    words: int
    score: float
    ended: bool
    shape: Shape
    cue: str = ""
    bare: bool = False
    published: Publication | None = None
    dateline: Dateline | None = None
    role: Role = ""
    main: bool | None = None


def lines(text: str) -> Iterator[Block]:
    """The lines of a plain text that hold more than white space."""
    for match in re.finditer(rf"[^{LINE_BREAKS}]+", text):
        if match.group().strip():
            yield Block(start=match.start(), end=match.end())


@cache
def _running() -> re.Pattern[str]:
    words = boilerplate()[("running", "anywhere")]
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)|[،,;؛](?=\s|$)")


@cache
def _joining() -> frozenset[str]:
    return frozenset(boilerplate()[("joining", "anywhere")]) | frozenset(boilerplate()[("running", "anywhere")])


_WAW = re.compile(r"(?<!\w)و\w{3,}")
_STOP = re.compile(r"\w{3}[\"»”)]?\.(?=[\s\"»”]|$)")
_STOP_WEIGHT = 3
_HEADLINE_SIGN = re.compile(r":|\.{2,}|…|[؟?!]")


def prose_score(folded: str) -> tuple[int, float]:
    """Words of a folded stretch and its signs of connected prose (function words, commas, full stops, the Arabic
    conjunction wa at half weight), less half of those of headlines (colons, dots, questions), for 100 words."""
    words = len(folded.split())
    if not words:
        return 0, 0.0
    signs = len(_running().findall(folded)) + len(_WAW.findall(folded)) / 2 - len(_HEADLINE_SIGN.findall(folded)) / 2
    signs += _STOP_WEIGHT * len(_STOP.findall(folded))
    return words, scale(folded) * 100 * signs / words


_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[a-z]")
LATIN_SCALE = 0.4
"""French and English headlines hold more function words than Arabic ones, their prose even more: 20 headlines run
together stay below 15.7 signs for 100 words, 98 percent of paragraphs lie above (NTREX)."""


def scale(folded: str) -> float:
    """What the signs of a stretch are multiplied with, so that one set of limits serves both scripts."""
    sample = folded[:2000]
    return LATIN_SCALE if len(_LATIN.findall(sample)) > len(_ARABIC.findall(sample)) else 1.0


def segment(text: str, page: Folded, blocks: Iterable[Block], known_title: str | None = None) -> list[Segment]:
    """The segments of a page, in order; they leave only white space uncovered. Long blocks are also cut around a title
    that the page's metadata gives."""
    out: list[Segment] = []
    title = title_pattern(known_title) if known_title else None
    for block in blocks:
        for start, end, listed in _cut_datelines(text, _cut(text, page, block, title)):
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if start < end:
                out.append(_describe(text, page, start, end, listed, block))
    return out


def title_pattern(title: str) -> re.Pattern[str] | None:
    """A pattern for a title in a folded page, white space free; ``None`` for an empty one."""
    words = folded_phrase(title).split()
    if not words:
        return None
    return re.compile(r"(?<!\w)" + r"\s{1,4}".join(re.escape(word) for word in words) + r"(?!\w)")


def folded_slice(page: Folded, start: int, end: int) -> tuple[int, int]:
    """The folded [start, end) that stands for a raw stretch."""
    if page.offsets is None:
        return start, end
    return bisect_left(page.offsets, start), bisect_left(page.offsets, end)


def _describe(text: str, page: Folded, start: int, end: int, listed: bool, block: Block) -> Segment:
    low, high = folded_slice(page, start, end)
    folded = page.text[low:high]
    words, score = prose_score(folded)
    ended = _full_stop(folded)
    cue, bare = line_cue(folded, words)
    shape = _shape(words, score, ended)
    if listed and shape in ("prose", "sentence"):
        shape = "run" if words >= RUN_WORDS else "headline"
    published = (
        parse_line(text[start:end]) if end - start <= MAX_LINE and cue not in ("related", "inline", "rights") else None
    )
    dateline = read_dateline(text, start, end) if not cue else None
    if dateline and start + dateline.end < end:
        dateline = None
    if dateline and published:
        published = replace(published, dateline=True)
    elif dateline:
        cue, bare = "dateline", True
    return Segment(
        start=start, end=end, folded=folded, words=words, score=score, ended=ended,
        shape=shape, cue=cue, bare=bare,
        published=published, dateline=dateline, role=block.role, main=block.main,
    )  # fmt: skip


def _reads_as_run(words: int, score: float, ended: bool) -> bool:
    """Whether a long stretch is a run of headlines, not prose."""
    if words < RUN_WORDS:
        return False
    limit = LONG_RUN_SCORE if words >= LONG_RUN_WORDS else RUN_SCORE
    return score < (ENDED_SCORE if ended else limit)


def _full_stop(folded: str) -> bool:
    bare = folded.rstrip(_CLOSERS)
    return bare.endswith((".", "۔")) and not bare.endswith("..")


def _shape(words: int, score: float, stopped: bool) -> Shape:
    if words >= RUN_WORDS:
        return "run" if _reads_as_run(words, score, stopped) else "prose"
    if stopped:
        if words >= 12 and score >= ENDED_SCORE:
            return "prose"
        return "sentence" if words >= 4 else "fragment"
    if words >= PROSE_WORDS and score >= 2 * RUN_SCORE:
        return "prose"
    if words < 3:
        return "fragment"
    return "headline" if words <= MAX_HEADLINE_WORDS else "sentence"


@cache
def _anywhere() -> re.Pattern[str]:
    groups = []
    for kind in ("widget", "source", "rights", "newsletter", "related", "inline"):
        phrases = boilerplate().get((kind, "anywhere"), ())
        groups.append(rf"(?P<{kind}>{alternation(phrases)})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")


def _cut(text: str, page: Folded, block: Block, title: re.Pattern[str] | None) -> list[tuple[int, int, bool]]:
    """Raw pieces of a block, and whether each is part of a run of headlines."""
    if block.end - block.start <= LONG_LINE:
        return [(block.start, block.end, False)]
    cuts: set[int] = {block.start, block.end}
    low, high = folded_slice(page, block.start, block.end)
    _cut_furniture(page, low, high, cuts)
    _cut_publication(text, page, low, high, cuts)
    if title is not None:
        _cut_title(page, low, high, title, cuts)
    edges = sorted(cuts)
    pieces: list[tuple[int, int, bool]] = []
    for start, end in pairwise(edges):
        pieces.extend(_cut_run(text, page, start, end))
    return pieces


def _cut_datelines(text: str, pieces: Iterable[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """Pieces of a block with an agency's dateline parted from the text that follows it."""
    for start, end, listed in pieces:
        low = start
        while low < end and text[low].isspace():
            low += 1
        found = read_dateline(text, low, end)
        if found is not None and low + found.end < end:
            yield start, low + found.end, listed
            start = low + found.end
        yield start, end, listed


def _cut_furniture(page: Folded, low: int, high: int, cuts: set[int]) -> None:
    for match in _anywhere().finditer(page.text, low, high):
        kind = match.lastgroup or ""
        if kind in ("inline", "related") and not _after_sentence(page.text, low, match.start()):
            continue
        cuts.add(page.raw(match.start()))
        if kind in ("widget", "source"):
            cuts.add(page.raw(_past_punctuation(page.text, match.end(), high)))


def _cut_title(page: Folded, low: int, high: int, title: re.Pattern[str], cuts: set[int]) -> None:
    """Around a known title after headlines or before the body in one block; within prose it is a quotation."""
    for match in title.finditer(page.text, low, high):
        words, score = prose_score(page.text[low : match.start()])
        if words < 4 or score < RUN_SCORE:
            cuts.add(page.raw(match.start()))
            cuts.add(page.raw_end(match.end()))


def _past_punctuation(folded: str, index: int, high: int) -> int:
    while index < high and (folded[index].isspace() or folded[index] in ".!؟?:…)،,"):
        index += 1
    return index


def _after_sentence(folded: str, low: int, index: int) -> bool:
    before = folded[max(low, index - 6) : index]
    stripped = before.rstrip(' -|•*»"')
    return index <= low + 1 or before.endswith("  ") or (bool(stripped) and stripped[-1] in ".؟!?…:|")


MAX_LINES_CUT = 200
"""Publication lines cut out of one block; a page with more of them on one line is no article."""


def _cut_publication(text: str, page: Folded, low: int, high: int, cuts: set[int]) -> None:
    at, since = low, low
    earlier = sorted(folded_slice(page, cut, cut)[0] for cut in cuts)
    for _ in range(MAX_LINES_CUT):
        found = search(page, text, at, high) if at < high else None
        if found is None:
            return
        first, last = folded_slice(page, found.start, found.end)
        nearest = bisect_right(earlier, first)
        since = max(since, earlier[nearest - 1] if nearest else low)
        before = page.text[max(since, first - 300) : first]
        words, score = prose_score(before)
        # Within connected prose such words are part of a sentence ("نشر في ... يوم ...").
        limit = RUN_WORDS if found.publisher and not _STOP.search(before) else 12
        if words < limit or score < RUN_SCORE:
            cuts.add(found.start)
            cuts.add(found.end)
            since = last
        at = max(last, at + 1)


_GAP = re.compile(r"[^\S\n]{2,}|\u00a0(?![:;!?»])|\t|\s[|•·▪●■◄►»*]+\s|\s?[|•▪●■◄►]\s?")


MAX_PIECE = 25
"""Words; a run of headlines is cut at its gaps only if they leave pieces of this length on average."""


def _cut_run(text: str, page: Folded, start: int, end: int) -> list[tuple[int, int, bool]]:
    """A run of headlines, cut at wide gaps, no-break spaces and bullets; any other piece whole."""
    low, high = folded_slice(page, start, end)
    words, score = prose_score(page.text[low:high])
    if not _reads_as_run(words, score, _full_stop(page.text[low:high])):
        turn = _turn(page.text[low:high]) if words >= 2 * LONG_RUN_WORDS else 0
        if not turn:
            return [(start, end, False)]
        middle = page.raw(low + turn)
        return [*_cut_run(text, page, start, middle), (middle, end, False)]
    edges = [start, *(match.end() for match in _GAP.finditer(text, start, end)), end]
    if words / (len(edges) - 1) > MAX_PIECE:
        return [(start, end, True)]
    return [(first, last, True) for first, last in pairwise(edges) if text[first:last].strip()]


HEAD_WORDS = 60
OWN_OPENING = 0.25


def _turn(folded: str) -> int:
    """Where a stretch that begins as a run of headlines turns into prose (with the title, which nothing separates);
    0 where it is prose from the first words on."""
    words = list(re.finditer(r"\S+", folded))
    if prose_score(folded[: words[HEAD_WORDS].start()])[1] >= SURE_RUN:
        return 0
    signs = [match.start() for match in _running().finditer(folded)] + [m.start() for m in _STOP.finditer(folded)] * 2
    signs.sort()
    # The rate of signs changes from about 2 to about 15 for 100 words: the turn has the largest sum of what is above 8.
    best, best_sum, total, left = 0, 0.0, 0.0, len(signs)
    rate = RATE / scale(folded)
    for index in range(len(words) - 1, -1, -1):
        count = 0
        while left and signs[left - 1] >= words[index].start():
            left -= 1
            count += 1
        total += count - rate
        if total > best_sum:
            best, best_sum = index, total
    if best < HEAD_WORDS // 2 or len(words) - best < HEAD_WORDS:
        return 0
    body = frozenset(stems(folded[words[best].start() :][:3000]))
    start = max(0, best - 30)
    at = (
        start + best_tail([word.group() for word in words[start:best]], body, _joining(), longest=30)
        if best - start > 3
        else best
    )
    _, part = share(stems(folded[: words[at].start()]), frozenset(stems(folded[words[at].start() :])))
    # An article's own opening shares words with what follows, other articles' headlines do not.
    return 0 if part > OWN_OPENING else words[at].start()


def total_words(items: Sequence[Segment]) -> int:
    """Words of all the segments."""
    return sum(item.words for item in items)
