"""Turtle, N-Quads and JSON-LD of the store or of a view of it, private names masked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.export.masking import Mask
from kg.store import Store, convert_graph
from kg.terms import Term
from ontology.namespaces import ENTITY, MO, ONTOLOGY_GRAPH, REFERENCE_GRAPH, RUNS_GRAPH, expand

Quad = tuple[Term, Term, Term, str]
_TYPE = expand("rdf:type")
_URL = expand("schema:url")
_IDENTIFIER = expand("dcterms:identifier")
_MENTIONS = MO + "mentions"
_LABELS = frozenset(map(expand, ("rdfs:label", "skos:prefLabel", "skos:altLabel", "mo:normalizedLabel")))
_TEXT = (None, expand("xsd:string"), expand("rdf:langString"))
_SEEDS = {
    "cooccurrence": ("schema:NewsArticle",),
    "events": ("mo:EventAccount", "sem:Event"),
    "claims": ("mo:Claim", "mo:ReferenceClaim"),
}
# These hold nothing that an article says.
_PUBLIC_GRAPHS = (ONTOLOGY_GRAPH, REFERENCE_GRAPH, RUNS_GRAPH)


def turtle(store: Store, view: str, mask: Mask) -> bytes:
    """The union of the graphs in Turtle."""
    lines = sorted({_triple(quad) for quad in _quads(store, view, mask)})
    return convert_graph((f"{line} ." for line in lines), "ttl")


def nquads(store: Store, view: str, mask: Mask) -> bytes:
    """All graphs in N-Quads, sorted."""
    return "".join(f"{line}\n" for line in _quad_lines(store, view, mask)).encode()


def jsonld(store: Store, view: str, mask: Mask) -> bytes:
    """All graphs in JSON-LD."""
    return convert_graph(_quad_lines(store, view, mask), "jsonld", quads=True)


def _quad_lines(store: Store, view: str, mask: Mask) -> list[str]:
    return sorted(f"{_triple(quad)} <{quad[3]}> ." for quad in _quads(store, view, mask))


def _triple(quad: Quad) -> str:
    return " ".join(term.n3() for term in quad[:3])


def _quads(store: Store, view: str, mask: Mask) -> Iterator[Quad]:
    quads = (quad for graph in store.graphs() for quad in store.match(graph=graph))
    for quad in quads if view == "all" else _select(list(quads), view):
        masked = _masked(quad, mask)
        if masked is not None:
            yield masked


def _masked(quad: Quad, mask: Mask) -> Quad | None:
    """The quad without private names; ``None`` where nothing of it can stay."""
    subject, predicate, target, graph = quad
    if not mask.active or graph in _PUBLIC_GRAPHS:
        return quad
    if predicate.value == _URL:
        return quad if mask.address(target.value) is not None else None
    if target.kind != "literal" or target.datatype not in _TEXT:
        return quad
    if predicate.value == _IDENTIFIER:
        value = mask.text(mask.identifier(target.value), graph)
    elif predicate.value in _LABELS:
        value = mask.label(subject.value, target.value, graph)
    else:
        value = mask.text(target.value, graph)
    return subject, predicate, Term("literal", value, target.datatype, target.language), graph


def _select(quads: Iterable[Quad], view: str) -> Iterator[Quad]:
    """What a view needs: its claims, accounts or articles, and from there on whatever they point at; an entity is
    described, and not followed further."""
    about: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        if quad[3] != ONTOLOGY_GRAPH:
            about[quad[0].value].append(quad)
    seeds = {expand(name) for name in _SEEDS[view]}
    found = dict.fromkeys(
        name for name, known in about.items() if any(q[1].value == _TYPE and q[2].value in seeds for q in known)
    )
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        for quad in about[name]:
            if view != "cooccurrence" and quad[1].value == _MENTIONS:
                continue
            yield quad
            target = quad[2]
            if (
                target.kind == "iri"
                and target.value in about
                and target.value not in found
                and not name.startswith(ENTITY)
            ):
                found[target.value] = None
                waiting.append(target.value)
