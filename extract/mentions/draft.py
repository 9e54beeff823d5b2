"""A name found by one of the ways, before the ways are put together."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A name at [start, end) of the article. ``rank`` decides between names that overlap: the higher one stays."""

    start: int
    end: int
    sentence: int
    type: str
    method: str
    score: float
    rank: int = 0

    def overlaps(self, other: "Draft") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def resolve(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts of which no two overlap, sorted: higher rank first, then the longer one, then the earlier one."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    return [draft for index in sorted(by_sentence) for draft in _apart(by_sentence[index])]


def _apart(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.rank, d.start - d.end, d.start, d.method)):
        if not any(draft.overlaps(other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.start)
