"""The graph as files for other programs: the format follows from the end of the file's name, one module a format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.export.files import check_target, write_files
from kg.lens import Focus, Lens, focus
from kg.store import Store
from ontology.errors import UsageError

if TYPE_CHECKING:
    from kg.export.masking import Mask

NETWORK_FORMATS = ("gexf", "graphml", "csv")
RDF_FORMATS = ("ttl", "nq", "jsonld")
VIEW_NAMES = ("cooccurrence", "events", "claims", "all")

__all__ = ["NETWORK_FORMATS", "RDF_FORMATS", "VIEW_NAMES", "ExportReport", "export"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written: ``masked`` private persons; nodes and edges of a network, or ``None`` for RDF; the ``lens`` as
    plain values, or ``None``."""

    files: tuple[str, ...]
    format: str
    view: str
    masked: int
    nodes: int | None = None
    edges: int | None = None
    lens: Mapping[str, Any] | None = None


def export(
    store: Store,
    path: Path,
    *,
    view: str | None = None,
    include_private: bool = False,
    language: str = "en",
    lens: Lens | None = None,
) -> ExportReport:
    """Write a view of the store: ``cooccurrence`` (of networks the default), ``events``, ``claims`` or ``all`` (of RDF
    the default). CSV makes two files, ``NAME-nodes.csv`` and ``NAME-edges.csv``. A file is there whole or not at all.
    Through a ``lens``, co-occurrence is that of entities which pass, and other views keep what touches one.

    Raises:
        UsageError: another format or view, or a path that must not be written to.
    """
    from kg.export.masking import Mask

    form = path.suffix.removeprefix(".").lower()
    if form not in NETWORK_FORMATS + RDF_FORMATS:
        known = ", ".join(f".{name}" for name in NETWORK_FORMATS + RDF_FORMATS)
        raise UsageError(f"{path}: the end of the name says no format; use one of {known}")
    chosen = view or ("all" if form in RDF_FORMATS else "cooccurrence")
    if chosen not in VIEW_NAMES:
        raise UsageError(f"no view {chosen!r}; use one of {', '.join(VIEW_NAMES)}")
    mask = Mask(store, active=not include_private)
    parts = ("nodes", "edges") if form == "csv" else ()
    names = [path.with_name(f"{path.stem}-{part}.csv") for part in parts] or [path]
    targets = [check_target(name, store.path) for name in names]
    seen = focus(store, lens, language=language) if lens else None
    contents, nodes, edges = _contents(store, form, chosen, mask, language, seen)
    write_files(dict(zip(targets, contents, strict=True)))
    return ExportReport(
        files=tuple(map(str, names)),
        format=form,
        view=chosen,
        masked=len(mask.private),
        nodes=nodes,
        edges=edges,
        lens=seen.json() if seen else None,
    )


def _contents(
    store: Store, form: str, view: str, mask: "Mask", language: str, seen: Focus | None
) -> tuple[list[bytes], int | None, int | None]:
    if form in RDF_FORMATS:
        from kg.export import rdf

        writers: Mapping[str, Callable[[Store, str, Mask, Focus | None], bytes]] = {
            "ttl": rdf.turtle,
            "nq": rdf.nquads,
            "jsonld": rdf.jsonld,
        }
        return [writers[form](store, view, mask, seen)], None, None
    from kg.export.gexf import gexf
    from kg.export.graphml import graphml
    from kg.export.table import csv_edges, csv_nodes
    from kg.export.view import network

    found = network(store, view, mask, language=language, lens=seen.lens if seen else None)
    files = {"gexf": [gexf], "graphml": [graphml], "csv": [csv_nodes, csv_edges]}
    return [write(found) for write in files[form]], len(found.nodes), len(found.edges)
