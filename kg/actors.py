"""Persons and organizations as the merging of entities sees them: their names, and the company that they are in."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from kg.canonical import PRIVATE, TYPE
from kg.cards import order_types
from kg.store import Store
from kg.terms import Term
from ontology.namespaces import MO, REFERENCE_GRAPH, expand
from ontology.normalize import normalize
from ontology.vocabulary import is_a

_LABELS = tuple(expand(name) for name in ("rdfs:label", "skos:prefLabel", "skos:altLabel"))
_FOLDED, _COUNTRY, _TITLE = MO + "normalizedLabel", MO + "country", MO + "postTitle"
_SUBJECT, _PREDICATE, _OBJECT = (expand(f"rdf:{name}") for name in ("subject", "predicate", "object"))
_POST_IN = expand("org:postIn")
_ROOTS = (MO + "Person", MO + "Organization")
_FACTS = """
SELECT ?entity ?property ?value { VALUES ?root { mo:Person mo:Organization }
  VALUES ?property { rdf:type rdfs:label skos:prefLabel skos:altLabel mo:normalizedLabel mo:isPrivate }
  ?entity a ?root ; ?property ?value }"""
_POSTS = """
SELECT DISTINCT ?entity ?body ?title {
  ?claim a mo:Claim ; rdf:subject ?entity ; rdf:predicate mo:holdsPost ; rdf:object ?post ; mo:polarity "affirmed" .
  ?post org:postIn ?body ; mo:postTitle ?title }"""
_RELATED = "SELECT DISTINCT ?entity ?other { ?claim a mo:Claim ; rdf:subject ?entity ; rdf:object ?other }"
# Whom more articles name tells nobody apart: a part of all articles, within bounds.
_FEW, _PART, _MANY = 4, 0.02, 50
# Where more than one article in so many is new, all are read at once: that is quicker.
_SHARE = 8
_TOO_WIDE = ("MediaOutlet", "InternationalBody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person or an organization of the store, under its canonical IRI.

    ``kind`` is the most specific class; ``known``: in the reference facts; ``articles`` are numbers; ``companions`` the
    persons and organizations that these articles name too, and few others do; ``bodies`` those in which a post is held
    (with the title where the body is a state); ``lands`` the countries of these bodies; ``countries`` those that the
    same sentences name; ``related`` what claims tie it to.
    """

    iri: str
    person: bool
    kind: str
    private: bool
    known: bool
    names: frozenset[str]
    articles: frozenset[int] = frozenset()
    companions: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()

    def joined(self, other: "Actor") -> "Actor":
        """The two as one, under the IRI of the first."""
        return Actor(
            iri=self.iri,
            person=self.person,
            kind=self.kind,
            private=self.private and other.private,
            known=self.known or other.known,
            names=self.names | other.names,
            articles=self.articles | other.articles,
            companions=self.companions | other.companions,
            bodies=self.bodies | other.bodies,
            lands=self.lands | other.lands,
            countries=self.countries | other.countries,
            related=self.related | other.related,
        )


def _sets() -> defaultdict[str, set[str]]:
    return defaultdict(set)


@dataclass(slots=True)
class _Found:
    """What the store has, by canonical IRI."""

    types: dict[str, set[str]] = field(default_factory=_sets)
    labels: dict[str, set[str]] = field(default_factory=_sets)
    folded: dict[str, set[str]] = field(default_factory=_sets)
    private: set[str] = field(default_factory=set)
    articles: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    named_in: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    countries: dict[str, set[str]] = field(default_factory=_sets)
    bodies: dict[str, set[str]] = field(default_factory=_sets)
    lands: dict[str, set[str]] = field(default_factory=_sets)
    related: dict[str, set[str]] = field(default_factory=_sets)


