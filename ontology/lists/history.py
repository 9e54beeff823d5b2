"""What an edition of a list changes in what a store has of that list. Nothing is ever deleted.

An entry that a newer edition lacks is gone since that edition. Where it comes back, the earlier listing is kept as a
former one. An older edition tells of entries that were gone before the newest one, and changes nothing of the newest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ontology.errors import UsageError
from ontology.lists.files import Period, StoredEntry, StoredList, edition_key
from ontology.lists.model import ListEntry, ListInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """References of the entries that an edition brings, changes, takes off (by a day of delisting, or by absence) and
    brings back; ``unchanged`` counts the others of the edition."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    delisted: tuple[str, ...] = ()
    relisted: tuple[str, ...] = ()
    unchanged: int = 0


def update(
    known: StoredList | None, info: ListInfo, entries: Iterable[ListEntry], *, today: str, older: bool = False
) -> tuple[StoredList, Changes]:
    """The list after an edition of it, and what that changed. ``today`` is the day of the import.

    Raises:
        UsageError: the edition is older than the newest that is known, and ``older`` does not allow it; or the known
            list is of another format.
    """
    read = {entry.reference: entry for entry in entries}
    if known is None:
        fresh = {reference: StoredEntry(entry=entry) for reference, entry in read.items()}
        delisted = tuple(sorted(reference for reference, entry in read.items() if entry.delisted_on))
        stored = StoredList(info=info, entries=fresh, editions={info.edition: today})
        return stored, Changes(new=tuple(sorted(read)), delisted=delisted)
    if known.info.format != info.format:
        raise UsageError(
            f"{info.file}: the list {info.name} was imported as {known.info.format}, this is {info.format};"
            " name another list with --list"
        )
    if edition_key(info.edition) < edition_key(known.info.edition):
        if not older:
            raise UsageError(
                f"{info.file}: edition {info.edition} of {info.name} is older than {known.info.edition}, which was"
                " imported; add --older to take from it what was gone since"
            )
        return _older(known, info, read, today)
    return _newer(known, info, read, today)


def _newer(known: StoredList, info: ListInfo, read: Mapping[str, ListEntry], today: str) -> tuple[StoredList, Changes]:
    entries = dict(known.entries)
    found: dict[str, list[str]] = {"new": [], "changed": [], "delisted": [], "relisted": []}
    unchanged = 0
    for reference, entry in read.items():
        old = entries.get(reference)
        entries[reference], what = _seen(old, entry)
        unchanged += not what
        for name in what:
            found[name].append(reference)
    for reference, old in known.entries.items():
        if reference not in read and not old.gone:
            entries[reference] = replace(old, gone=info.edition, last_seen=known.info.edition)
            if old.entry.delisted_on is None:
                found["delisted"].append(reference)
    changes = Changes(**{name: tuple(sorted(references)) for name, references in found.items()}, unchanged=unchanged)
    same = entries == dict(known.entries) and info.edition == known.info.edition
    editions = dict(known.editions) if same else {**known.editions, info.edition: today}
    return StoredList(info=known.info if same else info, entries=entries, editions=editions), changes


def _seen(old: StoredEntry | None, entry: ListEntry) -> tuple[StoredEntry, tuple[str, ...]]:
    """An entry that the edition has, and what that is: new, changed, delisted, relisted or (empty) as before."""
    if old is None:
        return StoredEntry(entry=entry), ("new", "delisted") if entry.delisted_on else ("new",)
    if old.gone:
        back = StoredEntry(entry=entry, former=_with_former(old))
        return back, ("relisted",)
    if old.entry.delisted_on and not entry.delisted_on:
        return StoredEntry(entry=entry, former=_with_former(old)), ("relisted",)
    if old.entry == entry:
        return old, ()
    delisted = entry.delisted_on is not None and old.entry.delisted_on is None
    return replace(old, entry=entry), ("changed", "delisted") if delisted else ("changed",)


def _with_former(old: StoredEntry) -> tuple[Period, ...]:
    ended = ended_on(old)
    if ended is None:
        return old.former
    day, inferred = ended
    return (*old.former, Period(listed_on=old.entry.listed_on, delisted_on=day, inferred=inferred))


def ended_on(stored: StoredEntry) -> tuple[date, bool] | None:
    """The day on which a listing ended, and whether it is inferred from absence: the day that the list gives, else that
    of the first edition without it. ``None`` while it stands, and of registers whose editions are no days."""
    if stored.entry.delisted_on is not None:
        return stored.entry.delisted_on, False
    return (date.fromisoformat(stored.gone), True) if len(stored.gone) == 10 else None


def _older(known: StoredList, info: ListInfo, read: Mapping[str, ListEntry], today: str) -> tuple[StoredList, Changes]:
    if info.edition in known.editions:
        return known, Changes(unchanged=len(read))
    key = edition_key(info.edition)
    after = min((edition for edition in known.editions if edition_key(edition) > key), key=edition_key)
    entries = dict(known.entries)
    delisted: list[str] = []
    changed: list[str] = []
    for reference, entry in read.items():
        old = entries.get(reference)
        if old is None:
            entries[reference] = StoredEntry(entry=entry, gone=after, last_seen=info.edition)
            delisted.append(reference)
        elif old.gone and edition_key(old.last_seen) < key < edition_key(old.gone):
            entries[reference] = replace(old, last_seen=info.edition)
            changed.append(reference)
    for reference, old in known.entries.items():
        if reference not in read and old.gone and edition_key(old.last_seen) < key < edition_key(old.gone):
            entries[reference] = replace(old, gone=info.edition)
            changed.append(reference)
    rest = sum(reference in known.entries for reference in read) - sum(reference in read for reference in changed)
    changes = Changes(
        new=tuple(sorted(delisted)), changed=tuple(sorted(changed)), delisted=tuple(sorted(delisted)), unchanged=rest
    )
    return replace(known, entries=entries, editions={**known.editions, info.edition: today}), changes
