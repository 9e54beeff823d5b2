"""The mo: vocabulary and the event scheme: lookups for the whole house, and the same as OWL, SKOS and SHACL.

The tables in ``ontology/tables`` are the one declaration of every ``mo:`` term; a new class, property or event type
is one line there. Names are local names (``ArmedGroup``, ``memberOf``, ``Bombing``).
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ontology.errors import DataError
from ontology.namespaces import BASE, EVENT_TYPE, MO, expand
from ontology.tables import read_table

if TYPE_CHECKING:
    import rdflib

LANGUAGES = ("en", "fr", "ar")
EVENT_SCHEME = BASE + "event-scheme"
ONTOLOGY = MO.rstrip("#")
SHAPES = BASE + "shapes#"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"

_HERE = Path(__file__).parent
_TEXTS = tuple(f"{what}_{language}" for what in ("label", "definition") for language in LANGUAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class. ``parents`` are mo: local names, ``reuses`` superclasses elsewhere (``sem:Actor``)."""

    name: str
    parents: tuple[str, ...]
    reuses: tuple[str, ...]
    labels: Mapping[str, str]
    definitions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property. ``domain`` and ``range`` list alternatives: mo: local names, or CURIEs (``schema:NewsArticle``).

    ``group`` is what it serves (article, entity, account, count, role, claim, relation, quotation, designation, run,
    review).
    ``contentious``: stands in claims and accounts alone, never as a plain triple between two entities.
    """

    name: str
    kind: Literal["object", "datatype"]
    group: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    role: bool
    symmetric: bool
    contentious: bool
    labels: Mapping[str, str]
    definitions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A concept of the event scheme. ``parent`` is ``None`` and ``level`` 1 at the top of the scheme."""

    name: str
    parent: str | None
    level: int
    labels: Mapping[str, str]
    definitions: Mapping[str, str]

    @property
    def iri(self) -> str:
        """The IRI of the concept."""
        return EVENT_TYPE + self.name


