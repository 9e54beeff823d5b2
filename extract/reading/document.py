"""What one input holds before it is cleaned, and the limits of reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MAX_DOCUMENT_BYTES = 20_000_000
"""One document (a text or HTML file, a line of JSON lines, a row of CSV) may not be longer."""
MAX_FILE_BYTES = 512_000_000
"""A JSON file, which must be read whole, may not be longer; JSON lines and CSV are read record by record, whatever
their length."""
FIELD_NAMES = ("id", "title", "text", "date", "url", "publisher", "language")

Kind = Literal["text", "html", "record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One input as read. ``source`` names it for messages (``page.html``, ``file.csv:12`` for the twelfth record).

    ``text`` of a text or HTML file is the decoded file without byte-order mark, its line ends made ``\\n`` as Python's
    text mode does; of a record it is the value of the text field, untouched. In both, what no Unicode text may hold
    (NUL, lone surrogates) stands as U+FFFD, one for one. Offsets later on count code points of this text.
    ``fields`` holds the recognised ones of id, title, text, date, url, publisher and language of a record.
    """

    source: str
    kind: Kind
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
