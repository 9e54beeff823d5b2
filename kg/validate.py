"""SHACL over the graphs of a store, and over an article before it is committed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.store import Store
from ontology.namespaces import ONTOLOGY_GRAPH, PREFIXES

if TYPE_CHECKING:
    import rdflib

_GENERIC = "Value does not conform to Shape"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong: in which ``graph``, at which ``node`` (both IRIs, possibly empty), and what, in words."""

    graph: str
    node: str
    message: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.node or self.graph, self.message) if part)


def validate(store: Store) -> tuple[Fault, ...]:
    """All faults that SHACL finds, graph by graph."""
    faults: list[Fault] = []
    for graph in store.graphs():
        if graph == ONTOLOGY_GRAPH:
            continue  # declarations, not data: they type classes and properties
        faults += check(store.triples(graph), graph=graph)
    return tuple(faults)


def check(triples: Iterable[str], *, graph: str = "") -> tuple[Fault, ...]:
    """The SHACL faults of one graph given as N-Triples lines, sorted."""
    import pyshacl
    import rdflib

    data = rdflib.Graph(bind_namespaces="none")
    data.parse(data="".join(f"{line} .\n" for line in triples), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none", advanced=False)
    if conforms:
        return ()
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"the report of the SHACL engine is {type(report).__name__}, not a graph")
    faults = sorted(_faults(report, graph), key=lambda fault: (fault.node, fault.message))
    # The engine reports a shape within a shape twice, once in words of its own that name no fix.
    told = {fault.node for fault in faults if not fault.message.startswith(_GENERIC)}
    return tuple(fault for fault in faults if fault.node not in told or not fault.message.startswith(_GENERIC))


@cache
def _shapes() -> "rdflib.Graph":
    from ontology.vocabulary import shapes

    return shapes()


def _faults(report: "rdflib.Graph", graph: str) -> Iterable[Fault]:
    from rdflib import URIRef

    shacl = PREFIXES["sh"]
    for result in report.subjects(URIRef(shacl + "focusNode"), unique=True):
        node = report.value(result, URIRef(shacl + "focusNode"))
        value = report.value(result, URIRef(shacl + "value"))
        messages = sorted(str(message) for message in report.objects(result, URIRef(shacl + "resultMessage")))
        shown = f" (found: {value})" if value is not None and value != node else ""
        yield Fault(graph=graph, node=str(node), message="; ".join(messages) + shown)
