"""RDF as the contract has it (DESIGN.md), written as N-Triples lines without the dot: no RDF library, equal bytes."""

from kg.rdf.article import article_graph
from kg.rdf.names import run_iri
from kg.rdf.reference import ontology_graph, reference_graph, run_lines

__all__ = ["article_graph", "ontology_graph", "reference_graph", "run_iri", "run_lines"]
