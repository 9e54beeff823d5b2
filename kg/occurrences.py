"""Occurrences: what several accounts tell of, derived from the accounts and rebuilt whenever these change.

Within an article the extraction says which accounts share an occurrence. Across articles two tellings are joined only
where type, day and place fit and something particular is shared; when in doubt they stay two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.rdf.lines import Lines
from kg.rdf.names import occurrence_iri
from kg.store import Store
from kg.table import AccountRow
from kg.terms import day
from ontology.namespaces import EVENT_TYPE, OCCURRENCES_GRAPH
from ontology.normalize import normalize
from ontology.vocabulary import broader

_STATED = ("asserted", "reported")
_PRECISIONS = ("day", "week", "month", "year", "unknown")
_LONGEST = timedelta(days=14)
_PLACES_QUERY = """
SELECT DISTINCT ?place ?around WHERE {
  GRAPH <https://w3id.org/marsad/graph/reference> { ?place a mo:Place ; mo:locatedIn|mo:country ?around } }"""
_COUNTRIES_QUERY = "SELECT DISTINCT ?place WHERE { ?place a mo:Country }"


@dataclass(frozen=True, slots=True)
class Places:
    """Which place lies in which: ``around`` gives every place that contains one, itself included."""

    around: Mapping[str, frozenset[str]]
    countries: frozenset[str]

    def of(self, place: str) -> frozenset[str]:
        """The place and all that contain it."""
        return self.around.get(place, frozenset((place,)))

    def related(self, one: str, other: str) -> bool:
        """Whether the places are the same or one lies in the other."""
        return one in self.of(other) or other in self.of(one)


@dataclass(slots=True)
class Telling:
    """The accounts of one article that share an occurrence. The features are those of the accounts that are affirmed
    and asserted or reported; without any there is no occurrence."""

    accounts: tuple[AccountRow, ...]
    stated: tuple[AccountRow, ...]
    first: date | None = None
    last: date | None = None
    places: frozenset[str] = field(default_factory=frozenset)
    actors: frozenset[str] = field(default_factory=frozenset)
    named: frozenset[str] = field(default_factory=frozenset)
    counts: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    types: frozenset[str] = field(default_factory=frozenset)
    names: frozenset[str] = field(default_factory=frozenset)

    @property
    def key(self) -> str:
        """The smallest account IRI."""
        return self.accounts[0].iri


def refresh(store: Store) -> int:
    """Rebuild the graph of occurrences where it is out of date; gives the number of occurrences built."""
    if store.table.state("occurrences") == "fresh":
        return 0
    accounts = store.table.accounts()
    groups = derive(accounts, load_places(store))
    store.patch_graph(OCCURRENCES_GRAPH, graph(groups))
    store.table.set_state("occurrences", "fresh")
    return len(groups)


def load_places(store: Store) -> Places:
    """The containment of places as the reference facts have it."""
    parents: dict[str, set[str]] = defaultdict(set)
    for row in store.rows(_PLACES_QUERY):
        parents[store.canonical.get(row["place"])].add(store.canonical.get(row["around"]))
    closed: dict[str, frozenset[str]] = {}
    for place in parents:
        found = [place]
        for current in found:  # grows while it is read
            found += [parent for parent in sorted(parents.get(current, ())) if parent not in found]
        closed[place] = frozenset(found)
    return Places(around=closed, countries=frozenset(row["place"] for row in store.rows(_COUNTRIES_QUERY)))


def derive(accounts: Iterable[AccountRow], places: Places) -> list[list[Telling]]:
    """Groups of tellings of one occurrence, in the order of their smallest account IRIs."""
    tellings = sorted((t for t in _tellings(accounts) if t.stated), key=lambda telling: telling.key)
    likeness = Likeness(places)
    group_of = [Group.of(index, telling) for index, telling in enumerate(tellings)]
    for one, other in sorted(_candidates(tellings)):
        left, right = group_of[one], group_of[other]
        if left is right or not left.fits(right, likeness) or not likeness.same(tellings[one], tellings[other]):
            continue
        left.take(right)
        for index in right.members:
            group_of[index] = left
    groups = {id(group): sorted(group.members) for group in group_of}
    return [[tellings[index] for index in members] for members in sorted(groups.values())]


def graph(groups: Sequence[Sequence[Telling]]) -> tuple[str, ...]:
    """The graph of occurrences as sorted N-Triples lines."""
    lines = Lines()
    for group in groups:
        name = occurrence_iri(group[0].key)
        lines.types(name, "sem:Event")
        for kind in _narrowest(frozenset[str]().union(*(telling.types for telling in group))):
            lines.link(name, "sem:eventType", EVENT_TYPE + kind)
        stated = [account for telling in group for account in telling.stated]
        for actor in {actor for account in stated for actor in account.actors}:
            lines.link(name, "sem:hasActor", actor)
        for place in {account.place for account in stated if account.place}:
            lines.link(name, "sem:hasPlace", place)
        for label in {account.name for account in stated}:
            lines.text(name, "rdfs:label", label)
        _write_times(lines, name, stated)
        for telling in group:
            for account in telling.accounts:
                lines.link(account.iri, "mo:accountOf", name)
    return lines.result()


def _write_times(lines: Lines, name: str, stated: Sequence[AccountRow]) -> None:
    dated = [account for account in stated if account.start or account.end]
    starts = [account.start for account in dated if account.start]
    ends = [account.end for account in dated if account.end]
    if starts:
        lines.add(name, "sem:hasEarliestBeginTimeStamp", day(min(starts)))
    if ends:
        lines.add(name, "sem:hasLatestEndTimeStamp", day(max(ends)))
    if dated:
        lines.text(name, "mo:datePrecision", max((a.precision for a in dated), key=_PRECISIONS.index))


def _narrowest(types: frozenset[str]) -> set[str]:
    return {kind for kind in types if not any(kind != other and kind in broader(other) for other in types)}


def _tellings(accounts: Iterable[AccountRow]) -> Iterator[Telling]:
    shared: dict[tuple[str, str], list[AccountRow]] = defaultdict(list)
    for account in accounts:
        shared[account.article, account.occurrence].append(account)
    for members in shared.values():
        members.sort(key=lambda account: account.iri)
        stated = tuple(a for a in members if a.polarity == "affirmed" and a.certainty in _STATED)
        days = [a for a in stated if a.precision == "day" and a.start and a.end]
        yield Telling(
            accounts=tuple(members),
            stated=stated,
            first=min((a.start for a in days if a.start), default=None),
            last=max((a.end for a in days if a.end), default=None),
            places=frozenset(a.place for a in stated if a.place),
            actors=frozenset(actor for a in stated for actor in a.actors),
            named=frozenset(actor for a in stated for actor in a.named),
            counts=frozenset(count for a in stated for count in a.counts),
            types=frozenset(a.type for a in stated),
            names=frozenset(normalize(a.name) for a in stated if a.name),
        )


def _candidates(tellings: Sequence[Telling]) -> set[tuple[int, int]]:
    """Pairs that share a day (give or take one), a top event type, and an actor, a count or a proper name."""
    buckets: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings):
        if telling.first is None or telling.last is None or telling.last - telling.first > _LONGEST:
            continue
        days = [telling.first + timedelta(days=n) for n in range((telling.last - telling.first).days + 2)]
        for kind in {broader(kind)[-1] for kind in telling.types}:
            for feature in telling.actors | telling.named | telling.counts | telling.names:
                for moment in days:
                    buckets[moment, kind, feature].append(index)
    return {
        (one, other)
        for members in buckets.values()
        for position, one in enumerate(members)
        for other in members[position + 1 :]
    }


