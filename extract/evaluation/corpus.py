"""The newspaper articles of the public data, which several measurements draw from."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ontology.errors import DataError


def newspaper_rows(data: Path, months: str = "") -> Iterator[dict[str, str]]:
    """Records of saudinewsnet (source, url, title, content, date_extracted) whose file name begins with ``months``.

    Raises:
        DataError: the folder is not there.
    """
    files = sorted((data / "text" / "saudinewsnet").glob(f"{months}*.zip"))
    if not files:
        raise DataError(f"{data}: no text/saudinewsnet/{months}*.zip; give the folder of the public data with --data")
    for file in files:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                yield from json.loads(archive.read(name).decode("utf-8-sig"))
