"""A plain table of listings, for lists that come in no format of their own: CSV or TSV with a header.

Columns, in any order, ``name`` alone is needed: name, aliases, low_aliases, kind (person, entity, group), type (classes
of the vocabulary), authority, list, programme, reference, listed_on, delisted_on, country, identifiers. Several values
in a cell are parted by ``|``. docs/lists.md tells what each means.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ontology.lists.model import Kind, ListedName, ListEntry, ListInfo, Quality
from ontology.lists.names import kept, listed_names, script_of, tidy
from ontology.lists.source import Source, delimiter_of, iso_day, rows
from ontology.namespaces import short_hash
from ontology.normalize import normalize

if TYPE_CHECKING:
    from ontology.lists import Read

COLUMNS = (
    "name", "aliases", "low_aliases", "kind", "type", "authority", "list", "programme", "reference", "listed_on",
    "delisted_on", "country", "identifiers",
)  # fmt: skip
_KINDS: dict[str, Kind] = {"person": "person", "individual": "person", "entity": "entity", "organization": "entity",
                           "organisation": "entity", "group": "group"}  # fmt: skip
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*:\S+")


def read(source: Source) -> "Read":
    """The list; it says no day of its own, and its name only where all rows are of one list."""
    found = list(_rows(source))
    titles = {row.get("list", "") for _, row in found}
    authorities = {row.get("authority", "") for _, row in found}
    title = titles.pop() if len(titles) == 1 else ""
    info = ListInfo(
        name=slug(title),
        format="plain",
        title=title,
        authority=authorities.pop() if len(authorities) == 1 else "",
        edition="",
        file=source.path.name,
    )
    return info, (_entry(source, line, row) for line, row in found)


def slug(text: str) -> str:
    """A slug of the Latin letters and digits of a text; empty where it does not begin with a letter."""
    made = re.sub(r"[^a-z0-9]+", "-", normalize(text).encode("ascii", "ignore").decode()).strip("-")
    return made if made[:1].isalpha() and script_of(text) == "latn" else ""


def _rows(source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    header: list[str] = []
    for line, cells in rows(source, delimiter_of(source)):
        if not header:
            header = [cell.casefold().replace(" ", "_") for cell in cells]
            _check_header(source, header)
        elif len(cells) > len(header):
            raise source.fail(f"line {line} has {len(cells)} cells, the header {len(header)}; correct the line")
        else:
            yield line, dict(zip(header, cells, strict=False))


def _check_header(source: Source, header: list[str]) -> None:
    if "name" not in header:
        raise source.fail(
            "is no list that Marsad reads: no known root element or header, and no column name; see docs/lists.md"
        )
    if unknown := [column for column in header if column and column not in COLUMNS]:
        raise source.fail(f"has unknown columns {', '.join(unknown)}; the columns are {', '.join(COLUMNS)}")
    if twice := sorted({column for column in header if header.count(column) > 1}):
        raise source.fail(f"has the column {twice[0]} twice; remove one")


def _entry(source: Source, line: int, row: dict[str, str]) -> ListEntry:
    types = _cells(row, "type")
    kind = _kind(source, line, row, types)
    reference = row.get("reference", "") or slug(row["name"]) or short_hash(normalize(row["name"]))
    found = kept(_names(row, person=kind == "person"))
    return ListEntry(
        reference=reference,
        kind=kind,
        names=found.names,
        dubious=found.dubious,
        listed_on=_day(source, line, row, "listed_on"),
        delisted_on=_day(source, line, row, "delisted_on"),
        programmes=_cells(row, "programme"),
        countries=_cells(row, "country"),
        identifiers=tuple(_identifier(source, line, cell) for cell in _cells(row, "identifiers")),
        types=types,
        authority=row.get("authority", ""),
        title=row.get("list", ""),
    )


def _names(row: dict[str, str], *, person: bool) -> Iterator[ListedName]:
    columns: tuple[tuple[str, Quality], ...] = (("name", "primary"), ("aliases", "good"), ("low_aliases", "low"))
    for column, quality in columns:
        for cell in _cells(row, column):
            for index, name in enumerate(listed_names(cell, person=person, quality=quality)):
                yield replace(name, quality="good") if index and quality == "primary" else name


def _kind(source: Source, line: int, row: dict[str, str], types: tuple[str, ...]) -> Kind:
    from ontology.vocabulary import classes, is_a

    for name in types:
        if name not in classes() or not (is_a(name, "Person") or is_a(name, "Organization")):
            raise source.fail(
                f"line {line}: type {name!r} is no class of persons or organizations; see ontology/tables/classes.tsv"
            )
    persons = {is_a(name, "Person") for name in types}
    published = row.get("kind", "").casefold()
    if published and published not in _KINDS:
        raise source.fail(f"line {line}: kind {row['kind']!r}; write person, entity or group")
    kind = _KINDS.get(published) or ("person" if persons == {True} else "entity" if persons else None)
    if kind is None:
        raise source.fail(f"line {line}: neither kind nor type; write kind person, entity or group")
    if persons and persons != {kind == "person"}:
        raise source.fail(f"line {line}: kind {kind} and type {'|'.join(types)} contradict each other; correct one")
    return kind


def _cells(row: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(tidy, row.get(column, "").split("|")))))


def _day(source: Source, line: int, row: dict[str, str], column: str) -> date | None:
    text = row.get(column, "")
    found = iso_day(text)
    if text and found is None:
        raise source.fail(f"line {line}: {column} {text!r} is no day; write YYYY-MM-DD")
    return found


def _identifier(source: Source, line: int, text: str) -> str:
    if not _IDENTIFIER.fullmatch(text):
        raise source.fail(f"line {line}: identifier {text!r} is not scheme:value, such as un:QDe.115")
    return text