class Actors:
    """The actors of a store: the minted ones, and with ``reference`` those of the reference facts too. With ``new``,
    IRIs of articles, only those that these name and whoever keeps company with them or holds a post in the same body,
    so that the reading does not grow with the store."""

    def __init__(self, store: Store, *, reference: bool, new: Collection[str] | None = None) -> None:
        self._store = store
        self._found = _Found()
        self._made: dict[str, Actor] = {}
        self.new = frozenset[str]() if new is None else store.table.mentioned(new)
        few = new is not None and _SHARE * len(new) < store.table.counts()["articles"]
        self._numbers = self._around() if few else None
        self._only = None if self._numbers is None else sorted(self._mentioned_in(self._numbers))
        self._read_facts()
        self._known = self._in_reference()
        self._wanted = frozenset(self._found.types if reference else self._found.types.keys() - self._known)
        self.new &= self._wanted
        self._read_company()
        self._read_claims()

    @property
    def iris(self) -> tuple[str, ...]:
        """Their IRIs, sorted."""
        return tuple(sorted(self._wanted))

    def names(self, iri: str) -> frozenset[str]:
        """All names of one; of those that articles use beside the label only the folded form is known."""
        labels = self._found.labels[iri]
        if iri in self._known:
            return frozenset(labels)
        return frozenset(labels | (self._found.folded[iri] - {normalize(label) for label in labels}))

    def is_known(self, iri: str) -> bool:
        """Whether one is in the reference facts."""
        return iri in self._known

    def is_person(self, iri: str) -> bool:
        """Whether one is a person."""
        return "Person" in self._found.types[iri]

    def __getitem__(self, iri: str) -> Actor:
        if iri not in self._made:
            self._made[iri] = self._make(iri)
        return self._made[iri]

    def _make(self, iri: str) -> Actor:
        found = self._found
        articles = frozenset(found.articles.get(iri, ()))
        return Actor(
            iri=iri,
            person=self.is_person(iri),
            kind=order_types(found.types[iri])[0],
            private=iri in found.private,
            known=iri in self._known,
            names=self.names(iri),
            articles=articles,
            companions=frozenset(who for number in articles for who in found.named_in[number] if who != iri),
            bodies=frozenset(found.bodies.get(iri, ())),
            lands=frozenset(found.lands.get(iri, ())),
            countries=frozenset(found.countries.get(iri, ())),
            related=frozenset(found.related.get(iri, ())),
        )

    # What there is of each

    def _read_facts(self) -> None:
        found = self._found
        for entity, predicate, value in self._facts():
            if predicate == TYPE and value.startswith(MO):
                found.types[entity].add(value.removeprefix(MO))
            elif predicate in _LABELS:
                found.labels[entity].add(value)
            elif predicate == _FOLDED:
                found.folded[entity].add(value)
            elif predicate == PRIVATE:
                found.private.add(entity)

    def _facts(self) -> Iterator[tuple[str, str, str]]:
        if self._only is None:
            for row in self._store.rows(_FACTS):
                yield row["entity"], row["property"], row["value"]
            return
        for entity in self._only:
            facts = [(p.value, o.value) for _, p, o, _ in self._store.match(Term("iri", entity))]
            if any(predicate == TYPE and value in _ROOTS for predicate, value in facts):
                yield from ((entity, *fact) for fact in facts)

    def _in_reference(self) -> frozenset[str]:
        if self._only is not None:
            known = ((e, self._store.match(Term("iri", e), TYPE, graph=REFERENCE_GRAPH)) for e in self._only)
            return frozenset(entity for entity, types in known if any(True for _ in types))
        roots = (Term("iri", root) for root in _ROOTS)
        return frozenset(
            s.value for root in roots for s, *_ in self._store.match(None, TYPE, root, graph=REFERENCE_GRAPH)
        )

    # Company

    def _read_company(self) -> None:
        found = self._found
        countries = self._countries()
        in_sentence: dict[tuple[int, int], list[str]] = defaultdict(list)
        for number, sentence, entity in self._store.table.incidence("sentence", articles=self._numbers):
            in_sentence[number, sentence].append(entity)
        for named in in_sentence.values():
            here = countries.intersection(named)
            for entity in named if here else ():
                if entity in self._wanted:
                    found.countries[entity] |= here
        for number, _, entity in self._store.table.incidence("article", articles=self._numbers):
            if entity in found.types:
                found.articles[entity].add(number)
        most = self._most()
        for entity, articles in found.articles.items():
            # Around a few articles not all of the others are known.
            often = len(articles) if self._numbers is None else len(self._articles_of(entity))
            if often <= most and not any(is_a(name, wide) for name in found.types[entity] for wide in _TOO_WIDE):
                for number in articles:
                    found.named_in[number].append(entity)

    def _most(self) -> int:
        return min(_MANY, max(_FEW, int(_PART * self._store.table.counts()["articles"])))

    def _around(self) -> frozenset[int]:
        """The numbers of the articles that name a new actor, or somebody whom few others name beside one, or who holds
        a post where a new one does."""
        numbers = {number for entity in self.new for number in self._articles_of(entity)}
        beside = (self._mentioned_in(numbers) | self._fellows()) - self.new
        most = self._most()
        near = (self._articles_of(entity) for entity in sorted(beside))
        return frozenset(numbers).union(*(found for found in near if len(found) <= most))

    def _mentioned_in(self, numbers: Collection[int]) -> set[str]:
        return {entity for _, _, entity in self._store.table.incidence("article", articles=numbers)}

    def _articles_of(self, entity: str) -> frozenset[int]:
        members = self._store.canonical.members(entity)
        return frozenset[int]().union(*map(self._store.table.raw_articles, members))

    # Claims

    def _read_claims(self) -> None:
        found = self._found
        states = self._countries()
        for entity, body, title in self._posts():
            # A state has many posts; its ministers are not one for being its ministers.
            found.bodies[entity].add(f"{body} {normalize(title)}" if body in states else body)
            found.lands[entity] |= {body} if body in states else set(self._values(body, _COUNTRY))
        if self._only is None:
            for row in self._store.rows(_RELATED):
                found.related[row["entity"]].add(row["other"])
        for entity in self._only or ():
            for claim in self._claims(entity):
                found.related[entity].update(self._values(claim, _OBJECT))

    def _posts(self) -> Iterator[tuple[str, str, str]]:
        """(who, body, title) of the posts that articles say somebody holds."""
        if self._only is None:
            for row in self._store.rows(_POSTS):
                yield row["entity"], row["body"], row["title"]
            return
        for entity in self._only:
            for claim in self._claims(entity):
                if "affirmed" in self._values(claim, MO + "polarity"):
                    yield from ((entity, *post) for post in self._held(claim))

    def _held(self, claim: str) -> Iterator[tuple[str, str]]:
        if MO + "holdsPost" in self._values(claim, _PREDICATE):
            for post in self._values(claim, _OBJECT):
                for body in self._values(post, _POST_IN):
                    yield from ((body, title) for title in self._values(post, _TITLE))

    def _fellows(self) -> set[str]:
        """Those who hold a post in a body in which a new actor holds one."""
        claims = (claim for entity in sorted(self.new) for claim in self._claims(entity))
        bodies = {body for claim in claims for body, _ in self._held(claim)}
        posts = [post for body in sorted(bodies) for post in self._subjects(_POST_IN, body)]
        return {
            who for post in posts for claim in self._subjects(_OBJECT, post) for who in self._values(claim, _SUBJECT)
        }

    def _claims(self, entity: str) -> list[str]:
        return [claim for claim in self._subjects(_SUBJECT, entity) if MO + "Claim" in self._values(claim, TYPE)]

    def _subjects(self, predicate: str, target: str) -> list[str]:
        return [s.value for s, *_ in self._store.match(None, predicate, Term("iri", target))]

    def _values(self, subject: str, predicate: str) -> list[str]:
        return [o.value for *_, o, _ in self._store.match(Term("iri", subject), predicate)]

    def _countries(self) -> set[str]:
        return set(self._subjects(TYPE, MO + "Country"))
