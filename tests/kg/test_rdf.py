import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from extract.model import Extraction
from kg.rdf import article_graph, ontology_graph, reference_graph, run_iri
from kg.validate import check
from ontology.namespaces import EVENT_TYPE, MO, PREFIXES, article_iri, entity_iri, expand
from tests.kg.pipeline import small_reference
from tests.kg.samples import arabic, conference, english, french, samples

RUN = run_iri("sample 1")


def graph(extraction: Extraction) -> list[tuple[str, str, str]]:
    """Triples with N-Triples terms; IRIs without their brackets."""
    parts = (line.split(" ", 2) for line in article_graph(extraction, run=RUN))
    return [(s.strip("<>"), p.strip("<>"), o[1:-1] if o.startswith("<") else o) for s, p, o in parts]


def objects(triples: list[tuple[str, str, str]], subject: str, predicate: str) -> list[str]:
    return [o for s, p, o in triples if s == subject and p == expand(predicate)]


def of_type(triples: list[tuple[str, str, str]], name: str) -> list[str]:
    return [s for s, p, o in triples if p == expand("rdf:type") and o == expand(name)]


@pytest.mark.parametrize("extraction", samples(), ids=lambda e: e.article.id)
def test_every_sample_is_sorted_without_blank_nodes_and_passes_shacl(extraction: Extraction) -> None:
    lines = article_graph(extraction, run=RUN)
    assert list(lines) == sorted(set(lines))
    assert not any("_:" in line.split('"')[0] for line in lines)
    assert check(lines) == ()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_bytes_do_not_depend_on_the_hash_seed(seed: str) -> None:
    code = (
        "from kg.rdf import article_graph; from kg.terms import digest; from tests.kg.samples import samples\n"
        "print(digest(line for e in samples() for line in article_graph(e, run='urn:x:y')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONHASHSEED": seed})
    from kg.terms import digest

    expected = digest(line for e in samples() for line in article_graph(e, run="urn:x:y"))
    assert run.stdout.strip() == expected, run.stderr


def test_article_metadata() -> None:
    triples = graph(arabic())
    name = article_iri("ar-1")
    assert objects(triples, name, "dcterms:issued") == [f'"2018-07-04"^^<{PREFIXES["xsd"]}date>']
    assert objects(triples, name, "dcterms:title") == ['"هجوم قرب غاو"@ar']
    assert objects(triples, name, "schema:url") == ["https://example.org/خبر/1?a=b%20c"]
    assert len(objects(triples, name, "mo:textSha256")[0]) == 66
    assert entity_iri("jnim") in objects(triples, name, "mo:mentions")
    assert not any("startedAtTime" in p for _, p, _ in triples)


def test_an_address_that_is_no_iri_is_kept_as_text() -> None:
    page = arabic()
    triples = graph(replace(page, article=replace(page.article, url="not a url")))
    assert objects(triples, article_iri("ar-1"), "schema:url") == ['"not a url"']


def test_entities_have_all_superclasses_and_the_classes_of_the_event_model() -> None:
    triples = graph(arabic())
    assert set(objects(triples, entity_iri("jnim"), "rdf:type")) == {
        MO + "ArmedGroup", MO + "Organization", expand("sem:Actor"),
    }  # fmt: skip
    assert set(objects(triples, entity_iri("mali"), "rdf:type")) == {
        MO + "Country", MO + "Place", MO + "State", expand("sem:Actor"), expand("sem:Place"),
    }  # fmt: skip
    assert objects(triples, entity_iri("jnim"), "rdfs:label") == ['"جماعة نصرة الإسلام والمسلمين"@ar']
    assert not any("core#prefLabel" in p for _, p, _ in triples)


def test_a_private_person_is_marked_and_has_a_searchable_label() -> None:
    triples = graph(arabic())
    (witness,) = [s for s, p, _ in triples if p == MO + "isPrivate"]
    assert objects(triples, witness, "mo:isPrivate") == [f'"true"^^<{PREFIXES["xsd"]}boolean>']
    assert objects(triples, witness, "mo:normalizedLabel") == ['"موسي ديالو"']


