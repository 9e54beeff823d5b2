"""Which of all places of a name an article means, in points: what speaks for each and how far the best one leads.

What speaks for a place (``WEIGHTS``): its people (powers of ten), that the reference has it, that the text says what it
lies in (Paris, Texas), that the article is about its country or names its region, that other places of the article are
near.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log10
from types import MappingProxyType

from extract.linking.atlas import COUNTRY, DISTRICT, REGION, TOWN, Option, apart
from ontology.gazetteer.index import distance

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "land": 8.5,
        "reference": 1.0,
        "linked": 1.5,
        "alternate": -1.5,
        "state": 1.0,
        "seat": -2.0,
        "district": -2.0,
        "kind": 0.7,
        "head": 2.0,
        "region head": 3.5,
        "country": 3.0,
        "region": 1.5,
        "near": 1.0,
        "cluster": 0.5,
        "within": 6.0,
        "elsewhere": -4.0,
    }
)
"""Points: of a country instead of its people; of a place of the reference, and of the one that its rules
chose; of a name that is not the best known one; of a first-level region, of one called after a town in it, and of a
second-level region; where the reader's kind or
the word before the name fits; the share of the article's countries; where the article names the region, where another
place is near, for each other name that may be near; where the text says what it lies in, or something else."""
NEAR = 200.0
"""Kilometres within which another place of the article speaks for one."""
BESIDE = 15.0
"""Kilometres within which a town may be a part of another."""
CLUSTER, CLUSTERED = 75.0, 2
"""Kilometres within which places that other names may mean speak for one, and of how many names it takes."""
SAME = 100.0
"""Kilometres within which a town and its region are one answer."""
ABOUT, HALF = 0.2, 0.5
"""The share of an article's countries from which it is about one, and surely so."""


@dataclass(slots=True)
class Name:
    """A name of the article: where it stands, what it may mean, and what the text says of it."""

    key: str
    quote: str
    mentions: list[int] = field(default_factory=list)
    options: tuple[Option, ...] = ()
    linked: str | None = None
    unlinked: bool = False
    head: str | None = None
    area: bool = False
    """The word before it may mean what lies around a town, as منطقة does outside Saudi Arabia."""
    second: bool = False
    """The word before it calls it a region of the second level."""
    kind: str = ""
    within: set[str] = field(default_factory=set)
    quarter: bool = False
    """The text calls it a part of a town: a town of this name must lie in or beside one that the article names."""
    alone: bool = False
    """The reader surely takes it for a place, and it is long enough that no other is likely to be called so."""
    sure: bool = False
    """The reader surely takes it for a place, or the word before it says that it is one: it is no everyday word."""
    heard: bool = False
    """The reader takes it for a place, so that one whose name only sounds so may be meant."""


@dataclass(slots=True)
class Context:
    """What the article names: countries and regions (IRI) by name, and points by name."""

    countries: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    regions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    possible: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def add(self, key: str, option: Option, count: int) -> None:
        """Notes that a name (key) means a place, ``count`` times."""
        if option.country is not None:
            self.countries[option.country][key] += count
        if option.level == REGION:
            self.regions[option.iri].add(key)
        if option.level >= TOWN and option.lat is not None and option.lon is not None:
            self.points[key] = (option.lat, option.lon)

    def share(self, country: str | None, key: str) -> float:
        """The part of the namings of countries, but by this name, that speaks for one."""
        totals = {iri: sum(n for name, n in counts.items() if name != key) for iri, counts in self.countries.items()}
        whole = sum(totals.values())
        return totals.get(country or "", 0) / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A place with its points, what speaks for it in words, and whether that is enough."""

    option: Option
    points: float
    supported: bool
    reasons: tuple[str, ...]
    placed: bool
    """Something speaks for it beside the country: its region, what it lies in, other places."""
    elsewhere: bool
    """The article names other countries than this place's."""


