import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Extraction
from kg.folder import FORMAT
from kg.ingest import ingest_articles
from kg.rdf import article_graph, run_iri
from kg.rows import article_rows
from kg.store import Store
from kg.table import ArticleRows
from kg.terms import Term
from kg.verify import verify
from ontology.errors import StoreError
from ontology.namespaces import article_iri
from tests.kg.pipeline import SamplePipeline, inputs
from tests.kg.samples import arabic, french, samples


def write_of(extraction: Extraction, fingerprint: str = "f") -> tuple[ArticleRows, tuple[str, ...]]:
    triples = article_graph(extraction, run=run_iri(fingerprint))
    return article_rows(extraction, fingerprint=fingerprint, triples=triples), triples


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "new.store", write=True, create=True) as store:
        yield store


def test_what_is_written_is_read(fresh: Store) -> None:
    rows, triples = write_of(arabic())
    fresh.put_article(rows, triples)
    assert fresh.triples(rows.article.iri) == triples
    assert fresh.table.article(rows.article.iri) == rows.article
    assert fresh.table.text(rows.article.iri) == arabic().article.text
    assert tuple(fresh.table.mentions()) == tuple(sorted(rows.mentions, key=lambda m: (m.start, m.end, m.entity or "")))
    assert fresh.table.accounts() == sorted(rows.accounts, key=lambda account: account.iri)


def test_the_union_holds_each_triple_once_whatever_comes_and_goes(fresh: Store) -> None:
    def agrees() -> bool:
        named = {line.rsplit(" <", 1)[0] for line in fresh.nquads()}
        union = [" ".join(map(Term.n3, spo)) for *spo, _ in fresh.match()]
        return len(union) == len(set(union)) and set(union) == named

    one, other = write_of(arabic()), write_of(french())
    fresh.put_article(*one)
    fresh.put_article(*other)
    count = "SELECT (COUNT(*) AS ?n) { entity:jnim a mo:ArmedGroup }"
    assert fresh.rows(count) == [{"n": "1"}]
    assert agrees()
    fresh.put_article(*write_of(arabic(), "g"))
    assert agrees()
    fresh.remove_article(one[0].article.iri)
    assert agrees()
    assert fresh.rows(count) == [{"n": "1"}]
    fresh.remove_article(other[0].article.iri)
    assert fresh.rows(count) == [{"n": "0"}]
    assert fresh.graphs() == ()


