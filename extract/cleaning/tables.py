"""The language data of cleaning, of all languages together: a page's language is not known before it is clean."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from extract.cleaning.folding import fold
from ontology.reference import LANGUAGES as LANGUAGES
from ontology.tables import read_table

_FOLDER = Path(__file__).resolve().parent.parent / "languages"


def folded(phrase: str) -> str:
    """A phrase as it stands in a folded page, runs of white space made one space."""
    return " ".join(fold(phrase).text.split())


def _rows(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    return [row for language in LANGUAGES for row in read_table(_FOLDER / language / f"{name}.tsv", columns)]


@cache
def boilerplate() -> dict[tuple[str, str], tuple[str, ...]]:
    """Folded phrases by (kind, where), the longest first."""
    out: dict[tuple[str, str], set[str]] = {}
    for row in _rows("boilerplate", ("kind", "phrase", "where", "source")):
        out.setdefault((row["kind"], row["where"]), set()).add(folded(row["phrase"]))
    return {key: longest_first(phrases) for key, phrases in out.items()}


@cache
def publication() -> dict[str, tuple[str, ...]]:
    """Folded values of publication lines by kind, the longest first."""
    out: dict[str, set[str]] = {}
    for row in _rows("publication", ("kind", "value", "source")):
        out.setdefault(row["kind"], set()).add(folded(row["value"]))
    return {key: longest_first(values) for key, values in out.items()}


@cache
def months() -> dict[str, int]:
    """Folded names of Gregorian months in all languages and countries."""
    rows = _rows("months", ("form", "month", "calendar", "alone", "source"))
    return {folded(row["form"]): int(row["month"]) for row in rows if row["calendar"] == "gregorian"}


@cache
def hijri_months() -> frozenset[str]:
    """Folded names of Hijri months: known, so that they are not taken for a publisher."""
    rows = _rows("months", ("form", "month", "calendar", "alone", "source"))
    return frozenset(folded(row["form"]) for row in rows if row["calendar"] != "gregorian")


@cache
def weekdays() -> frozenset[str]:
    """Folded names of weekdays."""
    return frozenset(folded(row["form"]) for row in _rows("weekdays", ("form", "weekday", "source")))


def longest_first(values: Iterable[str]) -> tuple[str, ...]:
    """Values in the order in which an alternation must try them."""
    return tuple(sorted(values, key=lambda value: (-len(value), value)))


def alternation(phrases: Iterable[str]) -> str:
    """A regular expression for any of the folded phrases, white space free in length but bounded."""
    return "|".join(r"\s{1,4}".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