@dataclass(slots=True)
class Group:
    """Tellings taken for one occurrence so far. No two of them are more than a day apart, in places that exclude each
    other, or of one article, which keeps apart what it tells apart."""

    members: list[int]
    first: date
    last: date
    articles: set[str]
    places: set[frozenset[str]]

    @classmethod
    def of(cls, index: int, telling: Telling) -> "Group":
        """A group of one."""
        # A telling without a day is no candidate, so that its dates never count.
        return cls(
            members=[index],
            first=telling.first or date.max,
            last=telling.last or date.min,
            articles={telling.accounts[0].article},
            places={telling.places},
        )

    def fits(self, other: "Group", likeness: "Likeness") -> bool:
        """Whether every telling of one goes with every telling of the other. ``first`` is the latest of the first days
        and ``last`` the earliest of the last ones, so that one comparison speaks for all pairs."""
        if max(self.first, other.first) - min(self.last, other.last) > timedelta(days=1):
            return False
        if not self.articles.isdisjoint(other.articles):
            return False
        return all(likeness.places(a, b) for a in self.places for b in other.places)

    def take(self, other: "Group") -> None:
        """Take the tellings of ``other`` in."""
        self.members += other.members
        self.first, self.last = max(self.first, other.first), min(self.last, other.last)
        self.articles |= other.articles
        self.places |= other.places


class Likeness:
    """What speaks for one occurrence and what against, with memory: the same few places and types come again."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._related: dict[tuple[frozenset[str], frozenset[str]], tuple[bool, bool]] = {}
        self._typed: dict[tuple[frozenset[str], frozenset[str]], bool] = {}

    def places(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether a place of one is, or lies in, a place of the other, or the other way round."""
        return self._relation(one, other)[0]

    def same(self, one: Telling, other: Telling) -> bool:
        """Whether two tellings that do not contradict each other are of one occurrence: they share its name, or an
        actor or a count, and both of these where one of them names only the country. An actor that both merely name
        counts where type, days and place are the very same."""
        key = (one.types, other.types)
        if key not in self._typed:
            self._typed[key] = any(a in broader(b) or b in broader(a) for a in one.types for b in other.types)
        if not self._typed[key]:
            return False
        if one.names & other.names:
            return True
        # A state says nothing of what happened within it: nearly every telling from a country names it.
        around = {outer for place in one.places | other.places for outer in self._places.of(place)}
        actor = bool((one.actors & other.actors) - around)
        count = bool(one.counts & other.counts)
        if not self._relation(one.places, other.places)[1]:
            return actor and count
        exact = one.types == other.types and (one.first, one.last) == (other.first, other.last)
        mere = exact and one.places == other.places and bool((one.named & other.named) - around)
        return actor or count or mere

    def _relation(self, one: frozenset[str], other: frozenset[str]) -> tuple[bool, bool]:
        """Whether places are related, and whether they are so by something smaller than a country."""
        key = (one, other)
        if key not in self._related:
            related = [(a, b) for a in one for b in other if self._places.related(a, b)]
            small = [pair for pair in related if self._places.countries.isdisjoint(pair)]
            self._related[key] = (bool(related), bool(small))
        return self._related[key]
