"""What a store looks like on disk, and whether a folder is one.

rdf/             the RDF store          mentions.sqlite   texts, mentions, accounts
marsad.json      format, fingerprint    private.key       key of the pseudonyms of private persons
reference/       more tables, lists (optional)            *.lock, snapshots/   see kg.locks and kg.store
"""

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from ontology.errors import StoreError

FORMAT = 2
RDF = "rdf"
RDF_NEW = "rdf.new"
RDF_OLD = "rdf.old"
TABLE = "mentions.sqlite"
HEADER = "marsad.json"
KEY = "private.key"
REFERENCE = "reference"
SNAPSHOTS = "snapshots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """``marsad.json``: ``state`` is ``creating`` until all parts are there; ``reference`` is the fingerprint of the
    vocabulary and reference facts that the store holds, empty before the first."""

    format: int = FORMAT
    state: str = "ready"
    reference: str = ""


def read_header(path: Path) -> Header:
    """The header of the store at ``path``.

    Raises:
        StoreError: there is none, or it is not one this version can read; the line says what to do.
    """
    if not path.exists():
        raise StoreError(f"no store at {path}; make one with: marsad ingest FILES --store {path}")
    if not path.is_dir():
        raise StoreError(f"{path} is a file, not a store; name a folder with --store")
    file = path / HEADER
    if not file.exists():
        raise StoreError(f"{path} is not a Marsad store (no {HEADER}); name another or a new folder with --store")
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        number = int(values["format"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(f"{file} cannot be read; restore it from a backup or ingest into a new store") from error
    if number > FORMAT:
        raise StoreError(f"{path} is of a newer marsad (format {number}, this one reads {FORMAT}); update marsad")
    if number < FORMAT:
        raise StoreError(
            f"{path} is of an older marsad (format {number}, this one reads {FORMAT}); ingest into a new store"
        )
    return Header(format=number, state=str(values.get("state", "ready")), reference=str(values.get("reference", "")))


def write_header(path: Path, header: Header) -> None:
    """Replace ``marsad.json`` in one step."""
    write_whole(path / HEADER, json.dumps(asdict(header), indent=2) + "\n")


def write_whole(file: Path, text: str, mode: int = 0o644) -> None:
    """Write a small file so that it is there whole or not at all."""
    temporary = file.with_name(f"{file.name}.new")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(file)


def may_become_store(path: Path) -> bool:
    """Whether a store may be made here: nothing is there, or an empty folder, or one whose making was cut short."""
    if not path.exists():
        return True
    if not path.is_dir():
        return False
    names = {entry.name for entry in path.iterdir()}
    return HEADER not in names and not {name for name in names if not name.endswith(".lock")}


def swap_rdf(path: Path) -> None:
    """Put ``rdf.new``, which is whole, in the place of ``rdf``."""
    (path / RDF).rename(path / RDF_OLD)
    (path / RDF_NEW).rename(path / RDF)
    shutil.rmtree(path / RDF_OLD)


def finish_swap(path: Path) -> None:
    """After a kill in the midst of a swap: the new one stays if it was in place, else the old one comes back."""
    if (path / RDF_OLD).exists() and not (path / RDF).exists():
        (path / RDF_OLD).rename(path / RDF)
    for leftover in (RDF_OLD, RDF_NEW):
        shutil.rmtree(path / leftover, ignore_errors=True)


def missing_part(path: Path) -> str | None:
    """The name of a part that a ready store lacks."""
    for name, probe in ((RDF, path / RDF / "CURRENT"), (TABLE, path / TABLE)):
        if not probe.exists():
            return name
    return None


def read_key(path: Path) -> bytes:
    """The key of the pseudonyms.

    Raises:
        StoreError: it is missing or damaged.
    """
    try:
        return bytes.fromhex((path / KEY).read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{path / KEY} cannot be read; restore it from a backup, without it names cannot be masked"
        ) from error


def write_key(path: Path) -> None:
    """Make a random key, readable by the owner alone."""
    write_whole(path / KEY, secrets.token_hex(32) + "\n", 0o600)
