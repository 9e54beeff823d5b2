"""Proving the graph anew: every quote against the stored text, and every text against its hash."""

from collections.abc import Iterator

from kg.rdf.article import text_sha256
from kg.store import Store
from kg.table import ArticleRow
from kg.terms import digest
from kg.validate import Fault
from ontology.namespaces import ARTICLE

_ANNOTATIONS = """
SELECT ?annotation ?source ?exact ?start ?end WHERE { GRAPH ?article {
  ?annotation a oa:Annotation ; oa:hasTarget ?target
  OPTIONAL { ?target oa:hasSource ?source }
  OPTIONAL { ?target oa:hasSelector/oa:exact ?exact }
  OPTIONAL { ?target oa:hasSelector/oa:start ?start }
  OPTIONAL { ?target oa:hasSelector/oa:end ?end } } } ORDER BY ?annotation ?exact ?start ?end"""
_BARE = """
SELECT DISTINCT ?node WHERE { GRAPH ?article {
  VALUES ?class { mo:Claim mo:EventAccount mo:Quotation mo:TextArgument mo:Count }
  ?node a ?class FILTER NOT EXISTS { ?node mo:evidence ?evidence . ?evidence a oa:Annotation } } } ORDER BY ?node"""
_HASH = "SELECT ?hash WHERE { GRAPH ?article { ?article mo:textSha256 ?hash } } ORDER BY ?hash"


def verify(store: Store) -> tuple[Fault, ...]:
    """All faults: texts, graphs, quotes and offsets that do not agree, and claims without evidence."""
    faults: list[Fault] = []
    known: set[str] = set()
    for row in store.table.articles():
        known.add(row.iri)
        faults += [Fault(graph=row.iri, node=node, message=message) for node, message in _article(store, row)]
    for graph in store.graphs():
        if graph.startswith(ARTICLE) and graph not in known:
            faults.append(Fault(graph=graph, node="", message="has a graph and no stored text; ingest it again"))
    return tuple(faults)


def _article(store: Store, row: ArticleRow) -> Iterator[tuple[str, str]]:
    text = store.table.text(row.iri)
    if text is None:
        yield row.iri, "its text is missing; ingest it again"
        return
    if text_sha256(text) != row.text_sha256:
        yield row.iri, "its text has changed: it does not match its SHA-256; ingest it again"
    if not store.has_graph(row.iri):
        yield row.iri, "its graph is missing; ingest it again"
        return
    if digest(store.triples(row.iri)) != row.graph_sha256:
        yield row.iri, "its graph has changed since it was written; ingest it again"
    hashes = [found["hash"] for found in store.rows(_HASH, article=row.iri)]
    if hashes != [row.text_sha256]:
        yield row.iri, f"mo:textSha256 is {hashes or 'missing'}, the text has {row.text_sha256}; ingest it again"
    for found in store.rows(_ANNOTATIONS, article=row.iri):
        wrong = _annotation(found, row.iri, text)
        if wrong:
            yield found["annotation"], wrong
    for found in store.rows(_BARE, article=row.iri):
        yield found["node"], "rests on no quote; ingest the article again"
    for mention in store.table.mentions(article=row.iri):
        if not 0 <= mention.start < mention.end <= len(text):
            yield row.iri, f"a mention stands outside the text: {mention.start} to {mention.end}; ingest it again"


def _annotation(found: dict[str, str], article: str, text: str) -> str | None:
    missing = [name for name in ("source", "exact", "start", "end") if name not in found]
    if missing:
        return f"has no {', '.join(missing)}; ingest the article again"
    if found["source"] != article:
        return f"quotes {found['source']} from within another article's graph; ingest both again"
    start, end = int(found["start"]), int(found["end"])
    stands = text[start:end] if 0 <= start <= end else ""
    if stands != found["exact"]:
        return f"says {found['exact'][:60]!r}, but at {start} to {end} the text has {stands[:60]!r}"
    return None
