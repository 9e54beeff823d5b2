"""What all texts say together: the store, its questions and its networks.

``with kg.open("marsad.store") as graph: graph.dataset, graph.cooccurrence(), graph.occurrences(), graph.claims()``

"Which groups" is a question with a lens: ``graph.cooccurrence(lens=graph.lens("UN", "EU", on="2018-07-01"))``.
"""

from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

    from kg.answers import Answer
    from kg.lens import Lens
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

    def lens(self, *authorities: str, min_authorities: int = 1, on: "date | str | None" = None) -> "Lens":
        """A lens of listings for the views below: listed by at least so many of these authorities (names such as
        ``"UN"``; none: of all), on a day or, without one, now as far as the store knows.

        Raises:
            UsageError: no such authority here, or no such day.
        """
        from kg.lens import make_lens

        return make_lens(self.store, listed_by=authorities, min_authorities=min_authorities, on=on)

    def listed(self, lens: "Lens") -> tuple[str, ...]:
        """IRIs of the entities that a lens lets pass, sorted."""
        from kg.lens import listings

        return tuple(sorted(lens.passing(listings(self.store))))

    def cooccurrence(
        self,
        *,
        level: str = "sentence",
        types: tuple[str, ...] = (),
        min_count: int = 1,
        language: str = "en",
        lens: "Lens | None" = None,
    ) -> "nx.Graph[str]":
        """Entities that the same sentences (or articles) name; edges have ``count``. Through a lens both pass it."""
        from kg.networks import cooccurrence

        return cooccurrence(self.store, level=level, types=types, min_count=min_count, language=language, lens=lens)

    def occurrences(self, *, language: str = "en", lens: "Lens | None" = None) -> "nx.Graph[str]":
        """Occurrences and their actors, two-mode. Through a lens an actor of each passes, marked ``listed``."""
        from kg.networks import events

        return events(self.store, language=language, lens=lens)

    def claims(self, *, language: str = "en", lens: "Lens | None" = None) -> "nx.MultiDiGraph[str]":
        """Claims as edges, with polarity, certainty and attribution on each. Through a lens an end of each passes."""
        from kg.networks import claims

        return claims(self.store, language=language, lens=lens)

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
