"""The actor list of the Uppsala Conflict Data Program, in CSV (UCDP Actor Dataset, CC BY 4.0).

A register of the parties of conflicts, no list of designations. Its column Org tells organized groups (1) from
followers of parties (2), communities (3) and governments (4).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ontology.lists.model import Kind, ListedName, ListEntry, ListInfo, Quality, Related
from ontology.lists.names import kept, listed_names, tidy
from ontology.lists.source import Source, rows

if TYPE_CHECKING:
    from ontology.lists import Read

_KEYS = frozenset(("ActorId", "NameData", "Org"))
_KINDS: dict[str, Kind] = {"1": "group", "2": "community", "3": "community", "4": "government"}
_MISSING = ("", "n/a")
# Columns of names and their language, "und" where the column says that it is the actor's own; the first is for show.
_NAMES = (
    ("NameOrigFullEng", "en"),
    ("NameData", ""),
    ("NameOrig", "und"),
    ("NameOrigFull", "und"),
    ("NewName", ""),
    ("NewNameFullMotherTongue", "und"),
    ("NewNameFullEng", "en"),
)
_FEW_WORDS = 2
_RELATED = (
    ("ActorIdPrev", "splinter"),
    ("ActorIdSplitTemp", "split"),
    ("ActorIdAlliance", "alliance"),
    ("ActorIdGroup", "joined"),
)


def is_table(source: Source) -> bool:
    """Whether a table has the columns of the actor list."""
    for _, cells in rows(source):
        return set(cells) >= _KEYS
    return False


def read(source: Source) -> "Read":
    """The list; its edition is the version of the data set."""
    version = next((row.get("Version", "") for row in _rows(source)), "")
    info = ListInfo(
        name="ucdp",
        format="ucdp-csv",
        title="",
        authority="",
        edition=version if re.fullmatch(r"\d+(\.\d+)*", version) else "",
        file=source.path.name,
    )
    return info, _entries(source)


def _rows(source: Source) -> Iterator[dict[str, str]]:
    found = rows(source)
    _, header = next(found)
    for line, cells in found:
        if len(cells) != len(header):
            raise source.fail(f"line {line} has {len(cells)} cells, the header {len(header)}; download it again")
        yield dict(zip(header, cells, strict=True))


def _entries(source: Source) -> Iterator[ListEntry]:
    for row in _rows(source):
        found = kept(_names(row))
        yield ListEntry(
            reference=row["ActorId"],
            kind=_KINDS.get(row["Org"], "other"),
            names=found.names,
            dubious=found.dubious,
            countries=tuple(_countries(row.get("Location", ""))),
            related=tuple(
                dict.fromkeys(
                    Related(kind=kind, reference=number)
                    for column, kind in _RELATED
                    for number in re.findall(r"\d+", row.get(column, ""))
                )
            ),
        )


def _names(row: dict[str, str]) -> Iterator[ListedName]:
    """The list grades no names. A translation of two words (Be Strong) is no name that news would use: it is low."""
    primary = True
    for column, language in _NAMES:
        text = row.get(column, "")
        if text.casefold() in _MISSING:
            continue
        full = row.get("NameOrigFull", "").casefold()
        translated = language == "en" and full not in (*_MISSING, text.casefold())
        quality: Quality = "low" if translated and len(text.split()) <= _FEW_WORDS else "good"
        for name in listed_names(text, person=False, quality=quality, language=language):
            yield replace(name, quality="primary") if primary and quality == "good" else name
            primary = primary and quality != "good"


def _countries(cell: str) -> Iterator[str]:
    """The places of a cell without what stands in brackets: Yemen (North Yemen)."""
    for part in re.sub(r"\([^)]*\)", "", cell).split(","):
        if tidy(part):
            yield tidy(part)
