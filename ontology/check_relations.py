"""Re-reads the sources of ``relations.tsv``: every relation must stand in the file that its source names.

What the UCDP actor list states in a column must also be complete here, as far as both entities are known; the rows of
that source are derived (``derived``), and a missing one is a fault that names the row to add.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from ontology.name_rules import comparable
from ontology.reference import Reference, Relation, split
from ontology.tables import read_table

UN_SOURCE = "un-2025-04-19#"
UCDP_SOURCE = "ucdp-22.1#"
Actors = Mapping[str, Mapping[str, str]]
_TABLE = Path(__file__).parent / "tables" / "relation_evidence.tsv"


class Narrative(Protocol):
    """What is read of an entry of the United Nations list: its narrative, and its addresses with their notes."""

    @property
    def text(self) -> str:
        """The narrative."""

    @property
    def places(self) -> str:
        """The addresses and the notes on them."""


@cache
def evidence() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By predicate: the columns of the UCDP list that state it, and the words of the United Nations list."""
    rows = read_table(_TABLE, ("predicate", "ucdp", "un"))
    return {row["predicate"]: (split(row["ucdp"]), split(row["un"])) for row in rows}


def relation_faults(facts: Reference, un: Mapping[str, Narrative], actors: Actors) -> Iterator[str]:
    """Relations that their source does not state, and those of the UCDP list that are missing here."""
    known = {(item.subject, item.predicate, item.object) for item in facts.relations}
    stated = {(s, p, o): source for s, p, o, source in derived(facts, actors)}
    for key, source in stated.items():
        if key not in known:
            yield f"relations.tsv lacks {' '.join(key)} ({source})"
    for item in facts.relations:
        for source in item.sources:
            if source.startswith(UN_SOURCE):
                stands = _in_un(facts, item, source.removeprefix(UN_SOURCE), un)
            elif source.startswith(UCDP_SOURCE):
                stands = stated.get((item.subject, item.predicate, item.object)) == source
            else:
                continue
            if not stands:
                yield f"{item.subject}: {source} does not state {item.predicate} {item.object}"


def derived(facts: Reference, actors: Actors) -> Iterator[tuple[str, str, str, str]]:
    """(subject, predicate, object, source) of all that the UCDP list states of entities that are known here."""
    by_actor = {
        identifier.partition(":")[2]: entity.id
        for entity in facts.entities.values()
        for identifier in entity.identifiers
        if identifier.startswith("ucdp:")
    }
    countries = _countries(facts)
    for actor, subject in by_actor.items():
        row = actors.get(actor, {})
        for predicate, (columns, _) in evidence().items():
            values = [value.strip() for column in columns for value in row.get(column, "").split(",")]
            found = (
                _country(countries, value) if predicate == "operatesIn" else by_actor.get(value) for value in values
            )
            for other in dict.fromkeys(found):
                if other and other != subject:
                    yield subject, predicate, other, UCDP_SOURCE + actor


def _countries(facts: Reference) -> dict[str, str]:
    """The English names of the countries, labels before aliases, in comparable form."""
    found: dict[str, str] = {}
    for alias in facts.aliases:
        if alias.language == "en" and alias.kind == "name" and "Country" in facts.entities[alias.entity].types:
            found.setdefault(comparable(alias.text), alias.entity)
    return found


def _country(countries: Mapping[str, str], name: str) -> str | None:
    """The country that UCDP names, such as ``DR Congo (Zaire)``: the name in brackets is a former one."""
    return countries.get(comparable(re.sub(r"\s*\(.*?\)", "", name))) if name else None


def _in_un(facts: Reference, item: Relation, reference: str, un: Mapping[str, Narrative]) -> bool:
    """Whether the entry speaks of the relation: names the place, or cites the other with a word of the table."""
    entry = un.get(reference)
    listed = [who for who in (item.subject, item.object) if reference in _references(facts, who)]
    if entry is None or not listed:
        return False
    if len(listed) == 2:
        # One entry lists both names: the later is the successor of the earlier.
        return item.predicate == "succeeds"
    other = item.object if listed == [item.subject] else item.subject
    text = f" {_words(entry.text)} "
    if "Place" in facts.entities[other].all_types:
        text += _words(entry.places) + " "
        return any(f" {_words(alias.text)} " in text for alias in facts.aliases_of(other) if alias.language == "en")
    words = evidence()[item.predicate][1]
    if words and not any(word in text for word in words):
        return False
    names = (_words(alias.text) for alias in facts.aliases_of(other) if alias.language != "ar" and " " in alias.text)
    cited = any(known in entry.text for known in _references(facts, other))
    return cited or any(f" {name} " in text for name in names)


def _references(facts: Reference, entity: str) -> set[str]:
    own = {value for value in facts.entities[entity].identifiers if value.startswith("un:")}
    return {value.removeprefix("un:") for value in own} | {item.reference for item in facts.designations_of(entity)}


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w'’]+", comparable(text)))
