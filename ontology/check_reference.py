"""Re-reads the named sources of the reference tables: ``python -m ontology.check_reference [--data DIR]``.

Every UN reference, listing date and list, every membership and relation that names an entry of the UN or the UCDP
list and every UCDP id is looked up in the file that the row's source names, and the names there must resemble the
names here. Prints the faults, then the
share of filled cells of each table and column. Exit 1 on faults; a missing data folder is said and is no fault.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ontology import reference
from ontology.check_relations import relation_faults
from ontology.normalize import normalize
from ontology.reference import COLUMNS, FOLDER, Reference, read_tables

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
UN_FILE = Path("reference") / "un_consolidated_2025-04-19.xml"
UCDP_FILE = Path("reference") / "ucdp_actor_22_1.csv"
UN_SOURCE = "un-2025-04-19#"
NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
UCDP_NAMES = ("NameData", "NameOrig", "NameOrigFull", "NameOrigFullEng", "NewName", "NewNameFullEng")
# Chosen by looking at every pair below 90: the lowest true one stands at 79, the highest false one at 60.
LIKENESS = 75


@dataclass(frozen=True, slots=True, kw_only=True)
class UnEntry:
    """One entry of the UN consolidated list: its names (with aliases), the day, the list, and its narrative."""

    person: bool
    names: tuple[str, ...]
    listed_on: date
    list_type: str
    text: str
    places: str = ""


def read_un(path: Path) -> dict[str, UnEntry]:
    """The entries of a UN consolidated list in XML, by reference number."""
    from lxml import etree

    entries: dict[str, UnEntry] = {}
    for node in etree.parse(path).iter("INDIVIDUAL", "ENTITY"):
        full = " ".join(part for tag in NAME_PARTS if (part := (node.findtext(tag) or "").strip()))
        aliases = [(item.text or "").strip() for item in node.iter("ALIAS_NAME")]
        names = (full, (node.findtext("NAME_ORIGINAL_SCRIPT") or "").strip(), *aliases)
        narrative = [
            " ".join(map(str, item.itertext())) for tag in ("COMMENTS1", "DESIGNATION") for item in node.iter(tag)
        ]
        entries[(node.findtext("REFERENCE_NUMBER") or "").strip()] = UnEntry(
            person=node.tag == "INDIVIDUAL",
            names=tuple(name for name in names if name),
            listed_on=date.fromisoformat((node.findtext("LISTED_ON") or "").strip()[:10]),
            list_type=(node.findtext("UN_LIST_TYPE") or "").strip(),
            text=" ".join(narrative),
            places="; ".join(" ".join(map(str, item.itertext())) for item in node.iter("ENTITY_ADDRESS")),
        )
    return entries


def read_actors(path: Path) -> dict[str, dict[str, str]]:
    """The rows of a UCDP actor list in CSV, by the id of the actor."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["ActorId"]: row for row in csv.DictReader(file)}


def read_ucdp(path: Path) -> dict[str, tuple[str, ...]]:
    """The names of each actor of a UCDP actor list in CSV, by its id."""
    return {
        actor: tuple(row[column] for column in UCDP_NAMES if row[column] not in ("", "n/a"))
        for actor, row in read_actors(path).items()
    }


