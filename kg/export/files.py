"""Files that are there whole or not at all."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from ontology.errors import UsageError


def check_target(path: Path, store: Path) -> Path:
    """The file to write, links followed.

    Raises:
        UsageError: it is a folder, a device, in no existing folder, or part of the store.
    """
    target = path.resolve()
    if target.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it, such as {path / 'graph.gexf'}")
    if target.exists() and not target.is_file():
        raise UsageError(f"{path} is no ordinary file; name another")
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent}; make it first")
    if target.is_relative_to(store.resolve()):
        raise UsageError(f"{path} lies within the store; name a file elsewhere")
    return target


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write all files under passing names, then give each its own: a failure before that leaves all as they were."""
    passing: dict[Path, Path] = {}
    try:
        for path, data in contents.items():
            passing[path] = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
            with passing[path].open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for path, temporary in passing.items():
            temporary.replace(path)
    finally:
        for temporary in passing.values():
            temporary.unlink(missing_ok=True)
