"""Merged entities as commands, queries and exports show them: one entity, the canonical one, and its names."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import networks
from kg.cards import cards
from kg.dataset import dataset
from kg.export import export
from kg.export.masking import Mask
from kg.lookup import NotFoundError, find, find_raw
from kg.profiles import profile
from kg.questions import named
from kg.review import Review, Signature
from kg.store import Store
from ontology.errors import UsageError
from ontology.namespaces import REVIEW_GRAPH
from tests.kg import people, samples
from tests.kg.people import MOUSSA_AR, MOUSSA_EN, MOUSSA_FR, told

NADIA = Signature(by="نادية", at="2026-01-01T10:00:00Z", why="موسى ديالو هو Moussa Diallo")
PUBLIC = people.person("f", private=False, fr="Moussa Diallo")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The Arabic and the French article of one trial, and one that names a public Moussa Diallo."""
    mayor = people.page("fr-mayor", "fr", "Le maire Moussa Diallo a parlé.", names=[("Moussa Diallo", PUBLIC)])
    with told(tmp_path / "s", people.arabic(), people.french(), mayor) as (opened, _):
        yield opened


def merge(store: Store, *pairs: tuple[str, str]) -> None:
    review = Review(store)
    for one, other in pairs:
        review.merge(one, other, NADIA)
    review.save()


def test_one_is_found_by_every_name_and_iri_of_all(store: Store) -> None:
    merge(store, (MOUSSA_AR.iri, MOUSSA_FR.iri))
    for name in ("موسى ديالو", "x-" + "a" * 16, "x-" + "b" * 16, MOUSSA_FR.iri):
        assert find(store, name).iri == MOUSSA_AR.iri
    assert find_raw(store, "x-" + "b" * 16) == MOUSSA_FR.iri
    assert find_raw(store, "مريم كيتا") == people.KEITA_AR.iri
    with pytest.raises(UsageError, match="is the name of several: x-"):
        find_raw(store, "Moussa Diallo")
    with pytest.raises(NotFoundError):
        find_raw(store, "x-" + "9" * 16)


def test_a_profile_shows_the_names_of_all_with_its_own_first(store: Store) -> None:
    merge(store, (MOUSSA_AR.iri, MOUSSA_FR.iri), (MOUSSA_FR.iri, PUBLIC.iri))
    assert store.canonical.of == {MOUSSA_AR.iri: PUBLIC.iri, MOUSSA_FR.iri: PUBLIC.iri}
    found = profile(store, PUBLIC.iri, language="ar")
    assert (found["label"], found["labels"]) == (
        "موسى ديالو",
        {"ar": "موسى ديالو", "fr": "Moussa Diallo", "en": None},
    )
    assert (found["mentions"], found["articles"], found["private"]) == (3, 3, False)


def test_a_label_of_its_own_comes_before_those_of_the_others(tmp_path: Path) -> None:
    first, second = people.person("a", ar="موسى ديالو"), people.person("b", ar="آدم ديالو")
    pages = [
        people.page(f"ar-{n}", "ar", f"قال {who.labels[0][1]} كلاما.", names=[(who.labels[0][1], who)])
        for n, who in enumerate((first, second))
    ]
    with told(tmp_path / "s", *pages) as (store, _):
        merge(store, (first.iri, second.iri))
        assert cards(store)[first.iri].label == "موسى ديالو"
        assert profile(store, first.iri)["labels"]["ar"] == "موسى ديالو"
        assert profile(store, first.iri)["aliases"] == ["آدم ديالو"]


def test_no_class_goes_from_one_article_to_the_next_by_a_merge(tmp_path: Path) -> None:
    movement = people.group("a", "PoliticalMovement", ar="حركة الفاروق")
    brigade = people.group("b", "ArmedGroup", fr="Mouvement al-Farouq")
    pages = [
        people.page("ar", "ar", "حركة الفاروق تجتمع.", names=[("حركة الفاروق", movement)]),
        people.page("fr", "fr", "Le Mouvement al-Farouq attaque.", names=[("Mouvement al-Farouq", brigade)]),
    ]
    with told(tmp_path / "s", *pages) as (store, _):
        merge(store, (movement.iri, brigade.iri))
        assert cards(store)[movement.iri].type == "PoliticalMovement"
        assert profile(store, movement.iri)["types"][0] == "PoliticalMovement"


def test_queries_see_one_entity_and_may_ask_for_the_others(store: Store) -> None:
    merge(store, (MOUSSA_AR.iri, MOUSSA_FR.iri))
    rows = store.rows("SELECT ?article { ?article mo:mentions ?this } ORDER BY ?article", this=MOUSSA_AR.iri)
    assert len(rows) == 2
    assert store.rows("SELECT ?article { ?article mo:mentions ?this }", this=MOUSSA_FR.iri) == []
    raw = store.rows("SELECT ?raw { ?raw mo:mergedInto ?this }", this=MOUSSA_AR.iri)
    assert [row["raw"] for row in raw] == [MOUSSA_FR.iri]
    assert len(list(dataset(store).quads((None, None, None, None)))) >= len(list(store.match()))


