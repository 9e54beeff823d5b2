"""``show --why``: each link with its sentence, score and reason."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import Extraction
from kg.ingest import finish, ingest_articles
from kg.links import links, marked
from kg.store import Store
from kg.withdraw import withdraw
from ontology.namespaces import entity_iri
from tests.kg.cli.conftest import Process, Run, parsed
from tests.kg.pipeline import SamplePipeline, inputs
from tests.kg.samples import GAO, JNIM, WITNESS, arabic, draft, english, french

NAME = "name 'جماعة نصرة الإسلام والمسلمين' of the reference"
SHORT = "acronym 'JNIM' of the reference, the article gives the full name too"
SECRET = "the same person as 'موسى ديالو' in this article"


def long() -> Extraction:
    """One long sentence with a name in its midst."""
    page = draft("ar-long", "ar", "كلام " * 60 + "عن جماعة نصرة الإسلام والمسلمين " + "وكلام " * 60 + "كثير.\n")
    page.mention("جماعة نصرة الإسلام والمسلمين", JNIM)
    return page.done()


def explained(extraction: Extraction) -> Extraction:
    """The sample with reasons such as the linker gives."""

    def reason(quote: str) -> str:
        return {"JNIM": SHORT, "جماعة نصرة الإسلام والمسلمين": NAME, "موسى ديالو": SECRET}.get(quote, "sample")

    links = (replace(link, reason=reason(link.mention.span.quote)) for link in extraction.links)
    return replace(extraction, links=tuple(links))


@pytest.fixture(scope="module")
def reasons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose links have reasons; only to be read."""
    path = tmp_path_factory.mktemp("why") / "why.store"
    pages = [explained(page) for page in (arabic(), french(), english(), long())]
    with Store.open(path, write=True, create=True) as store:
        assert ingest_articles(store, inputs(*pages), pipeline=SamplePipeline(*pages)).added == 4
    return path


@pytest.fixture
def run(run: Run, reasons: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, on that store."""
    monkeypatch.setenv("MARSAD_STORE", str(reasons))
    return run


@pytest.fixture
def store(reasons: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it to write in."""
    shutil.copytree(reasons, tmp_path / "copy.store")
    with Store.open(tmp_path / "copy.store", write=True) as opened:
        yield opened


def test_json_has_every_link(run: Run) -> None:
    found = parsed(run("show", "جماعة نصرة الإسلام والمسلمين", "--why", "--json"))["links"]
    assert len(found) == 5
    assert {item["reason"] for item in found} == {NAME, SHORT}
    first = next(item for item in found if item["article"]["id"] == "ar-1")
    assert first["quote"] == "جماعة نصرة الإسلام والمسلمين"
    assert first["sentence"].startswith("وقالت الأمم المتحدة إن جماعة")
    assert first["sentence"].endswith("نفذت الهجوم.")
    place = first["start"] - first["sentence_start"]
    assert first["sentence"][place : place + len(first["quote"])] == first["quote"]
    assert (first["zone"], first["kind"], first["score"], first["mention_score"]) == ("body", "name", 0.9, 1.0)
    assert "links" not in parsed(run("show", "JNIM", "--json"))


def test_reasons_are_grouped_the_most_frequent_first(run: Run) -> None:
    shown = run("show", "JNIM", "--why").stdout
    assert "Links (5) by reason (2)" in shown
    assert f"  3 × {SHORT}, score 0.90\n" in shown
    assert shown.index(SHORT) < shown.index(NAME)
    assert "      ar-1, body, score 0.90:\n      وقالت الأمم المتحدة إن [جماعة نصرة الإسلام والمسلمين] بزعامة" in shown
    assert "Claims" not in shown
    assert "Accounts" not in shown
    assert "Claims" in run("show", "JNIM").stdout


def test_a_limit_takes_from_as_many_articles_as_it_can(run: Run) -> None:
    shown = run("show", "JNIM", "--why", "--limit", "2").stdout
    assert (shown.count("en-1, body"), shown.count("fr-1, body")) == (1, 1)
    assert run("show", "JNIM", "--why").stdout.count("en-1, body") == 2
    wrong = run("show", "JNIM", "--limit", "2")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "add --why" in wrong.stderr


def test_of_a_long_sentence_what_stands_near_the_quote(store: Store) -> None:
    (item,) = [item for item in links(store, JNIM.iri) if item["article"]["id"] == "ar-long"]
    shown = marked(item)
    assert shown.startswith("…كلام كلام")
    assert " عن [جماعة نصرة الإسلام والمسلمين] وكلام" in shown
    assert shown.endswith("وكلام…")
    assert len(shown) < 280 < len(item["sentence"])


def test_an_entity_that_nothing_names(run: Run) -> None:
    assert run("show", "Rabat", "--why").stdout.endswith("Links: none\n")
    assert parsed(run("show", "Rabat", "--why", "--json"))["links"] == []


def test_links_of_merged_entities(store: Store) -> None:
    before = len(links(store, GAO.iri)) + len(links(store, JNIM.iri))
    store.put_review([f"<{GAO.iri}> <https://w3id.org/marsad/ontology#mergedInto> <{JNIM.iri}>"])
    assert len(links(store, JNIM.iri)) == before
    assert "sample" in {item["reason"] for item in links(store, JNIM.iri)}


def test_arabic_in_a_pipe_keeps_its_order(process: Process, reasons: Path) -> None:
    shown = process("show", "غاو", "--why", MARSAD_STORE=str(reasons)).stdout.decode()
    assert "هجوم قرب [غاو]" in shown
    assert not set("\u200e\u200f\u202b\u2067\x1b") & set(shown)


def test_a_reason_is_kept_once_and_goes_with_its_last_mention(store: Store) -> None:
    file = store.path / "mentions.sqlite"
    store.table.shrink()
    assert file.read_bytes().count(SHORT.encode()) == 2  # the row, and its place in the index
    assert SECRET.encode() in file.read_bytes()
    withdraw(store, "ar-1")
    assert SECRET.encode() not in file.read_bytes()
    assert {mention.reason for mention in store.table.mentions()} == {"sample", SHORT, NAME}
    withdraw(store, "ar-long")
    assert {mention.reason for mention in store.table.mentions()} == {"sample", SHORT}
    assert NAME.encode() not in file.read_bytes()


def test_a_newer_text_takes_its_old_reasons_along(store: Store) -> None:
    newer = replace(explained(arabic()), links=tuple(x for x in arabic().links if x.entity != WITNESS.iri))
    assert SECRET in {mention.reason for mention in store.table.mentions()}
    ingest_articles(store, inputs(newer), pipeline=SamplePipeline(newer, fingerprint="sample 2"))
    finish(store)
    store.table.shrink()
    assert entity_iri("x-0123456789abcdef") not in {mention.entity for mention in store.table.mentions()}
    assert SECRET.encode() not in (store.path / "mentions.sqlite").read_bytes()
