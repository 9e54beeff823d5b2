"""What one text says: an article in, an ``Extraction`` out.

``extract.load("ar")`` gives the spaCy pipeline that a language is read with, for those who want to use it alone.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load(language: str) -> "Language":
    """The spaCy pipeline of ``ar``, ``fr`` or ``en``, loaded once a process.

    Raises:
        UsageError: the language is not read here.
    """
    from extract.analysis import load as load_pipeline

    return load_pipeline(language)
