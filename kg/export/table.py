"""Two CSV files, nodes and edges, with the column names that Gephi's import of spreadsheets knows."""

import csv
import io
from collections.abc import Iterable, Sequence

from kg.export.view import Network, spelled


def csv_nodes(network: Network) -> bytes:
    """``Id``, ``Label`` and one column an attribute; empty where a value is not known."""
    kinds = network.node_kinds
    rows = (
        [
            node.id,
            node.label,
            *(spelled(node.attributes[n], k) if n in node.attributes else "" for n, k in kinds.items()),
        ]
        for node in network.nodes
    )
    return _csv(["Id", "Label", *kinds], rows)


def csv_edges(network: Network) -> bytes:
    """``Source``, ``Target``, ``Type``, ``Id``, ``Label``, ``Weight`` and one column an attribute."""
    kinds = network.edge_kinds
    kind_of = "Directed" if network.directed else "Undirected"
    rows = (
        [
            *(edge.source, edge.target, kind_of, edge.id, edge.label, repr(edge.weight)),
            *(spelled(edge.attributes[n], k) if n in edge.attributes else "" for n, k in kinds.items()),
        ]
        for edge in network.edges
    )
    return _csv(["Source", "Target", "Type", "Id", "Label", "Weight", *kinds], rows)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    # NUL is the one character that readers of CSV choke on.
    writer.writerows([cell.replace("\0", "") for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8", "replace")