def _cells(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    return tuple(cell for cell in row[column].split("|") if cell)


def _texts(row: Mapping[str, str], what: str) -> Mapping[str, str]:
    return MappingProxyType({language: row[f"{what}_{language}"] for language in LANGUAGES})


def _flag(row: Mapping[str, str], column: str) -> bool:
    if row[column] not in ("yes", "no"):
        raise DataError(f"properties.tsv {row['name']}: {column} is {row[column]!r}, write yes or no")
    return row[column] == "yes"


def _rows(table: str, columns: Iterable[str]) -> list[dict[str, str]]:
    rows = read_table(_HERE / "tables" / table, [*columns, *_TEXTS])
    seen: set[str] = set()
    for row in rows:
        if row["name"] in seen:
            raise DataError(f"{table}: {row['name']} is declared twice; remove one line")
        seen.add(row["name"])
        if empty := [column for column in _TEXTS if not row[column]]:
            raise DataError(f"{table}: {row['name']} has no {', '.join(empty)}; fill it in")
    return rows


@functools.cache
def classes() -> Mapping[str, Class]:
    """All classes by name, in the order of the table.

    Raises:
        DataError: the table is broken, a name stands twice, or a parent is not declared.
    """
    found = {
        row["name"]: Class(
            name=row["name"],
            parents=_cells(row, "parents"),
            reuses=_cells(row, "reuses"),
            labels=_texts(row, "label"),
            definitions=_texts(row, "definition"),
        )
        for row in _rows("classes.tsv", ("name", "parents", "reuses"))
    }
    for declared in found.values():
        for parent in declared.parents:
            if parent not in found:
                raise DataError(f"classes.tsv: parent {parent} of {declared.name} is not declared; add a line for it")
    return MappingProxyType(found)


@functools.cache
def properties() -> Mapping[str, Property]:
    """All properties by name, in the order of the table; a name that is also a class is an error.

    Raises:
        DataError: the table is broken, or a name, kind, domain or range is not one that is known.
    """
    columns = ("name", "kind", "group", "domain", "range", "role", "symmetric", "contentious")
    found: dict[str, Property] = {}
    for row in _rows("properties.tsv", columns):
        name = row["name"]
        if name in classes():
            raise DataError(f"properties.tsv: {name} is a class too; rename one of them")
        kind: Literal["object", "datatype"] = "object" if row["kind"] == "object" else "datatype"
        if row["kind"] != kind:
            raise DataError(f"properties.tsv: kind of {name} is {row['kind']!r}, write object or datatype")
        found[name] = Property(
            name=name,
            kind=kind,
            group=row["group"],
            domain=_cells(row, "domain"),
            range=_cells(row, "range"),
            role=_flag(row, "role"),
            symmetric=_flag(row, "symmetric"),
            contentious=_flag(row, "contentious"),
            labels=_texts(row, "label"),
            definitions=_texts(row, "definition"),
        )
        for term in found[name].domain + found[name].range:
            term_iri(term)
    return MappingProxyType(found)


@functools.cache
def event_types() -> Mapping[str, EventType]:
    """All concepts of the event scheme by name, parents before children.

    Raises:
        DataError: the table is broken, or a parent does not stand on a line above.
    """
    found: dict[str, EventType] = {}
    for row in _rows("event_types.tsv", ("name", "parent")):
        parent = row["parent"] or None
        if parent is not None and parent not in found:
            raise DataError(f"event_types.tsv: parent {parent} of {row['name']} must stand on a line above it")
        found[row["name"]] = EventType(
            name=row["name"],
            parent=parent,
            level=found[parent].level + 1 if parent else 1,
            labels=_texts(row, "label"),
            definitions=_texts(row, "definition"),
        )
    return MappingProxyType(found)


@functools.cache
def superclasses(name: str) -> tuple[str, ...]:
    """The class itself, then its superclasses breadth first; mo: local names only.

    Raises:
        DataError: no class has this name.
    """
    if name not in classes():
        raise DataError(f"{name}: no such class; declare it in ontology/tables/classes.tsv")
    found = [name]
    for current in found:  # grows while it is read: breadth first
        found += [parent for parent in classes()[current].parents if parent not in found]
    return tuple(found)


def is_a(name: str, ancestor: str) -> bool:
    """Whether the class ``name`` is ``ancestor`` or stands below it."""
    return ancestor in superclasses(name)


def reused_superclasses(name: str) -> tuple[str, ...]:
    """CURIEs of the superclasses in other vocabularies (``sem:Actor``, ``sem:Place``), inherited ones included."""
    return tuple(dict.fromkeys(curie for ancestor in superclasses(name) for curie in classes()[ancestor].reuses))


def is_actor(name: str) -> bool:
    """Whether instances of the class are ``sem:Actor``: persons, organizations and states."""
    return "sem:Actor" in reused_superclasses(name)


def broader(event_type: str) -> tuple[str, ...]:
    """The event type itself, then the broader ones up to the top of the scheme.

    Raises:
        DataError: no event type has this name.
    """
    if event_type not in event_types():
        raise DataError(f"{event_type}: no such event type; declare it in ontology/tables/event_types.tsv")
    found = [event_type]
    while parent := event_types()[found[-1]].parent:
        found.append(parent)
    return tuple(found)


def _property(name: str) -> Property:
    if name not in properties():
        raise DataError(f"{name}: no such property; declare it in ontology/tables/properties.tsv")
    return properties()[name]


def predicates() -> tuple[str, ...]:
    """Names of the relations that a claim may state, in the order of the table."""
    return tuple(name for name, declared in properties().items() if declared.group == "relation")


def roles() -> tuple[str, ...]:
    """Names of the roles of an event account, in the order of the table."""
    return tuple(name for name, declared in properties().items() if declared.role)


def symmetric(predicate: str) -> bool:
    """Whether the relation holds in both directions; unknown names raise ``DataError``."""
    return _property(predicate).symmetric


def contentious(predicate: str) -> bool:
    """Whether the relation or role lives in claims and accounts alone; unknown names raise ``DataError``."""
    return _property(predicate).contentious


def kind(name: str) -> Literal["class", "object", "datatype"]:
    """What the mo: term is; unknown names raise ``DataError``."""
    return "class" if name in classes() else _property(name).kind


def term_iri(term: str) -> str:
    """IRI of a class of a domain or range: a declared local name, or a CURIE with a known prefix.

    Raises:
        DataError: neither.
    """
    if ":" in term:
        iri = expand(term)
        if iri != term or term.startswith("http"):
            return iri
    elif term in classes():
        return MO + term
    raise DataError(f"{term}: neither a declared class nor a known prefix; see ontology/tables/classes.tsv")


def turtle() -> bytes:
    """The vocabulary (OWL) and the event scheme (SKOS) as Turtle: the same bytes on each call, no blank nodes."""
    from ontology.owl import turtle as write

    return write().encode("utf-8")


def graph() -> "rdflib.Graph":
    """The vocabulary and the event scheme as a new rdflib graph."""
    from rdflib import Graph

    return Graph(bind_namespaces="none").parse(data=turtle(), format="turtle")


def shapes() -> "rdflib.Graph":
    """The SHACL shapes as a new rdflib graph: ``shapes.ttl`` and what follows from the tables.

    From the tables come the closed lists (classes, event types, relations), the ban on contentious relations as plain
    triples and the subjects that a role may have.
    """
    from rdflib import Graph

    from ontology.owl import shapes_turtle

    found = Graph(bind_namespaces="none").parse(_HERE / "shapes.ttl", format="turtle")
    return found.parse(data=shapes_turtle(), format="turtle")
