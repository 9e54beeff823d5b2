import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from extract.model import Article, Dropped, Extraction
from kg.ingest import ingest, ingest_articles
from kg.store import Store
from kg.verify import verify
from kg.withdraw import NoArticleError, withdraw
from ontology.errors import InputError, StoreError
from ontology.namespaces import REFERENCE_GRAPH, RUNS_GRAPH, article_iri
from tests.kg.pipeline import SamplePipeline, inputs
from tests.kg.samples import ALL, arabic, french, samples


def quads(path: Path) -> list[str]:
    with Store.open(path) as store:
        return list(store.nquads())


def build(path: Path, *extractions: Extraction, fingerprint: str = "sample 1") -> Path:
    pipeline = SamplePipeline(*extractions, fingerprint=fingerprint)
    with Store.open(path, write=True, create=True) as store:
        report = ingest_articles(store, inputs(*extractions), pipeline=pipeline)
    assert report.failed == ()
    return path


def test_counts(tmp_path: Path) -> None:
    dropped = replace(arabic(), dropped=(Dropped(what="mention", reason="too short", count=2),))
    pipeline = SamplePipeline(dropped, french())
    seen: list[tuple[int, str]] = []
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        report = ingest_articles(
            store,
            inputs(arabic(), french()),
            pipeline=pipeline,
            progress=lambda done, source: seen.append((done, source)),
        )
    assert (report.articles, report.added, report.replaced, report.unchanged) == (2, 2, 0, 0)
    assert (report.entities, report.mentions, report.accounts, report.claims, report.quotations) == (7, 12, 4, 2, 2)
    assert report.dropped == (Dropped(what="mention", reason="too short", count=2),)
    assert report.occurrences == 2
    assert seen == [(1, "ar-1.txt"), (2, "fr-1.txt")]


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    path = build(tmp_path / "s", *samples())
    before = quads(path)
    pipeline = SamplePipeline(*samples())
    with Store.open(path, write=True) as store:
        report = ingest_articles(store, inputs(*samples()), pipeline=pipeline)
    assert (report.added, report.replaced, report.unchanged, pipeline.calls) == (0, 0, 4, 0)
    assert quads(path) == before


def test_another_fingerprint_replaces_all_and_takes_the_old_run_along(tmp_path: Path) -> None:
    path = build(tmp_path / "s", *samples())
    with Store.open(path, write=True) as store:
        report = ingest_articles(store, inputs(*samples()), pipeline=SamplePipeline(*samples(), fingerprint="sample 2"))
        assert (report.added, report.replaced, report.unchanged) == (0, 4, 0)
        assert len({line.split()[0] for line in store.triples(RUNS_GRAPH)}) == 1
        assert verify(store) == ()
    assert quads(path) == quads(build(tmp_path / "other", *samples(), fingerprint="sample 2"))


def test_the_order_and_number_of_ingests_leave_no_trace(tmp_path: Path) -> None:
    whole = build(tmp_path / "whole", *samples())
    parts = tmp_path / "parts"
    for extraction in reversed(samples()):
        build(parts, extraction)
    assert quads(parts) == quads(whole)


def test_another_text_replaces(tmp_path: Path) -> None:
    path = build(tmp_path / "s", arabic())
    longer = replace(arabic(), article=replace(arabic().article, text=arabic().article.text + "\nسطر آخر"))
    with Store.open(path, write=True) as store:
        report = ingest_articles(store, inputs(longer), pipeline=SamplePipeline(longer))
        assert (report.replaced, store.table.counts()["articles"]) == (1, 1)
        assert store.table.text(article_iri("ar-1")) == longer.article.text


def test_an_id_that_comes_twice_keeps_the_last_and_is_reported(tmp_path: Path) -> None:
    other = replace(french(), article=replace(french().article, id="ar-1"))

    class Both(SamplePipeline):
        def extract(self, article: Article) -> Extraction:
            return arabic() if article.language == "ar" else other

    with Store.open(tmp_path / "s", write=True, create=True) as store:
        report = ingest_articles(store, inputs(arabic(), other), pipeline=Both())
        assert (report.added, report.replaced, report.repeated) == (1, 1, ("ar-1",))
        row = store.table.article(article_iri("ar-1"))
    assert row is not None
    assert row.language == "fr"


def failing() -> dict[str, tuple[Extraction, str]]:
    """Extractions that must not be written, with what the reason says."""
    page = arabic()
    wrong_quote = replace(page.relations[0], evidence=replace(page.relations[0].evidence, start=3))
    wrong_kind = replace(page.events[0], type="Terrorism")
    unknown = replace(page.links[0], entity="https://w3id.org/marsad/entity/has space")
    return {
        "quote": (replace(page, relations=(wrong_quote,)), "is not in the text"),
        "shape": (replace(page, events=(wrong_kind,)), "breaks the shapes"),
        "iri": (replace(page, links=(unknown,)), "cannot be written as RDF"),
        "untyped": (replace(page, entities=tuple(e for e in ALL if "leader" in e.iri)), "cannot be written|breaks"),
        "surrogate": (replace(page, article=replace(page.article, text=page.article.text + "\udc00")), "surrogate"),
    }


@pytest.mark.parametrize("name", list(failing()))
def test_a_bad_article_fails_alone(tmp_path: Path, name: str) -> None:
    bad, words = failing()[name]
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        report = ingest_articles(store, inputs(bad, french()), pipeline=SamplePipeline(bad, french()))
        assert (report.articles, report.added) == (1, 1)
        assert [failure.input for failure in report.failed] == ["ar-1.txt"]
        assert any(word in report.failed[0].reason for word in words.split("|"))
        assert store.table.counts()["articles"] == 1
        assert store.table.staged() == []


