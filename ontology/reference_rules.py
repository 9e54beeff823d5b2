"""The rules that the rows of the reference tables keep; each fault is one line in words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from ontology.name_rules import name_faults
from ontology.reference import ALIAS_TABLES, ENTITY_TABLES, LANGUAGES, Row, Tables, parse_context, split

SOURCE = re.compile(
    r"un-\d{4}-\d{2}-\d{2}#[A-Z]{2}[ei]\.\d{3,4}|ucdp-\d+\.\d+#\d+|(?!(?:un|ucdp)-\d)[a-z][a-z0-9-]*-\d[\w.]*#\S+"
    r"|morocco-admin#\S+|page:https?://\S+|curated"
)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
IDENTIFIER = re.compile(r"[a-z0-9-]+:\S+")
ISO = re.compile(r"\d{4}(-\d{2}-\d{2})?")
# An identifier of these schemes is backed by the source of the same reference, so that the check can re-read it.
BACKING = ("un", "ucdp")
ALIAS_KINDS = ("name", "acronym", "short", "demonym", "partisan")
PREDICATES = ("memberOf", "leads")
# Of the relations of two entities, those whose object is a place, and those whose object acts.
PLACED = ("basedIn", "operatesIn")
RELATED = ("splitFrom", "succeeds", "alliedWith", "pledgedAllegianceTo")


def faults(tables: Tables) -> list[str]:
    """Every fault of the tables, in the order of the tables."""
    rows = [row for table in ENTITY_TABLES for row in tables.get(table, ())]
    ids = {row["id"] for row in rows}
    found = [f"id {item!r} stands twice" for item in _twice(row["id"] for row in rows)]
    found += [
        f"identifier {item!r} is that of two entities"
        for item in _twice(value for row in rows for value in split(row["identifiers"]))
    ]
    for table in ENTITY_TABLES:
        for row in tables.get(table, ()):
            found += [f"{table} {row['id']}: {fault}" for fault in _entity(row, ids)]
    for table in ALIAS_TABLES:
        for row in tables.get(table, ()):
            found += [f"{table} {row['entity']} {row['alias']!r}: {fault}" for fault in _alias(row, ids)]
    found += name_faults(tables)
    for row in tables.get("designations", ()):
        found += [f"designations {row['entity']}: {fault}" for fault in _designation(row, ids)]
    for row in tables.get("posts", ()):
        found += [f"posts {row['person']} in {row['body']}: {fault}" for fault in _post(row, ids)]
    for row in tables.get("memberships", ()):
        found += [f"memberships {row['person']}: {fault}" for fault in _membership(row, ids)]
    return found + _relations(tables, ids)


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def scripts(text: str) -> set[str]:
    """The scripts of the letters of ``text``: ``arabic``, ``latin``, ``other``."""
    if text.isascii():
        return {"latin"} if any(map(str.isalpha, text)) else set()
    return {_script(char) for char in set(text) if char.isalpha()}


@cache
def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    return name.split()[0].lower() if name.startswith(("ARABIC", "LATIN")) else "other"


def _in_script(text: str, language: str) -> bool:
    return scripts(text) == {"arabic"} if language == "ar" else scripts(text) == {"latin"}


@cache
def _source(cell: str) -> tuple[str, ...]:
    unknown = tuple(f"source {source!r} is of no known form" for source in split(cell) if not SOURCE.fullmatch(source))
    return unknown if cell else ("no source",)


def _unknown(cell: str, column: str, ids: set[str]) -> Iterator[str]:
    for value in split(cell):
        if value not in ids:
            yield f"{column} {value!r} is no known id"


def _date(cell: str, column: str) -> Iterator[str]:
    if not cell:
        return
    try:
        if not ISO.fullmatch(cell):
            raise ValueError
        date.fromisoformat(cell if len(cell) > 4 else f"{cell}-01-01")
    except ValueError:
        yield f"{column} {cell!r} is no ISO date or year"


def _entity(row: Row, ids: set[str]) -> Iterator[str]:
    if not SLUG.fullmatch(row["id"]):
        yield "the id is no lower-case ASCII slug"
    if not row["type"]:
        yield "no type"
    if not any(row[f"label_{language}"] for language in LANGUAGES):
        yield "no label"
    for language in LANGUAGES:
        label = row[f"label_{language}"]
        if label and not _in_script(label, language):
            yield f"label_{language} {label!r} is in the wrong script"
    yield from _unknown(row["country"], "country", ids)
    yield from _unknown(row["parent"], "parent", ids)
    yield from _source(row["source"])
    yield from _sourced_cells(row)
    yield from _coordinates(row)


def _sourced_cells(row: Row) -> Iterator[str]:
    sources = split(row["source"])
    for identifier in split(row["identifiers"]):
        scheme, _, value = identifier.partition(":")
        if not IDENTIFIER.fullmatch(identifier):
            yield f"identifier {identifier!r} is not scheme:value"
        elif scheme in BACKING and not any(re.fullmatch(rf"{scheme}-\d[\d.-]*#{re.escape(value)}", s) for s in sources):
            yield f"identifier {identifier!r} without the source {scheme}-...#{value}"
    if set(sources) <= {"curated"}:
        for column in ("identifiers", "lat", "lon", "start", "end"):
            if row[column]:
                yield f"{column} {row[column]!r} needs a source other than curated"
    yield from _date(row["start"], "start")
    yield from _date(row["end"], "end")
    if row["start"] and row["end"] and row["start"] > row["end"]:
        yield "ends before it starts"


def _coordinates(row: Row) -> Iterator[str]:
    if bool(row["lat"]) != bool(row["lon"]):
        yield "lat without lon, or lon without lat"
    for column, limit in (("lat", 90), ("lon", 180)):
        try:
            if row[column] and not -limit <= float(row[column]) <= limit:
                yield f"{column} {row[column]} is out of range"
        except ValueError:
            yield f"{column} {row[column]!r} is no number"


def _alias(row: Row, ids: set[str]) -> Iterator[str]:
    yield from _unknown(row["entity"], "entity", ids)
    if not row["alias"]:
        yield "no alias"
    if row["kind"] not in ALIAS_KINDS:
        yield f"kind {row['kind']!r} is none of {', '.join(ALIAS_KINDS)}"
    for language in split(row["language"]) or ("",):
        if not language and row["source"] not in ("", "curated"):
            continue  # a name of a published list, which leaves its language open
        if language not in LANGUAGES:
            yield f"language {language!r} is none of {', '.join(LANGUAGES)}"
        elif not scripts(row["alias"]) <= {"arabic" if language == "ar" else "latin"}:
            yield f"wrong script for {language}"
    try:
        rules = parse_context(row["context"])
    except ValueError as error:
        yield str(error)
    else:
        for rule in rules:
            for known in rule.words if rule.kind in ("beside", "default") else ():
                yield from _unknown(known, rule.kind, ids)
    yield from _source(row["source"])


def _designation(row: Row, ids: set[str]) -> Iterator[str]:
    yield from _unknown(row["entity"], "entity", ids)
    yield from _unknown(row["authority"], "authority", ids)
    if not row["authority"] or not row["list"]:
        yield "no authority or no list"
    for column in ("listed_on", "delisted_on"):
        if len(row[column]) == 4:
            yield f"{column} {row[column]!r} is no day"
        yield from _date(row[column], column)
    yield from _source(row["source"])
    if row["source"] == "curated":
        yield "a listing needs a source other than curated"


def _post(row: Row, ids: set[str]) -> Iterator[str]:
    yield from _unknown(row["person"], "person", ids)
    yield from _unknown(row["body"], "body", ids)
    if not row["body"]:
        yield "no body"
    for language in LANGUAGES:
        title = row[f"title_{language}"]
        if not title or not _in_script(title, language):
            yield f"title_{language} {title!r} is empty or in the wrong script"
    for column in ("start", "end"):
        yield from _date(row[column], column)
        if row[column] and row["source"] == "curated":
            yield f"{column} {row[column]!r} needs a source other than curated"
    yield from _source(row["source"])


def _membership(row: Row, ids: set[str]) -> Iterator[str]:
    yield from _unknown(row["person"], "person", ids)
    yield from _unknown(row["group"], "group", ids)
    if row["predicate"] not in PREDICATES:
        yield f"predicate {row['predicate']!r} is none of {', '.join(PREDICATES)}"
    yield from _source(row["source"])


def _relations(tables: Tables, ids: set[str]) -> list[str]:
    rows = tables.get("relations", ())
    places = {row["id"] for table in ("countries", "places") for row in tables.get(table, ())}
    keys = _twice(" ".join((row["subject"], row["predicate"], row["object"])) for row in rows)
    found = [f"relations {key!r} stands twice" for key in keys]
    for row in rows:
        found += [f"relations {row['subject']}: {fault}" for fault in _relation(row, ids, places)]
    return found


def _relation(row: Row, ids: set[str], places: set[str]) -> Iterator[str]:
    yield from _unknown(row["subject"], "subject", ids)
    yield from _unknown(row["object"], "object", ids)
    if row["subject"] == row["object"]:
        yield "subject and object are the same"
    if row["predicate"] not in (*PLACED, *RELATED):
        yield f"predicate {row['predicate']!r} is none of {', '.join((*PLACED, *RELATED))}"
    elif (row["object"] in places) != (row["predicate"] in PLACED):
        yield f"object {row['object']!r} of {row['predicate']} is {'a' if row['object'] in places else 'no'} place"
    yield from _source(row["source"])
    if set(split(row["source"])) <= {"curated"}:
        yield "a relation needs a source other than curated"
