"""The entries of imported lists: which are persons or organizations, who keeps their lists, how these are called."""

from collections import Counter
from functools import cache
from pathlib import Path

from ontology.errors import DataError
from ontology.lists.files import ENTRIES, ENTRY_COLUMNS, read_manifest, read_rows, unpack
from ontology.lists.model import ListInfo
from ontology.normalize import normalize
from ontology.reference import Reference
from ontology.tables import read_table

_TABLES = Path(__file__).parent / "tables"
TYPES = {"person": ("Person",), "entity": ("Organization",), "group": ("ArmedGroup",)}
_SKIPPED = {
    "government": "a government: states are known already",
    "community": "a community or followers: no organization",
    "craft": "a ship or an aircraft",
}
Key = tuple[str, str]
"""Name of a list, and reference of an entry of it."""


class Rows:
    """The entries of all lists as raw cells, persons and organizations only."""

    def __init__(self, base: Reference, folders: tuple[Path, ...]) -> None:
        self.folders: list[tuple[Path, ListInfo]] = []
        self.by_key: dict[Key, dict[str, str]] = {}
        self.sources: dict[Key, str] = {}
        self.skipped: Counter[str] = Counter()
        for folder in folders:
            info = read_manifest(folder).info
            self.folders.append((folder, info))
            for cells in read_rows(folder / ENTRIES, ENTRY_COLUMNS):
                row = dict(zip(ENTRY_COLUMNS, cells, strict=True))
                if row["kind"] not in TYPES:
                    self.skipped[_SKIPPED.get(row["kind"], "of no known kind")] += 1
                    continue
                key = (info.name, row["reference"])
                self.by_key[key] = row
                self.sources[key] = source_of(info.name, row["last_seen"] or info.edition, row["reference"])
        self.info = {info.name: info for _, info in self.folders}
        self._bodies = _Bodies(base)

    def authority(self, key: Key) -> str:
        """Id of the body that keeps the list; empty of a register, which designates nobody."""
        row = self.by_key[key]
        published = row["authority"] or self.info[key[0]].authority
        known = _lists().get((key[0], "")) if not row["authority"] else None
        if known is not None:
            return known[0]
        return self._bodies.id(published, self.info[key[0]].name) if published else ""

    def title(self, key: Key) -> str:
        """How the list (or its part) is called."""
        row, name = self.by_key.get(key, {}), key[0]
        if row.get("title"):
            return row["title"]
        found = (_lists().get((name, programme)) for programme in (*unpack(row.get("programmes", "")), ""))
        return next((title for known in found if known for title in known[1:]), "") or self.info[name].title or name


def source_of(name: str, edition: str, reference: str) -> str:
    """The source of what an entry says: ``un-2025-04-19#QDi.001``."""
    return f"{name}-{edition}#{'_'.join(reference.split())}"


@cache
def _lists() -> dict[tuple[str, str], tuple[str, str]]:
    """(list, programme) to (id of the body, title)."""
    rows = read_table(_TABLES / "sanction_lists.tsv", ("list", "programme", "authority", "title"))
    return {(row["list"], row["programme"]): (row["authority"], row["title"]) for row in rows}


class _Bodies:
    """Bodies and states by the names under which tables call them."""

    def __init__(self, base: Reference) -> None:
        rows = read_table(_TABLES / "authorities.tsv", ("form", "body"))
        self._table = {normalize(row["form"]): row["body"] for row in rows}
        self._base = base

    def id(self, published: str, name: str) -> str:
        """The id of a body.

        Raises:
            DataError: no body or state of this name is known, or several are.
        """
        folded = normalize(published)
        found = self._table.get(folded, published)
        if found in self._base.entities:
            return found
        bodies = {
            alias.entity
            for alias in self._base.aliases
            if not alias.context and alias.kind != "demonym" and normalize(alias.text) == folded
            if {"Organization", "State"} & set(self._base.entities[alias.entity].all_types)
        }
        if len(bodies) != 1:
            raise DataError(
                f"list {name}: no known body is called {published!r}; write the id of one, such as united-nations"
            )
        self._table[folded] = next(iter(bodies))
        return self._table[folded]
