"""Zones of a page: where its own article begins and ends between headlines, widgets and footers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.cleaning.dateline import Dateline
from extract.cleaning.folding import Folded
from extract.cleaning.mastheads import with_mastheads
from extract.cleaning.overlap import share, stems
from extract.cleaning.publication import Publication
from extract.cleaning.segments import SURE_RUN, Segment, total_words
from extract.cleaning.title import Title, find_known, find_title
from extract.model import Zone, ZoneKind

MIN_LIST = 4
"""So many headline-like lines in a row, without a phrase that announces them, are a list of headlines."""
_HARD = frozenset({"source", "rights", "newsletter", "comments", "tags"})
_ZONE_OF: dict[str, ZoneKind] = {
    "widget": "widget", "source": "footer", "rights": "footer", "newsletter": "footer", "comments": "footer",
    "tags": "footer", "related": "headlines", "inline": "headlines", "caption": "caption", "byline": "meta",
    "dateline": "meta", "masthead": "meta",
}  # fmt: skip
_ZONE_OF_ROLE: dict[str, ZoneKind] = {"nav": "widget", "footer": "footer", "caption": "caption", "time": "meta"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoning:
    """The zones of a page with its title and publication line where found; ``body`` says whether there is any."""

    zones: tuple[Zone, ...]
    title: Title | None
    published: Publication | None
    body: bool
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class _Core:
    """Indexes of segments: the body is [start, end), ``line`` the leading publication line if there is one."""

    start: int
    end: int
    line: int | None


def zone(text: str, page: Folded, items: Sequence[Segment], known_title: str | None = None) -> Zoning:
    """Find title, body and the rest. Text that shows no furniture comes out as title and body alone."""
    if not items:
        return Zoning(zones=(), title=None, published=None, body=False)
    items = _own_runs(with_mastheads(text, items))
    core = _core(items, find_known(page, items, known_title) if known_title else ())
    if core is None:
        return _without_prose(text, items)
    title = find_title(text, page, items, core.start, core.line, known_title)
    labels = _label(items, core, title)
    zones = _merge(text, items, labels, title)
    line = core.line if core.line is not None else _nearest_line(items, labels)
    published = _first_published(items, line) if line is not None else None
    dateline = _dateline(items, labels, core.start)
    body = any(found.kind == "body" for found in zones)
    return Zoning(zones=zones, title=title, published=published, body=body, dateline=dateline)


def _dateline(items: Sequence[Segment], labels: Sequence[ZoneKind], start: int) -> Dateline | None:
    """The dateline that opens the body, within its first lines or right above it."""
    near = range(max(0, start - MIN_LIST), min(len(items), start + MIN_LIST))
    return next((found for at in near if labels[at] == "meta" and (found := items[at].dateline)), None)


MAX_OWN_RUN = 120
OWN_SHARE = 0.35


def _own_runs(items: Sequence[Segment]) -> list[Segment]:
    """Segments with those runs made prose that share their words with the page's prose: a list, a table in words, a
    paragraph of names of the article itself. Other articles' headlines share few."""
    if not any(item.shape == "run" for item in items):
        return list(items)
    prose = frozenset(word for item in items if item.shape in ("prose", "sentence") for word in stems(item.folded))
    out = []
    for item in items:
        if item.shape == "run" and item.words <= MAX_OWN_RUN and share(stems(item.folded), prose)[1] > OWN_SHARE:
            item = replace(item, shape="prose")
        out.append(item)
    return out


def _value(item: Segment) -> float:
    """How much a segment speaks for (above 0) or against being inside the body."""
    if item.role in ("nav", "footer"):
        return -12.0
    if item.cue in _HARD:
        return -20.0
    if item.cue in ("related", "inline"):
        return -8.0
    if item.cue or item.role in ("caption", "time") or (item.published and item.shape != "prose"):
        return 0.0
    factor = 1.0 if item.main is not False else 0.25
    if item.shape == "prose":
        return factor * min(item.words, 150)
    if item.shape == "sentence":
        return factor * item.words * 0.6
    if item.shape == "run":
        return -float(min(item.words, 150))
    if item.words >= 8 and item.score >= 12:
        return factor * 1.0
    return -5.0 if item.main is not True else -3.0


def _best_stretch(items: Sequence[Segment], low: int) -> tuple[int, int, float]:
    """The contiguous stretch from ``low`` on with the highest sum of values (Kadane)."""
    best = (low, low, 0.0)
    start, total, related = low, 0.0, False
    for index in range(low, len(items)):
        item = items[index]
        related = (related and _is_headline(item)) or (item.cue == "related" and item.bare)
        # An announced list amid the body does not part it, however long it is.
        value = _value(item) if not related else -1.0
        if total <= 0:
            start, total = index, 0.0
        total += value
        if total > best[2]:
            best = (start, index + 1, total)
    return best


