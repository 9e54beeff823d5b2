"""Which entities may be one: candidates, what speaks for and against each pair, and the few that are merged unasked.

Precision before recall. The software merges only unknown persons, and organizations with a telling name, whose names
are surely one (``kg.namesakes``), who share a post or company that few others keep, and against whom nothing speaks. It
never merges anybody with an entity of the reference facts, nor a private person with a public one: these, and all that
is weaker, it proposes.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.actors import Actor, Actors
from kg.namesakes import LIKELY, Nearness, bare, is_generic, is_single, keys, nearest
from kg.rdf.decisions import SOFTWARE, Signature
from kg.review import Review
from kg.store import Store
from ontology.romanize import SAME, word_likeness, words_of
from ontology.vocabulary import is_a

_COMPANY = 2
# In larger blocks only pairs that keep company are compared: too many bear such a name.
_BLOCK = 150
# A name that makes more pairs with nothing else to speak for them is common; these pairs are counted and not listed.
_COMMON = 10
TOO_COMMON = "a common name, and nothing else that they share"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Two actors that may be one, the first of which would be the canonical one: how near their names are; what they
    share (IRIs): ``bodies`` that both hold a post in, ``company``, ``countries``; ``against``: what speaks against it,
    in words. ``strong``: enough to be merged unasked."""

    one: str
    other: str
    names: Nearness
    bodies: tuple[str, ...]
    company: tuple[str, ...]
    countries: tuple[str, ...]
    against: tuple[str, ...]
    strong: bool

    @property
    def support(self) -> int:
        """How much speaks for it beside the names."""
        return 2 * len(self.bodies) + len(self.company)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """The merges to propose, the best first, and how many pairs were left out, by reason."""

    found: tuple[Evidence, ...]
    left_out: Mapping[str, int]


def judge(one: Actor, other: Actor) -> Evidence | None:
    """What speaks for two actors being one, and what against; ``None`` where they are not worth a look: names that are
    not near, or merely say what they are; nothing but a single word, or nothing but the names and something against it;
    two persons whom one article tells apart; two of the reference facts."""
    if one.person != other.person or (one.known and other.known):
        return None
    both_here = not one.articles.isdisjoint(other.articles)
    if both_here and one.person:
        return None
    near = nearest(one.names, other.names, person=one.person)
    if near.likeness < LIKELY:
        return None
    company = (one.companions & other.companions) - {one.iri, other.iri}
    bodies = one.bodies & other.bodies
    against = tuple(_against(one, other, near, both_here=both_here))
    if _is_idle(near, person=one.person) or (not company and not bodies and (against or _is_weak(near))):
        return None
    first, second = sorted((one, other), key=_rank)
    return Evidence(
        one=first.iri,
        other=second.iri,
        names=near if first is one else Nearness(near.other, near.one, near.likeness, near.sure),
        bodies=tuple(sorted({body.partition(" ")[0] for body in bodies})),
        company=tuple(sorted(company)),
        countries=tuple(sorted(one.countries & other.countries)),
        against=against,
        strong=near.sure and not against and _fits(one, other, bool(bodies), len(company)),
    )


def _is_idle(near: Nearness, *, person: bool) -> bool:
    """Whether the names of two organizations say no more than what they are."""
    return not person and (is_generic(near.one) or is_generic(near.other))


def _is_weak(near: Nearness) -> bool:
    return is_single(near.one) or is_single(near.other)


def proposals(store: Store, *, about: str | None = None) -> Proposals:
    """The merges to propose, with ``about`` only those of this entity, where none is left out."""
    actors, review = Actors(store, reference=True), Review(store)
    pairs, crowded = candidates(actors, None if about is None else (about,))
    found: list[Evidence] = []
    for one, other in sorted(pairs):
        decided = other in review.cluster(one) or review.conflict(one, other) is not None
        evidence = None if decided else judge(actors[one], actors[other])
        if evidence is not None:
            found.append(evidence)
    borne = Counter(_bearing(evidence) for evidence in found if not evidence.support)
    common = [e for e in found if about is None and not e.support and borne[_bearing(e)] > _COMMON]
    left_out = len(common) + crowded
    listed = sorted(set(found) - set(common), key=_worth)
    return Proposals(found=tuple(listed), left_out={TOO_COMMON: left_out} if left_out else {})


def unite(store: Store) -> int:
    """Bring what is one up to date with the articles that came, changed or went, and merge what is surely one among
    those that came; gives the number of merges."""
    fresh = store.table.unmatched()
    review = Review(store)
    if review.decisions:
        review.end_renamed()
        review.save(anew=True)
    merged = _merge_strong(store, review, fresh) if fresh else 0
    if merged:
        review.save(anew=True)
    store.table.set_matched()
    return merged


