"""Shared words of a title and a body: what tells the page's own title from the headlines of other articles."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w{3,}")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_PREFIX = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)|[وفبلك](?=\w{4}))")
_SUFFIX = re.compile(r"(?<=\w{3})(?:ها|هم|ات|ون|ين|ان|ية|يه|ه|ي)$")
STEM = 5
"""Characters kept of a word in Latin script; enough to join singular and plural, noun and adjective."""


def stem(word: str) -> str:
    """A rough stem of a folded word: comparing titles with bodies needs no better one."""
    if _ARABIC.search(word):
        return _SUFFIX.sub("", _PREFIX.sub("", word)) or word
    return word[:STEM]


def stems(folded: str, common: Iterable[str] = ()) -> list[str]:
    """Stems of the words of three letters and more, in order, without the common ones."""
    drop = set(common)
    return [stem(word) for word in _WORD.findall(folded) if word not in drop]


def share(title: Iterable[str], body: frozenset[str]) -> tuple[int, float]:
    """How many of the distinct stems of a title the body has, and their share."""
    distinct = set(title)
    if not distinct:
        return 0, 0.0
    hits = len(distinct & body)
    return hits, hits / len(distinct)


TAIL_MEAN = 9
TAIL_SLOPE = 0.3
TAIL_AGAINST = 0.75
"""Weights of ``best_tail``, tuned on July 2015 newspapers: two of three titles are cut exactly, the others a few words
off. There is no better sign where nothing separates a title from the headline before it."""


def best_tail(words: list[str], body: frozenset[str], joining: frozenset[str], longest: int = 24) -> int:
    """Where in ``words`` (folded) the tail that belongs to a body with these stems begins.

    Each word of the body speaks for the tail, each other word against it, so do a length far from that of most
    headlines and a cut beside a word that neither opens nor ends one. 0 <= result < len(words).
    """
    heads = {found[:4] for found in body}
    bare = [word.strip("\"'.,:;!?()«»،؛؟…-") for word in words]
    best, best_sum, total = max(0, len(words) - TAIL_MEAN), float("-inf"), 0.0
    for back in range(1, min(longest, len(words)) + 1):
        at = len(words) - back
        if len(bare[at]) > 2 and bare[at] not in joining:
            total += 1.0 if stem(bare[at])[:4] in heads else -TAIL_AGAINST
        value = total - TAIL_SLOPE * abs(back - TAIL_MEAN)
        value -= (at > 0 and bare[at - 1] in joining) + (bare[at] in joining)
        if back >= 3 and value > best_sum:
            best, best_sum = at, value
    return best
