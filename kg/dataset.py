"""A store as an rdflib Dataset that can be read and not written: what researchers know, answered by Oxigraph."""

import io
from collections.abc import Generator, Iterator
from typing import Any, NoReturn

from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result
from rdflib.store import Store as RdflibStore
from rdflib.term import Identifier

from kg.questions import ask
from kg.store import Store
from kg.terms import Term
from ontology.errors import StoreError
from ontology.namespaces import PREFIXES


class ReadOnlyStore(RdflibStore):
    """The part of rdflib's store protocol that reads. The default graph is the union of all named graphs."""

    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._prefixes: dict[str, URIRef] = {prefix: URIRef(iri) for prefix, iri in PREFIXES.items()}

    def triples(self, triple_pattern: Any, context: Any = None) -> Generator[Any, None, None]:
        """Triples that match, each with the graphs it was found in."""
        subject, predicate, target = triple_pattern
        graph = _graph_name(context)
        if isinstance(subject, Literal) or (predicate is not None and not isinstance(predicate, URIRef)):
            return
        found = self._store.match(
            None if subject is None else _term(subject),
            None if predicate is None else str(predicate),
            None if target is None else _term(target),
            graph=graph,
        )
        for one, link, other, _ in found:
            contexts = self._holding(one, link, other) if graph is None else iter((context,))
            yield (_node(one), _node(link), _node(other)), contexts

    def _holding(self, one: Term, link: Term, other: Term) -> Iterator[Graph]:
        for name in self._store.graphs_with(one, link.value, other):
            yield Graph(self, URIRef(name), bind_namespaces="none")

    def contexts(self, triple: Any = None) -> Generator[Any, None, None]:
        """The named graphs, or those that hold a triple."""
        for name in self._store.graphs():
            if triple is None or any(True for _ in self.triples(triple, URIRef(name))):
                yield Graph(self, URIRef(name), bind_namespaces="none")

    def __len__(self, context: Any = None) -> int:
        return sum(1 for _ in self._store.match(graph=_graph_name(context)))

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **kwargs: Any) -> Result:  # noqa: N803
        """SPARQL by Oxigraph, with the prefixes of the contract; bindings are refused (write them in the query)."""
        if initBindings:
            raise NotImplementedError  # rdflib then evaluates the query itself
        if not isinstance(query, str) or queryGraph not in ("__UNION__", None, DATASET_DEFAULT_GRAPH_ID):
            raise NotImplementedError
        prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in (initNs or {}).items() if prefix)
        answer = ask(self._store, prefixes + query)
        if answer.kind == "graph":
            return Result.parse(io.BytesIO(answer.data), format="nt")
        return Result.parse(io.BytesIO(answer.data), format="json")

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        """Prefixes are the reader's own: nothing of them is stored."""
        if override or prefix not in self._prefixes:
            self._prefixes[prefix] = namespace

    def namespace(self, prefix: str) -> URIRef | None:
        """The namespace of a prefix."""
        return self._prefixes.get(prefix)

    def prefix(self, namespace: URIRef) -> str | None:
        """The prefix of a namespace."""
        return next((prefix for prefix, iri in self._prefixes.items() if iri == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """All prefixes."""
        yield from list(self._prefixes.items())

    def add_graph(self, graph: Any) -> None:
        """Naming a graph to read it is no write."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise StoreError("this dataset can only be read; change the store with marsad ingest or withdraw")

    add = remove = remove_graph = update = create = destroy = _refuse
    addN = _refuse  # noqa: N815 - the name is rdflib's


def dataset(store: Store) -> Dataset:
    """The store as a Dataset whose default graph is the union of all graphs."""
    return Dataset(store=ReadOnlyStore(store), default_union=True)


def _graph_name(context: Any) -> str | None:
    identifier = getattr(context, "identifier", context)
    if not isinstance(identifier, URIRef) or identifier == DATASET_DEFAULT_GRAPH_ID:
        return None
    return str(identifier)


def _term(node: Identifier) -> Term:
    if isinstance(node, Literal):
        return Term("literal", str(node), node.datatype and str(node.datatype), node.language)
    return Term("blank" if isinstance(node, BNode) else "iri", str(node))


def _node(term: Term) -> Identifier:
    if term.kind == "iri":
        return URIRef(term.value)
    if term.kind == "blank":
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype is None or term.datatype == PREFIXES["xsd"] + "string"
    return Literal(term.value, datatype=None if plain else URIRef(str(term.datatype)))