def test_a_named_query_takes_any_of_the_merged(tmp_path: Path) -> None:
    other = people.group("a", fr="Groupe de soutien")
    page = people.page("fr-x", "fr", "Le Groupe de soutien a parlé.", names=[("Groupe de soutien", other)])
    with told(tmp_path / "s", samples.arabic(), page) as (store, _):
        merge(store, (people.JNIM.iri, other.iri))
        asked = [named(store, "who-said-what-about", {"about": name}) for name in ("jnim", "o-" + "a" * 16)]
        assert len(asked[0].rows) == 2
        assert asked[0].data == asked[1].data


# Private persons


def test_a_name_that_must_be_masked_stays_masked(store: Store, tmp_path: Path) -> None:
    merge(store, (MOUSSA_AR.iri, MOUSSA_FR.iri))
    pseudonym = store.pseudonym(MOUSSA_AR.iri)
    mask = Mask(store)
    assert mask.label(MOUSSA_FR.iri, "Moussa Diallo") == mask.label(MOUSSA_AR.iri, "موسى ديالو") == pseudonym
    for form in ("gexf", "graphml", "csv", "nq", "jsonld", "ttl"):
        report = export(store, tmp_path / f"out.{form}", view="all")
        for file in map(Path, report.files):
            text = file.read_text(encoding="utf-8")
            assert "ديالو" not in text
            # The public namesake keeps his name in the article that calls him mayor, and nowhere else.
            assert "Mariam" not in text
            assert "كيتا" not in text


def test_reasons_that_may_tell_a_private_name_are_withheld(store: Store, tmp_path: Path) -> None:
    merge(store, (MOUSSA_AR.iri, MOUSSA_FR.iri))
    export(store, tmp_path / "out.nq")
    text = (tmp_path / "out.nq").read_text(encoding="utf-8")
    assert '/ontology#why> "withheld"' in text
    export(store, tmp_path / "all.nq", include_private=True)
    assert NADIA.why in (tmp_path / "all.nq").read_text(encoding="utf-8")


def test_who_is_public_under_one_name_is_public_under_all(store: Store, tmp_path: Path) -> None:
    merge(store, (PUBLIC.iri, MOUSSA_AR.iri))
    mask = Mask(store)
    assert PUBLIC.iri not in mask.private
    assert mask.label(MOUSSA_AR.iri, "موسى ديالو") == "موسى ديالو"
    export(store, tmp_path / "out.nq")
    assert "موسى ديالو" in (tmp_path / "out.nq").read_text(encoding="utf-8")
    review = Review(store)
    review.undo(review.decisions[0].id, NADIA)
    review.save()
    export(store, tmp_path / "out.nq")
    assert "موسى ديالو" not in (tmp_path / "out.nq").read_text(encoding="utf-8")


# Exports


def test_turtle_has_one_entity_and_quads_have_all_with_what_joins_them(store: Store, tmp_path: Path) -> None:
    merge(store, (MOUSSA_AR.iri, MOUSSA_FR.iri))
    for view in ("all", "cooccurrence"):
        export(store, tmp_path / "out.ttl", view=view)
        export(store, tmp_path / "out.nq", view=view)
        export(store, tmp_path / "out.jsonld", view=view)
        turtle = (tmp_path / "out.ttl").read_text(encoding="utf-8")
        told_of = [line for line in turtle.splitlines() if MOUSSA_FR.iri.rsplit("/", 1)[1] in line]
        assert not [line for line in told_of if "mentions" in line or "Person" in line]
        quads = (tmp_path / "out.nq").read_text(encoding="utf-8").splitlines()
        assert (
            f"<{MOUSSA_FR.iri}> <https://w3id.org/marsad/ontology#mergedInto> <{MOUSSA_AR.iri}> <{REVIEW_GRAPH}> ."
            in quads
        )
        assert [line for line in quads if f"mentions> <{MOUSSA_FR.iri}>" in line]
        assert MOUSSA_FR.iri in json.dumps(json.loads((tmp_path / "out.jsonld").read_text(encoding="utf-8")))


def test_networks_have_one_node(store: Store) -> None:
    merge(store, (MOUSSA_AR.iri, MOUSSA_FR.iri), (people.KEITA_AR.iri, people.KEITA_FR.iri))
    graph = networks.cooccurrence(store)
    assert MOUSSA_FR.iri not in graph
    assert graph.edges[MOUSSA_AR.iri, people.KEITA_AR.iri]["count"] == 2
    assert MOUSSA_EN.iri not in graph
