"""A pipeline that knows its answers, and a small world of reference facts."""

from collections.abc import Iterator
from pathlib import Path

from extract.model import Article, Extraction
from ontology.errors import InputError
from ontology.reference import Reference, build, read_tables

FOLDER = Path(__file__).parent / "reference"


def small_reference() -> Reference:
    """The facts of the tables in ``tests/kg/reference``."""
    return build(read_tables(FOLDER))


class SamplePipeline:
    """Gives back hand-built extractions by article id."""

    def __init__(self, *extractions: Extraction, fingerprint: str = "sample 1") -> None:
        self.fingerprint = fingerprint
        self.reference = small_reference()
        self.calls = 0
        self._answers = {extraction.article.id: extraction for extraction in extractions}

    def extract(self, article: Article) -> Extraction:
        self.calls += 1
        return self._answers[article.id]


def inputs(*extractions: Extraction) -> Iterator[tuple[str, Article | InputError]]:
    """The articles of the extractions as ingest takes them."""
    for extraction in extractions:
        yield f"{extraction.article.id}.txt", extraction.article