def _core(items: Sequence[Segment], titles: Sequence[int]) -> _Core | None:
    start, end, total = _best_stretch(items, 0)
    inside = [index for index in titles if start <= index < end - 1]
    if inside and _prose_words(items[inside[-1] : end]) > _prose_words(items[start : inside[-1]]):
        # The page's title is known, and above it stands what was taken for prose.
        start, end, total = _best_stretch(items, inside[-1] + 1)
    if total <= 0:
        line = _leading_line(items, len(items))
        if line is None or line + 1 >= len(items) or not _plain_after(items, line):
            return None
        return _Core(line + 1, len(items), line)
    line = _leading_line(items, start)
    later = _line_inside(items, start, end)
    if later is not None:
        line = later
        start, end, _ = _best_stretch(items, later + 1)
    start = _body_after(items, line, start) if line is not None else _extend_up(items, start)
    return _Core(start, _extend_down(items, start, end), line)


def _plain_after(items: Sequence[Segment], line: int) -> bool:
    rest = [item for item in items[line + 1 :] if not item.cue]
    return 0 < len(rest) <= MIN_LIST and all(item.shape != "run" for item in rest)


def _leading_line(items: Sequence[Segment], start: int) -> int | None:
    """The last publication line before the body; a few lines (widgets, a headline list) may stand between."""
    found = [index for index in range(start) if items[index].published]
    return found[-1] if found else None


def _line_inside(items: Sequence[Segment], start: int, end: int) -> int | None:
    """A publication line within the best stretch that begins the real body: headlines stand before it, and more
    prose after than before (what was before is a notice, or the text of another article)."""
    for index in range(start + 1, end):
        if not items[index].published or items[index].shape == "prose":
            continue
        headlines = sum(_headlines_in(item) for item in items[:index])
        if headlines > MIN_LIST and _prose_words(items[index + 1 : end]) > 2 * _prose_words(items[start:index]):
            return index
    return None


def _prose_words(items: Sequence[Segment]) -> int:
    return total_words([item for item in items if item.shape in ("prose", "sentence")])


def _headlines_in(item: Segment) -> int:
    """How many headlines a segment is likely to hold."""
    if item.cue or item.shape not in ("headline", "run"):
        return 0
    return 1 if item.shape == "headline" else item.words // 8


def _body_after(items: Sequence[Segment], line: int, prose: int) -> int:
    """The first segment of the body after a publication line: short lines belong to it unless they are furniture or
    a list of headlines."""
    prose = next((i for i in range(line + 1, prose) if items[i].shape == "prose" and not items[i].cue), prose)
    between = range(line + 1, prose)
    listed = [index for index in between if _is_headline(items[index])]
    cued = [index for index in between if items[index].cue in ("related", "widget") or _surely_run(items[index])]
    if len(listed) >= MIN_LIST or (cued and len(listed) >= 2):
        return prose
    first = line + 1
    while first < prose and (items[first].cue or items[first].published or _surely_run(items[first])):
        first += 1
    return first


def _surely_run(item: Segment) -> bool:
    return item.shape == "run" and item.score < SURE_RUN


def _is_headline(item: Segment) -> bool:
    return item.shape in ("headline", "run") and not item.cue and not item.published


def _extend_up(items: Sequence[Segment], start: int) -> int:
    """Without a publication line: few short lines above the prose belong to it, many are headlines."""
    above = [item for item in items[:start] if not item.cue]
    if len(above) >= MIN_LIST or any(item.shape == "run" for item in above):
        return start
    first = start
    while first > 0 and not items[first - 1].cue:
        first -= 1
    return first


def _extend_down(items: Sequence[Segment], start: int, end: int) -> int:
    """Short lines after the last prose belong to the body, up to furniture or a list of headlines."""
    tail = end
    while (
        tail < len(items)
        and not items[tail].cue
        and items[tail].shape != "run"
        and items[tail].role not in ("nav", "footer")
    ):
        if items[tail].published and items[tail].shape != "prose":
            break
        tail += 1
    if any(item.folded.rstrip().endswith(":") for item in items[max(start, end - 3) : end]):
        # "The poem says:" - what follows is the article's own list.
        return tail
    listed = [item for item in items[end:tail] if _is_headline(item)]
    if len(listed) >= MIN_LIST and total_words(listed) >= 5 * len(listed):
        return end
    if any(item.main is False for item in items[end:tail]) and any(item.main for item in items[start:end]):
        while tail > end and items[tail - 1].main is False:
            tail -= 1
    return tail