def test_a_replacement_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    path = build(tmp_path / "s", arabic())
    before = quads(path)
    bad = failing()["shape"][0]
    with Store.open(path, write=True) as store:
        report = ingest_articles(store, inputs(bad), pipeline=SamplePipeline(bad, fingerprint="sample 2"))
        assert len(report.failed) == 1
    assert quads(path) == before


def test_unreadable_inputs_and_our_own_faults_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    def items() -> object:
        yield "cut.json", InputError("cut.json", "cut short; give the whole file")
        yield from inputs(arabic(), french())

    pipeline = SamplePipeline(french())
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        report = ingest_articles(store, items(), pipeline=pipeline)  # type: ignore[arg-type]
    assert report.added == 1
    assert [failure.input for failure in report.failed] == ["cut.json", "ar-1.txt"]
    assert "extraction failed (KeyError" in report.failed[1].reason


def test_ctrl_c_leaves_a_good_store(tmp_path: Path) -> None:
    class Interrupted(SamplePipeline):
        def extract(self, article: Article) -> Extraction:
            if article.id == "en-1":
                raise KeyboardInterrupt
            return super().extract(article)

    path = tmp_path / "s"
    with pytest.raises(KeyboardInterrupt), Store.open(path, write=True, create=True) as store:
        ingest_articles(store, inputs(*samples()), pipeline=Interrupted(*samples()))
    with Store.open(path) as store:
        assert store.table.counts()["articles"] == 2
        assert verify(store) == ()
        assert store.table.state("occurrences") == "fresh"  # the reader put it right
        assert len(store.rows("SELECT ?o { ?o a sem:Event }")) == 2


def test_new_reference_facts_are_taken_over(tmp_path: Path) -> None:
    path = build(tmp_path / "s", arabic())
    pipeline = SamplePipeline(arabic())
    entities = dict(pipeline.reference.entities)
    entities["jnim"] = replace(entities["jnim"], labels=(("en", "Renamed"),))
    pipeline.reference = replace(pipeline.reference, entities=entities, aliases=(), alias_index={})
    with Store.open(path, write=True) as store:
        ingest_articles(store, inputs(arabic()), pipeline=pipeline)
        assert any("Renamed" in line for line in store.triples(REFERENCE_GRAPH))


def test_withdrawing_leaves_what_never_having_read_it_would(tmp_path: Path) -> None:
    path = build(tmp_path / "s", *samples())
    with Store.open(path, write=True) as store:
        report = withdraw(store, "https://example.org/fr/1")
        assert (report.id, report.accounts, report.claims, report.quotations, report.mentions) == ("fr-1", 2, 1, 1, 5)
        assert verify(store) == ()
        with pytest.raises(NoArticleError, match="no article 'fr-1'"):
            withdraw(store, "fr-1")
    assert quads(path) == quads(build(tmp_path / "other", *(page for page in samples() if page.article.id != "fr-1")))


@pytest.mark.parametrize("name", ["ar-1", article_iri("ar-1"), "https://example.org/خبر/1?a=b c"])
def test_withdrawn_words_are_gone_from_the_files(tmp_path: Path, name: str) -> None:
    path = build(tmp_path / "s", arabic(), french())
    words = "موسى ديالو".encode()
    assert any(words in file.read_bytes() for file in path.rglob("*") if file.is_file())
    with Store.open(path, write=True) as store:
        withdraw(store, name)
    left = [file.name for file in path.rglob("*") if file.is_file() and words in file.read_bytes()]
    assert left == []


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "s", write=True, create=True) as store:

        def full(update: str) -> None:
            raise OSError(28, "No space left on device")

        ingest_articles(store, inputs(arabic()), pipeline=SamplePipeline(arabic()))
        monkeypatch.setattr(store, "_update", full)
        with pytest.raises(StoreError, match="No space left"):
            ingest_articles(store, inputs(french()), pipeline=SamplePipeline(french()))
        monkeypatch.undo()
    with Store.open(tmp_path / "s") as store:
        assert store.table.counts()["articles"] == 1
        assert verify(store) == ()


class Silent(SamplePipeline):
    """A pipeline that finds nothing in any article."""

    def extract(self, article: Article) -> Extraction:
        return Extraction(
            article=article, entities=(), mentions=(), links=(), sentences=(), events=(), relations=(), quotations=()
        )


BODY = "قتل 12 شخصا في هجوم مسلح قرب مدينة غاو شمال مالي يوم الثلاثاء، وفق ما أعلنت السلطات المحلية في بيان لها."


def test_files_of_all_kinds_go_through_and_bad_ones_are_named(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").write_text(f"هجوم قرب غاو\n\n{BODY}\n", encoding="utf-8")
    (inbox / "b.txt").write_bytes(f"عنوان آخر\n\n{BODY}\n".encode("cp1256"))
    lines = [{"id": "j1", "title": "عنوان", "text": BODY, "date": "2018-07-04"}, {"id": "j2", "title": "عنوان"}]
    (inbox / "c.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    (inbox / "d.json").write_text('{"id": "x", "text": "cut', encoding="utf-8")
    (inbox / "e.txt").write_text("")
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        report = ingest(store, [inbox, inbox / "nowhere.txt"], pipeline=Silent())
        assert report.added == 3
        assert sorted(Path(failure.input.split(":")[0]).name for failure in report.failed) == [
            "c.jsonl", "d.json", "e.txt", "nowhere.txt",
        ]  # fmt: skip
        assert all(failure.reason and "\n" not in failure.reason for failure in report.failed)
        row = store.table.find_article("j1")
        assert row is not None
        assert row.published == date(2018, 7, 4)
        again = ingest(store, [inbox], pipeline=Silent())
        assert (again.unchanged, again.added) == (3, 0)
        assert verify(store) == ()
