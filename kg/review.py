"""Decisions on which entities are one: made, undone, and what follows from them.

A decision is a fact of its own (who, when, why) and never goes: its undoing is a further fact. Merging only adds: each
entity keeps its IRI, and the union of all graphs shows the canonical one of those that the merges in force join.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kg.canonical import PRIVATE, TYPE
from kg.lookup import NotFoundError
from kg.rdf.decisions import (
    DECISION,
    SOFTWARE,
    UNDOING,
    Decision,
    Kind,
    Signature,
    decision_iri,
    decision_lines,
    read_decisions,
)
from kg.store import Store
from kg.terms import Term
from ontology.errors import MarsadError, UsageError
from ontology.namespaces import ENTITY, MO, REFERENCE_GRAPH, REVIEW_GRAPH

__all__ = ["Decision", "DecisionError", "Review", "Signature", "SplitReport"]

WITHDRAWN = "an article that it rests on was withdrawn"
OTHER_NAME = "the article now names somebody else at this place"
_TOGETHER = "kept together when another was taken out"
_ROOTS = tuple(MO + name for name in ("Person", "Organization", "Place", "State"))


class DecisionError(MarsadError):
    """A decision that contradicts another or the facts; nothing has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitReport:
    """What a split did: merges ``undone``, and decisions ``made`` so that the rest stays together and what the software
    had merged stays apart."""

    undone: tuple[Decision, ...]
    made: tuple[Decision, ...]


