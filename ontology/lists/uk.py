"""The UK's two lists, each in XML and CSV: the UK Sanctions List and OFSI's consolidated list of targets.

All four print a row for each name (and address) of an entry, or can be read as such rows; the rows of an entry need
not stand together, so they are gathered before the first is handed on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ontology.lists.model import Kind, ListedName, ListEntry, ListInfo, Quality
from ontology.lists.names import kept, language_tag, listed_names, tidy
from ontology.lists.source import Source, below, child, children, day, elements, first_text, local, rows

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ontology.lists import Read

ROOT = "Designations"
OFSI_ROOT = "ArrayOfFinancialSanctionsTarget"
_KINDS: dict[str, Kind] = {"individual": "person", "entity": "entity", "ship": "craft"}
_PARTS = tuple(f"name{number}" for number in (1, 2, 3, 4, 5, 6))
_UK_REFERENCE = re.compile(r"\(UK Sanctions List Ref\):\s*([A-Z]{3}\d{4})")
_UN_REFERENCE = re.compile(r"\(UN Ref\):\s*([A-Z]{2}[ei]\.\d{3,4})")
_HEAD_ROWS = 5
# Our fields, and how the four formats call them: the letters and digits of their headers and tags, in lower case.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "kind": ("individualentityship", "designationtype", "grouptypedescription", "grouptype"),
    "type": ("nametype", "aliastype"),
    "strength": ("aliasstrength", "aliasquality"),
    "original": ("namenonlatinscript",),
    "language": ("nonlatinscriptlanguage",),
    "regime": ("regimename", "regime"),
    "listed": ("listedon", "datelisted", "uksanctionslistdatedesignated", "datedesignated"),
    "nationality": ("nationalityies", "nationality", "individualnationality"),
    "un": ("unreferencenumber", "unref"),
    "uk": ("uksanctionslistref",),
    "other": ("otherinformation",),
    "updated": ("lastupdated",),
}
Row = Mapping[str, str]


@dataclass(slots=True)
class _Gathered:
    """What the rows of one entry say."""

    kind: Kind = "other"
    names: list[ListedName] = field(default_factory=list)
    values: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        self.kind = _KINDS.get(_get(row, "kind").casefold(), self.kind)
        person = self.kind == "person"
        main = " ".join(_get(row, "type").casefold().split()) == "primary name"
        quality: Quality = "low" if _get(row, "strength").casefold().startswith("low") else "good"
        full = " ".join(filter(None, (row.get(part, "") for part in _PARTS)))
        self._take(full, person, "primary" if main else quality, "")
        # A name in its own script is printed beside the primary one, and where it stands alone it belongs to that.
        self._take(_get(row, "original"), person, "primary" if main or not full else quality, _get(row, "language"))
        for name in ("regime", "listed", "nationality", "un", "uk", "other"):
            if value := _get(row, name):
                self.values.setdefault(name, {})[value] = None

    def _take(self, text: str, person: bool, quality: Quality, language: str) -> None:
        found = listed_names(text, person=person, quality=quality, language=language_tag(language))
        for index, name in enumerate(found):
            self.names.append(replace(name, quality="good") if index and quality == "primary" else name)

    def entry(self, reference: str) -> ListEntry:
        numbers = (*self._numbers("un", _UN_REFERENCE), *self._numbers("uk", _UK_REFERENCE))
        days = [day(text) for text in self.values.get("listed", ())]
        found = kept(self.names)
        return ListEntry(
            reference=reference,
            kind=self.kind,
            names=found.names,
            dubious=found.dubious,
            listed_on=min((each for each in days if each is not None), default=None),
            programmes=tuple(self.values.get("regime", ())),
            countries=tuple(dict.fromkeys(_countries(self.values.get("nationality", ())))),
            identifiers=tuple(dict.fromkeys(numbers)),
        )

    def _numbers(self, scheme: str, remark: re.Pattern[str]) -> Iterator[str]:
        for value in self.values.get(scheme, ()):
            yield f"{scheme}:{value}"
        for text in self.values.get("other", ()):
            yield from (f"{scheme}:{match[1]}" for match in remark.finditer(text))


def _get(row: Row, name: str) -> str:
    return next((row[key] for key in _FIELDS[name] if row.get(key)), "")


def _countries(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from filter(None, (tidy(part).strip(" .,") for part in re.split(r"\(\d+\)|[|;]", text)))


def _folded(header: str) -> str:
    return "".join(char for char in header.casefold() if char.isalnum())


def _gather(found: Iterable[Row], key: str) -> Iterator[ListEntry]:
    groups: dict[str, _Gathered] = {}
    for row in found:
        groups.setdefault(row.get(key, ""), _Gathered()).add(row)
    for reference, group in groups.items():
        yield group.entry(reference)


def _info(source: Source, *, ofsi: bool, edition: str, form: str) -> ListInfo:
    return ListInfo(
        name="uk-ofsi" if ofsi else "uk",
        format=f"uk-{'ofsi-' if ofsi else ''}{form}",
        title="",
        authority="United Kingdom",
        edition=edition,
        file=source.path.name,
    )


# CSV


def is_table(source: Source) -> bool:
    """Whether a table is one of the two lists."""
    return _header(source)[1] != ""


def _header(source: Source) -> tuple[int, str, str]:
    """(line of the header, column of the reference, what stands above the header)."""
    above = ""
    for number, (line, cells) in enumerate(rows(source)):
        folded = set(map(_folded, cells))
        for key in ("uniqueid", "groupid"):
            if {key, "name6"} <= folded:
                return line, key, above
        if number >= _HEAD_ROWS:
            break
        above = " ".join([above, *cells])
    return 0, "", ""


def _table(source: Source, line: int) -> Iterator[Row]:
    header: list[str] = []
    for number, cells in rows(source):
        if number == line:
            header = list(map(_folded, cells))
        elif header:
            yield {name: cell for name, cell in zip(header, cells, strict=False) if cell}


def read(source: Source) -> "Read":
    """The UK Sanctions List in XML, or either list in CSV; its day is that of its report or last update."""
    if source.root:
        published = day(first_text(source, "DateGenerated"))
        edition = published.isoformat() if published else _newest(_designations(source))
        info = _info(source, ofsi=False, edition=edition, form="xml")
        return info, _gather(_designations(source), "uniqueid")
    line, key, above = _header(source)
    days = (day(text) for text in re.findall(r"\d{1,2}[/-]\w{2,3}[/-]\d{4}", above))
    first = next((each for each in days if each is not None), None)
    edition = first.isoformat() if first else _newest(_table(source, line))
    return _info(source, ofsi=key == "groupid", edition=edition, form="csv"), _gather(_table(source, line), key)


def _newest(found: Iterable[Row]) -> str:
    """The newest day on which an entry was updated, for a list that says no day of its own."""
    days = (day(_get(row, "updated")) for row in found)
    return max((each.isoformat() for each in days if each is not None), default="")


# XML


def _designations(source: Source) -> Iterator[Row]:
    """A row for each name of each designation."""
    for element in elements(source, "Designation"):
        shared = _flat(element)
        nationalities = list(children(element, "IndividualDetails", "Individual", "Nationalities", "Nationality"))
        shared["nationality"] = "|".join(filter(None, nationalities))
        named = False
        for name in below(element, "Names", "Name"):
            named = True
            yield {**shared, **_flat(name)}
        for name in below(element, "NonLatinNames", "NonLatinName"):
            named = True
            yield {**shared, **_flat(name)}
        if not named:
            yield shared


def _flat(element: "_Element") -> dict[str, str]:
    """The texts of the children that have no children of their own."""
    return {
        _folded(local(node.tag)): tidy(node.text)
        for node in element
        if isinstance(node.tag, str) and not len(node) and tidy(node.text)
    }


def read_ofsi(source: Source) -> "Read":
    """OFSI's list in XML; its day is the newest on which an entry was updated, since it says none itself."""
    info = _info(source, ofsi=True, edition=_newest(_targets(source)), form="xml")
    return info, _gather(_targets(source), "groupid")


def _targets(source: Source) -> Iterator[Row]:
    for element in elements(source, "FinancialSanctionsTarget"):
        yield {**_flat(element), "groupid": child(element, "GroupID")}
