"""What may be done with each event type, from ``event_rules.tsv``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.errors import DataError
from ontology.tables import read_table
from ontology.vocabulary import event_types


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """Tolls that a type can have, the vaguer types that may mean it, whether all plain mentions of it are one, and
    whether a place named near it is where it was."""

    counts: frozenset[str]
    vaguer: frozenset[str]
    single: bool
    placed: bool


@cache
def event_rules() -> dict[str, EventRule]:
    """The rule of each type that extraction reads.

    Raises:
        DataError: a type is not declared in the ontology.
    """
    rules = {}
    for row in read_table(
        Path(__file__).parent / "event_rules.tsv", ["type", "counts", "vaguer", "single", "placed", "source"]
    ):
        if row["type"] not in event_types():
            raise DataError(f"event_rules.tsv: {row['type']} is not an event type; declare it in ontology/tables")
        rules[row["type"]] = EventRule(
            counts=frozenset(row["counts"].split("|")) - {""},
            vaguer=frozenset(row["vaguer"].split("|")) - {""},
            single=row["single"] == "yes",
            placed=row["placed"] == "yes",
        )
    return rules


def same_kind(one: str, other: str) -> bool:
    """Whether two types can tell one happening: equal, or one is the vaguer word for the other."""
    rules = event_rules()
    return one == other or one in rules[other].vaguer or other in rules[one].vaguer


def more_specific(one: str, other: str) -> str:
    """The more telling of two types of one happening."""
    return other if one in event_rules()[other].vaguer else one
