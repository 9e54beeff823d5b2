"""The consolidated list of the UN Security Council, in XML (un.org, sc-sanctions.xsd)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ontology.lists.model import Kind, ListedName, ListEntry, ListInfo, Quality
from ontology.lists.names import kept, listed_names
from ontology.lists.source import Source, child, children, day, elements

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ontology.lists import Read

ROOT = "CONSOLIDATED_LIST"
_KINDS: dict[str, Kind] = {"INDIVIDUAL": "person", "ENTITY": "entity"}
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read(source: Source) -> "Read":
    """The list; its day is that on which the file was generated."""
    edition = source.attributes.get("dateGenerated", "")[:10]
    info = ListInfo(
        name="un", format="un-xml", title="", authority="United Nations", edition=edition, file=source.path.name
    )
    return info, _entries(source)


def _entries(source: Source) -> Iterator[ListEntry]:
    for element in elements(source, *_KINDS):
        kind = _KINDS[str(element.tag)]
        programme = child(element, "UN_LIST_TYPE")
        found = kept(_names(element, person=kind == "person"))
        yield ListEntry(
            reference=child(element, "REFERENCE_NUMBER"),
            kind=kind,
            names=found.names,
            dubious=found.dubious,
            listed_on=day(child(element, "LISTED_ON")[:10]),
            delisted_on=day(child(element, "DELISTED_ON")[:10]),
            programmes=(programme,) if programme else (),
            countries=tuple(dict.fromkeys(filter(None, children(element, "NATIONALITY", "VALUE")))),
        )


def _names(element: "_Element", *, person: bool) -> Iterator[ListedName]:
    full = " ".join(filter(None, (child(element, part) for part in _PARTS)))
    yield from _primary(listed_names(full, person=person, quality="primary"))
    yield from _primary(listed_names(child(element, "NAME_ORIGINAL_SCRIPT"), person=person, quality="primary"))
    for alias in element.iter("INDIVIDUAL_ALIAS", "ENTITY_ALIAS"):
        quality: Quality = "low" if child(alias, "QUALITY").casefold() == "low" else "good"
        remarks = child(alias, "NOTE")
        yield from listed_names(child(alias, "ALIAS_NAME"), person=person, quality=quality, note=remarks)


def _primary(names: Iterator[ListedName]) -> Iterator[ListedName]:
    """The first name of the cell as the primary one, the others (an acronym in brackets) as good ones."""
    for index, name in enumerate(names):
        yield name if not index else replace(name, quality="good")
