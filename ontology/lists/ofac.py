"""The SDN list of OFAC, in XML (SDN.XML, and CONSOLIDATED.XML in the same format; schema of ofac.treasury.gov).

It prints no days of listing. Its names are in Latin script.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ontology.lists.model import Kind, ListedName, ListEntry, ListInfo, Quality
from ontology.lists.names import kept, listed_names
from ontology.lists.source import Source, below, child, children, day, elements

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ontology.lists import Read

ROOT = "sdnList"
_KINDS: dict[str, Kind] = {"individual": "person", "entity": "entity", "vessel": "craft", "aircraft": "craft"}


def read(source: Source) -> "Read":
    """The list; its day is that of publication."""
    published = next(
        (day(child(node, "Publish_Date"), month_first=True) for node in elements(source, "publshInformation")), None
    )
    info = ListInfo(
        name="ofac",
        format="ofac-xml",
        title="",
        authority="OFAC",
        edition=published.isoformat() if published else "",
        file=source.path.name,
    )
    return info, _entries(source)


def _entries(source: Source) -> Iterator[ListEntry]:
    for element in elements(source, "sdnEntry"):
        kind = _KINDS.get(child(element, "sdnType").casefold(), "other")
        countries = (
            *children(element, "nationalityList", "nationality", "country"),
            *children(element, "citizenshipList", "citizenship", "country"),
        )
        found = kept(_names(element, person=kind == "person"))
        yield ListEntry(
            reference=child(element, "uid"),
            kind=kind,
            names=found.names,
            dubious=found.dubious,
            programmes=tuple(dict.fromkeys(filter(None, children(element, "programList", "program")))),
            countries=tuple(dict.fromkeys(filter(None, countries))),
        )


def _names(element: "_Element", *, person: bool) -> Iterator[ListedName]:
    for index, name in enumerate(listed_names(_full(element), person=person, quality="primary")):
        yield name if not index else replace(name, quality="good")
    for alias in below(element, "akaList", "aka"):
        quality: Quality = "low" if child(alias, "category").casefold() == "weak" else "good"
        kind = child(alias, "type").casefold()
        note = kind if kind not in ("", "a.k.a.") else ""
        yield from listed_names(_full(alias), person=person, quality=quality, note=note)


def _full(element: "_Element") -> str:
    return " ".join(filter(None, (child(element, "firstName"), child(element, "lastName"))))
