"""What one text says: an article in, an ``Extraction`` out.

``extract.load("ar")`` gives a spaCy pipeline with the trained reader of names, for those who want to use it alone.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load(language: str) -> "Language":
    """A spaCy pipeline of ``ar``, ``fr`` or ``en`` that finds names with the trained reader, loaded once a process.

    ``doc.ents`` and ``doc.spans["names"]`` are the names, ``doc.spans["titles"]`` titles of posts, each span with
    ``span._.score`` and ``span._.name`` (the name without Arabic clitics). See ``extract.reader.component``.

    Raises:
        UsageError: the language is not read here.
    """
    from extract.analysis import names_pipeline

    return names_pipeline(language)