def likeness(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """How much the closest two of the names resemble each other, 0 to 100."""
    from rapidfuzz import fuzz

    left, right = set(map(normalize, ours)), set(map(normalize, theirs))
    if left & right:
        return 100.0
    pairs = ((a, b) for a in left for b in right if len(a) > 3 and len(b) > 3)
    return max((max(fuzz.token_sort_ratio(a, b), fuzz.ratio(a, b)) for a, b in pairs), default=0.0)


def names_of(facts: Reference, entity: str) -> tuple[str, ...]:
    """All labels and aliases of an entity."""
    return tuple(alias.text for alias in facts.aliases_of(entity))


def identifier_faults(
    facts: Reference, un: Mapping[str, UnEntry], ucdp: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """Identifiers that the named file does not hold, or holds under quite another name."""
    for entity in facts.entities.values():
        for identifier in entity.identifiers:
            scheme, _, value = identifier.partition(":")
            if scheme == "un":
                yield from _named(facts, entity.id, identifier, un[value].names if value in un else None)
                if value in un and un[value].person != ("Person" in entity.types):
                    yield f"{entity.id}: {identifier} is {'a person' if un[value].person else 'no person'} in the list"
            elif scheme == "ucdp":
                yield from _named(facts, entity.id, identifier, ucdp.get(value))


def _named(facts: Reference, entity: str, identifier: str, names: Sequence[str] | None) -> Iterator[str]:
    if names is None:
        yield f"{entity}: {identifier} does not stand in the file"
    elif likeness(names_of(facts, entity), names) < LIKENESS:
        yield f"{entity}: {identifier} is {names[0]!r} in the file, unlike every name here"


def designation_faults(facts: Reference, un: Mapping[str, UnEntry]) -> Iterator[str]:
    """Listings whose reference, day, list or name differ from the UN list."""
    lists: dict[str, set[str]] = {}
    for item in facts.designations:
        if not item.source.startswith(UN_SOURCE):
            continue
        entry = un.get(item.reference)
        if item.source != UN_SOURCE + item.reference:
            yield f"{item.entity}: source {item.source} is not that of {item.reference}"
        if entry is None:
            yield f"{item.entity}: {item.reference} does not stand in the file"
            continue
        lists.setdefault(entry.list_type, set()).add(item.list_name)
        if entry.listed_on != item.listed_on:
            yield f"{item.entity}: {item.reference} was listed on {entry.listed_on}, not {item.listed_on}"
        yield from _named(facts, item.entity, item.reference, entry.names)
    for list_type, names in lists.items():
        if len(names) > 1:
            yield f"list {list_type} has several names here: {', '.join(sorted(names))}"


def membership_faults(facts: Reference, un: Mapping[str, UnEntry]) -> Iterator[str]:
    """Memberships that name a UN entry whose narrative does not cite the group's reference."""
    for item in facts.memberships:
        references = {listing.reference for listing in facts.designations_of(item.group)}
        for source in item.sources:
            if source.startswith(UN_SOURCE):
                entry = un.get(source.removeprefix(UN_SOURCE))
                if entry is None or not any(reference in entry.text for reference in references):
                    yield f"{item.person}: {source} does not speak of {item.group}"


def source_faults(facts: Reference, data: Path) -> list[str]:
    """Every fault that re-reading the UN and UCDP files under ``data`` finds."""
    un, ucdp = read_un(data / UN_FILE), read_ucdp(data / UCDP_FILE)
    return [
        *identifier_faults(facts, un, ucdp),
        *designation_faults(facts, un),
        *membership_faults(facts, un),
        *relation_faults(facts, un, read_actors(data / UCDP_FILE)),
    ]


def filled(folder: Path = FOLDER) -> Iterator[tuple[str, int, dict[str, float]]]:
    """(table, rows, share of filled cells by column) of each table of the folder."""
    for name, rows in read_tables(folder).items():
        shares = {column: sum(bool(row[column]) for row in rows) / max(len(rows), 1) for column in COLUMNS[name]}
        yield name, len(rows), shares


def report() -> None:
    """Print the share of filled cells, one line a table."""
    for name, rows, shares in filled():
        print(f"{name}: {rows} rows; " + ", ".join(f"{column} {share:.0%}" for column, share in shares.items()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the check; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m ontology.check_reference", description="check the reference data")
    parser.add_argument("--data", type=Path, default=DATA, help="folder with reference/*.xml and *.csv")
    data: Path = parser.parse_args(arguments).data
    found = reference.check()
    if missing := [str(name) for name in (UN_FILE, UCDP_FILE) if not (data / name).is_file()]:
        print(f"sources not re-read: {data} has no {', '.join(missing)}; give the folder with --data", file=sys.stderr)
    elif not found:
        found = source_faults(reference.load(), data)
    for fault in found:
        print(f"fault: {fault}")
    report()
    print(f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
