"""Namespaces and IRI builders of the RDF contract (docs/architecture.md), as plain strings.

Strings rather than rdflib terms, so that extraction can name things without loading an RDF library.
"""

import hashlib
from urllib.parse import quote

BASE = "https://w3id.org/marsad/"
MO = BASE + "ontology#"
ENTITY = BASE + "entity/"
ARTICLE = BASE + "article/"
EVENT_TYPE = BASE + "event-type/"
GRAPH = BASE + "graph/"

REFERENCE_GRAPH = GRAPH + "reference"
REVIEW_GRAPH = GRAPH + "review"
OCCURRENCES_GRAPH = GRAPH + "occurrences"
RUNS_GRAPH = GRAPH + "runs"
ONTOLOGY_GRAPH = GRAPH + "ontology"

PREFIXES: dict[str, str] = {
    "mo": MO,
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "sh": "http://www.w3.org/ns/shacl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "entity": ENTITY,
    "article": ARTICLE,
    "event": EVENT_TYPE,
}


def short_hash(*parts: str) -> str:
    """First 16 hex digits of the SHA-256 of the parts, joined by a character that no part may hold."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def entity_iri(identifier: str) -> str:
    """IRI of an entity from its identifier (a slug in the reference tables, or a hash)."""
    return ENTITY + quote(identifier, safe="-._~")


def article_iri(article_id: str) -> str:
    """IRI of an article, which is also the name of its graph: a hash of its id, so any id makes a valid IRI."""
    return ARTICLE + short_hash(article_id)


def expand(curie: str) -> str:
    """``mo:Claim`` to its full IRI; a full IRI passes through."""
    prefix, colon, local = curie.partition(":")
    if colon and not local.startswith("//") and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    return curie
