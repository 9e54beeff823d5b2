"""GEXF 1.2draft for Gephi: typed attributes, colours by type, sizes by weight, and spells where dates are known.

Written by hand, since the writer of networkx stamps the day of writing and trips over missing values and control
characters. https://gexf.net/1.2/
"""

from collections.abc import Iterator, Mapping
from math import sqrt

from kg.export.view import Edge, Kind, Network, Node, Value, spelled
from kg.export.xml import attribute, content

_COLOURS = {
    "ArmedGroup": (200, 60, 50),
    "Person": (230, 150, 40),
    "StateBody": (60, 110, 180),
    "InternationalBody": (40, 150, 200),
    "CounterExtremismBody": (30, 130, 130),
    "PoliticalMovement": (150, 90, 170),
    "MediaOutlet": (200, 110, 160),
    "Company": (130, 120, 60),
    "CivilSociety": (110, 170, 60),
    "Organization": (110, 110, 190),
    "State": (70, 90, 140),
    "Place": (120, 160, 120),
    "Violence": (150, 30, 40),
    "StateAction": (50, 80, 130),
    "Gathering": (60, 140, 150),
}
_OTHER = (150, 150, 150)


def gexf(network: Network) -> bytes:
    """The network as a GEXF file; equal networks give equal bytes."""
    return "\n".join([*_lines(network), ""]).encode()


def _lines(network: Network) -> Iterator[str]:
    spells = {node.id: _spell(node.attributes) for node in network.nodes}
    edge_spells = [_edge_spell(edge, spells) for edge in network.edges]
    dynamic = any(spells.values()) or any(edge_spells)
    mode = 'mode="dynamic" timeformat="date"' if dynamic else 'mode="static"'
    kind = "directed" if network.directed else "undirected"
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">'
    yield "  <meta>"
    yield "    <creator>marsad</creator>"
    told = f"{network.view}, {network.lens}" if network.lens else network.view
    yield f"    <description>{content(told)}</description>"
    yield "  </meta>"
    yield f'  <graph defaultedgetype="{kind}" {mode}>'
    yield from _declarations("node", network.node_kinds)
    yield from _declarations("edge", network.edge_kinds)
    sizes = _sizes(network)
    yield f'    <nodes count="{len(network.nodes)}">'
    for node in network.nodes:
        yield from _node(node, network.node_kinds, sizes[node.id], spells[node.id])
    yield "    </nodes>"
    yield f'    <edges count="{len(network.edges)}">'
    for edge, spell in zip(network.edges, edge_spells, strict=True):
        yield from _edge(edge, network.edge_kinds, spell)
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _declarations(of: str, kinds: Mapping[str, Kind]) -> Iterator[str]:
    if not kinds:
        return
    yield f'    <attributes class="{of}" mode="static">'
    for name, kind in kinds.items():
        yield f'      <attribute id={attribute(name)} title={attribute(name)} type="{kind}"/>'
    yield "    </attributes>"


def _node(node: Node, kinds: Mapping[str, Kind], size: float, spell: str) -> Iterator[str]:
    yield f"      <node id={attribute(node.id)} label={attribute(node.label)}>"
    yield from _values(node.attributes, kinds)
    yield from _spells(spell)
    red, green, blue = _colour(node.attributes)
    yield f'        <viz:color r="{red}" g="{green}" b="{blue}"/>'
    yield f'        <viz:size value="{size}"/>'
    yield "      </node>"


def _edge(edge: Edge, kinds: Mapping[str, Kind], spell: str) -> Iterator[str]:
    label = f" label={attribute(edge.label)}" if edge.label else ""
    ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
    yield f'      <edge id="{edge.id}" {ends}{label} weight="{edge.weight!r}">'
    yield from _values(edge.attributes, kinds)
    yield from _spells(spell)
    yield "      </edge>"


def _values(attributes: Mapping[str, Value], kinds: Mapping[str, Kind]) -> Iterator[str]:
    if not attributes:
        return
    yield "        <attvalues>"
    for name, kind in kinds.items():
        if name in attributes:
            value = attribute(spelled(attributes[name], kind))
            yield f"          <attvalue for={attribute(name)} value={value}/>"
    yield "        </attvalues>"


def _spells(spell: str) -> Iterator[str]:
    if spell:
        yield f"        <spells><spell {spell}/></spells>"


def _spell(attributes: Mapping[str, Value], first: str = "start", last: str = "end") -> str:
    """The attributes of a spell, empty where no day is known or the days contradict each other."""
    start, end = str(attributes.get(first, "")), str(attributes.get(last, ""))
    if start and end and start > end:
        return ""
    return " ".join(f'{name}="{day}"' for name, day in (("start", start), ("end", end)) if day)


def _edge_spell(edge: Edge, nodes: Mapping[str, str]) -> str:
    """When an edge holds: while what it says is valid, else the day its article came out, else as long as the event
    at one of its ends."""
    own = _spell(edge.attributes, "valid_from", "valid_to") or _spell(edge.attributes, "issued", "issued")
    return own or nodes.get(edge.source, "") or nodes.get(edge.target, "")


def _sizes(network: Network) -> dict[str, float]:
    """By mentions, or accounts of an occurrence, or else the weight of the edges; grows with the square root."""
    weights = dict.fromkeys((node.id for node in network.nodes), 0.0)
    for edge in network.edges:
        weights[edge.source] += edge.weight
        weights[edge.target] += edge.weight
    sizes: dict[str, float] = {}
    for node in network.nodes:
        told = node.attributes.get("mentions", node.attributes.get("accounts"))
        weight = float(told) if isinstance(told, (int, float)) else weights[node.id]
        sizes[node.id] = round(min(6 + 4 * sqrt(max(weight, 0.0)), 100.0), 2)
    return sizes


def _colour(attributes: Mapping[str, Value]) -> tuple[int, int, int]:
    from ontology.vocabulary import broader, classes, event_types, superclasses

    name = str(attributes.get("type", ""))
    line = superclasses(name) if name in classes() else broader(name) if name in event_types() else ()
    return next((_COLOURS[step] for step in line if step in _COLOURS), _OTHER)
