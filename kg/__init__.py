"""What all texts say together: the store, its questions and its networks.

``with kg.open("marsad.store") as graph: graph.dataset, graph.cooccurrence(), graph.occurrences(), graph.claims()``
"""

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

    from kg.answers import Answer
    from kg.store import Store

__all__ = ["KnowledgeGraph", "open"]


class KnowledgeGraph:
    """A store to read, as it was when it was opened: an ingest going on meanwhile changes nothing here."""

    def __init__(self, store: "Store") -> None:
        self.store = store

    @cached_property
    def dataset(self) -> "Dataset":
        """An rdflib Dataset; a write to it raises ``StoreError``. Its default graph is the union of all graphs."""
        from kg.dataset import dataset

        return dataset(self.store)

    def cooccurrence(
        self, *, level: str = "sentence", types: tuple[str, ...] = (), min_count: int = 1, language: str = "en"
    ) -> "nx.Graph[str]":
        """Entities that the same sentences (or articles) name; edges have ``count``."""
        from kg.networks import cooccurrence

        return cooccurrence(self.store, level=level, types=types, min_count=min_count, language=language)

    def occurrences(self, *, language: str = "en") -> "nx.Graph[str]":
        """Occurrences and their actors, two-mode."""
        from kg.networks import events

        return events(self.store, language=language)

    def claims(self, *, language: str = "en") -> "nx.MultiDiGraph[str]":
        """Claims as edges, with polarity, certainty and attribution on each."""
        from kg.networks import claims

        return claims(self.store, language=language)

    def query(self, sparql: str) -> "Answer":
        """The answer to a SPARQL query, by Oxigraph."""
        from kg.questions import ask

        return ask(self.store, sparql)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(path: Path | str = "marsad.store") -> KnowledgeGraph:  # noqa: A001 - kg.open reads as it should
    """Open a store to read. Raises ``ontology.errors.StoreError`` where there is none or it cannot be read."""
    from kg.store import Store

    return KnowledgeGraph(Store.open(path, snapshot=True))
