"""Lists in a store: imported atomically, edition after edition, into its reference, its graph and what it links."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.ingest import prepare
from kg.lists import ImportReport, Terms, import_lists, lists
from kg.rdf import reference_graph
from kg.store import Store
from kg.validate import check
from ontology.errors import StoreError
from ontology.listed import LISTS
from ontology.lists.files import NEW, OLD
from ontology.namespaces import REFERENCE_GRAPH
from tests.ontology.lists import samples
from tests.ontology.lists.conftest import SMALL
from tests.ontology.lists.samples import ARABIC, un, un_entity

Take = Callable[..., ImportReport]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("ontology.reference", "ontology.listed", "ontology.listed_rows"):
        monkeypatch.setattr(f"{module}.FOLDER", SMALL)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        yield store


@pytest.fixture
def take(opened: Store, tmp_path: Path) -> Take:
    """Import texts as files."""

    def call(*texts: str | bytes, **terms: object) -> ImportReport:
        paths = [tmp_path / f"{number}.dat" for number, _ in enumerate(texts)]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return import_lists(opened, paths, Terms(**terms))  # type: ignore[arg-type]

    return call


def state(store: Store) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """All bytes under ``reference`` and the graph of reference facts."""
    root = store.path / "reference"
    files = {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    return files, store.triples(REFERENCE_GRAPH)


def test_an_import_brings_reference_and_graph_up_to_date(opened: Store, take: Take) -> None:
    report = take(samples.UN)
    (told,) = report.lists
    assert (told.list, told.edition, told.entries, told.new, told.dubious) == ("un", "2025-04-19", 3, 3, 2)
    assert told.samples["new"][0] == ("QDe.901", "FIRST FRONT FOR REFORM")
    assert (report.failed, report.entities) == ((), 2)
    reference = opened.reference()
    assert "un-qdi-950" in reference.entities
    assert opened.triples(REFERENCE_GRAPH) == reference_graph(reference)
    assert opened.header.reference


def test_the_graph_keeps_each_name_with_script_language_quality_and_source(opened: Store, take: Take) -> None:
    take(samples.UN, samples.EU)
    found = {
        (row["name"], row["tag"], row["how"].rpartition("#")[2], row["source"])
        for row in opened.rows(
            "SELECT ?name (LANG(?name) AS ?tag) ?how ?source { ?listing mo:designates entity:un-qdi-950 ; "
            "?how ?name ; dcterms:source ?source . FILTER(?how IN (mo:primaryName, mo:goodName, mo:lowName)) }"
        )
    }
    un_source, eu_source = "un-2025-04-19#QDi.950", "eu-2024-05-30#EU.100.1"
    assert (ARABIC, "und-arab", "primaryName", un_source) in found
    assert ("سَالِم القَرنــي", "und-arab", "lowName", un_source) in found
    assert ("Qarni, Salem Abdalla", "und-latn", "goodName", un_source) in found
    assert ("سالم القرني", "ar-arab", "goodName", eu_source) in found
    assert ("Salim le Yéménite", "fr-latn", "lowName", eu_source) in found
    labels = {row["n"] for row in opened.rows("SELECT ?n { entity:un-qdi-950 skos:altLabel ?n }")}
    assert "Salem Abdalla Qarni" in labels
    assert "Salim le Yéménite" not in labels
    searched = {row["n"] for row in opened.rows("SELECT ?n { entity:un-qdi-950 mo:normalizedLabel ?n }")}
    assert "salim le yemenite" in searched


def test_the_graph_has_designations_with_dates_and_registers_have_entries(opened: Store, take: Take) -> None:
    take(samples.UN, samples.UN_LATER, samples.UCDP, samples.OFAC)
    (row,) = opened.rows(
        "SELECT ?on ?off ?inferred ?programme ?list { ?d mo:designates entity:un-tai-951 ; mo:authority "
        "entity:united-nations ; mo:listedOn ?on ; mo:delistedOn ?off ; mo:delistingInferred ?inferred ; "
        "mo:programme ?programme ; mo:list ?list ; dcterms:identifier 'TAi.951' }"
    )
    assert row == {
        "on": "2010-01-05",
        "off": "2025-07-01",
        "inferred": "true",
        "programme": "Taliban",
        "list": "Taliban sanctions list (1988)",
    }
    (row,) = opened.rows("SELECT ?list { ?e a mo:ListEntry ; mo:entryOf entity:ucdp-9002 ; mo:list ?list }")
    assert row == {"list": "UCDP Actor Dataset"}
    claims = opened.rows(
        "SELECT ?p ?o ?s { ?c a mo:ReferenceClaim ; rdf:subject entity:ucdp-9002 ; rdf:predicate ?p ; rdf:object ?o ; "
        "dcterms:source ?s } ORDER BY ?p"
    )
    assert [(c["p"].rpartition("#")[2], c["o"].rpartition("/")[2], c["s"]) for c in claims] == [
        ("alliedWith", "ucdp-9003", "ucdp-22.1#9002"),
        ("splitFrom", "first-front", "ucdp-22.1#9002"),
    ]
    assert opened.rows("SELECT ?e { ?e a mo:Terrorist }") == []


def test_all_that_is_written_conforms_to_the_shapes(opened: Store, take: Take) -> None:
    texts = (samples.UN, samples.UN_LATER, samples.OFAC, samples.EU, samples.UK, samples.OFSI, samples.UCDP)
    assert take(*texts).failed == ()
    assert take(samples.PLAIN, day=date(2024, 1, 1)).failed == ()
    assert check(opened.triples(REFERENCE_GRAPH), graph=REFERENCE_GRAPH) == ()


def test_the_same_again_changes_nothing(opened: Store, take: Take) -> None:
    take(samples.UN)
    before = state(opened)
    report = take(samples.UN)
    assert (report.lists[0].new, report.lists[0].unchanged) == (0, 3)
    assert state(opened) == before


def test_a_later_edition_tells_what_changed(opened: Store, take: Take) -> None:
    take(samples.UN)
    (told,) = take(samples.UN_LATER).lists
    assert (told.entries, told.new, told.changed, told.delisted, told.unchanged) == (3, 1, 2, 1, 0)
    assert told.samples["delisted"] == (("TAi.951", "KARIM GOLZARI"),)
    assert told.samples["new"] == (("QDi.952", "NABIL AL-HAMDANI"),)
    assert opened.triples(REFERENCE_GRAPH) == reference_graph(opened.reference())
    (told,) = take(samples.UN.replace("2025-04-19", "2025-08-01")).lists
    assert (told.relisted, told.delisted) == (1, 1)


@pytest.mark.parametrize(("part", "bulk"), [(7, 10**9), (10**9, 10**9), (7, 1)], ids=["parts", "whole", "bulk"])
def test_a_large_graph_is_written_in_parts_and_the_union_follows(
    opened: Store, take: Take, monkeypatch: pytest.MonkeyPatch, part: int, bulk: int
) -> None:
    monkeypatch.setattr("kg.store._PART", part)
    monkeypatch.setattr("kg.store._BULK", bulk)
    kept = '<https://example.org/x> <http://purl.org/dc/terms/identifier> "un:TAi.951"'
    shared = '<https://w3id.org/marsad/entity/un-tai-951> <http://purl.org/dc/terms/source> "un-2025-04-19#TAi.951"'
    opened.put_graph("https://example.org/graph", (kept, shared))
    take(samples.UN)
    take(samples.UN_LATER)
    assert opened.triples(REFERENCE_GRAPH) == reference_graph(opened.reference())
    opened.put_in_parts(REFERENCE_GRAPH, ())
    named = {line for graph in opened.graphs() for line in opened.triples(graph)}
    union = {" ".join(term.n3() for term in spo) for *spo, _ in opened.match()}
    assert {kept, shared} <= named
    assert union == named


def test_editions_given_together_are_taken_in_their_order(opened: Store, take: Take) -> None:
    report = take(samples.UN_LATER, samples.UN)
    assert [item.edition for item in report.lists] == ["2025-04-19", "2025-07-01"]
    assert report.failed == ()
    assert [item.editions for item in lists(opened)] == [("2025-04-19", "2025-07-01")]


def test_an_older_edition_is_refused_and_taken_where_it_is_asked_for(opened: Store, take: Take) -> None:
    take(samples.UN_LATER)
    before = state(opened)
    report = take(samples.UN)
    assert "older than 2025-07-01" in report.failed[0].reason
    assert state(opened) == before
    report = take(samples.UN, older=True)
    assert report.failed == ()
    (summary,) = lists(opened)
    assert (summary.edition, summary.listed, summary.delisted) == ("2025-07-01", 3, 1)


BAD = {
    "cut short": samples.UN_LATER[:-40],
    "entities": samples.LAUGHS,
    "a reference twice": un(un_entity("QDe.1", "حركة أولى"), un_entity("QDe.1", "حركة ثانية"), day="2026-01-01"),
    "another format": samples.OFAC,
    "a body that nobody knows": samples.PLAIN.replace("جامعة الدول العربية", "مجلس الظل"),
    "empty": "",
    "binary": b"\0\1\2",
    "no list": "نص",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_leaves_all_as_it_was_and_the_others_go_on(opened: Store, take: Take, name: str) -> None:
    take(samples.UN)
    before = state(opened)
    keep = "un" if name == "another format" else None
    report = take(BAD[name], name=keep, day=date(2026, 1, 1))
    assert (report.lists, len(report.failed)) == ((), 1)
    assert "\n" not in report.failed[0].reason
    assert state(opened) == before
    if keep is None:
        report = take(BAD[name], samples.UCDP)
        assert ([item.list for item in report.lists], len(report.failed)) == (["ucdp"], 1)


def test_a_list_that_lost_much_is_refused_unless_it_is_meant(opened: Store, take: Take) -> None:
    units = [un_entity(f"QDe.{number}", f"Desert Brigade {number} of the Far South") for number in range(1000, 1060)]
    take(un(*units))
    before = state(opened)
    report = take(un(*units[:30], day="2025-05-01"))
    assert "lacks 30 of the 60 entries of edition 2025-04-19" in report.failed[0].reason
    assert state(opened) == before
    assert take(un(*units[:30], day="2025-05-01"), loss=True).lists[0].delisted == 30


def test_a_kill_in_a_renaming_is_put_right(opened: Store, take: Take) -> None:
    take(samples.UN)
    before = state(opened)
    root = opened.path / "reference" / LISTS
    (root / "un").rename(root / f"un{OLD}")
    shutil.copytree(root / f"un{OLD}", root / f"un{NEW}")
    assert opened.reference().listed is not None
    take(samples.UN)
    assert state(opened) == before
    assert sorted(path.name for path in root.iterdir()) == ["un"]


def test_a_graph_cut_short_is_written_again(opened: Store, take: Take) -> None:
    take(samples.UN)
    whole = opened.triples(REFERENCE_GRAPH)
    opened.set_reference("")
    opened.put_graph(REFERENCE_GRAPH, whole[:-40])
    prepare(opened, opened.reference())
    assert opened.triples(REFERENCE_GRAPH) == whole


def test_tables_of_a_store_and_its_lists_go_together(opened: Store, take: Take) -> None:
    own = opened.path / "reference"
    own.mkdir(exist_ok=True)
    head, row = (SMALL / "groups.tsv").read_text(encoding="utf-8").split("\n")[1:3]
    cells = row.split("\t")
    cells[:6] = ["far-brigade", "ArmedGroup", "اللواء البعيد", "Brigade lointaine", "Far Brigade", "un:QDe.955"]
    cells[-1] = "un-2025-04-19#QDe.955|curated"
    (own / "groups.tsv").write_text(f"{head}\n" + "\t".join(cells) + "\n", encoding="utf-8")
    take(un(un_entity("QDe.955", "FAR DESERT BRIGADE"), day="2025-05-01"))
    reference = opened.reference()
    assert "un-qde-955" not in reference.entities
    assert "un-2025-05-01#QDe.955" in reference.entities["far-brigade"].sources
    assert opened.triples(REFERENCE_GRAPH) == reference_graph(reference)


def test_two_imports_in_any_order_give_the_same_store(tmp_path: Path) -> None:
    found = []
    for name, texts in (("a", (samples.UN, samples.EU)), ("b", (samples.EU, samples.UN))):
        with Store.open(tmp_path / name, write=True, create=True) as store:
            for number, text in enumerate(texts):
                (tmp_path / f"{name}{number}.xml").write_text(text, encoding="utf-8")
                import_lists(store, [tmp_path / f"{name}{number}.xml"])
            found.append(
                (
                    store.triples(REFERENCE_GRAPH),
                    (store.path / "reference" / LISTS / "un" / "names.tsv").read_bytes(),
                )
            )
    assert found[0] == found[1]


def test_summaries_count_entries_and_names(opened: Store, take: Take) -> None:
    take(samples.UN, samples.UCDP)
    ucdp, un_list = lists(opened)
    assert (un_list.title, un_list.authority) == ("United Nations Security Council Consolidated List", "United Nations")
    assert (un_list.entries, un_list.persons, un_list.organizations, un_list.known) == (3, 2, 1, 1)
    assert un_list.names["arab"] == {"primary": 3, "good": 1, "low": 1}
    assert (ucdp.edition, ucdp.entries, ucdp.known, ucdp.authority) == ("22.1", 6, 1, "")


def test_a_store_that_cannot_be_written_is_said(opened: Store, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.lists.write_list", full)
    with pytest.raises(StoreError, match="No space left on device"):
        take(samples.UN)


def test_names_of_lists_are_linked_to_in_articles(opened: Store, take: Take) -> None:
    from extract.analysis import analyse
    from extract.gazetteer import gazetteer
    from tests.extract.articles import article

    take(samples.UN)
    reference = opened.reference()

    def linked(text: str) -> set[tuple[str, str]]:
        found = gazetteer(reference).find(analyse(article(text, "ar")))
        return {(match.candidates[0].alias.text, match.candidates[0].alias.entity) for match in found.matches}

    assert (ARABIC, "un-qdi-950") in linked(f"قالت الشرطة إن {ARABIC} أوقف أمس في صنعاء.")
    assert linked("قالت الشرطة إن سالم أوقف أمس في صنعاء.") == set()
    assert linked("وقال أبو حفص إنه بريء.") == set()
