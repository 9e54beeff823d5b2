"""A store in figures: what there is, in which languages, from whom, about whom, from when to when."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kg.cards import cards
from kg.store import Store

_OCCURRENCES = "SELECT (COUNT(DISTINCT ?event) AS ?number) { ?event a sem:Event }"
_TRIPLES = "SELECT (COUNT(*) AS ?number) { ?s ?p ?o }"
_TOP = ("ArmedGroup", "Person", "Organization", "Country", "Place")


def overview(store: Store, *, language: str = "en", top: int = 5) -> dict[str, Any]:
    """Counts, languages, publishers, first and last day of publication, and the most mentioned entities by class.

    An entity stands once, under the first class of ArmedGroup, Person, Organization, Country, Place that it has.
    """
    articles = list(store.table.articles())
    days = sorted(article.published.isoformat() for article in articles if article.published)
    publishers = Counter(article.publisher for article in articles if article.publisher)
    languages = Counter(article.language for article in articles)
    return {
        "store": str(store.path),
        **store.table.counts(),
        "occurrences": _number(store, _OCCURRENCES),
        "triples": _number(store, _TRIPLES),
        "languages": dict(sorted(languages.items(), key=_by_count)),
        "publishers": [{"publisher": name, "articles": n} for name, n in sorted(publishers.items(), key=_by_count)],
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "top": _top(store, language, top),
    }


def _top(store: Store, language: str, top: int) -> Mapping[str, list[dict[str, Any]]]:
    known = cards(store, language=language)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in _TOP}
    counts = sorted(store.table.mention_counts().items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
    for iri, (mentions, articles) in counts:
        card = known.get(iri)
        name = next((name for name in _TOP if card and name in card.types), None)
        if card is None or name is None or len(found[name]) >= top:
            continue
        found[name].append(
            {"entity": iri, "label": card.label, "type": card.type, "mentions": mentions, "articles": articles}
        )
    return {name: entities for name, entities in found.items() if entities}


def _number(store: Store, query: str) -> int:
    return int(store.rows(query)[0]["number"])


def _by_count(item: tuple[str, int]) -> tuple[int, str]:
    return (-item[1], item[0])
