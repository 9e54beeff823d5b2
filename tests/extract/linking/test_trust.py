from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.analysis import analyse
from extract.linking import trust
from extract.linking.link import link
from extract.linking.trust import LEAST, judged, probability, signs
from extract.mentions import mention_result
from ontology.tables import read_table
from tests.extract.articles import article, evidence_of, pipeline

TEXT = "باماكو - أعلن تنظيم داعش مسؤوليته عن هجوم في غاو شمال مالي، وقال الجيش المالي إن التنظيم كاذب."


@pytest.fixture
def least(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that find every link sure at 0.5, and ask for more."""
    weights = {"bias": 0.0, LEAST: 0.9}
    monkeypatch.setattr(trust, "_weights", lambda: weights)


def test_the_table_knows_every_sign_that_links_have() -> None:
    rows = read_table(trust.TABLE, ("sign", "weight"))
    names = [row["sign"] for row in rows]
    assert len(names) == len(set(names))
    assert {LEAST, "bias"} <= set(names)
    for text, language in (
        (TEXT, "ar"),
        ("Islamic State said it attacked Gao in Mali.", "en"),
        ("Daech frappe Gao, au Mali.", "fr"),
    ):
        evidence, links = evidence_of(text, language)
        used = {
            sign
            for item in links
            if item.entity and evidence.entities[item.entity].status != "minted"
            for sign in signs(evidence, item, evidence.entities[item.entity])
        }
        assert len(used) > 8
        # A sign without a weight would count for nothing, unseen.
        assert used <= set(names)


def test_a_link_has_its_probability_as_score() -> None:
    evidence, links = evidence_of(TEXT, "ar")
    linked = [judged(evidence, item) for item in links if item.entity]
    assert len(linked) >= 5
    assert all(0.5 < item.score < 1.0 for item in linked if item.entity)


@pytest.mark.usefixtures("least")
def test_what_is_not_sure_enough_names_nobody_and_says_so() -> None:
    evidence, links = evidence_of(TEXT, "ar")
    gao = next(item for item in links if item.mention.span.quote == "غاو")
    assert gao.entity is not None
    unsure = judged(evidence, gao)
    assert unsure.entity is None
    assert unsure.score == 0.5
    assert unsure.reason == f"not sure enough (0.50): {gao.reason}"


@pytest.mark.usefixtures("least")
def test_unsure_links_are_counted_among_those_without_entity() -> None:
    known = pipeline()
    analysis = analyse(article(TEXT, "ar"))
    found = mention_result(analysis, known.gazetteer)
    result = link(analysis, found.mentions, known.gazetteer, known.reference, found.found)
    assert result.links
    assert not [item for item in result.links if item.entity]
    assert [(item.reason, item.count) for item in result.dropped] == [("linked to no entity", len(result.links))]


@pytest.mark.usefixtures("least")
def test_what_the_article_minted_and_what_has_no_entity_stays() -> None:
    text = "قال محمود السامرائي لصحيفة الأفق البعيد إن قواته انسحبت من القرية."
    evidence, links = evidence_of(text, "ar")
    stay = [item for item in links if item.entity is None or evidence.entities[item.entity].status == "minted"]
    assert stay
    assert [judged(evidence, item) for item in stay] == stay


def test_a_place_that_all_else_is_of_is_surer() -> None:
    evidence, links = evidence_of(TEXT, "ar")
    gao = next(item for item in links if item.mention.span.quote == "غاو")
    assert gao.entity is not None
    entity = evidence.entities[gao.entity]
    alone = replace(evidence, lands=type(evidence.lands)({"https://w3id.org/marsad/entity/france": 9}))
    assert probability(signs(alone, gao, entity)) < probability(signs(evidence, gao, entity))


@given(st.dictionaries(st.text(), st.floats(-50, 50)))
def test_a_probability_is_one_whatever_the_signs(found: dict[str, float]) -> None:
    assert 0.0 <= probability(found) <= 1.0
