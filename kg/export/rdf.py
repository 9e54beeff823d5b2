"""Turtle, N-Quads and JSON-LD of the store or of a view of it, private names masked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.canonical import MERGED_INTO, PRIVATE
from kg.export.masking import WITHHELD, Mask
from kg.lens import Focus
from kg.rdf.decisions import UNDOING
from kg.review import Review
from kg.store import Store, convert_graph
from kg.terms import Term
from ontology.namespaces import ENTITY, MO, ONTOLOGY_GRAPH, REFERENCE_GRAPH, REVIEW_GRAPH, RUNS_GRAPH, expand

Quad = tuple[Term, Term, Term, str]
_TYPE = expand("rdf:type")
_URL = expand("schema:url")
_IDENTIFIER = expand("dcterms:identifier")
_MENTIONS = MO + "mentions"
_WHY = MO + "why"
_LABELS = frozenset(map(expand, ("rdfs:label", "skos:prefLabel", "skos:altLabel", "mo:normalizedLabel")))
_TEXT = (None, expand("xsd:string"), expand("rdf:langString"))
_SEEDS = {
    "cooccurrence": ("schema:NewsArticle",),
    "events": ("mo:EventAccount", "sem:Event"),
    "claims": ("mo:Claim", "mo:ReferenceClaim"),
}
# Of the whole store a lens leaves what the views show, and what else is said of an entity or by it.
_SEEDS["all"] = (*(name for names in _SEEDS.values() for name in names), "mo:Quotation", "mo:Designation", "org:Post")
_TIES = frozenset(
    map(
        expand,
        (
            *("rdf:subject", "rdf:object", "sem:hasActor", "mo:mentions", "mo:speaker", "mo:designates"),
            *("org:heldBy", "org:postIn"),
        ),
    )
)
_POST_IN = expand("org:postIn")
_ACCOUNT_OF = MO + "accountOf"
# These hold nothing that an article says.
_PUBLIC_GRAPHS = (ONTOLOGY_GRAPH, REFERENCE_GRAPH, RUNS_GRAPH)


def turtle(store: Store, view: str, mask: Mask, seen: Focus | None = None) -> bytes:
    """The union of the graphs in Turtle, with canonical entities in the place of merged ones; through a lens (``seen``)
    the first line, a comment, tells which."""
    lines = sorted({_triple(quad) for quad in _quads(store, view, mask, seen, united=True)})
    return _comment(view, seen) + convert_graph((f"{line} ." for line in lines), "ttl")


def nquads(store: Store, view: str, mask: Mask, seen: Focus | None = None) -> bytes:
    """All graphs as they are in N-Quads, sorted; the graph of decisions tells who is merged into whom. Through a lens
    (``seen``) the first line, a comment, tells which."""
    return _comment(view, seen) + "".join(f"{line}\n" for line in _quad_lines(store, view, mask, seen)).encode()


def jsonld(store: Store, view: str, mask: Mask, seen: Focus | None = None) -> bytes:
    """All graphs in JSON-LD, which has no place to tell of a lens."""
    return convert_graph(_quad_lines(store, view, mask, seen), "jsonld", quads=True)


def _comment(view: str, seen: Focus | None) -> bytes:
    return f"# marsad: {view}, {seen.wording}\n".encode() if seen else b""


def _quad_lines(store: Store, view: str, mask: Mask, seen: Focus | None) -> list[str]:
    return sorted(f"{_triple(quad)} <{quad[3]}> ." for quad in _quads(store, view, mask, seen))


def _triple(quad: Quad) -> str:
    return " ".join(term.n3() for term in quad[:3])


def _quads(store: Store, view: str, mask: Mask, seen: Focus | None, *, united: bool = False) -> Iterator[Quad]:
    quads: Iterable[Quad] = (quad for graph in store.graphs() for quad in store.match(graph=graph))
    quads = _united(store, quads) if united and store.canonical.of else quads
    untold = _untold(store, mask)
    listed = _listed(store, seen)
    for quad in quads if view == "all" and listed is None else _select(quads, view, listed):
        masked = _masked(quad, mask)
        if masked is not None and quad[1].value == _WHY and quad[0].value in untold:
            masked = (*quad[:2], Term("literal", WITHHELD), quad[3])
        if masked is not None:
            yield masked


def _united(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Quads as they stand in the union; each still with the graph that says so, whose words it may hold."""
    private = {s.value for s, *_ in store.match(None, PRIVATE)}
    for subject, predicate, target, graph in quads:
        if graph == REVIEW_GRAPH:
            yield subject, predicate, target, graph
            continue
        seen = store.canonical.triple((subject, predicate, target))
        if predicate.value != PRIVATE or seen[0].value in private:
            yield (*seen, graph)


def _untold(store: Store, mask: Mask) -> frozenset[str]:
    """Decisions on private persons, or on entities that are gone, whose reasons may tell a name that nothing here
    knows: their IRIs and those of their undoings."""
    if not mask.active:
        return frozenset()
    found: list[str] = []
    for decision in Review(store).decisions:
        there = {store.canonical.get(entity) for entity in decision.everybody}
        if any(name in mask.private or not _is_there(store, name) for name in there):
            found += [decision.iri, UNDOING + decision.id]
    return frozenset(found)


def _is_there(store: Store, name: str) -> bool:
    return any(True for _ in store.match(Term("iri", name), _TYPE))


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


def _listed(store: Store, seen: Focus | None) -> frozenset[str] | None:
    """Who passes the lens, by the IRIs that the named graphs have: those of merged entities too."""
    if seen is None:
        return None
    return frozenset(member for entity in seen.entities for member in store.canonical.members(entity))


def _select(quads: Iterable[Quad], view: str, listed: frozenset[str] | None) -> Iterator[Quad]:
    """What a view needs: its claims, accounts or articles, and from there on whatever they point at; an entity is
    described, and not followed further. Through a lens only those that touch one of the ``listed``."""
    about: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        if quad[3] != ONTOLOGY_GRAPH:
            about[quad[0].value].append(quad)
    seeds = {expand(name) for name in _SEEDS[view]}
    found = dict.fromkeys(
        name for name, known in about.items() if any(q[1].value == _TYPE and q[2].value in seeds for q in known)
    )
    if listed is not None:
        touched = _touching(about, listed)
        found = {name: None for name in found if name in touched}
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        for quad in about[name]:
            if quad[1].value == _MENTIONS and not _shows(view, quad[2].value, listed):
                continue
            yield quad
            target = quad[2]
            if (
                target.kind == "iri"
                and target.value in about
                and target.value not in found
                and (not name.startswith(ENTITY) or quad[1].value == MERGED_INTO)
            ):
                found[target.value] = None
                waiting.append(target.value)


def _shows(view: str, mentioned: str, listed: frozenset[str] | None) -> bool:
    return view in ("cooccurrence", "all") and (listed is None or mentioned in listed)


def _touching(about: Mapping[str, list[Quad]], listed: frozenset[str]) -> frozenset[str]:
    """What is tied to one of these entities, or to a post in one; an account with all accounts of its occurrence."""
    posts = {
        name for name, known in about.items() if any(q[1].value == _POST_IN and q[2].value in listed for q in known)
    }
    wanted = listed | posts
    touched = {
        name for name, known in about.items() if any(q[1].value in _TIES and q[2].value in wanted for q in known)
    }
    told = {name: {q[2].value for q in known if q[1].value == _ACCOUNT_OF} for name, known in about.items()}
    occurrences = {occurrence for name in touched for occurrence in told.get(name, ())}
    return frozenset(touched | occurrences | {name for name, of in told.items() if not of.isdisjoint(occurrences)})
