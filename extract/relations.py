"""Relation claims: who leads, holds, represents, belongs to, fights or works with whom, by the article's words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.analysis import Analysis, Sentence
from extract.arguments import Filler, Resolver, places_in
from extract.attribution import Assertion, Assertions
from extract.clauses import Clause, find_clauses
from extract.model import Attribution, Mention, Quotation, RelationClaim, TextSpan
from extract.posts import HeldPost
from ontology.tables import read_table
from ontology.vocabulary import is_a

_PREDICATES = {
    "post": ("holdsPost",),
    "leader": ("leads",),
    "spokesman": ("represents", "holdsPost"),
    "envoy": ("represents",),
    "member": ("memberOf",),
}


_AUTHOR = Attribution(kind="author")
_PUBLIC = ("StateBody", "InternationalBody", "State", "Place")
"""Bodies whose head holds a post; one leads a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    iri: str
    label: str
    types: tuple[str, ...]


@cache
def relation_rules() -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """Pairs of classes that may stand as subject and as object of each predicate."""
    table = read_table(Path(__file__).parent / "relation_rules.tsv", ["predicate", "subject", "object", "source"])
    rules: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for row in table:
        sides = (frozenset(row["subject"].split("|")), frozenset(row["object"].split("|")))
        rules.setdefault(row["predicate"], []).append(sides)
    return rules


def find_relations(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    resolver: Resolver,
    assertions: Assertions,
    posts: Iterable[HeldPost],
    quotations: tuple[Quotation, ...] = (),
) -> tuple[RelationClaim, ...]:
    """Claims of posts and of clauses, in reading order, each said once a sentence."""
    quoted = [quotation.span for quotation in quotations if quotation.direct]
    claims = [
        *_from_posts(posts, resolver, assertions, quoted),
        *_from_clauses(analysis, mentions, resolver, assertions),
    ]
    unique: dict[tuple[str, str, str, str], RelationClaim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.evidence.start, claim.predicate, -claim.confidence)):
        sentence = analysis.sentence_at(claim.evidence.start)
        place = str(sentence.index if sentence else claim.evidence.start)
        unique.setdefault((claim.subject, claim.predicate, claim.object, place), claim)
    return tuple(unique.values())


def _from_posts(
    posts: Iterable[HeldPost], resolver: Resolver, assertions: Assertions, quoted: list[TextSpan]
) -> Iterator[RelationClaim]:
    for post in posts:
        person = resolver.entity(post.person.entity)
        if person is None:
            continue
        body = resolver.entity(post.body)
        types = body.types if body is not None else (post.body_type,)
        for predicate in _PREDICATES[post.kind]:
            if predicate == "leads" and any(is_a(name, kind) for name in types for kind in _PUBLIC):
                predicate = "holdsPost"
            assertion = _assertion(assertions, post.sentence, post.head)
            spoken = any(span.start <= post.evidence.start < span.end for span in quoted)
            if post.apposed and not spoken and not assertion.wording:
                # A title beside a name is the writer's words, whatever the sentence around it reports, plans or denies.
                assertion = replace(assertion, polarity="affirmed", certainty="asserted", attribution=_AUTHOR)
            subject = _Side(iri=person.iri, label=post.person.mention.span.quote, types=person.types)
            target = _Side(iri=post.body, label=post.body_label, types=types)
            title = post.title.quote
            yield from _claim(predicate, subject, target, post.evidence, assertion, 0.85, title=title)


def _from_clauses(
    analysis: Analysis, mentions: tuple[Mention, ...], resolver: Resolver, assertions: Assertions
) -> Iterator[RelationClaim]:
    for clause in find_clauses(analysis, mentions, "relations"):
        sentence = analysis.sentences[clause.sentence]
        evidence = analysis.span(sentence.start, sentence.end)
        subjects = list(_sides(clause, "subject", analysis, resolver))
        objects = list(_sides(clause, "object", analysis, resolver))
        assertion = _assertion(assertions, sentence, clause.hit.head)
        for subject in subjects:
            for target in objects:
                yield from _claim(clause.hit.entry.type, subject, target, evidence, assertion, 0.7)
        if not subjects and len(objects) > 1 and clause.hit.entry.type in ("cooperatesWith", "fights"):
            # Between X and Y: both sides stand in one slot.
            yield from _claim(clause.hit.entry.type, objects[0], objects[1], evidence, assertion, 0.7)


def _assertion(assertions: Assertions, sentence: Sentence, head: int) -> Assertion:
    """Of the noun, or of the verb that denies it (is not a member)."""
    token = sentence.tokens[head]
    if token.dep == "attr":
        predicate = assertions.of(sentence.index, token.head)
        if predicate.polarity == "denied":
            return predicate
    return assertions.of(sentence.index, head)


def _sides(clause: Clause, part: str, analysis: Analysis, resolver: Resolver) -> Iterator[_Side]:
    sentence = analysis.sentences[clause.sentence]
    for slot in clause.slots:
        if clause.hit.entry.frame.get(slot.name) == part:
            filler: Filler = resolver.filler(sentence, slot.phrase)
            entity = filler.entity
            label = filler.label
            if entity is None and part == "object":
                # The Emirati capital Abu Dhabi: a place behind a common noun is still that place.
                link = next(places_in(resolver.links_in(sentence, slot.phrase.start, slot.phrase.end)), None)
                entity = resolver.entity(link.entity) if link is not None else None
                label = link.mention.span.quote if link is not None else label
            if entity is not None:
                yield _Side(iri=entity.iri, label=label, types=entity.types)


def _claim(
    predicate: str,
    subject: _Side,
    target: _Side,
    evidence: TextSpan,
    assertion: Assertion,
    confidence: float,
    title: str | None = None,
) -> Iterator[RelationClaim]:
    if subject.iri == target.iri or not _fits(predicate, subject, target):
        return
    yield RelationClaim(
        subject=subject.iri,
        subject_label=subject.label,
        predicate=predicate,
        object=target.iri,
        object_label=target.label,
        evidence=evidence,
        polarity=assertion.polarity,
        certainty=assertion.certainty,
        attribution=assertion.attribution,
        confidence=confidence,
        title=title,
        wording=assertion.wording,
    )


def _fits(predicate: str, subject: _Side, target: _Side) -> bool:
    return any(
        _any(subject.types, subjects) and _any(target.types, objects)
        for subjects, objects in relation_rules()[predicate]
    )


def _any(types: tuple[str, ...], wanted: frozenset[str]) -> bool:
    return any(is_a(name, ancestor) for name in types for ancestor in wanted)
