"""What a published list says, whatever its format: the list, its entries, and the names of each."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["person", "entity", "group", "government", "community", "craft", "other"]
"""``entity``: an organization of any sort; ``group``: an armed one, by the register's own definition; ``community``: of
origin or following, no organization; ``craft``: a ship or an aircraft."""
Quality = Literal["primary", "good", "low"]
NameKind = Literal["name", "acronym"]

KINDS: tuple[Kind, ...] = ("person", "entity", "group", "government", "community", "craft", "other")
QUALITIES: tuple[Quality, ...] = ("primary", "good", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInfo:
    """A list as one file gives it.

    ``name`` is the slug under which a store keeps it (``un``, ``ofac``). ``edition`` is the ISO day of the list, or the
    version of a register without one (``22.1``), empty where the file says neither. ``authority`` is as published and
    may be empty: the entries then name theirs, or there is none. ``file`` is the name of the file.
    """

    name: str
    format: str
    title: str
    authority: str
    edition: str
    file: str

    @property
    def date(self) -> date | None:
        """The day of the list, ``None`` where its editions are numbered."""
        try:
            return date.fromisoformat(self.edition) if len(self.edition) == 10 else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedName:
    """A name of an entry, tidied and in one script.

    ``script`` is an ISO 15924 code in lower case (``arab``, ``latn``), ``language`` a language tag where the list says
    it (``und``: another than that of the list), else empty. ``form`` is the name in the order in which it is said,
    empty where ``text`` is that already (``Omar, Ramzi`` is said Ramzi Omar). ``note`` is what the list remarks on it.
    """

    text: str
    script: str
    language: str = ""
    quality: Quality = "good"
    kind: NameKind = "name"
    form: str = ""
    note: str = ""

    @property
    def said(self) -> str:
        """The name in the order in which it is said."""
        return self.form or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """What an entry says of another one of the same list: a ``kind`` of ``tables/list_relations.tsv`` and its
    reference."""

    kind: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """An entry of a list under its ``reference``, as published.

    ``programmes`` and ``countries`` are in the list's words; ``identifiers`` are ``scheme:value``, such as the UN
    number that another list gives (``un:QDi.001``). ``types`` are local class names, of tables that name them.
    ``authority`` and ``title`` stand where a table names them for each entry. ``dubious`` counts what stood in the
    place of names and was dropped.
    """

    reference: str
    kind: Kind
    names: tuple[ListedName, ...]
    listed_on: date | None = None
    delisted_on: date | None = None
    programmes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    types: tuple[str, ...] = ()
    authority: str = ""
    title: str = ""
    dubious: int = 0
