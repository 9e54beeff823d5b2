"""Published lists of persons and organizations, each in the format of who publishes it, read into one model.

``read_list(path)`` tells the format by the root element or the header. What is not tested on a real file is said in
docs/lists.md.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from ontology.errors import InputError, UsageError
from ontology.lists.model import ListedName, ListEntry, ListInfo, Related
from ontology.lists.source import Source, open_source

__all__ = ["ListEntry", "ListInfo", "ListedName", "Read", "Related", "read_list"]

Read = tuple[ListInfo, Iterator[ListEntry]]
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_KNOWN = "give the XML of the UN, OFAC (SDN.XML), the EU or the UK, the CSV of the UK or UCDP, or a plain table"


def read_list(path: Path | str, *, name: str | None = None, day: date | None = None) -> Read:
    """The list in a file and its entries, which are read as they are asked for.

    ``name`` is the slug to keep it under, where that of its format is not meant or there is none; ``day`` the day of
    a list that does not say its own.

    Raises:
        InputError: not a list that is known, or (while the entries are read) damaged, empty or with a reference twice.
        UsageError: the name is no slug.
    """
    if name is not None and not _SLUG.fullmatch(name):
        raise UsageError(f"the name of a list {name!r} is no slug; write it like un or my-list")
    source = open_source(Path(path))
    info, entries = _reader(source)(source)
    if name is not None:
        info = replace(info, name=name)
    if not info.name:
        raise source.fail("says no name of its list; name it with --list NAME")
    if day is not None and not info.edition:
        info = replace(info, edition=day.isoformat())
    if not info.edition or (len(info.edition) == 10 and info.date is None):
        raise source.fail("says no day of its list; give the day on which it stood so with --date YYYY-MM-DD")
    return info, _checked(source, entries)


def _reader(source: Source) -> Callable[[Source], Read]:
    if not source.root:
        from ontology.lists import plain, ucdp, uk

        if ucdp.is_table(source):
            return ucdp.read
        return uk.read if uk.is_table(source) else plain.read
    reader = _roots().get(source.root)
    if reader is not None:
        return reader
    if source.root == "Sanctions":
        raise source.fail("is the advanced format of OFAC; give SDN.XML instead")
    raise source.fail(f"<{source.root}> begins no list that Marsad reads; {_KNOWN}")


def _roots() -> Mapping[str, Callable[[Source], Read]]:
    from ontology.lists import eu, ofac, uk, un

    return {
        un.ROOT: un.read,
        ofac.ROOT: ofac.read,
        eu.ROOT: eu.read,
        uk.ROOT: uk.read,
        uk.OFSI_ROOT: uk.read_ofsi,
    }


def _checked(source: Source, entries: Iterator[ListEntry]) -> Iterator[ListEntry]:
    """The entries, each with a reference of its own; at least one."""
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        if not entry.reference:
            raise _bad(source, f"entry {number} has no reference; correct it, or download the file again")
        if entry.reference in seen:
            raise _bad(source, f"two entries have the reference {entry.reference}; correct one of them")
        seen.add(entry.reference)
        yield entry
    if not seen:
        raise _bad(source, "no entry in it; download it again, or name the file of a list")


def _bad(source: Source, reason: str) -> InputError:
    return source.fail(reason)