def _merge_strong(store: Store, review: Review, fresh: Iterable[str]) -> int:
    actors = Actors(store, reference=False, new=tuple(fresh))
    pairs, _ = candidates(actors, actors.new)
    strong = (e for pair in pairs if (e := _strong(*map(actors.__getitem__, pair))) is not None)
    # Who is merged already is judged anew as what it has become: two whom one article tells apart are never one.
    joined: dict[str, Actor] = {}
    merged = 0
    for evidence in sorted(strong, key=_worth):
        one, other = (_current(joined, actors, review, iri) for iri in (evidence.one, evidence.other))
        again = None if review.closed(evidence.one, evidence.other) else _strong(one, other)
        if again is None:
            continue
        review.add(
            "merge",
            (evidence.one, evidence.other),
            (),
            Signature(by=SOFTWARE, automatic=True),
            likeness=again.names.likeness,
            shared=(*again.bodies, *again.company),
        )
        whole = one.joined(other)
        joined |= dict.fromkeys(review.cluster(evidence.one), whole)
        merged += 1
    return merged


def _current(joined: Mapping[str, Actor], actors: Actors, review: Review, iri: str) -> Actor:
    return joined[iri] if iri in joined else actors[iri]


def _strong(one: Actor, other: Actor) -> Evidence | None:
    """The evidence where it is strong; company, which is quickly looked at, before the names."""
    company = len(one.companions & other.companions)
    if not _fits(one, other, not one.bodies.isdisjoint(other.bodies), company):
        return None
    found = judge(one, other)
    return found if found is not None and found.strong else None


def candidates(actors: Actors, fresh: Collection[str] | None = None) -> tuple[set[Pair], int]:
    """Pairs of persons, or of organizations, whose names have something in common, as sorted IRIs; with ``fresh`` only
    those with one of these. Of names that very many bear only those that keep company; the others are counted."""
    blocks: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for iri in actors.iris:
        person = actors.is_person(iri)
        for key in frozenset[str]().union(*map(keys, actors.names(iri))):
            blocks[person, key].append(iri)
    wanted = None if fresh is None else frozenset(fresh)
    pairs: set[Pair] = set()
    crowded = 0
    for members in blocks.values():
        if wanted is not None and wanted.isdisjoint(members):
            continue
        if len(members) <= _BLOCK:
            pairs.update(_pairs(members, wanted, actors))
            continue
        known = sum(map(actors.is_known, members))
        crowded += (len(members) * (len(members) - 1) - known * (known - 1)) // 2
        for together in _in_company(members, actors):
            pairs.update(_pairs(together, wanted, actors))
    return pairs, crowded


def _pairs(members: Iterable[str], wanted: frozenset[str] | None, actors: Actors) -> Iterator[Pair]:
    for one, other in combinations(members, 2):
        if wanted is not None and one not in wanted and other not in wanted:
            continue
        if not (actors.is_known(one) and actors.is_known(other)):
            yield one, other


def _in_company(members: Iterable[str], actors: Actors) -> Iterable[list[str]]:
    keeping: dict[str, list[str]] = defaultdict(list)
    for iri in members:
        for shared in actors[iri].companions | actors[iri].bodies:
            keeping[shared].append(iri)
    return keeping.values()


def _fits(one: Actor, other: Actor, body: bool, company: int) -> bool:
    """Whether what two actors with surely one name share is enough to merge them unasked."""
    if one.known or other.known or one.private != other.private:
        return False
    if one.person:
        return body or company >= _COMPANY
    same_land = bool(one.countries) and one.countries == other.countries
    return one.kind == other.kind and same_land and company >= _COMPANY


def _against(one: Actor, other: Actor, near: Nearness, *, both_here: bool) -> Iterator[str]:
    if both_here:
        yield "an article names both"
    if other.iri in one.related or one.iri in other.related:
        yield "a claim ties one to the other"
    if one.lands and other.lands and one.lands.isdisjoint(other.lands):
        yield "posts in different countries"
    if not (one.person or is_a(one.kind, other.kind) or is_a(other.kind, one.kind)):
        yield f"different kinds ({one.kind}, {other.kind})"
    shorter, longer = sorted((words_of(bare(near.one)), words_of(bare(near.other))), key=len)
    if one.person and len(shorter) < len(longer) and word_likeness(shorter[0], longer[0]) < SAME:
        yield "one name has a word before the other: so parent and child are named"


def _rank(actor: Actor) -> tuple[bool, bool, int, str]:
    return (not actor.known, actor.private, -len(actor.articles), actor.iri)


def _worth(evidence: Evidence) -> tuple[bool, int, float, str, str]:
    """The order of proposals: nothing against, much for it, near names."""
    return (bool(evidence.against), -evidence.support, -evidence.names.likeness, evidence.one, evidence.other)


def _bearing(evidence: Evidence) -> Pair:
    one, other = sorted((bare(evidence.names.one), bare(evidence.names.other)))
    return one, other
