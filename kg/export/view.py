"""A network laid flat for writing: sorted nodes and edges with plain attributes, private names masked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from kg import networks
from kg.export.masking import Mask
from kg.lens import Lens
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

Value = str | int | float | bool
Kind = Literal["string", "integer", "long", "double", "boolean"]
VIEWS: Mapping[str, Callable[..., "nx.Graph[str]"]] = {
    "cooccurrence": networks.cooccurrence,
    "events": networks.events,
    "claims": networks.claims,
    "all": networks.everything,
}
# What is told by the ontology, a date or an IRI holds no name. Everything else is masked, also what comes later.
_NO_NAMES = frozenset(
    (
        *("type", "kind", "predicate", "polarity", "certainty", "attribution_kind", "attributed_to"),
        *("article", "claim", "start", "end", "issued", "valid_from", "valid_to"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node: its id is an IRI."""

    id: str
    label: str
    attributes: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge; ``label`` is the predicate where there is one."""

    id: str
    source: str
    target: str
    label: str
    weight: float
    attributes: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """A whole network in a fixed order. ``node_kinds`` and ``edge_kinds`` tell the type of each attribute; ``lens`` is
    the lens that it was seen through, in words."""

    view: str
    directed: bool
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    node_kinds: Mapping[str, Kind]
    edge_kinds: Mapping[str, Kind]
    lens: str = ""


def network(store: Store, view: str, mask: Mask, *, language: str = "en", lens: Lens | None = None) -> Network:
    """The network of a view, ready to be written."""
    graph = VIEWS[view](store, language=language, lens=lens)
    nodes = tuple(_node(iri, graph.nodes[iri], mask) for iri in sorted(graph.nodes))
    ordered = sorted(_edges(graph), key=lambda edge: edge[:3])
    edges = tuple(
        _edge(f"e{number}", source, target, data, mask)
        for number, (source, target, _, data) in enumerate(ordered, start=1)
    )
    return Network(
        view=view,
        directed=graph.is_directed(),
        nodes=nodes,
        edges=edges,
        node_kinds=_kinds([node.attributes for node in nodes]),
        edge_kinds=_kinds([edge.attributes for edge in edges]),
        lens=graph.graph.get("lens", ""),
    )


def _edges(graph: "nx.Graph[str]") -> Iterator[tuple[str, str, str, Mapping[str, Value]]]:
    """(source, target, key, attributes); the ends of an undirected edge in the order of their IRIs."""
    import networkx as nx

    if isinstance(graph, nx.MultiDiGraph):
        for source, target, key in graph.edges(keys=True):
            yield source, target, str(key), graph.edges[source, target, key]
        return
    for one, other in graph.edges():
        source, target = (one, other) if graph.is_directed() else sorted((one, other))
        yield source, target, "", graph.edges[one, other]


def _node(iri: str, data: Mapping[str, Any], mask: Mask) -> Node:
    attributes = _masked(data, mask)
    attributes.pop("label", None)
    return Node(id=iri, label=mask.label(iri, str(data.get("label") or iri)), attributes=attributes)


def _edge(number: str, source: str, target: str, data: Mapping[str, Any], mask: Mask) -> Edge:
    attributes = _masked(data, mask)
    weight = attributes.pop("weight", 1.0)
    if data.get("attributed_to"):
        attributes["attribution"] = mask.label(
            data["attributed_to"], data.get("attribution", ""), str(data.get("article", ""))
        )
    return Edge(
        id=number,
        source=source,
        target=target,
        label=str(data.get("predicate", "")),
        weight=float(weight),
        attributes=attributes,
    )


def _masked(data: Mapping[str, Any], mask: Mask) -> dict[str, Value]:
    """Attributes that have a value, by name; what no file format can hold (lists, infinities) is spelled out."""
    found: dict[str, Value] = {}
    article = str(data.get("article", ""))
    for name in sorted(data):
        value = data[name]
        if value is None or value == "" or (isinstance(value, float) and not isfinite(value)):
            continue
        if not isinstance(value, (str, int, float)):
            value = "; ".join(map(str, value)) if isinstance(value, (list, tuple, set, frozenset)) else str(value)
        found[name] = mask.text(value, article) if isinstance(value, str) and name not in _NO_NAMES else value
    return found


def _kinds(rows: Iterable[Mapping[str, Value]]) -> dict[str, Kind]:
    seen: dict[str, set[Kind]] = {}
    for row in rows:
        for name, value in row.items():
            seen.setdefault(name, set()).add(_kind(value))
    return {name: _common(kinds) for name, kinds in sorted(seen.items())}


def _kind(value: Value) -> Kind:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if abs(value) < 2**31 else "long"
    return "double" if isinstance(value, float) else "string"


def _common(kinds: set[Kind]) -> Kind:
    """The type that holds all of them."""
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds <= {"integer", "long"}:
        return "long"
    return "double" if kinds <= {"integer", "long", "double"} else "string"


def spelled(value: Value, kind: Kind) -> str:
    """A value as the file formats write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(float(value)) if kind == "double" and not isinstance(value, str) else str(value)
