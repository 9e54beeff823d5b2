"""Records of JSON, JSON lines and CSV into documents."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extract.reading.document import MAX_DOCUMENT_BYTES, Document
from extract.reading.encoding import harmless
from extract.reading.names import as_text, choose, known_names, recognised
from extract.reading.names import key as name_key
from ontology.errors import InputError

Result = Document | InputError
MAX_COLUMNS_SHOWN = 12


def document(source: str, record: Mapping[str, Any], fields: Mapping[str, str]) -> Result:
    """The document of one record, or why it has none."""
    found = {name: harmless(value) for name, value in choose(record, fields).items()}
    text = found.pop("text", "")
    if not text.strip():
        return InputError(source, _no_text(record, fields))
    if len(text) > MAX_DOCUMENT_BYTES:
        return InputError(source, f"text longer than {MAX_DOCUMENT_BYTES:,} characters; split it")
    return Document(source=source, kind="record", text=text, fields={"text": text, **found})


def _no_text(record: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    columns = [str(column) for column in record]
    if "text" in fields and fields["text"] not in columns:
        return f"no column {fields['text']!r}; columns are {_shown(columns)}"
    keys = {name_key(column): column for column in columns}
    known = [keys[name] for name in known_names()["text"] if name in keys]
    if "text" in fields or known:
        return f"no text in column {fields.get('text') or known[0]!r}; give records with text"
    return f"no column of text among {_shown(columns)}; name it with --field text=COLUMN"


def _shown(columns: list[str]) -> str:
    shown = ", ".join(column[:40] for column in columns[:MAX_COLUMNS_SHOWN])
    return (shown or "none") + (
        f" and {len(columns) - MAX_COLUMNS_SHOWN} more" if len(columns) > MAX_COLUMNS_SHOWN else ""
    )


def from_json(source: str, text: str, fields: Mapping[str, str]) -> Iterator[Result]:
    """Documents of a JSON text: an object, a list of objects, an object that holds one such list, or JSON lines. Of a
    cut list the whole records come first, then the error that says where it is cut."""
    stripped = text.lstrip()
    if stripped.startswith("["):
        yield from _from_list(source, text, fields)
        return
    try:
        value = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" or _first_line_is_json(stripped):
            yield from from_json_lines(source, enumerate(text.split("\n"), start=1), fields)
        else:
            yield InputError(source, _broken(error))
        return
    except RecursionError:
        yield InputError(source, "JSON nested too deeply; give an object or a list of objects")
        return
    yield from _from_object(source, value, fields)


def _first_line_is_json(text: str) -> bool:
    line, _, rest = text.partition("\n")
    if not rest.strip():
        return False
    try:
        return isinstance(json.loads(line, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _broken(error: json.JSONDecodeError, line: int | None = None) -> str:
    where = f"line {line} column {error.colno}" if line else f"line {error.lineno} column {error.colno}"
    return f"JSON is cut or broken at {where} ({error.msg}); repair it or give the whole file"


def _from_object(source: str, value: Any, fields: Mapping[str, str]) -> Iterator[Result]:
    if not isinstance(value, dict):
        yield InputError(source, "JSON holds no object; give an object or a list of objects")
        return
    lists = [
        part for part in value.values() if isinstance(part, list) and part and all(isinstance(i, dict) for i in part)
    ]
    if choose(value, fields).get("text") or len(lists) != 1:
        yield document(source, value, fields)
        return
    for number, record in enumerate(lists[0], start=1):
        yield document(f"{source}:{number}", record, fields)


_SPACES = " \t\r\n"


def _skip(text: str, index: int, extra: str = "") -> int:
    while index < len(text) and text[index] in _SPACES + extra:
        index += 1
    return index


def _from_list(source: str, text: str, fields: Mapping[str, str]) -> Iterator[Result]:
    decoder = json.JSONDecoder(strict=False)
    index = _skip(text, _skip(text, 0) + 1)
    number = 0
    while index < len(text) and text[index] != "]":
        number += 1
        try:
            value, index = decoder.raw_decode(text, index)
        except json.JSONDecodeError as error:
            yield InputError(f"{source}:{number}", _broken(error))
            return
        except RecursionError:
            yield InputError(f"{source}:{number}", "JSON nested too deeply; give a list of objects")
            return
        where = f"{source}:{number}"
        if isinstance(value, dict):
            yield document(where, value, fields)
        else:
            yield InputError(where, "not an object; give a list of objects")
        index = _skip(text, index)
        if index < len(text) and text[index] == ",":
            index = _skip(text, index + 1)
        elif index < len(text) and text[index] != "]":
            yield InputError(where, _broken(json.JSONDecodeError("Expecting ',' delimiter", text, index)))
            return
    if index >= len(text):
        yield InputError(source, _broken(json.JSONDecodeError("the list does not end", text, len(text))))
    elif number == 0:
        yield InputError(source, "an empty JSON list; give at least one record")


def from_json_lines(
    source: str, lines: Iterable[tuple[int, str | InputError]], fields: Mapping[str, str]
) -> Iterator[Result]:
    """Documents of JSON lines, each named by its line number; a broken line is an error of its own."""
    empty = True
    for number, line in lines:
        where = f"{source}:{number}"
        if isinstance(line, InputError):
            yield line
            empty = False
            continue
        if not line.strip():
            continue
        empty = False
        try:
            value = json.loads(line, strict=False)
        except json.JSONDecodeError as error:
            yield InputError(where, _broken(error, number))
            continue
        except RecursionError:
            yield InputError(where, "JSON nested too deeply; give an object a line")
            continue
        if isinstance(value, dict):
            yield document(where, value, fields)
        else:
            yield InputError(where, "not an object; give one JSON object a line")
    if empty:
        yield InputError(source, "empty; give a file with text")


def sniff_delimiter(sample: str, preferred: str) -> str:
    """The delimiter under which the header has the most known fields, then the most columns."""
    header = next((line for line in sample.splitlines() if line.strip()), "")
    best, best_rank = preferred, (-1, -1, -1)
    for delimiter in dict.fromkeys((preferred, ",", ";", "\t", "|")):
        try:
            columns = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:
            continue
        rank = (recognised(columns), len(columns), int(delimiter == preferred))
        if rank > best_rank:
            best, best_rank = delimiter, rank
    return best


def from_csv(
    source: str, lines: Iterable[str], delimiter: str, fields: Mapping[str, str], passed_over: Sequence[int] = ()
) -> Iterator[Result]:
    """Documents of the rows of a CSV file, numbered from 1 after the header. ``passed_over`` fills, while ``lines`` is
    read, with the numbers of lines too long to be read."""
    csv.field_size_limit(MAX_DOCUMENT_BYTES)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header: list[str] | None = None
    number = 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            number += header is not None
            yield InputError(
                f"{source}:{number}", f"broken CSV at line {reader.line_num} ({error}); close its quotation marks"
            )
            continue
        if not any(cell.strip() for cell in row):
            continue
        if header is None:
            header = [cell.strip().strip("\ufeff") for cell in row]
            if not _has_text(header, fields):
                yield InputError(source, _no_text(dict.fromkeys(header), fields))
                return
            continue
        number += 1
        if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
            shape = f"{len(row)} cells under {len(header)} columns"
            reason = f"{shape} (line {reader.line_num}); quote cells that hold {delimiter!r}"
            yield InputError(f"{source}:{number}", reason)
            continue
        yield document(f"{source}:{number}", dict(zip(header, row, strict=False)), fields)
    if passed_over:
        return
    if header is None:
        yield InputError(source, "empty; give a file with text")
    elif number == 0:
        yield InputError(source, "a header without rows; give at least one record")


def _has_text(header: list[str], fields: Mapping[str, str]) -> bool:
    record = dict.fromkeys(header, "x")
    return bool(as_text(choose(record, fields).get("text"), "text"))
