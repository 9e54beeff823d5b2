"""Which entity stands for which, and what follows from that for the union of all graphs.

Merged entities keep their own IRIs in the named graphs: what an article says stays as it was read. In the union the
canonical entity stands in their place, as subject and as object. The graph of decisions is the one that keeps all IRIs
in the union too: a decision is about the entities as they were read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kg.terms import Term, boolean
from ontology.namespaces import REVIEW_GRAPH, expand

Triple = tuple[Term, Term, Term]
TYPE = expand("rdf:type")
PRIVATE = expand("mo:isPrivate")
MERGED_INTO = expand("mo:mergedInto")
_TRUE = boolean(True)


class Named(Protocol):
    """The named graphs of a store."""

    def named(
        self, subject: Term | None = None, predicate: str | None = None, obj: Term | None = None
    ) -> Iterator[tuple[Term, Term, Term, str]]:
        """What matches, with the IRI of the graph that holds it."""


@dataclass(frozen=True, slots=True)
class Canonical:
    """``of``: IRI of each merged entity to that of the canonical one, which itself is not among them; ``clusters``: IRI
    of each canonical entity to all that it stands for, itself included, sorted."""

    of: Mapping[str, str] = field(default_factory=dict)
    clusters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]]) -> "Canonical":
        """From pairs of a merged entity and its canonical one."""
        of = dict(sorted(pairs))
        members: dict[str, list[str]] = {}
        for raw, canonical in of.items():
            members.setdefault(canonical, [canonical]).append(raw)
        return cls(of=of, clusters={name: tuple(sorted(found)) for name, found in sorted(members.items())})

    def get(self, iri: str) -> str:
        """The entity that stands for this one; of any other IRI itself."""
        return self.of.get(iri, iri)

    def members(self, iri: str) -> tuple[str, ...]:
        """All that stand under this IRI in the union: none, where another stands for it."""
        return self.clusters.get(iri) or (() if iri in self.of else (iri,))

    def moves(self, *terms: Term) -> bool:
        """Whether one of these is a merged entity, or stands for one."""
        return any(term.kind == "iri" and (term.value in self.of or term.value in self.clusters) for term in terms)

    def triple(self, triple: Triple) -> Triple:
        """A triple of a named graph as it stands in the union."""
        subject, predicate, target = triple
        return self._term(subject), predicate, self._term(target)

    def _term(self, term: Term) -> Term:
        canonical = self.of.get(term.value) if term.kind == "iri" else None
        return term if canonical is None else Term("iri", canonical)


@dataclass(frozen=True, slots=True)
class Change:
    """What to take out of the union and what to put in: N-Triples lines without the dot, sorted; none is in both."""

    out: tuple[str, ...] = ()
    into: tuple[str, ...] = ()


def n3(triple: Triple) -> str:
    """A triple as an N-Triples line without the dot."""
    return " ".join(term.n3() for term in triple)


def replaced(graphs: Named, canonical: Canonical, name: str, gone: Iterable[Triple], come: Iterable[Triple]) -> Change:
    """What is to be put right in the union where triples leave graph ``name`` and others come, and the union was
    changed as if nothing were merged. Only triples that name a merged entity matter, and only they are looked at."""
    went = [triple for triple in gone if canonical.moves(triple[0], triple[2])]
    came = [triple for triple in come if canonical.moves(triple[0], triple[2])]
    into = {n3(canonical.triple(triple)) for triple in came if triple[1].value != PRIVATE}
    out = {n3(triple) for triple in came} - into
    left = _Left(graphs, canonical, name, came)
    for triple in went:
        image = canonical.triple(triple)
        line = n3(image)
        if triple[1].value != PRIVATE and line not in into:
            (into if left.gives(image) else out).add(line)
    touched = {canonical.get(t[0].value) for t in (*went, *came) if t[1].value in (TYPE, PRIVATE)}
    return _with_privacy(out, into, left, touched)


def moved(graphs: Named, old: Canonical, new: Canonical) -> Change:
    """What changes in the union when other entities stand for some. Only their triples are looked at."""
    changed = sorted(iri for iri in {*old.of, *new.of} if old.get(iri) != new.get(iri))
    before: dict[str, Triple] = {}
    into: set[str] = set()
    for iri in changed:
        term = Term("iri", iri)
        for quads in (graphs.named(subject=term), graphs.named(obj=term)):
            for *spo, graph in quads:
                triple: Triple = (spo[0], spo[1], spo[2])
                if graph != REVIEW_GRAPH and triple[1].value != PRIVATE:
                    was = old.triple(triple)
                    before[n3(was)] = was
                    into.add(n3(new.triple(triple)))
    left = _Left(graphs, new)
    out = {line for line, was in before.items() if line not in into and not left.gives(was)}
    ends = {end for iri in changed for end in (iri, old.get(iri), new.get(iri))}
    return _with_privacy(out, into, left, ends)


def _with_privacy(out: set[str], into: set[str], left: "_Left", entities: Iterable[str]) -> Change:
    """The change with whether these entities are private persons: one who is public under any of its names is not."""
    for entity in entities:
        line = f"<{entity}> <{PRIVATE}> {_TRUE}"
        (into if left.private(entity) else out).add(line)
    return Change(out=tuple(sorted(out - into)), into=tuple(sorted(into)))


class _Left:
    """The named graphs as they will be: without what graph ``name`` holds now, and with what comes into it."""

    def __init__(self, graphs: Named, canonical: Canonical, name: str = "", come: Iterable[Triple] = ()) -> None:
        self._graphs = graphs
        self._canonical = canonical
        self._without = (REVIEW_GRAPH, name)
        self._come = {(subject.value, predicate.value) for subject, predicate, _ in come}

    def gives(self, triple: Triple) -> bool:
        """Whether a triple of the union has another graph behind it."""
        subject, predicate, target = triple
        targets = [target]
        if target.kind == "iri":
            targets = [Term("iri", member) for member in self._canonical.members(target.value)]
        return any(
            self._holds(Term("iri", member), predicate.value, end)
            for member in self._canonical.members(subject.value)
            for end in targets
        )

    def private(self, entity: str) -> bool:
        """Whether all members of a canonical entity that are there are private persons."""
        there = [member for member in self._canonical.members(entity) if self._says(member, TYPE)]
        return bool(there) and all(self._says(member, PRIVATE) for member in there)

    def _says(self, entity: str, predicate: str) -> bool:
        return (entity, predicate) in self._come or self._holds(Term("iri", entity), predicate)

    def _holds(self, subject: Term, predicate: str, target: Term | None = None) -> bool:
        return any(graph not in self._without for *_, graph in self._graphs.named(subject, predicate, target))
