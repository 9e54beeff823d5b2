"""GEXF as Gephi Lite reads it: graphology-gexf under Node gives back the nodes, edges, attributes and labels."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg.export import VIEW_NAMES
from kg.export.gexf import gexf
from kg.export.masking import Mask
from kg.export.view import Network, Value, network
from kg.store import Store
from tests.kg.export.test_export import nasty

FOLDER = Path(__file__).parents[2] / "gephi"
_missing = (
    "Node is missing"
    if shutil.which("node") is None
    else "graphology-gexf is missing: run npm ci in tests/gephi"
    if not (FOLDER / "node_modules" / "graphology-gexf").is_dir()
    else None
)
pytestmark = pytest.mark.skipif(_missing is not None, reason=_missing or "")


def read(path: Path) -> dict[str, Any]:
    result = subprocess.run(["node", str(FOLDER / "read.mjs"), str(path)], capture_output=True, timeout=60, check=False)
    assert result.returncode == 0, result.stderr.decode()
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def agree(found: dict[str, Any], written: Network) -> None:
    assert [node["id"] for node in found["nodes"]] == [node.id for node in written.nodes]
    assert [(e["id"], e["source"], e["target"]) for e in found["edges"]] == [
        (e.id, e.source, e.target) for e in written.edges
    ]
    for node, expected in zip(found["nodes"], written.nodes, strict=True):
        own = dict(node["attributes"])
        assert own.pop("label", "") == expected.label
        assert own.pop("color").startswith("rgb(")
        assert own.pop("size") > 0
        assert own == plain(expected.attributes)
    for edge, wanted in zip(found["edges"], written.edges, strict=True):
        own = dict(edge["attributes"])
        assert own.pop("label", "") == wanted.label
        assert own.pop("weight") == wanted.weight
        assert edge["directed"] is written.directed
        assert own == plain(wanted.attributes)


def plain(attributes: "dict[str, Value] | Any") -> dict[str, Value]:
    return dict(attributes)


@pytest.mark.parametrize("view", VIEW_NAMES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_graphology_reads_back_what_was_written(store: Store, tmp_path: Path, view: str, language: str) -> None:
    written = network(store, view, Mask(store), language=language)
    assert written.nodes
    assert written.edges
    (tmp_path / "g.gexf").write_bytes(gexf(written))
    agree(read(tmp_path / "g.gexf"), written)


def test_graphology_reads_what_was_scraped(tmp_path: Path) -> None:
    (tmp_path / "g.gexf").write_bytes(gexf(nasty()))
    found = read(tmp_path / "g.gexf")
    assert found["nodes"][0]["attributes"]["label"] == "abc <&\"'>   سطر\nثان\r\t😀"
    assert found["nodes"][0]["attributes"]["number"] == 2**40
