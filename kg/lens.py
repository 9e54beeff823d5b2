"""The lens of listings: which entities count as listed, by whom, and on which day.

Nobody is typed a terrorist; a listing is a dated fact with an authority behind it (``mo:Designation``). So "which
groups" is asked through a lens. Listings are asked of the union of all graphs, where merged entities are one. What
belongs to whom among the authorities comes from the reference facts alone: an article has no say in it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kg.lookup import NotFoundError, find
from kg.store import Store
from ontology.errors import UsageError
from ontology.namespaces import ENTITY

if TYPE_CHECKING:
    import networkx as nx

_LISTINGS = """
SELECT ?listing ?entity ?authority { ?listing a mo:Designation ; mo:designates ?entity ; mo:authority ?authority }"""
# Apart from the listings: a day more is a lookup more for each of them, which is slow where there are thousands.
_DAYS = "SELECT ?listing ?day { ?listing %s ?day }"
_ABOVE = """
SELECT ?state ?whole { GRAPH <https://w3id.org/marsad/graph/reference> {
  { ?this a mo:StateBody ; mo:country ?state } UNION { ?this mo:partOf+ ?whole } } } ORDER BY ?state ?whole"""
_OUTERMOST = """
SELECT ?whole { GRAPH <https://w3id.org/marsad/graph/reference> { ?this mo:partOf+ ?whole
  FILTER NOT EXISTS { ?whole mo:partOf ?wider } } } ORDER BY ?whole"""
_LABELS = "SELECT ?label (LANG(?label) AS ?language) { ?this skos:prefLabel ?label } ORDER BY ?label"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HAPPENINGS = ("occurrence", "account")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One entry of a list: IRIs of the entry, of who is listed and of the body that keeps the list; ``power`` is the
    state or union that the body belongs to, or the body itself. Days are sorted, and none where none is sourced."""

    iri: str
    entity: str
    authority: str
    power: str
    listed_on: tuple[date, ...] = ()
    delisted_on: tuple[date, ...] = ()

    def in_force(self, day: date | None = None) -> bool:
        """Whether it is known to stand on this day: the last of its days up to then is one of listing.

        Without a day: whether it is not known to have ended. A listing without a day of its own stands then, and on
        no given day.
        """
        began = [on for on in self.listed_on if day is None or on <= day]
        ended = [off for off in self.delisted_on if day is None or off <= day]
        if not began:
            return day is None and not ended
        return not ended or began[-1] > ended[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """Who counts as listed: on the lists of at least ``min_authorities`` of the ``authorities`` (IRIs of bodies; none:
    all of them), on the day ``on``, or without one now, as far as the store knows. Bodies of one state count once.

    Raises:
        UsageError: fewer than one authority is asked for.
    """

    authorities: tuple[str, ...] = ()
    min_authorities: int = 1
    on: date | None = None

    def __post_init__(self) -> None:
        if self.min_authorities < 1:
            raise UsageError(f"at least {self.min_authorities} authorities lets everybody pass; ask for 1 or more")

    def sees(self, listing: Listing) -> bool:
        """Whether this listing counts."""
        return (not self.authorities or listing.authority in self.authorities) and listing.in_force(self.on)

    def passing(self, listings: Iterable[Listing]) -> frozenset[str]:
        """IRIs of the entities that enough authorities list."""
        powers: dict[str, set[str]] = defaultdict(set)
        for listing in filter(self.sees, listings):
            powers[listing.entity].add(listing.power)
        return frozenset(entity for entity, by in powers.items() if len(by) >= self.min_authorities)


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """A lens on one store: the ``listings`` there, the ``entities`` that pass, the ``labels`` of the lens's authorities
    by IRI, and the lens in words, "listed by United Nations on 2018-07-01"."""

    lens: Lens
    listings: tuple[Listing, ...]
    entities: frozenset[str]
    labels: Mapping[str, str]
    wording: str

    def json(self) -> dict[str, Any]:
        """The lens as plain values."""
        return {
            "authorities": [{"entity": iri, "label": label} for iri, label in self.labels.items()],
            "min_authorities": self.lens.min_authorities,
            "on": self.lens.on.isoformat() if self.lens.on else None,
            "wording": self.wording,
        }

    def of(self, entity: str) -> dict[str, Any]:
        """The same with what it makes of one entity: whether it passes, and how many of its listings by these
        authorities have no day, and so cannot count on one."""
        undated = [
            item
            for item in self.listings
            if item.entity == entity and self.lens.on and not item.listed_on and item.authority in self._authorities
        ]
        return {**self.json(), "passes": entity in self.entities, "undated": len(undated)}

    @property
    def _authorities(self) -> frozenset[str]:
        return frozenset(self.lens.authorities or (item.authority for item in self.listings))


def make_lens(
    store: Store, *, listed_by: Iterable[str] = (), min_authorities: int = 1, on: date | str | None = None
) -> Lens:
    """A lens by the names of authorities: a body, or a state or union for all of its bodies, in any language, spelling
    or case (``UN``, ``EU``, ``الأمم المتحدة``, ``us-state-department``). ``on`` is a day, or its ISO spelling.

    Raises:
        UsageError: no such authority, more of them asked for than named, or no such day.
    """
    found: dict[str, None] = {}
    names = tuple(listed_by)
    powers = _powers(store) if names else {}
    for name in names:
        found |= dict.fromkeys(_authorities(store, name, powers))
    named = {powers[body] for body in found}
    if names and min_authorities > len(named):
        raise UsageError(
            f"nobody can be listed by at least {min_authorities} of {len(named)} authorities (bodies of one state are "
            "one); name more, or ask for fewer"
        )
    return Lens(authorities=tuple(sorted(found)), min_authorities=min_authorities, on=day_of(on))


def focus(store: Store, lens: Lens, *, language: str = "en") -> Focus:
    """What a lens sees in a store; ``language`` is that of the labels."""
    known = listings(store)
    labels = {iri: _label(store, iri, language) for iri in lens.authorities}
    powers = {item.power for item in known if item.authority in lens.authorities}
    return Focus(
        lens=lens,
        listings=known,
        entities=lens.passing(known),
        labels=labels,
        wording=_wording(lens, list(labels.values()), len(powers)),
    )


def listings(store: Store) -> tuple[Listing, ...]:
    """All listings that the store holds, by IRI."""
    powers = _powers(store)
    began, ended = _days(store, "mo:listedOn"), _days(store, "mo:delistedOn")
    rows = store.rows(_LISTINGS)
    return tuple(
        Listing(
            iri=iri,
            entity=entity,
            authority=authority,
            power=powers[authority],
            listed_on=tuple(sorted(began.get(iri, ()))),
            delisted_on=tuple(sorted(ended.get(iri, ()))),
        )
        for iri, entity, authority in sorted({(row["listing"], row["entity"], row["authority"]) for row in rows})
    )


def day_of(value: date | str | None) -> date | None:
    """A day, or its spelling YYYY-MM-DD, as a date.

    Raises:
        UsageError: it is neither.
    """
    if value is None:
        return None
    text = str(value)[:10] if isinstance(value, date) else value
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(f"{value!r} is no day; write it like 2018-07-01")


def narrow(graph: "nx.Graph[str]", seen: Focus) -> None:
    """Leave of a network what touches an entity that passes: edges with one at an end, and whole occurrences that one
    has a part in, so that no telling of them is lost. Entities then say in ``listed`` whether they pass."""
    happenings = {node for node, data in graph.nodes(data=True) if data["kind"] in _HAPPENINGS}
    ends = {end for edge in graph.edges if not seen.entities.isdisjoint(edge[:2]) for end in edge[:2]}
    touched = seen.entities | (ends & happenings)
    graph.remove_edges_from([edge for edge in list(graph.edges) if touched.isdisjoint(edge[:2])])
    graph.remove_nodes_from([node for node, degree in list(graph.degree) if not degree])
    for node, data in graph.nodes(data=True):
        if node not in happenings:
            data["listed"] = node in seen.entities
    graph.graph["lens"] = seen.wording


def _powers(store: Store) -> dict[str, str]:
    """Each body that keeps a list, with the state that it is a body of, or the outermost union that it is part of."""
    found: dict[str, str] = {}
    for row in store.rows("SELECT DISTINCT ?authority { ?l a mo:Designation ; mo:authority ?authority }"):
        body = row["authority"]
        states = [above["state"] for above in store.rows(_ABOVE, this=body) if "state" in above]
        wholes = [above["whole"] for above in store.rows(_OUTERMOST, this=body)]
        found[body] = next(iter(states or wholes), body)
    return dict(sorted(found.items()))


def _authorities(store: Store, name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The bodies that a name means."""
    bodies = tuple(known)
    meant = {
        hit: found
        for hit in _called(store, name)
        if (found := tuple(b for b in bodies if b == hit or hit in set(_above(store, b))))
    }
    if len(meant) == 1:
        return next(iter(meant.values()))
    offered = ", ".join(f"{_label(store, iri, 'en')} ({iri.removeprefix(ENTITY)})" for iri in meant or bodies)
    if meant:
        raise UsageError(f"{name!r} may be any of {offered}; give the name in brackets")
    raise UsageError(f"no listings by {name!r} here; there are those by: {offered or 'nobody'}")


def _called(store: Store, name: str) -> tuple[str, ...]:
    try:
        match = find(store, name)
    except NotFoundError:
        return ()
    return (match.iri, *match.others)


def _above(store: Store, body: str) -> Iterator[str]:
    for row in store.rows(_ABOVE, this=body):
        yield from row.values()


def _label(store: Store, iri: str, language: str) -> str:
    rows = store.rows(_LABELS, this=iri)
    labels = {row.get("language", ""): row["label"] for row in reversed(rows)}
    first = next((row["label"] for row in rows), iri.removeprefix(ENTITY))
    return " ".join((labels.get(language) or labels.get("en") or first).split())


def _days(store: Store, predicate: str) -> Mapping[str, set[date]]:
    found: dict[str, set[date]] = defaultdict(set)
    for row in store.rows(_DAYS % predicate):
        found[row["listing"]].add(date.fromisoformat(row["day"][:10]))
    return found


def _wording(lens: Lens, labels: list[str], powers: int) -> str:
    if not labels:
        by = "any authority" if lens.min_authorities == 1 else f"at least {lens.min_authorities} authorities"
    elif lens.min_authorities == 1:
        by = " or ".join(labels)
    elif lens.min_authorities == powers == len(labels):
        by = " and ".join(labels)
    else:
        by = f"at least {lens.min_authorities} of {', '.join(labels)}"
    return f"listed by {by}" + (f" on {lens.on}" if lens.on else "")
