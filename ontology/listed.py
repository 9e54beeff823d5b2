"""What imported lists add to the reference facts: names of known entities, new entities, listings, relations.

An entry whose number a known entity has, or points at, is that entity: its names become further aliases. Any other
person or organization becomes an entity of its own. A name that could mean somebody else counts only where the article
also names the entity by a sure name (``ontology.listed_names``).
"""

import gc
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ontology.listed_entries import TYPES, Key, Rows
from ontology.listed_names import Names
from ontology.lists.files import (
    ENTRIES,
    MANIFEST,
    NAMES,
    list_folders,
    read_period,
    unpack,
)
from ontology.namespaces import entity_iri, short_hash
from ontology.normalize import normalize
from ontology.reference import (
    FOLDER,
    Alias,
    Designation,
    Reference,
    ReferenceEntity,
    Relation,
    Tables,
    build,
    merge,
    read_tables,
)
from ontology.tables import read_table
from ontology.vocabulary import symmetric

LISTS = "lists"
"""The folder of imported lists within a folder of more reference tables."""
_TABLES = Path(__file__).parent / "tables"
_UN_NUMBER = re.compile(r"[A-Z]{2}[ei]\.\d{3,4}")


class Entry(NamedTuple):
    """An entry that is an entity: its list and reference, the id of the entity, the source to cite, and whether it is a
    designation (else an entry of a register)."""

    list: str
    reference: str
    entity: str
    source: str
    designated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The lists behind a reference. ``key`` changes with them and with all tables; ``base`` is the reference without
    them; ``entities`` are the ids that lists alone know; ``titles`` is how each list is called; ``counts`` tells what
    was left out or made conditional."""

    key: str
    folders: tuple[Path, ...]
    base: Reference
    entries: Mapping[Key, Entry]
    entities: frozenset[str]
    titles: Mapping[str, str]
    counts: Mapping[str, Mapping[str, int]]


def state(extra: Path) -> str:
    """A hash of all tables: those that come with Marsad, and those and the lists in the folder ``extra``."""
    found = hashlib.sha256()
    tables = [path for folder in (FOLDER, extra) for path in sorted(folder.glob("*.tsv"))]
    lists = [folder / name for folder in list_folders(extra / LISTS) for name in (MANIFEST, ENTRIES, NAMES)]
    for path in (*tables, *lists):
        if path.is_file():
            found.update(f"{path.parent.name}/{path.name}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def with_lists(base: Reference, tables: Tables, folders: tuple[Path, ...], key: str) -> Reference:
    """The reference of the ``tables`` with the lists in these folders; ``key`` stands for the state of both.

    Raises:
        DataError: a list is damaged, or names an authority that is no known body.
    """
    if not folders:
        return base
    # The collector would walk a hundred thousand small values over and over, a quarter of the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _with_lists(base, tables, folders, key)
    finally:
        if collects:
            gc.enable()


def _with_lists(base: Reference, tables: Tables, folders: tuple[Path, ...], key: str) -> Reference:
    rows = Rows(base, folders)
    owners = _Owners(base, rows)
    names = Names(base, tables, owners.persons)
    for folder, info in rows.folders:
        names.read(folder, info.name, owners.entries)
    entities = _Entities(base, rows, owners, names)
    aliases = names.aliases()
    counts = {
        "left out": rows.skipped + owners.skipped + entities.skipped,
        "names": names.counts,
        "conditional": names.conditional,
    }
    relations = tuple(_relations(base, rows, owners, counts["left out"]))
    listed = Listed(
        key=key,
        folders=folders,
        base=base,
        entries=owners.entries,
        entities=frozenset(entities.new),
        titles={info.name: rows.title((info.name, "")) for _, info in rows.folders},
        counts={name: dict(sorted(found.items())) for name, found in counts.items()},
    )
    return replace(
        base,
        entities=entities.all,
        aliases=(*base.aliases, *aliases),
        designations=_designations(base, rows, owners),
        relations=(*base.relations, *relations),
        alias_index=_indexed(base, aliases),
        listed=listed,
    )


def _indexed(base: Reference, more: tuple[Alias, ...]) -> dict[str, tuple[Alias, ...]]:
    added: dict[str, list[Alias]] = {}
    for alias in more:
        added.setdefault(alias.entity, []).append(alias)
    index = dict(base.alias_index)
    for entity, aliases in added.items():
        index[entity] = (*index.get(entity, ()), *aliases)
    return index


def settled(reference: Reference, extra: Path) -> Reference:
    """A candidate whose lists now stand in their places under ``extra``: what ``ontology.reference.load`` gives."""
    if reference.listed is None:
        return reference
    listed = replace(reference.listed, key=state(extra), folders=list_folders(extra / LISTS))
    return replace(reference, listed=listed)


def candidate(extra: Path, folders: tuple[Path, ...]) -> Reference:
    """The reference as it would be with the tables of ``extra`` and the lists in these folders, wherever they are.

    Raises:
        DataError: a table or a list is damaged, or names an authority that is no known body.
    """
    tables = merge(read_tables(FOLDER), read_tables(extra) if extra.is_dir() else {})
    return with_lists(build(tables), tables, folders, "")


class _Owners:
    """Which entity each entry is."""

    def __init__(self, base: Reference, rows: Rows) -> None:
        self._base, self._rows = base, rows
        self._known = {identifier: e.id for e in base.entities.values() for identifier in e.identifiers}
        self._taken: dict[str, Key] = {}
        self.entries: dict[Key, Entry] = {}
        self.persons: dict[str, bool] = {}
        self.skipped: Counter[str] = Counter()
        for key, row in rows.by_key.items():
            self._settle(key, row)

    def _settle(self, key: Key, row: Mapping[str, str]) -> None:
        person = row["kind"] == "person"
        entity = self._meant(key, row)
        if self._persons(entity, person) != person:
            self.skipped["a person there and an organization here: an entity of its own"] += 1
            entity = self._own(key)
        self.persons[entity] = person
        designated = bool(self._rows.authority(key))
        self.entries[key] = Entry(key[0], key[1], entity, self._rows.sources[key], designated)

    def _persons(self, entity: str, default: bool) -> bool:
        known = self._base.entities.get(entity)
        return self.persons.get(entity, default) if known is None else "Person" in known.all_types

    def _meant(self, key: Key, row: Mapping[str, str], seen: frozenset[Key] = frozenset()) -> str:
        """The entity by the entry's own number, by a number of another list, or its own."""
        own = self._known.get(f"{key[0]}:{key[1]}")
        if own is not None:
            return own
        for identifier in unpack(row["identifiers"]):
            if (found := self._known.get(identifier)) is not None:
                return found
            scheme, _, number = identifier.partition(":")
            there = self._rows.by_key.get((scheme, number))
            if there is not None and (scheme, number) not in seen | {key}:
                return self._meant((scheme, number), there, seen | {key})
            if scheme == "un" and _UN_NUMBER.fullmatch(number):
                # Whether or not the UN's own list is here, its number names the same entity.
                return self._own((scheme, number))
        return self._own(key)

    def _own(self, key: Key) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", normalize(f"{key[0]}-{key[1]}").encode("ascii", "ignore").decode()).strip("-")
        if slug in self._base.entities or self._taken.setdefault(slug, key) != key or slug == key[0]:
            return f"{slug}-{short_hash(*key)[:8]}"
        return slug


