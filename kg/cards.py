"""What there is to show of each entity: one label in the language asked for, its class, where it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.canonical import TYPE
from kg.store import Store
from kg.terms import Term
from ontology.namespaces import ENTITY, MO, REFERENCE_GRAPH
from ontology.vocabulary import classes, is_a, superclasses

_ENTITIES = ("Person", "Organization", "Place", "State")
_TYPES = "SELECT ?entity ?type { VALUES ?root { mo:Person mo:Organization mo:Place mo:State } ?entity a ?root , ?type }"
_LABELS = """
SELECT ?entity ?label ?language ?rank {
  VALUES ?root { mo:Person mo:Organization mo:Place mo:State }
  ?entity a ?root .
  { ?entity skos:prefLabel ?label BIND(0 AS ?rank) } UNION { ?entity rdfs:label ?label BIND(1 AS ?rank) }
  BIND(LANG(?label) AS ?language) }"""
_POINTS = "SELECT ?entity ?lat ?long { ?entity wgs:lat ?lat ; wgs:long ?long }"
_PRIVATE = "SELECT ?entity { ?entity mo:isPrivate true }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An entity at a glance. ``type`` is its most specific class, ``types`` has all of them, as local names."""

    iri: str
    label: str
    type: str
    types: tuple[str, ...]
    private: bool
    lat: float | None = None
    lon: float | None = None


def cards(store: Store, *, language: str = "en") -> Mapping[str, Card]:
    """The cards of all entities, by IRI and in the order of the IRIs."""
    types: dict[str, set[str]] = defaultdict(set)
    for row in store.rows(_TYPES):
        if row["type"].startswith(MO):
            types[row["entity"]].add(row["type"].removeprefix(MO))
    labels = _labels(store, language)
    points = {row["entity"]: (float(row["lat"]), float(row["long"])) for row in store.rows(_POINTS)}
    private = {row["entity"] for row in store.rows(_PRIVATE)}
    found: dict[str, Card] = {}
    for iri in sorted(types):
        ordered = types_of(store, iri, types[iri])
        lat, lon = points.get(iri, (None, None))
        label = labels.get(iri, iri.removeprefix(ENTITY))
        found[iri] = Card(
            iri=iri, label=label, type=ordered[0], types=ordered, private=iri in private, lat=lat, lon=lon
        )
    return found


def types_of(store: Store, iri: str, types: Iterable[str]) -> tuple[str, ...]:
    """Classes of an entity, the most specific first. What a canonical entity is itself comes before what it is only as
    one of those that are merged into it: no name for a group goes from one article to the next by a merge."""
    if iri not in store.canonical.clusters:
        return order_types(types)
    own = order_types(value.removeprefix(MO) for predicate, value in own_facts(store, iri) if predicate == TYPE)
    return tuple(dict.fromkeys((*own, *order_types(types))))


def own_facts(store: Store, iri: str) -> frozenset[tuple[str, str]]:
    """What is said of a canonical entity under its own IRI, as (property, value): by the reference facts, else by the
    articles."""
    term = Term("iri", iri)
    known = frozenset((p.value, o.value) for _, p, o, _ in store.match(term, graph=REFERENCE_GRAPH))
    return known or frozenset((p.value, o.value) for _, p, o, _ in store.named(term))


def of_types(all_cards: Mapping[str, Card], types: Iterable[str]) -> frozenset[str]:
    """IRIs of the entities of any of these classes; of all where none is given."""
    wanted = set(types)
    return frozenset(iri for iri, card in all_cards.items() if not wanted or wanted & set(card.types))


def order_types(types: Iterable[str]) -> tuple[str, ...]:
    """Classes, the most specific first; among equals in the order of the vocabulary."""
    known = list(classes())
    names = [name for name in types if name in classes()]
    return tuple(sorted(names, key=lambda name: (-len(superclasses(name)), known.index(name))))


def is_entity_class(name: str) -> bool:
    """Whether entities, and not claims or the like, are of this class."""
    return name in classes() and any(is_a(name, root) for root in _ENTITIES)


def _labels(store: Store, language: str) -> dict[str, str]:
    """The best label of each: curated before told, in the language, else in English, else the first by alphabet; of a
    canonical entity its own before those of what is merged into it."""
    best: dict[str, tuple[tuple[int, int, bool, str], str]] = {}
    own = {iri: {value for _, value in own_facts(store, iri)} for iri in store.canonical.clusters}
    for row in store.rows(_LABELS):
        tongue = row.get("language", "")
        others = row["label"] not in own.get(row["entity"], (row["label"],))
        rank = (0 if tongue == language else 1 if tongue == "en" else 2, int(row["rank"]), others, row["label"])
        if row["entity"] not in best or rank < best[row["entity"]][0]:
            best[row["entity"]] = (rank, row["label"])
    return {iri: label for iri, (_, label) in best.items()}
