"""The front door of reading: paths and standard input into documents, errors in between."""

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from extract.reading import records
from extract.reading.document import MAX_DOCUMENT_BYTES, MAX_FILE_BYTES, Document
from extract.reading.encoding import SAMPLE_BYTES, BinaryInputError, decode, detect_encoding, harmless
from extract.reading.files import SUFFIXES, Walk, bounded_lines, format_of, open_binary, read_bounded, reason_of
from extract.reading.names import check_fields
from ontology.errors import InputError

Result = Document | InputError
_HTML_START = re.compile(
    r"\s{0,100}(?:<!--|<\?xml|<!doctype\s{1,9}html|<html|<head|<body|<div|<article|<p\b|<meta)", re.IGNORECASE
)
_TOO_LONG = f"longer than {MAX_DOCUMENT_BYTES // 1_000_000} MB, no news article; split it"
_EMPTY = "empty; give a file with text"
_BLANK = b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"


class Reading(Iterator[Result]):
    """What ``read`` gives: an iterator of documents and errors. ``skipped`` counts the files of folders that were
    passed over so far (hidden, or of another suffix)."""

    def __init__(self, paths: Sequence[str], fields: Mapping[str, str], stdin: BinaryIO | None) -> None:
        self._walk = Walk()
        self._results = self._run(paths, fields, stdin)

    @property
    def skipped(self) -> int:
        """Files of folders passed over so far."""
        return self._walk.skipped

    def __iter__(self) -> "Reading":
        return self

    def __next__(self) -> Result:
        return next(self._results)

    def _run(self, paths: Sequence[str], fields: Mapping[str, str], stdin: BinaryIO | None) -> Iterator[Result]:
        for name in paths:
            if name == "-":
                yield from _from_stdin(stdin, fields)
                continue
            path = Path(name)
            if not _is_folder(path):
                yield from _from_path(path, fields, direct=True)
                continue
            for found in self._walk.files(path):
                if isinstance(found, InputError):
                    yield found
                else:
                    yield from _from_path(found, fields, direct=False)


def read(paths: Sequence[str], *, fields: Mapping[str, str] | None = None, stdin: BinaryIO | None = None) -> Reading:
    """Documents of files, folders and standard input (``-``), in the order given; a bad input is an ``InputError`` in
    the stream and the others go on.

    ``fields`` maps field names of ours (id, title, text, date, url, publisher, language) to the records' own.
    ``stdin`` is a binary stream, by default the process's.

    Raises:
        UsageError: ``fields`` names a field of ours that does not exist.
    """
    mapping = dict(fields or {})
    check_fields(mapping)
    return Reading(paths, mapping, stdin)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _from_path(path: Path, fields: Mapping[str, str], *, direct: bool) -> Iterator[Result]:
    source = str(path)
    known = format_of(path.name)
    if known is None and direct and path.suffix and path.exists():
        yield InputError(source, f"unknown kind of file {path.suffix!r}; give one of {SUFFIXES} (also .gz) or a folder")
        return
    try:
        with open_binary(path) as stream:
            yield from _from_stream(source, stream, known or "sniff", fields)
    except BinaryInputError as error:
        yield InputError(source, str(error))
    except (OSError, EOFError, zlib.error) as error:
        yield InputError(source, reason_of(error))
    except ValueError:
        yield InputError(source, "no usable path; check it")


def _from_stdin(stdin: BinaryIO | None, fields: Mapping[str, str]) -> Iterator[Result]:
    import sys

    stream = stdin if stdin is not None else sys.stdin.buffer
    try:
        yield from _from_stream("-", stream, "sniff", fields)
    except BinaryInputError as error:
        yield InputError("-", str(error))
    except (OSError, EOFError, zlib.error) as error:
        yield InputError("-", reason_of(error))


def _from_stream(source: str, stream: BinaryIO, kind: str, fields: Mapping[str, str]) -> Iterator[Result]:
    if kind in ("jsonl", "csv", "tsv"):
        yield from _streamed(source, stream, kind, fields)
        return
    data = read_bounded(stream, MAX_FILE_BYTES if kind in ("json", "sniff") else MAX_DOCUMENT_BYTES)
    if data is None:
        limit = "; give JSON lines instead" if kind == "json" else ""
        yield InputError(source, f"longer than {MAX_FILE_BYTES // 1_000_000} MB{limit}" if limit else _TOO_LONG)
        return
    if not data.strip(_BLANK):
        yield InputError(source, _EMPTY)
        return
    text = decode(data, html=kind == "html")
    if kind == "sniff":
        kind = _sniff(text)
        text = decode(data, html=True) if kind == "html" else text
    del data
    if kind == "json":
        yield from records.from_json(source, text, fields)
        return
    if len(text) > MAX_DOCUMENT_BYTES:
        yield InputError(source, _TOO_LONG)
        return
    yield _whole(source, text, kind)


