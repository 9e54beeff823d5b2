"""Decisions on which entities are one, as the graph of decisions has them: written, and read back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.canonical import Triple
from kg.rdf.lines import Lines
from kg.terms import decimal, literal
from ontology.namespaces import BASE, MO, expand, short_hash

Kind = Literal["merge", "not-same"]
DECISION, UNDOING = BASE + "decision/", BASE + "undoing/"
SOFTWARE = "marsad"
_CLASSES: Mapping[Kind, str] = {"merge": "mo:MergeDecision", "not-same": "mo:DistinctDecision"}
_KINDS: Mapping[str, Kind] = {expand(name): kind for kind, name in _CLASSES.items()}
_TYPE = expand("rdf:type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who decides, when (ISO 8601 in UTC, none for what the software decides by its rules) and why."""

    by: str
    at: str | None = None
    why: str | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """That two ``entities`` are one (a merge), or that each of ``entities`` is another than each of ``apart``, which
    may be the same ones: then each is another than all the others. All are IRIs, sorted. ``likeness`` and ``shared``
    are the evidence of an automatic merge."""

    iri: str
    kind: Kind
    entities: tuple[str, ...]
    apart: tuple[str, ...] = ()
    made: Signature
    likeness: float | None = None
    shared: tuple[str, ...] = ()
    undone: Signature | None = None

    @property
    def id(self) -> str:
        """The end of its IRI, by which people name it."""
        return self.iri.removeprefix(DECISION)

    @property
    def everybody(self) -> tuple[str, ...]:
        """All entities that it is about."""
        return tuple(dict.fromkeys((*self.entities, *self.apart)))

    def parts(self, one: str, other: str) -> bool:
        """Whether it says that these two are not the same."""
        return one != other and (
            (one in self.entities and other in self.apart) or (other in self.entities and one in self.apart)
        )


def decision_iri(kind: Kind, entities: Iterable[str], apart: Iterable[str], made: Signature, number: int = 1) -> str:
    """The IRI of a decision; ``number`` tells apart those that have all else in common."""
    parts = [kind, *sorted(entities), "", *sorted(apart), "", made.by, made.at or ""]
    return DECISION + short_hash(*parts, *([str(number)] if number > 1 else []))


def decision_lines(decisions: Iterable[Decision], canonical: Mapping[str, str]) -> tuple[str, ...]:
    """The graph of decisions as sorted N-Triples lines; ``canonical`` tells which entity stands for a merged one."""
    lines = Lines()
    for decision in decisions:
        _write(lines, decision)
    for raw, name in canonical.items():
        lines.link(raw, "mo:mergedInto", name)
    return lines.result()


def _write(lines: Lines, decision: Decision) -> None:
    name = decision.iri
    lines.types(name, "mo:Decision", _CLASSES[decision.kind])
    for entity in decision.entities:
        lines.link(name, "mo:decidesOn", entity)
    for entity in decision.apart:
        lines.link(name, "mo:distinctFrom", entity)
    for entity in decision.shared:
        lines.link(name, "mo:sharedEntity", entity)
    if decision.likeness is not None:
        lines.add(name, "mo:likeness", decimal(decision.likeness))
    _sign(lines, name, decision.made)
    if decision.undone is not None:
        undoing = UNDOING + decision.id
        lines.types(undoing, "mo:Undoing")
        lines.link(undoing, "mo:undoes", name)
        _sign(lines, undoing, decision.undone)


def _sign(lines: Lines, name: str, signature: Signature) -> None:
    lines.text(name, "mo:decidedBy", signature.by)
    lines.text(name, "mo:decisionKind", "automatic" if signature.automatic else "manual")
    if signature.at:
        lines.add(name, "mo:decidedAt", literal(signature.at, datatype="xsd:dateTime"))
    lines.text(name, "mo:why", signature.why)


def read_decisions(triples: Iterable[Triple]) -> tuple[Decision, ...]:
    """The decisions of a graph, the oldest first; those of the software, which have no time, come before all others."""
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, target in triples:
        about[subject.value][predicate.value].append(target.value)
    undone = {found[MO + "undoes"][0]: _signature(found) for found in about.values() if MO + "undoes" in found}
    decisions = [_decision(name, found, undone.get(name)) for name, found in about.items() if name.startswith(DECISION)]
    return tuple(sorted(decisions, key=lambda decision: (decision.made.at or "", decision.iri)))


def _decision(name: str, found: Mapping[str, list[str]], undone: Signature | None) -> Decision:
    likeness = found.get(MO + "likeness")
    return Decision(
        iri=name,
        kind=next(_KINDS[value] for value in found[_TYPE] if value in _KINDS),
        entities=tuple(sorted(found.get(MO + "decidesOn", ()))),
        apart=tuple(sorted(found.get(MO + "distinctFrom", ()))),
        made=_signature(found),
        likeness=float(likeness[0]) if likeness else None,
        shared=tuple(sorted(found.get(MO + "sharedEntity", ()))),
        undone=undone,
    )


def _signature(found: Mapping[str, list[str]]) -> Signature:
    def first(name: str) -> str | None:
        values = found.get(MO + name)
        return values[0] if values else None

    return Signature(
        by=first("decidedBy") or "",
        at=first("decidedAt"),
        why=first("why"),
        automatic=first("decisionKind") == "automatic",
    )
