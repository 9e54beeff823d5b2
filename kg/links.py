"""Why mentions were linked to an entity: each link with its sentence, its score and its reason in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from extract.sentences import split
from kg.profiles import Describer
from kg.store import Store

Json = dict[str, Any]
_NEAR = 120
"""Code points of a long sentence that are shown on each side of a quote."""


def links(store: Store, iri: str, *, language: str = "en") -> list[Json]:
    """Every link to the entity, by article and place in it; ``language`` is that of labels.

    ``quote`` stands from ``start`` to ``end`` (code points of the article's text), in ``sentence``, which begins at
    ``sentence_start``. ``score`` and ``reason`` are those of the link; ``mention_score`` and ``method`` tell how the
    mention was found.
    """
    tell = Describer(store, language)
    texts: dict[str, tuple[str, str]] = {}
    found: list[Json] = []
    for row in store.table.mentions(entity=iri):
        if row.article not in texts:
            article = store.table.article(row.article)
            texts = {row.article: (store.table.text(row.article) or "", article.language if article else "")}
        text, tongue = texts[row.article]
        start, end = _sentence(text, row.start, row.end, tongue)
        found.append(
            {
                "article": tell.article(row.article),
                "quote": text[row.start : row.end],
                "start": row.start,
                "end": row.end,
                "sentence": text[start:end],
                "sentence_start": start,
                "zone": row.zone,
                "kind": row.kind,
                "type": row.type,
                "method": row.method,
                "mention_score": row.score,
                "score": row.link_score,
                "reason": row.reason,
            }
        )
    return found


def by_reason(items: Iterable[Json]) -> list[tuple[str, list[Json]]]:
    """Links by their reason, the most frequent first, then by alphabet."""
    groups: dict[str, list[Json]] = defaultdict(list)
    for item in items:
        groups[item["reason"]].append(item)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def examples(items: Iterable[Json], limit: int) -> list[Json]:
    """At most so many links, from as many articles as can be: the first of each, then the second of each, and so on."""
    articles: dict[str, list[Json]] = defaultdict(list)
    for item in items:
        articles[item["article"]["iri"]].append(item)
    return [item for turn in zip_longest(*articles.values()) for item in turn if item is not None][:limit]


def marked(item: Mapping[str, Any]) -> str:
    """The sentence with the quote in square brackets; of a long one only what stands near it."""
    sentence: str = item["sentence"]
    start = item["start"] - item["sentence_start"]
    end = start + len(item["quote"])
    first, last = 0, len(sentence)
    if start > _NEAR:
        first = sentence.find(" ", start - _NEAR, start) + 1 or start
    if last > end + _NEAR:
        last = max(sentence.rfind(" ", end, end + _NEAR), end)
    before = ("…" if first else "") + sentence[first:start]
    after = sentence[end:last] + ("…" if last < len(sentence) else "")
    return f"{before}[{sentence[start:end]}]{after}"


def scores(items: Sequence[Json]) -> str:
    """The score of these links, or the lowest and the highest."""
    found = sorted(item["score"] for item in items)
    return " to ".join(dict.fromkeys(f"{score:.2f}" for score in (found[0], found[-1])))


def _sentence(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """[start, end) of the sentence around a mention, by the rule that the extraction cut it by."""
    line_start = 0
    for line in text.splitlines(keepends=True):
        if line_start <= start < line_start + len(line):
            for first, last in split(line, language) if language else ():
                if line_start + first <= start < line_start + last:
                    return line_start + first, max(line_start + last, end)
        line_start += len(line)
    return start, end
