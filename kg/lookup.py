"""Finding an entity by whatever a person would call it: a name in any language, an alias, an identifier, an IRI."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.canonical import TYPE
from kg.store import Store
from kg.terms import Term, iri, literal
from ontology.errors import MarsadError, UsageError
from ontology.namespaces import ENTITY, REVIEW_GRAPH, expand
from ontology.normalize import normalize

_BY_NAME = "SELECT DISTINCT ?entity { ?entity mo:normalizedLabel %s } ORDER BY ?entity"
_BY_IDENTIFIER = """
SELECT DISTINCT ?entity { VALUES ?root { mo:Person mo:Organization mo:Place mo:State }
  ?entity a ?root
  { ?entity dcterms:identifier ?identifier }
  UNION { ?listing a mo:Designation ; mo:designates ?entity ; dcterms:identifier ?identifier }
  FILTER(LCASE(STR(?identifier)) = %s || STRENDS(LCASE(STR(?identifier)), %s)) } ORDER BY ?entity"""
_TYPED = "ASK { VALUES ?root { mo:Person mo:Organization mo:Place mo:State } %s a ?root }"
_NAMES = """
SELECT DISTINCT ?entity ?name { VALUES ?root { mo:Person mo:Organization mo:Place mo:State }
  ?entity a ?root ; skos:prefLabel|skos:altLabel|rdfs:label ?name } ORDER BY ?entity ?name"""
_NEAREST = 5
_LEAST_SCORE = 55.0


class NotFoundError(MarsadError):
    """Nothing in the store has this name; the message offers the nearest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The entity that a name stands for, and ``others`` of the same name, the most mentioned first."""

    iri: str
    others: tuple[str, ...] = ()


def find(store: Store, name: str) -> Match:
    """The entity called ``name``: an IRI, the end of one (``islamic-state``), an identifier (``QDe.115``), or a name in
    any language and spelling. Of a merged entity it is the canonical one.

    Raises:
        NotFoundError: there is none.
    """
    name = name.strip().encode(errors="replace").decode()
    direct = _direct(store, name)
    if direct is not None:
        return Match(iri=direct)
    folded = normalize(name)
    found = [row["entity"] for row in store.rows(_BY_NAME % literal(folded))] if folded else []
    if not found and name:
        wanted = name.lower()
        found = [r["entity"] for r in store.rows(_BY_IDENTIFIER % (literal(wanted), literal(":" + wanted)))]
    if not found:
        raise NotFoundError(f"nothing here is called {name!r}; {_offer(nearest(store, name))}")
    ranked = _by_mentions(store, found)
    return Match(iri=ranked[0], others=tuple(ranked[1:]))


def find_raw(store: Store, name: str) -> str:
    """The same for a decision: the IRI or the end of one means that very entity, be it merged or not, and a name must
    be that of one entity alone.

    Raises:
        NotFoundError: there is none.
        UsageError: several have this name.
    """
    name = name.strip().encode(errors="replace").decode()
    for candidate in _candidates(name):
        if any(graph != REVIEW_GRAPH for *_, graph in store.named(Term("iri", candidate), TYPE)):
            return candidate
    match = find(store, name)
    if match.others:
        names = ", ".join(found.removeprefix(ENTITY) for found in (match.iri, *match.others))
        raise UsageError(f"{name!r} is the name of several: {names}; give one of these")
    return match.iri


def nearest(store: Store, name: str, number: int = _NEAREST) -> tuple[str, ...]:
    """The names most like ``name``, at most one an entity."""
    from rapidfuzz import fuzz, process

    names: dict[str, tuple[str, str]] = {}
    for row in store.rows(_NAMES):
        names.setdefault(normalize(row["name"]), (row["name"], row["entity"]))
    ranked = process.extract(normalize(name), sorted(names), scorer=fuzz.WRatio, limit=50, score_cutoff=_LEAST_SCORE)
    # Of equally near names the one of about the same length is the likelier slip of the pen.
    ranked = sorted(ranked, key=lambda hit: (-hit[1], abs(len(hit[0]) - len(name)), hit[0]))
    offered: dict[str, str] = {}
    for folded, _, _ in ranked:
        label, entity = names[folded]
        offered.setdefault(entity, label)
    return tuple(offered.values())[:number]


def _direct(store: Store, name: str) -> str | None:
    for candidate in map(store.canonical.get, _candidates(name)):
        if store.query(_TYPED % iri(candidate)).boolean:
            return candidate
    return None


def _candidates(name: str) -> list[str]:
    """The IRIs that a name may be or be the end of."""
    candidate = expand(name) if ":" in name else ENTITY + name
    try:
        iri(candidate)
    except ValueError:
        return []
    return [candidate]


def _by_mentions(store: Store, found: Iterable[str]) -> list[str]:
    counts: Mapping[str, tuple[int, int]] = store.table.mention_counts()
    return sorted(found, key=lambda entity: (-counts.get(entity, (0, 0))[0], entity))


def _offer(names: tuple[str, ...]) -> str:
    return f"the nearest names are: {', '.join(names)}" if names else "and no name is near it"
