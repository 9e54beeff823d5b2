import sqlite3
from pathlib import Path

import pytest

from kg.ingest import ingest_articles
from kg.store import Store
from kg.validate import check, validate
from kg.verify import verify
from ontology.namespaces import MO, article_iri, expand
from tests.kg.pipeline import SamplePipeline, inputs
from tests.kg.samples import arabic, samples

NAME = article_iri("ar-1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        ingest_articles(store, inputs(arabic()), pipeline=SamplePipeline(*samples()))
    return tmp_path / "s"


def test_a_good_store_has_no_faults(store: Store) -> None:
    assert verify(store) == ()
    assert validate(store) == ()


def alter_text(path: Path, sql: str) -> None:
    database = sqlite3.connect(path / "mentions.sqlite")
    with database:
        database.execute(sql)
    database.close()


def messages(path: Path) -> str:
    with Store.open(path) as store:
        return "\n".join(map(str, verify(store)))


def test_a_changed_text_is_found(path: Path) -> None:
    alter_text(path, "UPDATE texts SET text = replace(text, '12', '13')")
    found = messages(path)
    assert "does not match its SHA-256" in found
    assert "the text has '13'" in found


def test_a_lost_text_is_found(path: Path) -> None:
    alter_text(path, "DELETE FROM texts")
    assert "its text is missing" in messages(path)


def test_a_lost_graph_and_a_graph_without_text_are_found(path: Path) -> None:
    with Store.open(path, write=True) as store:
        lines = store.triples(NAME)
        store.put_graph(NAME, ())
        store.put_graph(article_iri("ghost"), lines[:2])
    found = messages(path)
    assert "its graph is missing" in found
    assert "has a graph and no stored text" in found


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        ("oa:exact", "has no exact"),
        ("oa:start", "has no start"),
        ("oa:hasSource", "has no source"),
        ("mo:textSha256", "mo:textSha256 is missing"),
        ("mo:evidence", "rests on no quote"),
    ],
)
def test_a_lost_triple_is_found(path: Path, predicate: str, words: str) -> None:
    with Store.open(path, write=True) as store:
        kept = [line for line in store.triples(NAME) if f"<{expand(predicate)}>" not in line]
        store.put_graph(NAME, kept)
    found = messages(path)
    assert words in found
    assert "its graph has changed" in found


def test_a_moved_offset_is_found(path: Path) -> None:
    with Store.open(path, write=True) as store:
        changed = [line.replace('"13"^^', '"14"^^') for line in store.triples(NAME)]
        assert changed != list(store.triples(NAME))
        store.put_graph(NAME, changed)
    assert "the text has" in messages(path)


def test_shacl_faults_name_graph_node_and_fix(path: Path) -> None:
    with Store.open(path, write=True) as store:
        broken = [line for line in store.triples(NAME) if "mo:polarity" not in line and f"<{MO}polarity>" not in line]
        store.put_graph(NAME, broken)
        faults = validate(store)
    assert {fault.graph for fault in faults} == {NAME}
    assert len(faults) == 3
    assert all("mo:polarity is needed" in str(fault) and fault.node for fault in faults)


def test_nobody_can_be_typed_as_a_terrorist() -> None:
    line = f"<https://w3id.org/marsad/entity/x> <{expand('rdf:type')}> <{MO}Terrorist>"
    assert "not in the vocabulary" in str(check([line])[0])
