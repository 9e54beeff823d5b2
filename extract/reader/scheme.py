"""The reader's labels: types of names, titles, clitics, and ANERcorp's own scheme beside them."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NameType:
    """A type that the reader tells apart; ``ontology_class`` is empty where the ontology has no class for it."""

    name: str
    ontology_class: str
    coarse: str
    meaning: str


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))


def _read() -> dict[str, NameType]:
    rows = _rows("scheme.tsv")
    return {r["type"]: NameType(r["type"], r["class"], r["coarse"], r["meaning"]) for r in rows}


NAME_TYPES = _read()
TYPES = tuple(NAME_TYPES)
LABELS = ("O", *(f"{position}-{name}" for name in TYPES for position in "BI"))
# The coarse kind of each label; names that are no entities keep their own.
KINDS = ("O", *(known.coarse if known.ontology_class else known.name for known in NAME_TYPES.values() for _ in "BI"))
TITLE_LABELS = ("O", "B-TITLE", "I-TITLE")
ANERCORP_LABELS = ("O", *(f"{position}-{name}" for name in ("PERS", "ORG", "LOC", "MISC") for position in "BI"))
IN_ANERCORP = {row["type"]: tuple(row["labels"].split()) for row in _rows("anercorp.tsv")}
"""For each type, and for O, what it may be in ANERcorp's scheme; ``-`` is no name there."""
# 0, 1 or 2 letters of clitics stand before the name; three do not occur.
CLITICS = 3
HEADS = (
    ("names", len(LABELS)),
    ("titles", len(TITLE_LABELS)),
    ("anercorp", len(ANERCORP_LABELS)),
    ("clitics", CLITICS),
)
