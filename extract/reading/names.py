"""Field names of records in three languages, and the choice of ours among theirs."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from extract.reading.document import FIELD_NAMES
from ontology.errors import UsageError
from ontology.normalize import normalize
from ontology.tables import read_table

_FOLDER = Path(__file__).resolve().parent.parent / "languages"


def key(name: str) -> str:
    """A field name without case, accents and separators: "Date de publication" and date_de_publication are one."""
    return re.sub(r"[\s_\-.]+", "_", normalize(name.strip("\ufeff\"' "))).strip("_")


@cache
def known_names() -> Mapping[str, tuple[str, ...]]:
    """Keys of their names for each of our fields, in the order of preference."""
    out: dict[str, dict[str, None]] = {name: {} for name in FIELD_NAMES}
    for language in ("en", "fr", "ar"):
        for row in read_table(_FOLDER / language / "fields.tsv", ("field", "name", "source")):
            out[row["field"]][key(row["name"])] = None
    return {name: tuple(keys) for name, keys in out.items()}


def check_fields(fields: Mapping[str, str]) -> None:
    """Refuse a mapping that names a field of ours that does not exist."""
    for name in fields:
        if name not in FIELD_NAMES:
            raise UsageError(f"unknown field {name!r}; the fields are {', '.join(FIELD_NAMES)}")


def recognised(columns: Iterable[str]) -> int:
    """How many of our fields the columns have."""
    keys = {key(column) for column in columns}
    return sum(any(name in keys for name in names) for names in known_names().values())


def choose(record: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, str]:
    """Our fields with the record's values as strings; empty ones are left out. ``fields`` maps ours to theirs (a dot
    goes into nested objects) and comes before the known names."""
    by_key: dict[str, Any] = {}
    for column, value in record.items():
        by_key.setdefault(key(str(column)), value)
    out: dict[str, str] = {}
    for name, candidates in known_names().items():
        if name in fields:
            values = [_at(record, by_key, fields[name])]
        else:
            values = [by_key[candidate] for candidate in candidates if candidate in by_key]
        texts = [text for text in (as_text(value, name) for value in values) if text.strip()]
        if texts:
            out[name] = texts[0]
    return _addresses(out, by_key, fields)


def _addresses(out: dict[str, str], by_key: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, str]:
    """A "source" that holds an address is the article's address, not its publisher."""
    publisher = out.get("publisher", "")
    if "publisher" not in fields and re.match(r"https?://", publisher):
        del out["publisher"]
        if "url" not in fields:
            out.setdefault("url", publisher)
        for candidate in known_names()["publisher"]:
            value = as_text(by_key.get(candidate), "publisher")
            if value.strip() and not re.match(r"https?://", value):
                out["publisher"] = value
                break
    return out


def _at(record: Mapping[str, Any], by_key: Mapping[str, Any], column: str) -> Any:
    if column in record:
        return record[column]
    if key(column) in by_key:
        return by_key[key(column)]
    value: Any = record
    for part in column.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def as_text(value: Any, name: str) -> str:
    """A JSON value as the string of a field: of an object its name or value, of a list its strings together."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        inner = next(
            (value[part] for part in ("name", "@value", "value", "title", "text", "$date", "$oid") if part in value),
            None,
        )
        return as_text(inner, name) if not isinstance(inner, Mapping) else ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ("\n" if name == "text" else ", ").join(value)
    return ""