TRIPLES = st.lists(st.integers(0, 12), max_size=12, unique=True).map(
    lambda numbers: tuple(sorted(f"<urn:s:{number}> <urn:p> <urn:o>" for number in numbers))
)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store for graphs that come and go."""
    with Store.open(tmp_path_factory.mktemp("scratch") / "s", write=True, create=True) as store:
        yield store


@settings(max_examples=40, deadline=None)
@given(changes=st.lists(st.tuples(st.sampled_from(["urn:g:1", "urn:g:2"]), TRIPLES), max_size=6))
def test_patching_is_putting(scratch: Store, changes: list[tuple[str, tuple[str, ...]]]) -> None:
    expected: dict[str, tuple[str, ...]] = {"urn:g:1": (), "urn:g:2": ()}
    for graph in expected:
        scratch.put_graph(graph, ())
    for graph, triples in changes:
        scratch.patch_graph(graph, triples)
        expected[graph] = triples
        assert {name: scratch.triples(name) for name in expected} == expected
        union = sorted(" ".join(map(Term.n3, spo)) for *spo, _ in scratch.match())
        assert union == sorted({line for lines in expected.values() for line in lines})


@pytest.mark.parametrize("step", ["staged", "written"])
@pytest.mark.parametrize("change", ["add", "replace", "remove"])
def test_a_stop_between_the_files_is_put_right(tmp_path: Path, step: str, change: str) -> None:
    path = tmp_path / "stopped.store"
    name = article_iri("ar-1")
    with Store.open(path, write=True, create=True) as store:
        if change != "add":
            store.put_article(*write_of(arabic(), "old"))
        rows, triples = write_of(arabic(), "new")
        gone = change == "remove"
        store.table.stage(name, None if gone else rows.article.graph_sha256, None if gone else rows)
        if step == "written":
            store.put_graph(name, () if gone else triples)
    with Store.open(path) as store:
        assert store.table.staged() == []
        assert verify(store) == ()
        found = store.table.article(name)
    happened = step == "written"
    expected = {"add": (None, "new"), "replace": ("old", "new"), "remove": ("old", None)}[change][happened]
    assert (found and found.fingerprint) == expected


def test_a_second_writer_gets_one_line(fresh: Store) -> None:
    with pytest.raises(StoreError, match="is being written by another marsad process") as caught:
        Store.open(fresh.path, write=True)
    assert "\n" not in str(caught.value)


def test_readers_share_and_a_writer_waits_for_them(made: Path) -> None:
    with Store.open(made) as one, Store.open(made) as other:
        assert one.graphs() == other.graphs()
        with pytest.raises(StoreError, match="is being read by another process"):
            Store.open(made, write=True, wait=0.1)


def test_a_reader_of_a_busy_store_gets_one_line(fresh: Store) -> None:
    with pytest.raises(StoreError, match="is being written"):
        Store.open(fresh.path, wait=0.1)


def test_a_reader_gets_in_between_two_articles(tmp_path: Path) -> None:
    path = tmp_path / "busy.store"
    seen: list[int] = []

    def read() -> None:
        with Store.open(path, wait=20) as store:
            seen.append(store.table.counts()["articles"])

    with Store.open(path, write=True, create=True) as store:
        store.put_article(*write_of(arabic()))
        reader = threading.Thread(target=read)
        reader.start()
        deadline = time.monotonic() + 20
        while not store.step_aside():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        store.put_article(*write_of(french()))
        reader.join()
    assert seen == [1]


def test_a_snapshot_stands_in_nobodys_way_and_does_not_change(tmp_path: Path) -> None:
    path = tmp_path / "snap.store"
    with Store.open(path, write=True, create=True) as store:
        ingest_articles(store, inputs(arabic()), pipeline=SamplePipeline(*samples()))
    with Store.open(path, snapshot=True) as reader:
        before = (tuple(reader.nquads()), reader.table.counts())
        with Store.open(path, write=True) as writer:
            ingest_articles(writer, inputs(french()), pipeline=SamplePipeline(*samples()))
            assert writer.table.counts()["articles"] == 2
        assert (tuple(reader.nquads()), reader.table.counts()) == before
    assert list((path / "snapshots").iterdir()) == []


def test_snapshots_of_the_dead_are_swept(tmp_path: Path) -> None:
    path = tmp_path / "dead.store"
    with Store.open(path, write=True, create=True) as store:
        store.put_article(*write_of(arabic()))
        store.table.set_state("occurrences", "fresh")
    code = f"import os; from kg.store import Store; s = Store.open({str(path)!r}, snapshot=True); os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 9
    assert len(list((path / "snapshots").iterdir())) == 1
    Store.open(path, write=True).close()
    assert list((path / "snapshots").iterdir()) == []


def test_a_closed_store_says_so(made: Path) -> None:
    store = Store.open(made)
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.graphs()


def bad_stores(folder: Path) -> dict[str, tuple[Path, str]]:
    """Folders that are no good store, with what the error says."""

    def build(name: str, *, header: str | None = '{"format": 2, "state": "ready", "reference": ""}') -> Path:
        path = folder / name
        with Store.open(path, write=True, create=True):
            pass
        if header is not None:
            (path / "marsad.json").write_text(header)
        return path

    file = folder / "file"
    file.write_text("x")
    other = folder / "other"
    other.mkdir()
    (other / "thesis.doc").write_text("x")
    no_table = build("no-table")
    (no_table / "mentions.sqlite").unlink()
    no_rdf = build("no-rdf")
    for part in (no_rdf / "rdf").iterdir():
        part.unlink()
    damaged = build("damaged")
    (damaged / "mentions.sqlite").write_bytes(b"not sqlite at all" * 100)
    broken = build("broken")
    for part in (broken / "rdf").glob("MANIFEST*"):
        part.write_bytes(b"zzz")
    return {
        "missing": (folder / "nowhere", "no store at"),
        "file": (file, "is a file"),
        "other": (other, "is not a Marsad store"),
        "cut header": (build("cut", header='{"format": 2, "st'), "cannot be read"),
        "odd header": (build("odd", header="[]"), "cannot be read"),
        "newer": (build("newer", header='{"format": 3}'), "newer marsad"),
        "older": (build("older", header='{"format": 1}'), "older marsad"),
        "creating": (build("creating", header='{"format": 2, "state": "creating"}'), "cut short"),
        "no table": (no_table, "has no mentions.sqlite"),
        "no rdf": (no_rdf, "has no rdf"),
        "damaged table": (damaged, "cannot be opened"),
        "damaged rdf": (broken, "cannot be opened"),
    }


def test_what_is_no_good_store_gives_one_line_and_loses_nothing(tmp_path: Path) -> None:
    cases = bad_stores(tmp_path)
    assert len(cases) == 12
    for name, (path, words) in cases.items():
        before = sorted(os.fspath(p.relative_to(tmp_path)) for p in tmp_path.rglob("*"))
        with pytest.raises(StoreError, match=words) as caught:
            Store.open(path, wait=0.1)
        assert "\n" not in str(caught.value), name
        after = sorted(os.fspath(p.relative_to(tmp_path)) for p in tmp_path.rglob("*"))
        assert [p for p in before if p not in after and "LOG" not in p] == [], name
        if name not in ("missing", "creating"):
            with pytest.raises(StoreError):
                Store.open(path, write=True, create=True, wait=0.1)


def test_a_making_that_was_cut_short_is_taken_up_again(tmp_path: Path) -> None:
    path = tmp_path / "half.store"
    path.mkdir()
    (path / "marsad.json").write_text(json.dumps({"format": FORMAT, "state": "creating"}))
    (path / "mentions.sqlite").write_text("half")
    with Store.open(path, write=True, create=True) as store:
        assert store.table.counts()["articles"] == 0


def test_without_create_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store at"):
        Store.open(tmp_path / "none", write=True)
    assert list(tmp_path.iterdir()) == []


def test_pseudonyms_are_stable_in_a_store_and_differ_between_stores(store: Store, fresh: Store) -> None:
    (name, pseudonym), *rest = store.private_names().items()
    assert (name, rest) == ("موسى ديالو", [])
    assert pseudonym.startswith("person-")
    person = store.rows("SELECT ?p { ?p mo:isPrivate true }")[0]["p"]
    assert store.pseudonym(person) == pseudonym != fresh.pseudonym(person)


def test_the_key_is_for_the_owner_alone(made: Path) -> None:
    assert (made / "private.key").stat().st_mode & 0o077 == 0


def test_a_lost_key_is_said(tmp_path: Path) -> None:
    path = tmp_path / "key.store"
    with Store.open(path, write=True, create=True) as store:
        (path / "private.key").unlink()
        with pytest.raises(StoreError, match=r"private\.key"):
            store.pseudonym("urn:x:y")


@pytest.mark.parametrize("moment", ["copied", "moved away", "in place"])
def test_a_kill_while_the_files_are_rewritten_loses_nothing(tmp_path: Path, moment: str) -> None:
    path = tmp_path / "swap.store"
    with Store.open(path, write=True, create=True) as store:
        ingest_articles(store, inputs(arabic()), pipeline=SamplePipeline(*samples()))
        before = tuple(store.nquads())
    if moment == "copied":
        shutil.copytree(path / "rdf", path / "rdf.new")
        (path / "rdf.new" / "CURRENT").unlink()
    elif moment == "moved away":
        (path / "rdf").rename(path / "rdf.old")
    else:
        shutil.copytree(path / "rdf", path / "rdf.old")
    with Store.open(path) as store:
        assert tuple(store.nquads()) == before
    Store.open(path, write=True).close()
    assert not list(path.glob("rdf.*"))
