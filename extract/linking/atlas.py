"""The places that a name may mean: those of the reference and those of the open gazetteer, each once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from math import inf

from rapidfuzz import fuzz

from extract.context import fold
from extract.gazetteer import PLACES, Gazetteer
from extract.lexicon import FOLDER, lexicon
from extract.linking.entities import from_gazetteer, from_reference
from extract.model import Entity
from extract.per_reference import per_reference
from ontology.gazetteer.index import (
    GazetteerPlace,
    Named,
    bare_region,
    by_id,
    by_iri,
    chain,
    distance,
    named,
    sounding,
    spoken,
)
from ontology.gazetteer.scripts import fold_name
from ontology.namespaces import entity_iri
from ontology.normalize import normalize
from ontology.reference import Reference, ReferenceEntity
from ontology.romanize import likeness, skeleton
from ontology.tables import read_table

LANGUAGES = ("ar", "fr", "en")
COUNTRY, TOWN, REGION, DISTRICT = -1, 0, 1, 2
"""What a place is: ``level`` of an option."""
SAME_SOUND = 0.9
"""Least likeness (``ontology.romanize``) of two spellings of one place."""
SAME_SPELLING = 0.93
"""The same between two spellings in Latin letters, and for a name of few consonants."""
LOOSE_SOUND = 0.78
"""The same for an Arabic spelling with so many consonants that all of them are a place's: روتشورو, ميناس جيرايس."""
_FEW, _MANY, _CALLED_AFTER = 2, 4, 0.85
_AS_NEAR = 0.02
_ONE_PLACE = 3.0
_ALIKE = 70.0
_WITH_ARTICLE = re.compile(r"(?:A.{1,2}|El)[- ‘'’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A place that a name may mean. ``within`` holds the IRIs of itself, its regions and its country; ``place`` is its
    row of the gazetteer, if it has one; ``alternate``: the name is not the one it is best known by; ``conditional``:
    the reference asks a context for it."""

    iri: str
    label: str
    level: int
    country: str | None
    within: frozenset[str]
    population: int
    lat: float | None
    lon: float | None
    curated: bool
    alternate: bool = False
    conditional: bool = False
    place: GazetteerPlace | None = None


class Atlas:
    """Options by name, for one reference."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._by_identifier = {
            identifier: entity
            for entity in reference.entities.values()
            if PLACES & set(entity.types)
            for identifier in entity.identifiers
            if identifier.startswith(("geonames:", "iso3166-1:", "iso3166-2:"))
        }

    @classmethod
    def of(cls, reference: Reference) -> "Atlas":
        """The atlas of a reference, built once for each reference object."""
        return _built(reference)

    def country(self, iso: str) -> str | None:
        """The IRI of the country or territory with this ISO 3166-1 code."""
        known = self._by_identifier.get(f"iso3166-1:{iso}")
        return known.iri if known is not None else None

    def options(
        self, name: str, language: str, gazetteer: Gazetteer, kind: str = "", *, sure: bool = False
    ) -> tuple[Option, ...]:
        """The places of a name: exactly as it stands first, else without the words around it that it may lack.

        ``kind``: the class that the reader gives it; a country may then have the name without the reference's context,
        and any place where the reader is ``sure`` of it.
        """
        for form in forms(name, language):
            found = {option.iri: option for option in self._rows(form)}
            for candidate in gazetteer.lookup(form):
                known = self._reference.entities[candidate.alias.entity]
                if not set(known.types) <= PLACES | {"State"} or candidate.alias.kind == "acronym":
                    continue
                land = kind == "Country" and "Country" in known.types
                open_ = land or ((sure or language != "ar") and candidate.alias.kind == "name")
                if candidate.alias.context and known.iri not in found and not open_:
                    continue
                twin = found.get(known.iri)
                own = twin is not None and not twin.alternate
                conditional = bool(candidate.alias.context) and not land
                row = self._curated(known, twin)
                found[known.iri] = replace(row, alternate=conditional and not own, conditional=conditional)
            if found:
                return tuple(sorted(self._once(found.values()), key=lambda option: option.iri))
        return ()

    def sounding(self, name: str, language: str, countries: Iterable[str]) -> tuple[Option, ...]:
        """The places of some countries (IRI) that sound most as a name which no table has: مانيسا, El-Arich."""
        found: dict[str, tuple[float, Option]] = {}
        for form in forms(name, language):
            consonants = len(skeleton(form).replace(" ", ""))
            least = SAME_SOUND if language == "ar" and consonants > _FEW else SAME_SPELLING
            least = LOOSE_SOUND if language == "ar" and consonants >= _MANY else least
            for country in sorted(countries):
                for near, option in self._sounding(form, language, country):
                    if near >= least and near > found.get(option.iri, (0.0, option))[0]:
                        found[option.iri] = (near, option)
        best = max((near for near, _ in found.values()), default=0.0)
        return tuple(found[iri][1] for iri in sorted(found) if found[iri][0] >= best - _AS_NEAR)

    def called_after(self, option: Option, quote: str) -> Iterator[Option]:
        """The regions around a town that are called after it, or as the text writes it: the province of Adana,
        Bryanskaya oblast', قضاء الشطرة (Al-Shatra District)."""
        if option.place is None or option.level != TOWN:
            return
        for region in chain(option.place):
            name, town = bare_region(region.name), option.place.name
            near = max(likeness(name, town), likeness(quote, spoken(region.name, region.country)))
            if fold_name(name).startswith(fold_name(town)) or near >= _CALLED_AFTER:
                yield self._row(Named(region, False))

    def _sounding(self, name: str, language: str, country: str) -> Iterator[tuple[float, Option]]:
        for text, known in self._sounds.get((country, skeleton(name).replace(" ", "")), ()):
            yield likeness(name, text), replace(self._curated(known, None), alternate=True)
        land = self._reference.by_iri(country)
        codes = [code for code in land.identifiers if code.startswith("iso3166-1:")] if land is not None else []
        for code in codes if language == "ar" else ():
            for place in sounding(name, code.partition(":")[2]):
                if name.startswith("ال") and not _WITH_ARTICLE.match(place.name):
                    continue
                if place.arabic and not _written_alike(name, place.arabic):
                    continue  # مران is no عمران
                yield likeness(name, spoken(place.name, place.country)), self._row(Named(place, True))

    def known_everywhere(self, name: str, language: str) -> tuple[Option, ...]:
        """The one place of the reference, of any country, that sounds as an Arabic name which no table has: ولنغتون."""
        found: dict[str, Option] = {}
        for form in forms(name, language):
            key = skeleton(form).replace(" ", "")
            for text, known in self._sounds_anywhere.get(key, ()) if len(key) > _FEW else ():
                if likeness(form, text) >= SAME_SPELLING:
                    found[known.iri] = replace(self._curated(known, None), alternate=True)
        return tuple(found.values()) if len(found) == 1 else ()

    @cached_property
    def _sounds_anywhere(self) -> Mapping[str, list[tuple[str, ReferenceEntity]]]:
        """The names of the reference's countries and places by consonants alone."""
        found: dict[str, list[tuple[str, ReferenceEntity]]] = {}
        for alias in self._reference.aliases:
            known = self._reference.entities[alias.entity]
            if alias.kind == "name" and not alias.context and {"City", "Region", "Country"} & set(known.types):
                found.setdefault(skeleton(alias.text).replace(" ", ""), []).append((alias.text, known))
        return found

    @cached_property
    def _sounds(self) -> Mapping[tuple[str, str], tuple[tuple[str, ReferenceEntity], ...]]:
        """The names of the reference's places by country (IRI) and consonants."""
        found: dict[tuple[str, str], dict[tuple[str, str], ReferenceEntity]] = {}
        for alias in self._reference.aliases:
            known = self._reference.entities[alias.entity]
            if alias.context or len(known.countries) != 1 or not {"City", "Region"} & set(known.types):
                continue
            key = (entity_iri(known.countries[0]), skeleton(alias.text).replace(" ", ""))
            found.setdefault(key, {})[alias.text, known.id] = known
        return {key: tuple((text, known) for (text, _), known in names.items()) for key, names in found.items()}

    def abbreviated(self, name: str, language: str) -> Option | None:
        """The state or province that a short form stands for (Ky., B.C.)."""
        code = abbreviations().get(name.strip().replace(".", "")) if language == "en" else None
        row = by_id(regions_by_code().get(code, "")) if code else None
        return self._row(Named(row, False)) if row is not None else None

    def entity(self, place: GazetteerPlace) -> Entity:
        """A place of the gazetteer as extraction hands it on."""
        above = by_id(place.parent) if place.parent else None
        return from_gazetteer(place, self.country(place.country), self._iri(above) if above is not None else None)

    def around(self, entity: Entity) -> Iterator[Entity]:
        """The regions and the country around a place of the gazetteer: what its facts point at."""
        pending = [entity.parent, entity.country] if entity.status == "gazetteer" else []
        while pending:
            iri = pending.pop()
            known = self._reference.by_iri(iri) if iri else None
            row = by_iri(iri) if iri else None
            if known is not None:
                yield from_reference(self._reference, known)
            elif row is not None:
                region = self.entity(row)
                yield region
                pending += [region.parent, region.country]

    def _rows(self, name: str) -> Iterator[Option]:
        for item in named(name):
            # A quarter has a number in its main name (Paris 01 Louvre), and what it is called after is rather meant.
            if not (item.alternate and any(map(str.isdigit, item.place.name))):
                yield self._row(item)

    def _row(self, item: Named) -> Option:
        place = item.place
        known = self._known(place)
        country = self.country(place.country)
        above = (place, *chain(place))
        own = {self._iri(region) for region in above}
        own |= {known.iri} if known is not None else set()
        return Option(
            iri=known.iri if known is not None else place.iri,
            label=f"{place.name} ({', '.join([*(region.name for region in above[1:]), place.country])})",
            level=place.level,
            country=country,
            within=frozenset(own | ({country} if country else set())),
            population=place.population,
            lat=place.lat,
            lon=place.lon,
            curated=known is not None,
            alternate=item.alternate,
            place=place,
        )

    def _iri(self, place: GazetteerPlace) -> str:
        return (self._known(place) or place).iri

    def _known(self, place: GazetteerPlace) -> ReferenceEntity | None:
        """The entity of the reference that a place of the gazetteer is."""
        known = self._by_identifier.get(f"geonames:{place.id}")
        return known or (self._by_identifier.get(f"iso3166-2:{place.code}") if place.code else None)

    def _curated(self, known: ReferenceEntity, row: Option | None) -> Option:
        types = set(known.types)
        level = COUNTRY if "Country" in types else REGION if "Region" in types else TOWN
        above: list[str] = []
        parent = known.parent
        while parent is not None and parent in self._reference.entities and entity_iri(parent) not in above:
            above.append(entity_iri(parent))
            parent = self._reference.entities[parent].parent
        countries = [entity_iri(country) for country in known.countries]
        country = known.iri if level == COUNTRY else countries[0] if len(countries) == 1 else None
        own = row or self._of_identifier(known)
        return Option(
            iri=known.iri,
            label=known.label(),
            level=level,
            country=country,
            within=frozenset({known.iri, *above, *countries} | (own.within if own is not None else set())),
            population=own.population if own is not None else 0,
            lat=known.lat,
            lon=known.lon,
            curated=True,
            place=own.place if own is not None else None,
        )

    def _of_identifier(self, known: ReferenceEntity) -> Option | None:
        for identifier in known.identifiers:
            scheme, _, value = identifier.partition(":")
            key = value if scheme == "geonames" else regions_by_code().get(value, "") if scheme == "iso3166-2" else ""
            row = by_id(key) if key else None
            if row is not None:
                return self._row(Named(row, False))
        return None

    def _once(self, options: Iterable[Option]) -> Iterator[Option]:
        """Options without those of the gazetteer that the reference has under another or no identifier."""
        found = list(options)
        kinds = {(option.country, option.level > TOWN) for option in found if option.curated and option.place is None}
        towns = [o for o in found if o.curated and o.level == TOWN]
        for option in found:
            twice = option.level == TOWN and any(_one_place(option, town) for town in towns)
            if option.curated or ((option.country, option.level > TOWN) not in kinds and not twice):
                yield option