def rank(name: Name, context: Context) -> list[Scored]:
    """The places of a name, those for which most speaks first; of a part of a town only those that may be one."""
    possible = name.options
    if name.quarter:
        possible = tuple(
            option
            for option in possible
            if option.curated
            or (option.level == DISTRICT and not option.alternate)
            or near_another(option, name.key, context, BESIDE)
        )
    scored = [_score(option, name, context) for option in possible]
    if name.unlinked:  # a namesake that the reference's rules refused needs the article's word
        scored = [item for item in scored if not item.option.curated or item.supported]
    return sorted(scored, key=lambda item: (-item.points, item.option.iri))


def _score(option: Option, name: Name, context: Context) -> Scored:
    points = WEIGHTS["land"] if option.level == COUNTRY else log10(max(option.population, 300))
    if option.curated and option.place is None and option.level != COUNTRY:
        points = 5.0
    points += WEIGHTS["reference"] * option.curated + WEIGHTS["alternate"] * option.alternate
    points += WEIGHTS["district"] * (option.level == DISTRICT and name.head != "Region")
    points += WEIGHTS["linked"] * (option.iri == name.linked)
    if option.level == REGION:
        points += WEIGHTS["seat" if _called_after_its_town(option, name) else "state"]
    region = option.level in (REGION, DISTRICT)
    points += WEIGHTS["kind"] * ((name.kind == "City" and option.level == TOWN) or (name.kind == "Region" and region))
    points += WEIGHTS["head"] * (name.head == "City" and option.level == TOWN)
    points += WEIGHTS["head" if name.area else "region head"] * (name.head == "Region" and region)
    reasons = [f"{option.population:,} people"] if option.population else []
    share = context.share(option.country, name.key)
    points += WEIGHTS["country"] * share
    if share >= ABOUT:
        reasons.append("the article is about its country")
    named = any(context.regions.get(region, set()) - {name.key} for region in option.within)
    points += WEIGHTS["region"] * named
    near = near_another(option, name.key, context)
    points += WEIGHTS["near"] * near
    cluster = _clustered(option, name.key, context)
    points += WEIGHTS["cluster"] * min(cluster, 4)
    near = near or cluster >= CLUSTERED
    if named or near:
        reasons.append("the article names its region" if named else "other places of the article are near")
    if name.within:
        inside = bool(name.within & option.within) and option.iri not in name.within
        points += WEIGHTS["within" if inside else "elsewhere"]
        reasons += ["the text says what it lies in"] if inside else []
    else:
        inside = False
    elsewhere = share == 0 and any(set(counts) - {name.key} for counts in context.countries.values())
    return Scored(
        option, points, inside or named or near or share >= ABOUT, tuple(reasons), inside or named or near, elsewhere
    )


def _called_after_its_town(option: Option, name: Name) -> bool:
    """Whether a region has a town of its name in it, which the bare name means rather."""
    if "Region" in (name.head, name.kind):
        return False
    towns = (other for other in name.options if other.level == TOWN and not other.alternate)
    return any(option.iri in town.within or same_place(option, town) for town in towns)


def near_another(option: Option, key: str, context: Context, most: float = NEAR) -> bool:
    """Whether another place of the article lies within ``most`` kilometres."""
    if option.lat is None or option.lon is None or option.level == COUNTRY:
        return False
    lat, lon = option.lat, option.lon
    return any(other != key and distance(lat, lon, *point) <= most for other, point in context.points.items())


def _clustered(option: Option, key: str, context: Context) -> int:
    """How many other names of the article may mean a place close by."""
    if option.lat is None or option.lon is None or option.level not in (TOWN, DISTRICT):
        return 0
    lat, lon = option.lat, option.lon
    return sum(
        other != key and any(distance(lat, lon, *point) <= CLUSTER for point in points)
        for other, points in context.possible.items()
    )


def leads(ranked: list[Scored], margin: float) -> bool:
    """Whether the best place leads all that lie elsewhere."""
    best = ranked[0]
    return all(best.points - other.points >= margin or same_place(best.option, other.option) for other in ranked[1:])


def same_place(one: Option, other: Option) -> bool:
    """Whether two places are one answer: one lies in the other, or near it."""
    if one.iri in other.within or other.iri in one.within:
        return True
    return apart(one, other) <= SAME
