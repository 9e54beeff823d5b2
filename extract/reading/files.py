"""Paths, folders and compressed files into bytes, in bounded memory."""

import io
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from ontology.errors import InputError

FORMATS = {
    ".txt": "text", ".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".csv": "csv", ".tsv": "tsv",
}  # fmt: skip
SUFFIXES = ", ".join(FORMATS)


def format_of(name: str) -> str | None:
    """The format that a file name says (a final .gz is looked through), ``None`` for an unknown suffix."""
    lower = name.lower().removesuffix(".gz")
    return FORMATS.get(os.path.splitext(lower)[1])


class Walk:
    """The files of a folder, recursive and sorted by name; ``skipped`` counts hidden files and other suffixes.

    Links to folders are followed, each folder once, so that loops end.
    """

    def __init__(self) -> None:
        self.skipped = 0
        self._seen: set[tuple[int, int]] = set()

    def files(self, folder: Path) -> Iterator[Path | InputError]:
        """Files of a known format below ``folder``; what cannot be opened as an error."""
        try:
            info = folder.stat()
            if (info.st_dev, info.st_ino) in self._seen:
                return
            self._seen.add((info.st_dev, info.st_ino))
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            yield InputError(str(folder), reason_of(error))
            return
        for entry in entries:
            if entry.name.startswith("."):
                self.skipped += 1
            elif entry.is_dir():
                yield from self.files(entry)
            elif format_of(entry.name) is None or not entry.is_file():
                self.skipped += 1
            else:
                yield entry


def reason_of(error: OSError | EOFError | zlib.error) -> str:
    """One line for a failure of the file system or of decompression, with the fix."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; make it readable"
    if isinstance(error, EOFError):
        return "the gzip file is cut; fetch it again"
    if isinstance(error, zlib.error):
        return "the gzip file is damaged; fetch it again"
    return f"cannot be read ({error.strerror or error}); check the path"


def open_binary(path: Path) -> BinaryIO:
    """The bytes of a file, decompressed where its name ends in .gz.

    Raises:
        OSError: it cannot be opened, or is neither a regular file nor a pipe.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise OSError(0, "not a regular file")
    if path.name.lower().endswith(".gz"):
        return cast(BinaryIO, io.BufferedReader(Gunzip(path.open("rb"))))
    return path.open("rb")


class Gunzip(io.RawIOBase):
    """The decompressed bytes of a gzip stream (of several members too). Unlike the standard reader it gives all that
    a cut stream still holds before it raises EOFError, so the good lines before the cut go through."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._inflate = zlib.decompressobj(wbits=31)
        self._input = b""
        self._started = False

    def readable(self) -> bool:
        """Always."""
        return True

    def close(self) -> None:
        """Close the file below, too."""
        self._stream.close()
        super().close()

    def readinto(self, buffer: Any, /) -> int:
        """Fill ``buffer``; 0 at the end of the last member. Raises EOFError at a cut, zlib.error at damage."""
        while True:
            if not self._input:
                self._input = self._stream.read(65_536)
            if not self._input:
                if self._started and not self._inflate.eof:
                    raise EOFError("gzip stream ends early")
                return 0
            if self._inflate.eof:
                if not self._input.strip(b"\x00"):
                    self._input = b""
                    continue
                self._inflate = zlib.decompressobj(wbits=31)
            self._started = True
            out = self._inflate.decompress(self._input, len(buffer))
            self._input = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            if out:
                buffer[: len(out)] = out
                return len(out)


def read_bounded(stream: BinaryIO, limit: int) -> bytes | None:
    """All bytes of a stream, ``None`` where there are more than ``limit``."""
    parts: list[bytes] = []
    size = 0
    while piece := stream.read(1_048_576):
        size += len(piece)
        if size > limit:
            return None
        parts.append(piece)
    return b"".join(parts)


def bounded_lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream with their ends; ``None`` for one longer than ``limit``, which is passed over in pieces."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        yield None
        while line and not line.endswith(b"\n"):
            line = stream.readline(1_048_576)
