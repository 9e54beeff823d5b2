from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from rdflib import RDF, Literal, URIRef

import kg
from kg.cards import cards
from kg.networks import claims, cooccurrence, events, everything
from kg.store import Store
from ontology.errors import StoreError, UsageError
from ontology.namespaces import MO, entity_iri
from tests.kg.samples import samples

JNIM, IS, GAO = (entity_iri(name) for name in ("jnim", "islamic-state", "gao"))


def counted(level: str) -> Counter[tuple[str, str]]:
    """Co-occurrence counted by hand from the samples."""
    pairs: Counter[tuple[str, str]] = Counter()
    for page in samples():
        units: dict[int, set[str]] = {}
        for link in page.links:
            start = link.mention.span.start
            sentence = next(i for i, s in enumerate(page.sentences) if s.start <= start < s.end)
            if link.entity:
                units.setdefault(sentence if level == "sentence" else 0, set()).add(link.entity)
        for unit in units.values():
            pairs.update(combinations(sorted(unit), 2))
    return pairs


@pytest.mark.parametrize("level", ["sentence", "article"])
def test_counts_are_exact(store: Store, level: str) -> None:
    graph = cooccurrence(store, level=level)
    found = {tuple(sorted((a, b))): data["count"] for a, b, data in graph.edges(data=True)}
    assert found == dict(counted(level))
    assert len(found) > 5


def test_filters(store: Store) -> None:
    groups = cooccurrence(store, level="article", types=("ArmedGroup",), language="ar")
    assert {data["label"] for _, data in groups.nodes(data=True)} == {
        "تنظيم الدولة الإسلامية",
        "جماعة نصرة الإسلام والمسلمين",
    }
    around = cooccurrence(store, level="article", with_=GAO)
    assert all(GAO in edge for edge in around.edges)
    assert cooccurrence(store, level="article", types=("City",), with_=JNIM).number_of_edges() == 1
    assert cooccurrence(store, min_count=99).number_of_nodes() == 0
    with pytest.raises(UsageError, match="sentence, article"):
        cooccurrence(store, level="paragraph")


def test_events_are_two_mode(store: Store) -> None:
    graph = events(store, language="fr")
    kinds = {node: data["kind"] for node, data in graph.nodes(data=True)}
    assert all({kinds[a], kinds[b]} == {"occurrence", "actor"} for a, b in graph.edges)
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert "attaque armée, Gao, 2018-07-03" in labels
    assert "Conférence de Rabat" in labels


def test_claims_carry_how_they_stand_and_both_sides(store: Store) -> None:
    graph = claims(store)
    assert all(key == data["claim"] for *_, key, data in graph.edges(keys=True, data=True))
    leads = [d for _, _, d in graph.edges(data=True) if d["predicate"] == "leads"]
    assert {(d["polarity"], d["attribution"]) for d in leads} == {
        ("affirmed", "United Nations"),
        ("denied", "a tribal elder"),
    }
    (post,) = [d for _, _, d in graph.edges(data=True) if d["predicate"] == "holdsPost"]
    assert post["title"] == "envoyée spéciale des Nations unies"
    assert graph.has_edge(entity_iri("x-fedcba9876543210"), entity_iri("united-nations"))


def test_everything_has_the_denied_role(store: Store) -> None:
    graph = everything(store)
    roles = [(d["predicate"], d["polarity"]) for _, v, d in graph.edges(data=True) if v == JNIM]
    assert ("perpetrator", "denied") in roles
    assert ("perpetrator", "affirmed") in roles
    assert {d["kind"] for _, d in graph.nodes(data=True)} == {"entity", "occurrence", "account"}


def test_attributes_are_flat_and_the_order_is_fixed(store: Store) -> None:
    for build in (cooccurrence, events, claims, everything):
        graph, again = build(store), build(store)
        assert list(graph.nodes(data=True)) == list(again.nodes(data=True))
        assert list(graph.edges(data=True)) == list(again.edges(data=True))
        values = [v for _, d in graph.nodes(data=True) for v in d.values()]
        values += [v for *_, d in graph.edges(data=True) for v in d.values()]
        assert values
        assert {type(value) for value in values} <= {str, int, float, bool}


def test_cards(store: Store) -> None:
    found = cards(store, language="ar")
    assert found[entity_iri("mali")].type == "Country"
    assert found[GAO].label == "غاو"
    assert found[GAO].lat == pytest.approx(16.27167)
    assert [card.label for card in found.values() if card.private] == ["موسى ديالو"]


def test_open_gives_a_dataset_that_reads(made: Path) -> None:
    with kg.open(made) as graph:
        data = graph.dataset
        assert (URIRef(JNIM), RDF.type, URIRef(MO + "ArmedGroup")) in data
        assert len(list(data.triples((URIRef(JNIM), RDF.type, None)))) == 3
        quads = list(data.quads((URIRef(JNIM), RDF.type, URIRef(MO + "ArmedGroup"), None)))
        assert len(quads) == 4
        reference = data.graph(URIRef("https://w3id.org/marsad/graph/reference"))
        assert (URIRef(GAO), None, Literal("غاو", lang="ar")) in reference
        assert 0 < len(reference) < len(data)
        rows = list(data.query("SELECT ?g { ?g a mo:ArmedGroup } ORDER BY ?g"))
        assert [str(row[0]) for row in rows] == [IS, JNIM]  # type: ignore[index]
        bound = list(data.query("SELECT ?t { ?g a ?t }", initBindings={"g": URIRef(JNIM)}))
        assert len(bound) == 3
        built = data.query("CONSTRUCT { ?g a ?t } WHERE { ?g a mo:ArmedGroup , ?t }").graph
        assert built is not None
        assert len(built) == 6
        assert graph.cooccurrence().number_of_edges() > 0
        assert graph.occurrences().number_of_edges() > 0
        assert graph.claims().number_of_edges() > 0


def test_open_gives_a_dataset_that_cannot_be_written(made: Path) -> None:
    triple = (URIRef("urn:x:a"), URIRef("urn:x:b"), URIRef("urn:x:c"))
    with kg.open(made) as graph:
        data = graph.dataset
        named = data.graph(URIRef("https://w3id.org/marsad/graph/reference"))
        before = len(data)
        writes = [
            lambda: data.add(triple),
            lambda: named.add(triple),
            lambda: data.remove((None, None, None)),
            lambda: data.update("INSERT DATA { <urn:x:a> <urn:x:b> <urn:x:c> }"),
            lambda: data.parse(data="<urn:x:a> <urn:x:b> <urn:x:c> .", format="nt"),
        ]
        for write in writes:
            with pytest.raises(StoreError, match="can only be read"):
                write()
        assert len(data) == before


def test_open_of_nothing_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store at"):
        kg.open(tmp_path / "none")
