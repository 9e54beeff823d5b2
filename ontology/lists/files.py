"""A list as a store keeps it: a folder with ``entries.tsv``, ``names.tsv`` and the manifest ``list.json``.

The tables are sorted and hold no time of import, so equal lists are equal bytes. The manifest has the edition and the
days on which editions were imported.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from ontology.errors import DataError
from ontology.lists.model import KINDS, QUALITIES, ListedName, ListEntry, ListInfo, NameKind, Related
from ontology.lists.names import elements
from ontology.name_rules import comparable

ENTRIES = "entries.tsv"
NAMES = "names.tsv"
MANIFEST = "list.json"
OLD = ".old"
NEW = ".new"
ENTRY_COLUMNS = (
    "reference", "kind", "types", "listed_on", "delisted_on", "programmes", "countries", "identifiers", "related",
    "authority", "title", "dubious", "gone", "last_seen", "former",
)  # fmt: skip
NAME_COLUMNS = ("reference", "text", "language", "script", "quality", "kind", "form", "key", "words", "note")
_ESCAPES = {"\\": "\\\\", "|": "\\p", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """An earlier listing that ended: when it began (``None``: not known), and the day of delisting; ``inferred`` where
    that is the day of the first list without the entry."""

    listed_on: date | None
    delisted_on: date
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry with its history. ``gone`` is the edition on which it was first absent, and ``last_seen`` the last one
    that had it; both are empty while the newest edition has it."""

    entry: ListEntry
    gone: str = ""
    last_seen: str = ""
    former: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredList:
    """A list with all entries that it ever had, by reference. ``editions``: each imported edition and the day of its
    import. ``ready``: its table of names was written under the rules of today."""

    info: ListInfo
    entries: Mapping[str, StoredEntry] = field(default_factory=dict)
    editions: Mapping[str, str] = field(default_factory=dict)
    ready: bool = field(default=True, compare=False)

    @property
    def imported(self) -> str:
        """The day on which the newest edition was imported."""
        return self.editions.get(self.info.edition, "")


def edition_key(edition: str) -> tuple[int, ...]:
    """What editions are ordered by: the numbers in them."""
    return tuple(int(part) for part in edition.replace(".", "-").split("-") if part.isdigit())


# Where lists are


def list_folders(root: Path) -> tuple[Path, ...]:
    """The folders of the lists under ``root``, by name. Where a kill left the old folder alone, that one counts."""
    if not root.is_dir():
        return ()
    found = {path.name: path for path in root.iterdir() if path.is_dir() and (path / MANIFEST).is_file()}
    names = {name.removesuffix(OLD) for name in found if not name.endswith(NEW)}
    return tuple(found.get(name) or found[name + OLD] for name in sorted(names))


# Writing


def write_list(folder: Path, stored: StoredList) -> None:
    """Write the three files into an empty folder."""
    folder.mkdir(parents=True)
    info = stored.info
    (folder / ENTRIES).write_text(_table(info, ENTRY_COLUMNS, _entry_rows(stored)), encoding="utf-8", newline="\n")
    (folder / NAMES).write_text(_table(info, NAME_COLUMNS, _name_rows(stored)), encoding="utf-8", newline="\n")
    manifest = {**asdict(info), "editions": dict(sorted(stored.editions.items())), "rules": rules()}
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def _table(info: ListInfo, columns: Sequence[str], found: Iterable[Sequence[str]]) -> str:
    head = f"# Written by marsad reference import from the list {info.name}, as published; do not edit.\n"
    lines = ("\t".join(map(_escape, cells)) for cells in found)
    return head + "\t".join(columns) + "\n" + "".join(f"{line}\n" for line in lines)


def _entry_rows(stored: StoredList) -> Iterator[tuple[str, ...]]:
    for reference, kept in sorted(stored.entries.items()):
        entry = kept.entry
        yield (
            reference,
            entry.kind,
            _pack(entry.types),
            _day(entry.listed_on),
            _day(entry.delisted_on),
            _pack(entry.programmes),
            _pack(entry.countries),
            _pack(entry.identifiers),
            _pack(f"{item.kind}:{item.reference}" for item in entry.related),
            entry.authority,
            entry.title,
            str(entry.dubious or ""),
            kept.gone,
            kept.last_seen,
            _pack(f"{_day(p.listed_on)}/{_day(p.delisted_on)}{'~' if p.inferred else ''}" for p in kept.former),
        )


def _name_rows(stored: StoredList) -> Iterator[tuple[str, ...]]:
    for reference, kept in sorted(stored.entries.items()):
        for name in kept.entry.names:
            key, words = derived(name.said, person=kept.entry.kind == "person")
            yield (
                *(reference, name.text, name.language, name.script, name.quality, name.kind),
                *(name.form, key, " ".join(words), name.note),
            )


def derived(said: str, *, person: bool) -> tuple[str, list[str]]:
    """What the table of names keeps ready, so that reading it is quick: the form of a name in which text is compared
    with it, and the words that tell it from others."""
    key = comparable(said)
    return key, elements(key, person=person)


