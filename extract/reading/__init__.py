"""Paths and standard input into documents: every format, every encoding, one bad input never stops the others."""

from extract.reading.document import MAX_DOCUMENT_BYTES, MAX_FILE_BYTES, Document
from extract.reading.reader import Reading, read

__all__ = ["MAX_DOCUMENT_BYTES", "MAX_FILE_BYTES", "Document", "Reading", "read"]