class _Entities:
    """The entities of the reference, those of lists with them."""

    def __init__(self, base: Reference, rows: Rows, owners: _Owners, names: Names) -> None:
        self.all = dict(base.entities)
        self.new: list[str] = []
        self.skipped: Counter[str] = Counter()
        self._countries = _countries(base)
        self._bearers = {number: known.id for known in base.entities.values() for number in known.identifiers}
        by_entity: dict[str, list[Key]] = {}
        for key, entry in owners.entries.items():
            by_entity.setdefault(entry.entity, []).append(key)
        for entity, keys in by_entity.items():
            known = base.entities.get(entity)
            labels = known.labels if known is not None else names.labels(entity)
            if not labels:
                self.skipped["no name in Arabic or Latin script"] += len(keys)
                for key in keys:
                    del owners.entries[key]
                names.drop(entity)
                continue
            self.all[entity] = self._entity(known, entity, labels, [rows.by_key[key] for key in keys],
                                            [owners.entries[key] for key in keys])  # fmt: skip
            if known is None:
                self.new.append(entity)

    def _entity(
        self,
        known: ReferenceEntity | None,
        entity: str,
        labels: tuple[tuple[str, str], ...],
        rows: list[dict[str, str]],
        entries: list[Entry],
    ) -> ReferenceEntity:
        numbers = [f"{entry.list}:{'_'.join(entry.reference.split())}" for entry in entries]
        identifiers = [number for number in numbers if self._bearers.get(number, entity) == entity]
        sources = [entry.source for entry in entries]
        if known is not None:
            return replace(
                known,
                identifiers=tuple(dict.fromkeys((*known.identifiers, *identifiers))),
                sources=tuple(dict.fromkeys((*known.sources, *sources))),
            )
        types = next((found for row in rows if (found := unpack(row["types"]))), ())
        return ReferenceEntity(
            id=entity,
            iri=entity_iri(entity),
            types=types or TYPES[max((row["kind"] for row in rows), key=("entity", "person", "group").index)],
            labels=labels,
            identifiers=tuple(dict.fromkeys(identifiers)),
            countries=tuple(dict.fromkeys(self._country_ids(rows))),
            sources=tuple(dict.fromkeys(sources)),
        )

    def _country_ids(self, rows: list[dict[str, str]]) -> Iterator[str]:
        for row in rows:
            for published in unpack(row["countries"]):
                found = self._countries.get(normalize(published), "")
                if found:
                    yield found
                else:
                    self.skipped["a country of another name than here"] += 1


