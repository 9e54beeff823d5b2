"""The files: complete, typed, the same bytes each time, and there whole or not at all."""

import csv
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib

from kg.export import NETWORK_FORMATS, RDF_FORMATS, VIEW_NAMES, export
from kg.export.gexf import gexf
from kg.export.graphml import graphml
from kg.export.table import csv_edges
from kg.export.view import Edge, Network, Node
from kg.networks import claims, cooccurrence
from kg.store import Store
from ontology.errors import UsageError

GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("view", VIEW_NAMES)
@pytest.mark.parametrize("form", NETWORK_FORMATS + RDF_FORMATS)
def test_every_format_of_every_view_gives_the_same_bytes_twice(
    store: Store, tmp_path: Path, form: str, view: str
) -> None:
    report = export(store, tmp_path / f"a.{form}", view=view)
    first = written(tmp_path)
    assert [Path(name).name for name in report.files] == sorted(first, reverse=form == "csv")
    assert all(first.values())
    export(store, tmp_path / f"a.{form}", view=view)
    assert written(tmp_path) == first


def test_gexf_has_types_colours_sizes_and_spells(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "c.gexf", view="claims")
    root = ElementTree.parse(tmp_path / "c.gexf").getroot()
    assert root.get("version") == "1.2"
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == ("dynamic", "date", "directed")
    kinds = {a.get("title"): a.get("type") for a in graph.iterfind(f"{GEXF}attributes[@class='edge']/{GEXF}attribute")}
    assert kinds["confidence"] == "double"
    assert {"certainty", "polarity", "attribution", "quote"} <= set(kinds)
    edges = list(graph.iterfind(f"{GEXF}edges/{GEXF}edge"))
    assert len(edges) == claims(store).number_of_edges()
    fights = next(edge for edge in edges if edge.get("label") == "fights")
    spell = fights.find(f"{GEXF}spells/{GEXF}spell")
    assert spell is not None
    assert spell.attrib == {"start": "2020-01-01"}
    values = {v.get("for"): v.get("value") for v in fights.iterfind(f"{GEXF}attvalues/{GEXF}attvalue")}
    assert (values["certainty"], values["attribution_kind"]) == ("alleged", "author")
    colours = {
        node.get("label"): tuple(node.find(f"{VIZ}color").attrib.values())  # type: ignore[union-attr]
        for node in graph.iterfind(f"{GEXF}nodes/{GEXF}node")
    }
    assert colours["JNIM"] == colours["Islamic State"] != colours["Morocco"]
    assert all(float(size.get("value", "0")) > 0 for size in graph.iter(f"{VIZ}size"))


def test_no_day_of_writing(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "c.gexf")
    assert b"lastmodified" not in (tmp_path / "c.gexf").read_bytes()


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_networkx_reads_what_it_gave(store: Store, tmp_path: Path, form: str) -> None:
    export(store, tmp_path / f"c.{form}", include_private=True, language="ar")
    read = nx.read_gexf(tmp_path / "c.gexf") if form == "gexf" else nx.read_graphml(tmp_path / "c.graphml")
    expected = cooccurrence(store, language="ar")
    assert set(read.nodes) == set(expected.nodes)
    assert {frozenset(e) for e in read.edges} == {frozenset(e) for e in expected.edges}
    for iri, data in expected.nodes(data=True):
        for name in ("label", "type", "private", "mentions"):
            assert read.nodes[iri][name] == data[name]
    for one, other, data in expected.edges(data=True):
        assert read.edges[one, other]["count"] == data["count"]


def test_csv_has_the_columns_that_gephi_knows(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "رسم.csv", view="claims")
    with (tmp_path / "رسم-nodes.csv").open(encoding="utf-8", newline="") as stream:
        nodes = list(csv.DictReader(stream))
    with (tmp_path / "رسم-edges.csv").open(encoding="utf-8", newline="") as stream:
        edges = list(csv.DictReader(stream))
    assert not (tmp_path / "رسم.csv").exists()
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:6] == ["Source", "Target", "Type", "Id", "Label", "Weight"]
    assert {edge["Source"] for edge in edges} | {edge["Target"] for edge in edges} == {node["Id"] for node in nodes}
    assert {edge["Type"] for edge in edges} == {"Directed"}