def _sniff(text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")[:200]
    if _HTML_START.match(start):
        return "html"
    return "json" if re.match(r"\{\s*[\"}]|\[\s*[{\]]", start) else "text"


def _whole(source: str, text: str, kind: str) -> Result:
    """A text or HTML file as one document: line ends are made ``\\n``, so that the text as read is well defined."""
    text = harmless(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        return InputError(source, _EMPTY)
    if kind == "text" and re.match(r"\s*(?:<!doctype\s+html|<html)", text[:500], re.IGNORECASE):
        kind = "html"
    return Document(source=source, kind="html" if kind == "html" else "text", text=text)


def _streamed(source: str, stream: BinaryIO, kind: str, fields: Mapping[str, str]) -> Iterator[Result]:
    """JSON lines and CSV record by record. UTF-16 and UTF-32 have no line ends in bytes, so they are read whole."""
    head = _head(stream)
    if not head.strip(_BLANK) and len(head) < SAMPLE_BYTES:
        yield InputError(source, _EMPTY)
        return
    name = detect_encoding(head)
    joined = _Joined(head, stream)
    if name.startswith(("utf-16", "utf-32")):
        data = read_bounded(joined, MAX_FILE_BYTES)
        if data is None:
            yield InputError(source, f"longer than {MAX_FILE_BYTES // 1_000_000} MB; convert it to UTF-8")
            return
        joined = _Joined(data.decode(name, errors="replace").encode("utf-8", "replace"), io.BytesIO())
        name = "utf-8"
    numbered = enumerate(bounded_lines(joined, MAX_DOCUMENT_BYTES), start=1)
    if kind == "jsonl":
        yield from records.from_json_lines(source, _decoded(source, numbered, name), fields)
        return
    preferred = "\t" if kind == "tsv" else ","
    delimiter = records.sniff_delimiter(
        head.decode(name if name != "utf-8" else "utf-8-sig", errors="replace"), preferred
    )
    too_long: list[int] = []
    lines = (_keep(line, number, name, too_long) for number, line in numbered)
    yield from records.from_csv(source, (line for line in lines if line is not None), delimiter, fields, too_long)
    for number in too_long:
        yield InputError(f"{source}:{number}", f"line {number} is {_TOO_LONG}")


def _head(stream: BinaryIO) -> bytes:
    """The first bytes of a stream; of a cut gzip file what there is (the cut shows again where it is read on)."""
    head = b""
    while len(head) < SAMPLE_BYTES:
        try:
            piece = stream.read1(SAMPLE_BYTES - len(head)) if hasattr(stream, "read1") else stream.read(SAMPLE_BYTES)
        except EOFError:
            if not head:
                raise
            break
        if not piece:
            break
        head += piece
    return head


def _keep(line: bytes | None, number: int, encoding: str, too_long: list[int]) -> str | None:
    if line is None:
        too_long.append(number)
        return None
    return _line(line, encoding)


def _line(line: bytes, encoding: str) -> str:
    return line.decode(encoding, errors="replace")


def _decoded(
    source: str, numbered: Iterator[tuple[int, bytes | None]], encoding: str
) -> Iterator[tuple[int, str | InputError]]:
    for number, line in numbered:
        if line is None:
            yield number, InputError(f"{source}:{number}", f"line {number} is {_TOO_LONG}")
        else:
            yield number, _line(line, encoding)


class _Joined(io.RawIOBase, BinaryIO):
    """A stream with the bytes put back that were read from it to tell the encoding."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = io.BytesIO(head)
        self._rest = rest

    def read(self, size: int = -1, /) -> bytes:
        """Bytes of the head, then of the stream."""
        return self._head.read(size) or self._rest.read(size)

    def readline(self, size: int | None = -1, /) -> bytes:
        """A line that may begin in the head and end in the stream."""
        limit = -1 if size is None else size
        line = self._head.readline(limit)
        if line.endswith(b"\n") or (limit >= 0 and len(line) >= limit):
            return line
        return line + self._rest.readline(limit - len(line) if limit >= 0 else -1)