def _label(items: Sequence[Segment], core: _Core, title: Title | None) -> list[ZoneKind]:
    labels: list[ZoneKind] = []
    ended = False
    related = False
    for index, item in enumerate(items):
        if index < core.start:
            labels.append(_outside(item, "headlines"))
        elif index >= core.end:
            ended = ended or item.cue in _HARD
            labels.append(_outside(item, "headlines" if _listed(item) else "footer"))
        else:
            kind, related = _inside(item, related)
            labels.append(kind)
    if title is not None:
        for index in title.indexes:
            labels[index] = "title"
    return _standfirst(items, labels, core, title)


def _listed(item: Segment) -> bool:
    return item.shape in ("headline", "run", "sentence", "prose")


def _outside(item: Segment, default: ZoneKind) -> ZoneKind:
    if item.cue:
        return _ZONE_OF[item.cue]
    if item.role in _ZONE_OF_ROLE:
        return _ZONE_OF_ROLE[item.role]
    if item.published:
        return "meta"
    return default


def _inside(item: Segment, related: bool) -> tuple[ZoneKind, bool]:
    """The label of a segment within the body, and whether a list of related headlines goes on after it."""
    if item.cue in ("related", "inline"):
        return "headlines", item.bare or related
    if item.cue == "byline" and item.shape == "prose":
        return "body", False
    if item.cue:
        return _ZONE_OF[item.cue], related
    if item.role in _ZONE_OF_ROLE:
        return _ZONE_OF_ROLE[item.role], related
    if related and _is_headline(item):
        return "headlines", True
    if item.published and item.shape != "prose" and item.words <= 12:
        return "meta", related
    if _surely_run(item):
        return "headlines", related
    return "body", False


def _standfirst(items: Sequence[Segment], labels: list[ZoneKind], core: _Core, title: Title | None) -> list[ZoneKind]:
    """What stands between the title and the body is the article's own lead, if it is no furniture and not long."""
    if title is None or not title.indexes or title.indexes[-1] >= core.start:
        return labels
    between = [
        index
        for index in range(title.indexes[-1] + 1, core.start)
        if not items[index].cue and not items[index].published and items[index].role in ("", "heading", "list")
    ]
    if len(between) < MIN_LIST and all(items[index].shape != "run" for index in between):
        for index in between:
            labels[index] = "body"
    return labels


def _merge(text: str, items: Sequence[Segment], labels: Sequence[ZoneKind], title: Title | None) -> tuple[Zone, ...]:
    """Zones from labelled segments: neighbours of one kind join, the title keeps its exact bounds."""
    pieces: list[tuple[ZoneKind, int, int]] = []
    for item, label in zip(items, labels, strict=True):
        if title is not None and label == "title" and item.start <= title.start < item.end:
            if text[item.start : title.start].strip():
                pieces.append(("headlines", item.start, title.start))
            pieces.append(("title", title.start, min(item.end, title.end)))
            if text[min(item.end, title.end) : item.end].strip():
                pieces.append(("meta", title.end, item.end))
        else:
            pieces.append((label, item.start, item.end))
    merged: list[tuple[ZoneKind, int, int]] = []
    for kind, start, end in pieces:
        if merged and merged[-1][0] == kind:
            merged[-1] = (kind, merged[-1][1], end)
        else:
            merged.append((kind, start, end))
    return tuple(_trim(text, kind, start, end) for kind, start, end in merged)


def _trim(text: str, kind: ZoneKind, start: int, end: int) -> Zone:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Zone(kind=kind, start=start, end=end)


def _nearest_line(items: Sequence[Segment], labels: Sequence[ZoneKind]) -> int | None:
    """The publication line closest to the title or body, where none leads the body."""
    article = [index for index, label in enumerate(labels) if label in ("title", "body")]
    lines = [index for index, item in enumerate(items) if item.published and labels[index] in ("meta", "footer")]
    if not article or not lines:
        return None
    return min(lines, key=lambda line: (min(abs(line - index) for index in (article[0], article[-1])), line))


def _first_published(items: Sequence[Segment], line: int) -> Publication | None:
    """The publication line, or one beside it where it tells of an update only or is an agency's dateline."""
    own = items[line].published
    if own is None or not (own.updated or own.dateline):
        return own
    beside = [item.published for item in items[max(0, line - 2) : line + 3]]
    better = (found for found in beside if found and found.published and not (found.updated or found.dateline))
    return next(better, own)


def _without_prose(text: str, items: Sequence[Segment]) -> Zoning:
    """No connected prose: a short text is taken as it is, many headlines are no article."""
    plain = [item for item in items if not item.cue and not item.published]
    headlines = [item for item in plain if item.shape in ("headline", "run")]
    only_headlines = len(headlines) >= MIN_LIST or any(item.shape == "run" for item in plain)
    labels = [_outside(item, "headlines" if only_headlines else "body") for item in items]
    zones = _merge(text, items, labels, None)
    dateline = _dateline(items, labels, labels.index("body")) if "body" in labels else None
    return Zoning(zones=zones, title=None, published=None, body="body" in labels, dateline=dateline)
