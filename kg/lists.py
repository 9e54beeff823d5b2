"""Published lists in a store: imported edition after edition, so that what they name is linked to and is in the graph.

A list is a folder ``reference/lists/NAME`` (``ontology.lists.files``). A new edition is written beside it, proven
together with all other facts, and takes its place by renaming; what cannot be proven changes nothing.
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kg import folder
from kg.ingest import Failure, finish, prepare
from kg.store import Store
from ontology.errors import DataError, InputError, MarsadError, StoreError, UsageError
from ontology.listed import LISTS, candidate, settled
from ontology.listed_rows import listed_faults
from ontology.lists import Read, read_list
from ontology.lists.files import NEW, OLD, StoredList, edition_key, list_folders, read_list_folder, write_list
from ontology.lists.history import Changes, ended_on, update
from ontology.lists.model import QUALITIES
from ontology.reference import Reference

SAMPLES = 5
"""So many names of each kind of change are told."""
_FEW = 20
_LOSS = 1 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReport:
    """What one file brought. The samples are (reference, name) of the first few of each kind of change; ``dubious``
    counts what stood in the place of names and was dropped."""

    list: str
    edition: str
    file: str
    entries: int
    new: int
    changed: int
    delisted: int
    relisted: int
    unchanged: int
    dubious: int
    samples: Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, file by file, and what all lists of the store together give: ``entities`` new to the
    reference, ``left_out``, names and ``conditional`` names by reason."""

    lists: tuple[ListReport, ...]
    failed: tuple[Failure, ...]
    entities: int
    left_out: Mapping[str, int]
    names: Mapping[str, int]
    conditional: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSummary:
    """A list of a store. ``listed`` and ``delisted`` count entries, ``names`` names by script and quality, ``known``
    entries that are entities of Marsad's own reference."""

    list: str
    title: str
    authority: str
    format: str
    edition: str
    imported: str
    editions: tuple[str, ...]
    entries: int
    listed: int
    delisted: int
    persons: int
    organizations: int
    known: int
    names: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How files are taken: the ``name`` to keep the list under, the ``day`` of lists that say none, whether an
    ``older`` edition is welcome, and whether one that lacks many entries of the last is (``loss``)."""

    name: str | None = None
    day: date | None = None
    older: bool = False
    loss: bool = False


def import_lists(store: Store, paths: Sequence[Path], terms: Terms | None = None) -> ImportReport:
    """Import files into a store that is open for writing, oldest editions first. A file that cannot be taken is
    reported and the others go on.

    Raises:
        StoreError: the store cannot be written.
    """
    wanted = terms or Terms()
    root = store.path / folder.REFERENCE / LISTS
    _recover(root)
    reports: list[ListReport] = []
    failed: list[Failure] = []
    proven: Reference | None = None
    for path, read in _in_order(paths, wanted, failed):
        try:
            report, changed = _import(store, root, read, wanted, str(path))
            reports.append(report)
            proven = changed or proven
        except (InputError, DataError, UsageError) as error:
            failed.append(Failure(input=str(path), reason=_reason(error)))
        except OSError as error:
            raise StoreError(
                f"{root} cannot be written ({error.strerror or error}); make room and try again"
            ) from error
    given = [str(path) for path in paths]
    failed.sort(key=lambda failure: given.index(failure.input))
    reference = store.reference() if proven is None else settled(proven, store.path / folder.REFERENCE)
    if reports:
        prepare(store, reference)
        finish(store)
    return _report(reports, failed, reference)


def _reason(error: MarsadError) -> str:
    return error.reason if isinstance(error, InputError) else str(error)


def _in_order(paths: Iterable[Path], terms: Terms, failed: list[Failure]) -> Iterator[tuple[Path, Read]]:
    """The files that begin like a list, by the names and editions of their lists."""
    found: list[tuple[Path, Read]] = []
    for path in paths:
        try:
            found.append((path, read_list(path, name=terms.name, day=terms.day)))
        except InputError as error:
            failed.append(Failure(input=str(path), reason=error.reason))
    yield from sorted(found, key=lambda item: (item[1][0].name, edition_key(item[1][0].edition)))


def _import(store: Store, root: Path, read: Read, terms: Terms, source: str) -> tuple[ListReport, Reference | None]:
    """One file: read whole, compared, proven, and put in the place of the last edition. Gives the reference with it,
    or ``None`` where the file brings nothing.

    Raises:
        InputError, DataError, UsageError: it cannot be taken; the store is as it was.
    """
    info, entries = read
    place = root / info.name
    known = read_list_folder(place) if place.is_dir() else None
    today = datetime.now(UTC).date().isoformat()
    stored, changes = update(known, info, entries, today=today, older=terms.older)
    if known is not None and not terms.loss:
        _check_loss(known, stored, source)
    reference = None
    if known is None or stored != known:
        reference = _put(store.path / folder.REFERENCE, place, stored)
    return _list_report(stored, changes, info.edition, info.file), reference


def _check_loss(known: StoredList, stored: StoredList, source: str) -> None:
    """A file cut short must not take half of a list off."""
    before = sum(not kept.gone for kept in known.entries.values())
    gone = sum(
        bool(kept.gone) and not known.entries[ref].gone for ref, kept in stored.entries.items() if ref in known.entries
    )
    if gone >= _FEW and gone > before * _LOSS:
        raise InputError(
            source,
            f"lacks {gone} of the {before} entries of edition {known.info.edition}; if it is whole, add --accept-loss",
        )


def _put(extra: Path, place: Path, stored: StoredList) -> Reference:
    new, old = place.with_name(place.name + NEW), place.with_name(place.name + OLD)
    shutil.rmtree(new, ignore_errors=True)
    try:
        write_list(new, stored)
        others = tuple(path for path in list_folders(place.parent) if path != place)
        together = tuple(sorted((*others, new), key=lambda path: path.name.removesuffix(NEW)))
        reference = candidate(extra, together)
        faults = listed_faults(reference, extra)
        if faults:
            raise DataError(f"{len(faults)} faults in the reference with this list, the first: {faults[0]}")
        if place.exists():
            place.rename(old)
        new.rename(place)
        shutil.rmtree(old, ignore_errors=True)
        return reference
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _recover(root: Path) -> None:
    """After a kill in the midst of a renaming: the new edition stays if it was in place, else the old one is back."""
    if not root.is_dir():
        return
    for path in sorted(root.iterdir()):
        if path.name.endswith(OLD) and not path.with_name(path.name.removesuffix(OLD)).exists():
            path.rename(path.with_name(path.name.removesuffix(OLD)))
        elif path.name.endswith((OLD, NEW)):
            shutil.rmtree(path, ignore_errors=True)


# Reports


def _list_report(stored: StoredList, changes: Changes, edition: str, file: str) -> ListReport:
    kinds = {"new": changes.new, "changed": changes.changed, "delisted": changes.delisted, "relisted": changes.relisted}
    samples = {
        kind: tuple((reference, _name(stored, reference)) for reference in references[:SAMPLES])
        for kind, references in kinds.items()
    }
    present = [kept for kept in stored.entries.values() if not kept.gone]
    return ListReport(
        list=stored.info.name,
        edition=edition,
        file=file,
        entries=len(present),
        new=len(changes.new),
        changed=len(changes.changed),
        delisted=len(changes.delisted),
        relisted=len(changes.relisted),
        unchanged=changes.unchanged,
        dubious=sum(kept.entry.dubious for kept in present),
        samples=samples,
    )


def _name(stored: StoredList, reference: str) -> str:
    names = stored.entries[reference].entry.names
    return names[0].said if names else ""


def _report(reports: list[ListReport], failed: list[Failure], reference: Reference) -> ImportReport:
    listed = reference.listed
    counts: Mapping[str, Mapping[str, int]] = listed.counts if listed is not None else {}
    return ImportReport(
        lists=tuple(reports),
        failed=tuple(failed),
        entities=len(listed.entities) if listed is not None else 0,
        left_out=counts.get("left out", {}),
        names=counts.get("names", {}),
        conditional=counts.get("conditional", {}),
    )


def lists(store: Store) -> tuple[ListSummary, ...]:
    """The lists that a store has imported, by name.

    Raises:
        DataError: a list is damaged.
    """
    reference = store.reference()
    return tuple(
        _summary(read_list_folder(path), reference) for path in list_folders(store.path / folder.REFERENCE / LISTS)
    )


def _summary(stored: StoredList, reference: Reference) -> ListSummary:
    listed = reference.listed
    assert listed is not None, "a store with a list has a reference with lists"
    name = stored.info.name
    entries = [entry for (of, _), entry in listed.entries.items() if of == name]
    ended = sum(bool(ended_on(kept)) or bool(kept.gone) for kept in stored.entries.values())
    names: dict[str, Counter[str]] = {}
    kinds = Counter(kept.entry.kind == "person" for kept in stored.entries.values())
    for kept in stored.entries.values():
        for item in kept.entry.names:
            names.setdefault(item.script, Counter())[item.quality] += 1
    return ListSummary(
        list=name,
        title=listed.titles[name],
        authority=stored.info.authority,
        format=stored.info.format,
        edition=stored.info.edition,
        imported=stored.imported,
        editions=tuple(sorted(stored.editions, key=edition_key)),
        entries=len(stored.entries),
        listed=len(stored.entries) - ended,
        delisted=ended,
        persons=kinds[True],
        organizations=kinds[False],
        known=len({entry.reference for entry in entries if entry.entity not in listed.entities}),
        names={
            script: {quality: counts[quality] for quality in QUALITIES if counts[quality]}
            for script, counts in sorted(names.items())
        },
    )