@cache
def rules() -> str:
    """A hash of what ``derived`` rests on; a table written under other rules is read the slow way."""
    here = Path(__file__).parent
    files = (
        "names.py",
        "../normalize.py",
        "../name_rules.py",
        "../tables/name_particles.tsv",
        "../tables/listed_words.tsv",
    )
    return hashlib.sha256(b"\0".join((here / name).read_bytes() for name in files)).hexdigest()[:16]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _escape(cell: str) -> str:
    if "\\" not in cell and cell.isprintable():
        return cell
    return "".join(_ESCAPES[char] if char in "\\\t\n\r" else char for char in cell)


def _unescape(cell: str) -> str:
    if "\\" not in cell:
        return cell
    out, marked = [], False
    for char in cell:
        out.append({"\\": "\\", "t": "\t", "n": "\n", "r": "\r", "p": "|"}.get(char, char) if marked else char)
        marked = not marked and char == "\\"
        if marked:
            out.pop()
    return "".join(out)


def _pack(values: Iterable[str]) -> str:
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\p") for value in values)


def unpack(cell: str) -> tuple[str, ...]:
    """The values of a cell of several."""
    return tuple(map(_unescape, cell.split("|"))) if cell else ()


# Reading


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[list[str]]:
    """The cells of a table that ``write_list`` wrote, unescaped.

    Raises:
        DataError: it cannot be read, or is not such a table.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read ({error}); {_FIX}") from error
    if len(lines) < 2 or lines[1] != "\t".join(columns):
        raise DataError(f"{path}: no table of a list; {_FIX}")
    size = len(columns)
    for number, line in enumerate(lines[2:], start=3):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != size:
            raise DataError(f"{path} line {number}: {len(cells)} cells, expected {size}; {_FIX}")
        yield list(map(_unescape, cells)) if "\\" in line else cells


_FIX = "remove the folder of the list and import the list again"


def read_manifest(folder: Path) -> StoredList:
    """The list without its entries.

    Raises:
        DataError: the manifest cannot be read.
    """
    path = folder / MANIFEST
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        editions = {str(key): str(value) for key, value in values.pop("editions").items()}
        kept_ready = values.pop("rules") == rules()
        info = ListInfo(**{key: str(value) for key, value in values.items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError(f"{path}: no manifest of a list ({error}); {_FIX}") from error
    return StoredList(info=info, editions=editions, ready=kept_ready)


def read_list_folder(folder: Path) -> StoredList:
    """A list with its entries, names and history.

    Raises:
        DataError: a file is missing or damaged.
    """
    head = read_manifest(folder)
    names: dict[str, list[ListedName]] = {}
    for cells in read_rows(folder / NAMES, NAME_COLUMNS):
        names.setdefault(cells[0], []).append(_listed_name(cells))
    try:
        entries = {
            cells[0]: _stored(cells, tuple(names.get(cells[0], ())))
            for cells in read_rows(folder / ENTRIES, ENTRY_COLUMNS)
        }
    except ValueError as error:
        raise DataError(f"{folder / ENTRIES}: {error}; {_FIX}") from error
    return replace(head, entries=entries)


def _stored(cells: Sequence[str], names: tuple[ListedName, ...]) -> StoredEntry:
    row = dict(zip(ENTRY_COLUMNS, cells, strict=True))
    if row["kind"] not in KINDS:
        raise ValueError(f"kind {row['kind']!r} of {row['reference']}")
    entry = ListEntry(
        reference=row["reference"],
        kind=row["kind"],
        names=names,
        listed_on=_read_day(row["listed_on"]),
        delisted_on=_read_day(row["delisted_on"]),
        programmes=unpack(row["programmes"]),
        countries=unpack(row["countries"]),
        identifiers=unpack(row["identifiers"]),
        related=tuple(_related(text) for text in unpack(row["related"])),
        types=unpack(row["types"]),
        authority=row["authority"],
        title=row["title"],
        dubious=int(row["dubious"] or 0),
    )
    former = tuple(map(read_period, unpack(row["former"])))
    return StoredEntry(entry=entry, gone=row["gone"], last_seen=row["last_seen"], former=former)


def _related(text: str) -> Related:
    kind, _, reference = text.partition(":")
    return Related(kind=kind, reference=reference)


def _read_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def read_period(text: str) -> Period:
    """An earlier listing as ``former`` has it: ``2010-01-01/2024-05-01``, with ``~`` where its end is inferred.

    Raises:
        ValueError: no such period.
    """
    began, _, ended = text.removesuffix("~").partition("/")
    return Period(listed_on=_read_day(began), delisted_on=date.fromisoformat(ended), inferred=text.endswith("~"))


def _listed_name(cells: Sequence[str]) -> ListedName:
    if cells[4] not in QUALITIES:
        raise DataError(f"{NAMES}: quality {cells[4]!r} of {cells[0]}; {_FIX}")
    return ListedName(
        text=cells[1],
        language=cells[2],
        script=cells[3],
        quality=cells[4],
        kind=cast(NameKind, cells[5]),
        form=cells[6],
        note=cells[9],
    )