def test_rdf_holds_the_whole_store(store: Store, tmp_path: Path) -> None:
    for form in ("nq", "ttl", "jsonld"):
        export(store, tmp_path / f"a.{form}", include_private=True)
    assert (tmp_path / "a.nq").read_text(encoding="utf-8").splitlines() == sorted(store.nquads())
    triples = rdflib.Graph().parse(tmp_path / "a.ttl")
    assert len(triples) == int(store.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"])
    named = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    assert named


def test_a_view_in_rdf_holds_what_it_is_about(store: Store, tmp_path: Path) -> None:
    counts = {}
    for view in ("claims", "events", "cooccurrence"):
        export(store, tmp_path / "v.ttl", view=view)
        text = (tmp_path / "v.ttl").read_text(encoding="utf-8")
        counts[view] = (text.count("a mo:Claim"), text.count("a mo:EventAccount"), text.count("mo:mentions"))
    assert counts["claims"][0] > 0
    assert counts["claims"][1:] == (0, 0)
    assert counts["events"][1] > 0
    assert counts["events"][0] == counts["events"][2] == 0
    assert counts["cooccurrence"][:2] == (0, 0)
    assert counts["cooccurrence"][2] > 0


NASTY = "a\x00b\x0bc\x1f <&\"'> \ud800 \ufffe سطر\nثان\r\t😀"


def nasty() -> Network:
    node = Node(id="https://example.org/1", label=NASTY, attributes={"title": NASTY, "number": 2**40, "real": 0.1})
    other = Node(id="https://example.org/2", label="", attributes={})
    edge = Edge(id="e1", source=node.id, target=other.id, label="", weight=1.0, attributes={"quote": NASTY})
    return Network(
        view="claims",
        directed=True,
        nodes=(node, other),
        edges=(edge,),
        node_kinds={"number": "long", "real": "double", "title": "string"},
        edge_kinds={"quote": "string"},
    )


def test_control_characters_and_missing_values_do_no_harm() -> None:
    root = ElementTree.fromstring(gexf(nasty()))
    label = root.find(f".//{GEXF}node").get("label")  # type: ignore[union-attr]
    assert label == "abc <&\"'>   سطر\nثان\r\t😀"
    values = [v.get("value") for v in root.iterfind(f".//{GEXF}node/{GEXF}attvalues/{GEXF}attvalue")]
    assert values == [str(2**40), "0.1", label]
    read = nx.parse_graphml(graphml(nasty()).decode())
    assert read.nodes["https://example.org/1"]["title"] == label
    assert read.nodes["https://example.org/2"] == {"label": ""}
    rows = list(csv.reader(csv_edges(nasty()).decode().splitlines(keepends=True)))
    assert len(rows) == 2
    assert "\0" not in rows[1][-1]


@pytest.mark.parametrize(
    ("name", "words"),
    [("folder", "no format"), ("x.png", "no format"), ("none/x.gexf", "no folder"), ("folder.gexf", "is a folder")],
)
def test_what_must_not_be_written(store: Store, tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.gexf").mkdir()
    with pytest.raises(UsageError, match=re.escape(words)):
        export(store, tmp_path / name)
    with pytest.raises(UsageError, match="within the store"):
        export(store, store.path / "x.gexf")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "folder.gexf"]


def test_a_device_is_no_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "x.gexf").symlink_to("/dev/null")
    with pytest.raises(UsageError, match="no ordinary file"):
        export(store, tmp_path / "x.gexf")


def test_a_failed_export_leaves_what_was_there(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("nodes", "edges"):
        (tmp_path / f"x-{part}.csv").write_text("before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.export.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        export(store, tmp_path / "x.csv")
    assert written(tmp_path) == {"x-edges.csv": b"before", "x-nodes.csv": b"before"}