def test_an_account_has_role_actor_place_dates_counts_and_its_quote() -> None:
    page = french()
    triples = graph(page)
    (attack,) = [s for s, p, o in triples if p == expand("sem:eventType") and o == EVENT_TYPE + "ArmedAttack"]
    assert objects(triples, attack, "mo:perpetrator") == [entity_iri("jnim")]
    assert objects(triples, attack, "sem:hasActor") == [entity_iri("jnim")]
    assert objects(triples, attack, "sem:hasPlace") == [entity_iri("gao")]
    assert objects(triples, attack, "mo:killedCount") == [f'"15"^^<{PREFIXES["xsd"]}integer>']
    assert objects(triples, attack, "mo:countQualifier") == ['"exact"']
    assert objects(triples, attack, "mo:trigger") == ['"attaque du"']
    assert objects(triples, attack, "prov:wasGeneratedBy") == [RUN]
    (victim,) = objects(triples, attack, "mo:victim")
    assert victim in of_type(triples, "mo:TextArgument")
    (annotation,) = objects(triples, attack, "mo:evidence")
    (target,) = objects(triples, annotation, "oa:hasTarget")
    (selector,) = objects(triples, target, "oa:hasSelector")
    assert objects(triples, target, "oa:hasSource") == [article_iri("fr-1")]
    start, end = (int(objects(triples, selector, f"oa:{edge}")[0].split('"')[1]) for edge in ("start", "end"))
    assert objects(triples, selector, "oa:exact") == [f'"{page.article.text[start:end]}"']


def test_contentious_relations_live_in_claims_alone() -> None:
    for page in samples():
        predicates = {p for _, p, _ in graph(page)}
        assert not predicates & {MO + name for name in ("leads", "memberOf", "fights", "cooperatesWith")}


def test_a_post_that_is_asserted_is_held() -> None:
    triples = graph(french())
    (post,) = of_type(triples, "org:Post")
    holder = objects(triples, post, "org:heldBy")
    assert objects(triples, holder[0], "mo:holdsPost") == [post]
    assert objects(triples, post, "org:postIn") == [entity_iri("united-nations")]
    assert objects(triples, post, "mo:postTitle") == ['"envoyée spéciale des Nations unies"']


@pytest.mark.parametrize(
    "change", [{"certainty": "reported"}, {"polarity": "denied"}, {"valid_to": date(2017, 1, 1)}], ids=str
)
def test_a_post_that_is_doubted_or_over_is_not(change: dict[str, object]) -> None:
    page = french()
    claims = tuple(replace(claim, **change) for claim in page.relations)  # type: ignore[arg-type]
    triples = graph(replace(page, relations=claims))
    assert not [p for _, p, _ in triples if p in (MO + "holdsPost", expand("org:heldBy"))]
    assert len(of_type(triples, "mo:Claim")) == 1


def test_claims_say_how_they_stand() -> None:
    triples = graph(english())
    (denial,) = [c for c in of_type(triples, "mo:Claim") if objects(triples, c, "rdf:predicate") == [MO + "leads"]]
    assert objects(triples, denial, "mo:polarity") == ['"denied"']
    assert objects(triples, denial, "mo:attributionKind") == ['"unnamed"']
    assert objects(triples, denial, "mo:attributionLabel") == ['"a tribal elder"']
    assert objects(triples, denial, "mo:confidence") == [f'"0.75"^^<{PREFIXES["xsd"]}decimal>']


def test_two_accounts_on_one_trigger_are_two() -> None:
    page = conference()
    twice = replace(page, events=page.events * 2)
    assert len(of_type(graph(twice), "mo:EventAccount")) == 2


def test_the_reference_graph_passes_shacl_and_keeps_its_claims_apart() -> None:
    lines = reference_graph(small_reference())
    assert check(lines) == ()
    text = "\n".join(lines)
    assert f'<{entity_iri("islamic-state")}> <{expand("skos:altLabel")}> "داعش"@ar' in lines
    assert "Moroccan" not in text
    assert f"<{MO}leads> <" not in text.replace(f"<{expand('rdf:predicate')}> <{MO}leads>", "")
    assert f"<{entity_iri('ministry-x')}> <{MO}partOf> <{entity_iri('morocco')}>" in lines
    assert f"<{entity_iri('gao')}> <{MO}locatedIn> <{entity_iri('gao-region')}>" in lines
    assert "http://www.wikidata.org/entity/Q1028" in text


def test_the_ontology_graph_has_no_blank_nodes() -> None:
    lines = ontology_graph()
    assert len(lines) > 500
    assert not any(line.startswith("_:") for line in lines)
