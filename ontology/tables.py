"""Strict reading of the project's TSV tables, where all vocabulary and reference facts live."""

from collections.abc import Sequence
from pathlib import Path

from ontology.errors import DataError


def read_table(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Rows of a UTF-8 TSV file whose header is exactly ``columns``; cells are stripped.

    Blank lines and lines that begin with ``#`` are skipped. A short row is padded with empty cells.

    Raises:
        DataError: the file is missing, its header differs, or a row has too many cells; names file and line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: cannot be read ({error}); reinstall marsad") from error
    rows: list[dict[str, str]] = []
    header: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if header != list(columns):
                raise DataError(f"{path.name} line {number}: header is {header}, expected {list(columns)}")
        elif len(cells) > len(header):
            raise DataError(f"{path.name} line {number}: {len(cells)} cells, expected {len(header)}")
        else:
            rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    if header is None:
        raise DataError(f"{path.name}: empty, expected a header {list(columns)}")
    return rows
