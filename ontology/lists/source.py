"""Files of published lists opened safely: XML without DTD, entities and network, tables in UTF-8, an error in one line
for anything else."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import InputError
from ontology.lists.names import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEAD = 4096
_BLANK = b"\xef\xbb\xbf \t\r\n"
# How a text in UTF-16 begins.
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DOCTYPE = "an XML document with a DTD or entities, which no published list has; download the list again"
_AGAIN = "download it again"
_DAY = re.compile(r"(\d{1,2})[/ -](\d{1,2}|[A-Za-z]{3})[/ -](\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_YEAR = 1900
_LARGEST_CELL = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read: its path, the root element of its XML (empty: a table), and the attributes of that root."""

    path: Path
    root: str
    attributes: dict[str, str]

    def fail(self, reason: str) -> InputError:
        """The error that says what is wrong with this file."""
        return InputError(str(self.path), reason)


def open_source(path: Path) -> Source:
    """What the file is.

    Raises:
        InputError: no such file, a folder, empty, binary, or XML that has a DTD or does not even begin well.
    """
    head = _head(path)
    wide = head.startswith(_WIDE)
    if not (head.decode("utf-16", "replace").encode() if wide else head).lstrip(_BLANK).startswith(b"<"):
        if b"\0" in head and not wide:
            raise InputError(str(path), "a binary file; give the XML or CSV file of a list")
        return Source(path=path, root="", attributes={})
    source = Source(path=path, root="?", attributes={})
    for element in _events(source, lambda tag: False):
        attributes = {local(str(name)): str(value) for name, value in element.attrib.items()}
        return Source(path=path, root=local(str(element.tag)), attributes=attributes)
    raise source.fail(f"XML without an element; {_AGAIN}")


def _head(path: Path) -> bytes:
    if path.is_dir():
        raise InputError(str(path), "is a folder; name the file of a list")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError as error:
        raise InputError(str(path), "no such file; name the file of a list") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})") from error
    if not head.strip(_BLANK):
        raise InputError(str(path), f"is empty; {_AGAIN}")
    return head


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2] if tag[:1] == "{" else tag


def elements(source: Source, *names: str) -> "Iterator[_Element]":
    """The elements of these local names as they end, each emptied after it was used, so that any length fits memory.

    Raises:
        InputError: not well-formed, cut short, in another encoding than it says, or with a DTD.
    """
    found = _events(source, lambda tag: local(tag) in names)
    next(found, None)
    for element in found:
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _events(source: Source, wanted: Callable[[str], bool]) -> "Iterator[_Element]":
    """The root as it begins, then the wanted elements as they end."""
    from lxml import etree

    try:
        with source.path.open("rb") as file:
            events = etree.iterparse(
                file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
                dtd_validation=False, huge_tree=False, remove_comments=True, remove_pis=True,
            )  # fmt: skip
            begun = False
            for event, element in events:
                if not begun:
                    begun = True
                    if element.getroottree().docinfo.doctype or element.getroottree().docinfo.internalDTD is not None:
                        raise source.fail(_DOCTYPE)
                    yield element
                elif event == "end" and isinstance(element.tag, str) and wanted(element.tag):
                    yield element
    except etree.XMLSyntaxError as error:
        raise source.fail(f"no well-formed XML ({_reason(error)}); {_AGAIN}") from error
    except OSError as error:
        raise source.fail(f"cannot be read ({error.strerror or error})") from error


def _reason(error: Exception) -> str:
    first = (str(error).splitlines() or [type(error).__name__])[0]
    return first.removesuffix(")").split(" (<")[0].split(" (file:")[0]


def child(element: "_Element", name: str) -> str:
    """The tidied text of the first child of this local name; empty where there is none."""
    return next((text for text in children(element, name) if text), "")


def children(element: "_Element", *path: str) -> Iterator[str]:
    """The tidied texts of all elements on a path of local names below this one."""
    for node in below(element, *path):
        yield tidy(node.text)


def below(element: "_Element", *path: str) -> "Iterator[_Element]":
    """The elements on a path of local names below this one."""
    for node in element:
        if isinstance(node.tag, str) and local(node.tag) == path[0]:
            if len(path) == 1:
                yield node
            else:
                yield from below(node, *path[1:])


def first_text(source: Source, name: str) -> str:
    """The text of the first element of this name in the document, read from the beginning."""
    for element in elements(source, name):
        return tidy(element.text)
    return ""


def rows(source: Source, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """(line, tidied cells) of a table in UTF-8 (or UTF-16 that says so), empty lines left out.

    Raises:
        InputError: another encoding, or quotation marks that do not close.
    """
    try:
        csv.field_size_limit(_LARGEST_CELL)
        with source.path.open("r", encoding=_encoding(source.path), newline="") as file:
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            for cells in reader:
                if any(cells):
                    yield reader.line_num, [tidy(cell) for cell in cells]
    except UnicodeDecodeError as error:
        raise source.fail("not in UTF-8; save it in that encoding") from error
    except csv.Error as error:
        raise source.fail(f"no CSV that can be read ({error}); {_AGAIN}") from error
    except OSError as error:
        raise source.fail(f"cannot be read ({error.strerror or error})") from error


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(2)
    return "utf-16" if head in _WIDE else "utf-8-sig"


def delimiter_of(source: Source) -> str:
    """What parts the cells of the first line: a tab, a semicolon or a comma."""
    with io.TextIOWrapper(source.path.open("rb"), encoding=_encoding(source.path), errors="replace") as file:
        first = file.readline(_HEAD)
    return max("\t;,", key=lambda sign: (first.count(sign), sign == "\t"))


def iso_day(text: str) -> date | None:
    """A day written YYYY-MM-DD, with or without a time after it; ``None`` for anything else."""
    try:
        found = date.fromisoformat(text[:10]) if text[4:5] == "-" and text[10:11] in ("", "T", " ") else None
    except ValueError:
        return None
    return found if found is not None and found.year >= _FIRST_YEAR else None


def day(text: str, *, month_first: bool = False) -> date | None:
    """A day as lists write it: 2024-05-31, 31/05/2024 (or the month first), 31-May-2024; ``None`` for anything else,
    such as 00/00/1975."""
    if (found := iso_day(text)) is not None:
        return found
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    first, second, year = match.groups()
    number, month = (second, first) if month_first else (first, second)
    try:
        at = int(month) if month.isdigit() else _MONTHS.index(month.casefold()) + 1
        return date(int(year), at, int(number)) if int(year) >= _FIRST_YEAR else None
    except ValueError:
        return None
