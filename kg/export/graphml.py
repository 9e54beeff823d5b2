"""GraphML: for yEd, igraph, networkx and Gephi. http://graphml.graphdrawing.org/specification.html"""

from collections.abc import Iterator, Mapping

from kg.export.view import Kind, Network, Value, spelled
from kg.export.xml import attribute, content

_TYPES: Mapping[Kind, str] = {
    "string": "string",
    "integer": "int",
    "long": "long",
    "double": "double",
    "boolean": "boolean",
}


def graphml(network: Network) -> bytes:
    """The network as a GraphML file; equal networks give equal bytes."""
    return "\n".join([*_lines(network), ""]).encode()


def _lines(network: Network) -> Iterator[str]:
    node_kinds: dict[str, Kind] = {"label": "string", **network.node_kinds}
    edge_kinds: dict[str, Kind] = {"label": "string", "weight": "double", **network.edge_kinds}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield from _keys("node", node_kinds)
    yield from _keys("edge", edge_kinds)
    if network.lens:
        yield '  <key id="g0" for="graph" attr.name="lens" attr.type="string"/>'
    yield f'  <graph id="{network.view}" edgedefault="{"directed" if network.directed else "undirected"}">'
    if network.lens:
        yield f'    <data key="g0">{content(network.lens)}</data>'
    for node in network.nodes:
        yield f"    <node id={attribute(node.id)}>"
        yield from _data("n", {"label": node.label, **node.attributes}, node_kinds)
        yield "    </node>"
    for edge in network.edges:
        yield f'    <edge id="{edge.id}" source={attribute(edge.source)} target={attribute(edge.target)}>'
        own = {"label": edge.label} if edge.label else {}
        yield from _data("e", {**own, "weight": edge.weight, **edge.attributes}, edge_kinds)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _keys(of: str, kinds: Mapping[str, Kind]) -> Iterator[str]:
    for number, (name, kind) in enumerate(kinds.items()):
        spelling = f'attr.name={attribute(name)} attr.type="{_TYPES[kind]}"'
        yield f'  <key id="{of[0]}{number}" for="{of}" {spelling}/>'


def _data(prefix: str, values: Mapping[str, Value], kinds: Mapping[str, Kind]) -> Iterator[str]:
    for number, (name, kind) in enumerate(kinds.items()):
        if name in values:
            yield f'      <data key="{prefix}{number}">{content(spelled(values[name], kind))}</data>'
