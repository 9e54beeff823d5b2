"""The consolidated list of EU financial sanctions, in XML (full file, version 1.1 of the FSD export).

It prints no day of listing. ``listed_on`` is the designation date where an entry has one, else the earliest day on
which a regulation that the entry names was published.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ontology.lists.model import Kind, ListedName, ListEntry, ListInfo
from ontology.lists.names import kept, language_tag, listed_names, tidy
from ontology.lists.source import Source, below, day, elements

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ontology.lists import Read

ROOT = "export"
_KINDS: dict[str, Kind] = {"p": "person", "person": "person", "e": "entity", "enterprise": "entity", "entity": "entity"}
_UNKNOWN_COUNTRY = "00"


def read(source: Source) -> "Read":
    """The list; its day is that on which the file was generated."""
    info = ListInfo(
        name="eu",
        format="eu-xml",
        title="",
        authority="European Union",
        edition=source.attributes.get("generationDate", "")[:10],
        file=source.path.name,
    )
    return info, _entries(source)


def _entries(source: Source) -> Iterator[ListEntry]:
    for element in elements(source, "sanctionEntity"):
        subject = next(below(element, "subjectType"), None)
        code = "" if subject is None else str(subject.get("classificationCode") or subject.get("code") or "")
        kind = _KINDS.get(code.casefold(), "other")
        number = tidy(element.get("unitedNationId"))
        found = kept(_names(element, person=kind == "person"))
        yield ListEntry(
            reference=tidy(element.get("euReferenceNumber")) or tidy(element.get("logicalId")),
            kind=kind,
            names=found.names,
            dubious=found.dubious,
            listed_on=_listed_on(element),
            programmes=_attributes(element, "regulation", "programme"),
            countries=tuple(
                dict.fromkeys(
                    tidy(node.get("countryDescription"))
                    for node in below(element, "citizenship")
                    if tidy(node.get("countryDescription")) and node.get("countryIso2Code") != _UNKNOWN_COUNTRY
                )
            ),
            identifiers=(f"un:{number}",) if number else (),
        )


def _names(element: "_Element", *, person: bool) -> Iterator[ListedName]:
    """The first strong name is the primary one: the list marks none, and prints the main name first."""
    primary = True
    for alias in below(element, "nameAlias"):
        strong = (alias.get("strong") or "true").casefold() == "true"
        parts = (alias.get(part) for part in ("firstName", "middleName", "lastName"))
        text = tidy(alias.get("wholeName")) or " ".join(filter(None, map(tidy, parts)))
        language = language_tag(alias.get("nameLanguage") or "")
        for name in listed_names(text, person=person, quality="good" if strong else "low", language=language):
            yield replace(name, quality="primary") if strong and primary else name
            primary = primary and not strong


def _listed_on(element: "_Element") -> date | None:
    designated = day(element.get("designationDate") or "")
    if designated is not None:
        return designated
    days = [day(node.get("publicationDate") or "") for node in below(element, "regulation")]
    days += [day(node.get("publicationDate") or "") for node in below(element, "nameAlias", "regulationSummary")]
    return min((each for each in days if each is not None), default=None)


def _attributes(element: "_Element", tag: str, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (tidy(node.get(name)) for node in below(element, tag)))))
