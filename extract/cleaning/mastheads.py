"""A paper's name on a line of its own beside the publication line, which names no publisher."""

from collections.abc import Sequence
from dataclasses import replace

from extract.cleaning.overlap import share, stems
from extract.cleaning.publishers import reads_as_outlet, tidy_publisher
from extract.cleaning.segments import Segment
from extract.cleaning.title import joining_words

MAX_WORDS = 5
_SENTENCE_ENDS = (".", "!", "?", "؟", "…", ":")


def with_mastheads(text: str, items: Sequence[Segment]) -> list[Segment]:
    """Segments in which publication lines without a publisher have the one that the line above or below names; that
    line becomes furniture."""
    out = list(items)
    body: frozenset[str] | None = None
    for index, item in enumerate(items):
        if item.published is None or item.published.publisher or item.shape == "prose":
            continue
        for beside, other in ((index - 1, index - 2), (index + 1, index - 1)):
            name = _name(text, out[beside]) if 0 <= beside < len(out) and _titled(out, other) else None
            if name and body is None:
                body = frozenset(word for other in items if other.shape == "prose" for word in stems(other.folded))
            # A title has words of its body, a paper's name hardly.
            if name and body is not None and not share(stems(out[beside].folded, joining_words()), body)[0]:
                out[beside] = replace(out[beside], cue="masthead", bare=True)
                out[index] = replace(item, published=replace(item.published, publisher=name))
                break
    return out


def _titled(items: Sequence[Segment], index: int) -> bool:
    """Whether another line may be the title, so that this one need not be."""
    return index >= 0 and not items[index].cue and items[index].words > 2 and items[index].shape != "prose"


def _name(text: str, item: Segment) -> str | None:
    if item.cue or item.published or item.words > MAX_WORDS or item.shape not in ("headline", "fragment"):
        return None
    raw = text[item.start : item.end]
    if raw.rstrip().endswith(_SENTENCE_ENDS) or any(char.isdigit() for char in raw):
        return None
    if not all(word[0].isupper() or not word[0].isalpha() or not word[0].islower() for word in raw.split()):
        return None
    return tidy_publisher(raw) if reads_as_outlet(raw) else None