class Review:
    """The decisions of a store. What is decided counts once ``save`` has written it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        quads = store.match(graph=REVIEW_GRAPH)
        self._decisions = {d.iri: d for d in read_decisions((s, p, o) for s, p, o, _ in quads)}
        self._clusters: dict[str, frozenset[str]] = {}
        self._about: dict[str, list[str]] = defaultdict(list)
        self._named: dict[str, frozenset[str]] = {}
        for decision in self._decisions.values():
            self._index(decision)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, the oldest first; those of the software come before all others."""
        return tuple(sorted(self._decisions.values(), key=lambda found: (found.made.at or "", found.iri)))

    def cluster(self, entity: str) -> frozenset[str]:
        """All that the merges in force join with this entity, itself included."""
        return self._clusters.get(entity, frozenset((entity,)))

    # Deciding

    def merge(self, one: str, other: str, made: Signature, *, force: bool = False) -> Decision:
        """Decide that two entities are one.

        Raises:
            UsageError: they are the same already, by name or by a decision.
            DecisionError: they are of different kinds, a decision says that they are not the same, or both are in the
                reference facts and ``force`` is not given.
            NotFoundError: no such entity.
        """
        self._check(one, other)
        self._check_kinds(one, other)
        if other in self.cluster(one):
            raise UsageError(
                f"{_short(one)} and {_short(other)} are one already; 'marsad merges --decisions' tells why"
            )
        against = self.conflict(one, other)
        if against is not None:
            raise DecisionError(
                f"decision {against.id} by {against.made.by} says that {_short(one)} and {_short(other)} are not the "
                f"same; undo it first: marsad undo {against.id}"
            )
        known = [self._known_one(self.cluster(end)) for end in (one, other)]
        if all(known) and not force:
            raise DecisionError(
                f"the reference facts have both {_short(known[0] or '')} and {_short(known[1] or '')}; correct the "
                "facts, or merge them with --force"
            )
        return self.add("merge", (one, other), (), made)

    def not_same(self, one: str, other: str, made: Signature) -> Decision:
        """Decide that two entities are not the same, and that the software must never merge them.

        Raises:
            UsageError: it is one entity, or has been decided already.
            DecisionError: merges in force say that they are one.
            NotFoundError: no such entity.
        """
        self._check(one, other)
        if other in self.cluster(one):
            raise DecisionError(
                f"{_short(one)} and {_short(other)} are merged; take one out first: "
                f"marsad split {_short(one)} {_short(other)}"
            )
        known = next((d for d in self._in_force("not-same", one) if d.parts(one, other)), None)
        if known is not None:
            raise UsageError(f"decision {known.id} by {known.made.by} says so already; nothing to do")
        return self.add("not-same", (one,), (other,), made)

    def split(self, entity: str, member: str | None, made: Signature) -> SplitReport:
        """Take a merged entity apart, or only ``member`` out of it. Where the software had merged what is now parted,
        it is also decided that this is not the same.

        Raises:
            UsageError: nothing is merged with it, or the member is no part of it.
        """
        cluster = self.cluster(entity)
        if len(cluster) == 1:
            raise UsageError(f"nothing is merged with {_short(entity)}; 'marsad merges --decisions' lists what is")
        if member is not None and (member not in cluster or member == entity):
            members = ", ".join(map(_short, sorted(cluster - {entity})))
            raise UsageError(f"{_short(member)} is no part of {_short(entity)} to take out; there are: {members}")
        ends = cluster if member is None else frozenset((member,))
        merges = {d.iri: d for end in sorted(ends) for d in self._in_force("merge", end)}
        undone = tuple(self._undo(decision, made) for decision in merges.values())
        parts = [] if member is None else sorted({tuple(sorted(self.cluster(end))) for end in cluster - {member}})
        reason = replace(made, why=made.why or _TOGETHER)
        added = [self.add("merge", (parts[0][0], part[0]), (), reason) for part in parts[1:]]
        if any(decision.made.automatic for decision in undone):
            apart = cluster if member is None else cluster - {member}
            added.append(self.add("not-same", ends, apart, made))
        return SplitReport(undone=undone, made=tuple(added))

    def undo(self, name: str, undone: Signature) -> Decision:
        """Undo the decision of this IRI or id (its beginning is enough, where no other begins so).

        Raises:
            UsageError: there is none, there are several, or it is undone already.
        """
        if name.startswith((UNDOING, "undoing/")):
            raise UsageError(f"{name} is itself an undoing; decide anew with 'marsad merge' or 'marsad not-same'")
        wanted = name.removeprefix(DECISION).removeprefix("decision/")
        found = [d for d in self.decisions if wanted and d.id.startswith(wanted)]
        found = [d for d in found if d.id == wanted] or found
        if len(found) != 1:
            what = "several decisions begin" if found else "no decision begins"
            raise UsageError(f"{what} with {name!r}; 'marsad merges --decisions' lists them")
        if found[0].undone is not None:
            raise UsageError(f"decision {found[0].id} was undone already, by {found[0].undone.by}")
        return self._undo(found[0], undone)

    def add(
        self,
        kind: Kind,
        entities: Iterable[str],
        apart: Iterable[str],
        made: Signature,
        *,
        likeness: float | None = None,
        shared: Iterable[str] = (),
    ) -> Decision:
        """Record a decision as it is, unchecked."""
        ends, others = tuple(sorted(set(entities))), tuple(sorted(set(apart)))
        number = 1
        while (name := decision_iri(kind, ends, others, made, number)) in self._decisions:
            number += 1
        decision = Decision(
            iri=name,
            kind=kind,
            entities=ends,
            apart=others,
            made=made,
            likeness=likeness,
            shared=tuple(sorted(set(shared))),
        )
        self._decisions[name] = decision
        self._named |= {
            end: _names(self._store, end) for end in decision.everybody if not _in_reference(self._store, end)
        }
        self._index(decision)
        return decision

    # Asking

    def conflict(self, one: str, other: str) -> Decision | None:
        """A decision in force by which a merge of these two would join what is not the same."""
        there = self.cluster(other)
        for end in sorted(self.cluster(one)):
            for decision in self._in_force("not-same", end):
                if any(decision.parts(end, opposite) for opposite in there):
                    return decision
        return None

    def closed(self, one: str, other: str) -> bool:
        """Whether the software may not merge these two: they are one already, a decision says that they are not the
        same, or a person has undone a merge of the two, or of any that are merged with them."""
        here, there = self.cluster(one), self.cluster(other)
        if other in here or self.conflict(one, other) is not None:
            return True
        return any(
            decision.undone is not None and not decision.undone.automatic and not there.isdisjoint(decision.entities)
            for end in here
            for decision in map(self._decisions.__getitem__, self._about.get(end, ()))
            if decision.kind == "merge"
        )

    # Following

    def save(self, *, anew: bool = False) -> None:
        """Write the decisions, and let the union of all graphs follow. With ``anew`` every merged entity gets its
        canonical one anew, since what the articles say of them has changed."""
        if self._named:
            self._store.table.set_decided(self._named)
            self._named = {}
        canonical: dict[str, str] = {}
        for cluster in sorted({tuple(sorted(found)) for found in self._clusters.values()}):
            name = self._store.canonical.get(cluster[0])
            if anew or self._store.canonical.clusters.get(name) != cluster:
                name = elect(self._store, cluster)
            canonical |= {member: name for member in cluster if member != name}
        self._store.put_review(decision_lines(self._decisions.values(), canonical))

    def end_renamed(self) -> int:
        """End the decisions on an entity whose article now names somebody else at its place; gives their number."""
        known = self._store.table.decided()
        current = {entity: _names(self._store, entity) for entity in known}
        renamed = [entity for entity, names in current.items() if names and names.isdisjoint(known[entity])]
        self._named |= {entity: frozenset() for entity in renamed}
        return self._end(renamed, OTHER_NAME, keep_words=True)

    def end_gone(self, entities: Iterable[str]) -> int:
        """End the decisions that rest on these entities, which are about to go with their article; gives their number.

        The record of who decided what stays, and the IRIs in it tell nothing; the words of the reasons go, since they
        may tell what was taken back.
        """
        gone = sorted(entities)
        self._named |= {entity: frozenset() for entity in gone}
        return self._end(gone, WITHDRAWN, keep_words=False)

    def _end(self, entities: Iterable[str], why: str, *, keep_words: bool) -> int:
        ending = Signature(by=SOFTWARE, why=why, automatic=True)
        gone, ended = frozenset(entities), 0
        for name in sorted({name for entity in gone for name in self._about.get(entity, ())}):
            decision = self._decisions[name]
            if decision.undone is None and not _stands_without(decision, gone):
                decision = self._undo(decision, ending)
                ended += 1
            if not keep_words:
                self._decisions[name] = _wordless(decision)
        return ended

    # Within

    def _index(self, decision: Decision) -> None:
        for end in decision.everybody:
            self._about[end].append(decision.iri)
        if decision.kind == "merge" and decision.undone is None:
            joined = frozenset[str]().union(*map(self.cluster, decision.entities))
            self._clusters |= dict.fromkeys(joined, joined)

    def _undo(self, decision: Decision, undone: Signature) -> Decision:
        ended = replace(decision, undone=undone)
        self._decisions[decision.iri] = ended
        if decision.kind == "merge":
            whole = self.cluster(decision.entities[0])
            for end in whole:
                self._clusters.pop(end, None)
            for end in sorted(whole):
                for other in self._in_force("merge", end):
                    joined = frozenset[str]().union(*map(self.cluster, other.entities))
                    self._clusters |= dict.fromkeys(joined, joined)
        return ended

    def _in_force(self, kind: Kind, entity: str) -> Iterator[Decision]:
        for name in self._about.get(entity, ()):
            decision = self._decisions[name]
            if decision.kind == kind and decision.undone is None:
                yield decision

    def _check(self, one: str, other: str) -> None:
        for end in (one, other):
            if not _types(self._store, end):
                raise NotFoundError(f"no entity {_short(end)} in {self._store.path}; give its IRI as 'show' prints it")
        if one == other:
            raise UsageError(f"{_short(one)} is one entity; name another")

    def _check_kinds(self, one: str, other: str) -> None:
        left, right = (_types(self._store, end) & set(_ROOTS) for end in (one, other))
        if left.isdisjoint(right):
            kinds = " and ".join("/".join(sorted(kind.removeprefix(MO) for kind in found)) for found in (left, right))
            raise DecisionError(f"{_short(one)} and {_short(other)} are of different kinds ({kinds}) and cannot be one")

    def _known_one(self, cluster: Iterable[str]) -> str | None:
        return next((end for end in sorted(cluster) if _in_reference(self._store, end)), None)