def _countries(base: Reference) -> dict[str, str]:
    """Ids of countries by normalised name, by id and by ISO code."""
    found: dict[str, str] = {}
    for entity in base.entities.values():
        if "Country" in entity.types:
            for alias in base.aliases_of(entity.id):
                if alias.kind != "demonym":
                    found.setdefault(normalize(alias.text), entity.id)
            codes = (code.partition(":")[2] for code in entity.identifiers if code.startswith("iso3166-1:"))
            found.update({normalize(name): entity.id for name in (entity.id, *codes)})
    return found


# Listings


def _designations(base: Reference, rows: Rows, owners: _Owners) -> tuple[Designation, ...]:
    """The listings that were known, with what the lists now say of them, and then the others."""
    known: dict[tuple[str, str], list[int]] = {}
    for index, item in enumerate(base.designations):
        known.setdefault((item.authority, item.reference), []).append(index)
    first = list(base.designations)
    added: list[Designation] = []
    for key, entry in owners.entries.items():
        if not entry.designated:
            continue
        row = rows.by_key[key]
        now, *former = _listings(row, entry, rows.authority(key), rows.title(key))
        told = False
        for index in known.get((now.authority, entry.reference), ()):
            if ("Person" in base.entities[first[index].entity].all_types) != owners.persons[now.entity]:
                continue
            told = told or first[index].entity == now.entity
            first[index] = replace(now, entity=first[index].entity, list_name=first[index].list_name)
        added += former if told else [now, *former]
    return (*first, *added)


def _listings(row: Mapping[str, str], entry: Entry, authority: str, title: str) -> Iterator[Designation]:
    """The listing as it stands, then those that ended before it began."""
    listed_on = date.fromisoformat(row["listed_on"]) if row["listed_on"] else None
    delisted_on = date.fromisoformat(row["delisted_on"]) if row["delisted_on"] else None
    inferred = delisted_on is None and len(row["gone"]) == 10
    now = Designation(
        entity=entry.entity,
        authority=authority,
        list_name=title,
        reference=entry.reference,
        listed_on=listed_on,
        delisted_on=date.fromisoformat(row["gone"]) if inferred else delisted_on,
        source=entry.source,
        programmes=unpack(row["programmes"]),
        inferred=inferred,
    )
    yield now
    for period in map(read_period, unpack(row["former"])):
        # The same day of listing again: by its own word the list had the entry all the time.
        if listed_on is None or period.listed_on != listed_on:
            yield replace(now, listed_on=period.listed_on, delisted_on=period.delisted_on, inferred=period.inferred)


@cache
def _predicates() -> dict[str, str]:
    rows = read_table(_TABLES / "list_relations.tsv", ("kind", "predicate"))
    return {row["kind"]: row["predicate"] for row in rows}


def _relations(base: Reference, rows: Rows, owners: _Owners, left_out: Counter[str]) -> Iterator[Relation]:
    """The relations that the reference does not have already, each with all its sources."""
    known = {(item.subject, item.predicate, item.object) for item in base.relations}
    known |= {(item.object, item.predicate, item.subject) for item in base.relations if symmetric(item.predicate)}
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for key, entry in owners.entries.items():
        for text in unpack(rows.by_key[key]["related"]):
            kind, _, reference = text.partition(":")
            other = owners.entries.get((key[0], reference))
            predicate = _predicates().get(kind, "")
            if not predicate:
                left_out[f"a relation that says only {kind}"] += 1
            elif other is None or other.entity == entry.entity:
                left_out["a relation to an entry that is left out"] += 1
            else:
                found.setdefault((entry.entity, predicate, other.entity), {})[entry.source] = None
    for (subject, predicate, target), sources in found.items():
        if (subject, predicate, target) in known:
            left_out["a relation that the reference has already"] += 1
        else:
            yield Relation(subject=subject, predicate=predicate, object=target, sources=tuple(sources))