def _written_alike(one: str, other: str) -> bool:
    """Whether two Arabic spellings of a name begin alike and differ in little more than vowels."""
    first, second = (normalize(text).removeprefix("ال") for text in (one, other))
    return first[:1] == second[:1] and fuzz.ratio(first, second) >= _ALIKE


def _one_place(one: Option, other: Option) -> bool:
    """Whether two towns of one name are so near each other that the gazetteer has one town twice (Zawiya)."""
    return apart(one, other) <= _ONE_PLACE


def apart(one: Option, other: Option) -> float:
    """Kilometres between two places; infinite where a point is unknown."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return inf
    return distance(one.lat, one.lon, other.lat, other.lon)


@per_reference
def _built(reference: Reference) -> Atlas:
    return Atlas(reference)


def forms(name: str, language: str) -> tuple[str, ...]:
    """A name as it stands, then without article or possessive, with Saint spelt out, without words for region."""
    text = " ".join(name.replace("’", "'").split()).strip(" .,،()\"'")
    text = text.removesuffix("'s")
    found = [text]
    words = text.split()
    if len(words) > 1:
        if lexicon("en").cue(normalize(words[0]), "article") or normalize(words[0]) in ("la", "le", "les"):
            found.append(" ".join(words[1:]))
        if normalize(words[0]).rstrip(".") in ("st", "saint", "ste", "sainte"):
            short = normalize(words[0]).rstrip(".")
            other = {"st": "Saint", "saint": "St", "ste": "Sainte", "sainte": "Ste"}[short]
            found.append(" ".join([other, *words[1:]]))
        bare = [word for word in words if normalize(word) not in cues(language, "region")]
        heads = lexicon(language).place_heads
        while len(bare) > 1 and (head := heads.get(normalize(bare[0]))) and head.kind == "head":
            bare = bare[1:]
        if 0 < len(bare) < len(words):
            found.append(" ".join(bare))
    return tuple(dict.fromkeys(form for form in found if form))


@cache
def cues(language: str, kind: str) -> frozenset[str]:
    """Folded words of one kind in ``place_cues.tsv``."""
    if language not in LANGUAGES:
        return frozenset()
    rows = read_table(FOLDER / language / "place_cues.tsv", ("form", "kind", "source"))
    return frozenset(fold(row["form"]).text.strip() for row in rows if row["kind"] == kind)


@cache
def abbreviations() -> dict[str, str]:
    """Short forms of states and provinces, without stops, with their ISO 3166-2 codes."""
    rows = read_table(FOLDER / "en" / "place_abbreviations.tsv", ("form", "code"))
    return {row["form"].replace(".", ""): row["code"] for row in rows}


@cache
def regions_by_code() -> dict[str, str]:
    """GeoNames ids of first-level regions by ISO 3166-2 code."""
    from ontology.gazetteer.index import coded_regions

    return coded_regions()