def elect(store: Store, members: Iterable[str]) -> str:
    """The canonical one of merged entities: one that is there, in the reference facts before a minted one, a public
    person before a private one, the most mentioned, the first by IRI."""
    names = tuple(members)
    counts = store.table.raw_counts(names)

    def rank(name: str) -> tuple[bool, bool, bool, int, str]:
        term = Term("iri", name)
        there = any(graph != REVIEW_GRAPH for *_, graph in store.named(term, TYPE))
        private = any(True for _ in store.named(term, PRIVATE))
        return (not there, not _in_reference(store, name), private, -counts[name], name)

    return min(names, key=rank)


def follow(store: Store) -> None:
    """Bring what follows from decisions up to date with the articles: after some came, changed or went."""
    review = Review(store)
    if review.decisions:
        review.end_renamed()
        review.save(anew=True)


def gone_with(store: Store, article: str) -> tuple[str, ...]:
    """The entities that no graph but that of this article knows, sorted."""
    named = {s for s, p, o, _ in store.match(None, TYPE, graph=article) if s.value.startswith(ENTITY)}
    return tuple(
        sorted(s.value for s in named if all(graph in (article, REVIEW_GRAPH) for *_, graph in store.named(s, TYPE)))
    )


def now() -> str:
    """The present moment as a decision has it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _stands_without(decision: Decision, gone: frozenset[str]) -> bool:
    """Whether a decision still says something of entities that are there."""
    ends, apart = set(decision.entities) - gone, set(decision.apart) - gone
    return decision.kind == "not-same" and bool(ends) and bool(apart) and len(ends | apart) > 1


def _wordless(decision: Decision) -> Decision:
    made, undone = decision.made, decision.undone
    made = replace(made, why=WITHDRAWN) if made.why else made
    if undone is not None and undone.why and not undone.automatic:
        undone = replace(undone, why=WITHDRAWN)
    return replace(decision, made=made, undone=undone)


def _types(store: Store, entity: str) -> set[str]:
    term = Term("iri", entity)
    known = {o.value for _, _, o, _ in store.match(term, TYPE, graph=REFERENCE_GRAPH)}
    return known or {o.value for *_, o, graph in store.named(term, TYPE) if graph != REVIEW_GRAPH}


def _in_reference(store: Store, entity: str) -> bool:
    return any(True for _ in store.match(Term("iri", entity), TYPE, graph=REFERENCE_GRAPH))


def _names(store: Store, entity: str) -> frozenset[str]:
    return frozenset(o.value for *_, o, _ in store.named(Term("iri", entity), MO + "normalizedLabel"))


def _short(entity: str) -> str:
    return entity.removeprefix(ENTITY)
