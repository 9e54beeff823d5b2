"""What is merged unasked, what is proposed, and what is neither."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.actors import Actor, Actors
from kg.cards import cards
from kg.measure_merges import Named, different, listed_twice, main, measure, table, verdict
from kg.merges import TOO_COMMON, Evidence, candidates, judge, proposals, unite
from kg.namesakes import NOTHING
from kg.networks import cooccurrence
from kg.review import Review, Signature
from kg.store import Store
from kg.validate import validate
from kg.verify import verify
from kg.withdraw import withdraw
from ontology.lists.model import ListedName, ListEntry
from tests.kg import people
from tests.kg.people import BRIGADE_AR, BRIGADE_FR, KEITA_AR, KEITA_FR, MOUSSA_AR, MOUSSA_EN, MOUSSA_FR, ingest, told

NADIA = Signature(by="نادية", at="2026-01-01T10:00:00Z")


def actor(iri: str, *names: str, **more: Any) -> Actor:
    facts: dict[str, Any] = {"person": True, "kind": "Person", "private": True, "known": False}
    sets = {name: frozenset(value) for name, value in more.items() if isinstance(value, (set, frozenset, list))}
    return Actor(iri=iri, names=frozenset(names), **{**facts, **more, **sets})


TRIAL = {"companions": {"judge", "lawyer"}}
ONE = actor("one", "موسى ديالو", articles={1}, **TRIAL)
OTHER = actor("other", "Moussa Diallo", articles={2}, **TRIAL)


def judged(one: Actor, other: Actor) -> Evidence:
    found = judge(one, other)
    assert found is not None
    return found


def test_the_same_full_name_in_the_same_company_is_merged() -> None:
    found = judged(ONE, OTHER)
    assert found.strong
    assert found.company == ("judge", "lawyer")
    assert judged(OTHER, ONE).strong
    assert (judged(OTHER, ONE).one, judged(OTHER, ONE).names.one) == ("one", "موسى ديالو")


def test_the_same_post_is_as_good_as_company() -> None:
    held = {"companions": set(), "bodies": {"ministry"}, "lands": {"mali"}, "private": False}
    assert judged(replace(ONE, **_sets(held)), replace(OTHER, **_sets(held))).strong


def _sets(values: dict[str, Any]) -> dict[str, Any]:
    return {name: frozenset(value) if isinstance(value, set) else value for name, value in values.items()}


@pytest.mark.parametrize(
    "change",
    [
        {"companions": {"judge"}},
        {"companions": set()},
        {"known": True},
        {"private": False},
        {"related": {"one"}},
        {"names": {"Musa Diallo Keita"}},
        {"lands": {"niger"}, "bodies": {"army of Niger"}},
    ],
    ids=str,
)
def test_anything_less_is_only_proposed(change: dict[str, Any]) -> None:
    one = replace(ONE, lands=frozenset(("mali",)))
    assert not judged(one, replace(OTHER, **_sets(change))).strong


def test_what_speaks_against_is_told() -> None:
    tied = replace(OTHER, related=frozenset(("one",)), lands=frozenset(("niger",)))
    found = judged(replace(ONE, lands=frozenset(("mali",))), tied)
    assert found.against == ("a claim ties one to the other", "posts in different countries")
    son = judged(actor("a", "صدام موسى ديالو", **TRIAL), replace(OTHER, names=frozenset(("موسى ديالو",))))
    assert "parent and child" in son.against[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ONE, replace(OTHER, articles=frozenset((1,)))),  # one article tells them apart
        (replace(ONE, known=True), replace(OTHER, known=True)),  # so do the reference facts
        (ONE, replace(OTHER, names=frozenset(("Moussa Diarra",)))),
        (ONE, replace(OTHER, person=False, kind="ArmedGroup")),
        (actor("a", "ديالو"), actor("b", "Diallo")),  # a surname alone, and nothing else
        (replace(ONE, companions=frozenset()), replace(OTHER, companions=frozenset(), related=frozenset(("one",)))),
    ],
    ids=["one article", "known apart", "another name", "another kind", "surname", "against and nothing for"],
)
def test_what_is_not_even_proposed(one: Actor, other: Actor) -> None:
    assert judge(one, other) is None


def test_a_surname_in_company_is_proposed() -> None:
    assert not judged(actor("a", "ديالو", **TRIAL), actor("b", "Diallo", **TRIAL)).strong


def test_organizations_are_merged_for_a_telling_name_in_one_country_only() -> None:
    name = "Mouvement patriotique soudanais Bouraq Toubou Ghadamès"
    group = {"person": False, "kind": "ArmedGroup", "private": False, "countries": {"mali"}, **TRIAL}
    one, other = actor("a", name, articles={1}, **group), actor("b", name.upper(), articles={2}, **group)
    assert judged(one, other).strong
    assert not judged(one, replace(other, countries=frozenset(("niger",)))).strong
    assert not judged(one, replace(other, kind="PoliticalMovement")).strong
    assert judged(one, replace(other, kind="PoliticalMovement")).against == (
        "different kinds (ArmedGroup, PoliticalMovement)",
    )
    assert not judged(one, replace(other, articles=frozenset((1,)))).strong
    short = judged(
        replace(one, names=frozenset(("أنصار الشريعة",))), replace(other, names=frozenset(("Ansar al-Charia",)))
    )
    assert not short.strong
    generic = replace(one, names=frozenset(("القوات المسلحة",)))
    assert judge(generic, replace(generic, iri="b", articles=frozenset((2,)))) is None


# In a store


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Store]:
    """The Arabic and the French article of one trial, the two articles beside them, and one of a namesake."""
    with told(tmp_path / "s", people.arabic(), people.french(), people.english()) as (store, report):
        assert report.merged == 0, "one shared brigade, under two IRIs, is no company of two"
        yield store


def test_a_namesake_in_other_company_is_proposed_and_not_merged(trial: Store) -> None:
    found = proposals(trial).found
    pairs = {(evidence.one, evidence.other) for evidence in found}
    assert (MOUSSA_AR.iri, MOUSSA_FR.iri) in pairs
    assert (MOUSSA_AR.iri, MOUSSA_EN.iri) in pairs
    assert (BRIGADE_AR.iri, BRIGADE_FR.iri) in pairs
    assert not any(evidence.strong for evidence in found)
    assert proposals(trial, about=KEITA_AR.iri).found == tuple(e for e in found if KEITA_AR.iri in (e.one, e.other))
    assert Review(trial).decisions == ()


def test_merging_the_company_brings_the_persons_together(trial: Store) -> None:
    review = Review(trial)
    for one, other in ((BRIGADE_AR, BRIGADE_FR), (KEITA_AR, KEITA_FR)):
        review.merge(one.iri, other.iri, NADIA)
    review.save()
    best = proposals(trial).found[0]
    assert (best.one, best.other, best.strong) == (MOUSSA_AR.iri, MOUSSA_FR.iri, True)
    assert set(best.company) == {BRIGADE_AR.iri, KEITA_AR.iri}
    # It is done when one of the articles comes anew, by itself.
    report = ingest(trial, people.french(), fingerprint="people 2")
    assert report.merged == 1
    made = next(decision for decision in Review(trial).decisions if decision.made.automatic)
    assert made.entities == (MOUSSA_AR.iri, MOUSSA_FR.iri)
    assert (made.made.by, made.made.at, made.made.why) == ("marsad", None, None)
    assert made.likeness == pytest.approx(1.0)
    assert set(made.shared) == {BRIGADE_AR.iri, KEITA_AR.iri}
    assert validate(trial) == ()
    assert verify(trial) == ()


def together(path: Path) -> Any:
    """Two articles that name Moussa Diallo in one company: he is merged at once."""
    return told(
        path,
        people.in_company("ar-1", "ar", "موسى ديالو", MOUSSA_AR),
        people.in_company("fr-1", "fr", "Moussa Diallo", MOUSSA_FR),
    )


def test_strong_evidence_merges_by_itself(tmp_path: Path) -> None:
    with together(tmp_path / "s") as (store, report):
        assert report.merged == 1
        assert store.canonical.of == {MOUSSA_FR.iri: MOUSSA_AR.iri}
        assert store.table.mention_counts()[MOUSSA_AR.iri] == (2, 2)
        assert MOUSSA_FR.iri not in cards(store)
        assert not [e for e in proposals(store).found if MOUSSA_AR.iri in (e.one, e.other)]
        graph = cooccurrence(store, level="article")
        assert MOUSSA_FR.iri not in graph
        assert graph.nodes[MOUSSA_AR.iri]["articles"] == 2


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    with together(tmp_path / "one") as (store, _):
        first = list(store.nquads())
    with together(tmp_path / "two") as (store, _):
        assert list(store.nquads()) == first


@pytest.mark.parametrize("how", ["undo", "split", "split one", "not same"])
def test_what_a_person_parted_stays_parted(tmp_path: Path, how: str) -> None:
    with together(tmp_path / "s") as (store, _):
        review = Review(store)
        if how == "split":
            review.split(MOUSSA_AR.iri, None, NADIA)
        elif how == "split one":
            review.split(MOUSSA_FR.iri, MOUSSA_AR.iri, NADIA)
        else:
            review.undo(review.decisions[0].id, NADIA)
        if how == "not same":
            review.not_same(MOUSSA_AR.iri, MOUSSA_FR.iri, NADIA)
        review.save()
        assert store.canonical.of == {}
        third = people.in_company("en-1", "en", "Moussa Diallo", MOUSSA_EN)
        pages = (people.in_company("fr-1", "fr", "Moussa Diallo", MOUSSA_FR), third)
        report = ingest(store, *pages, fingerprint="people 2")
        # The third is one of the two, and cannot be both.
        assert report.merged == 1
        assert len(set(map(store.canonical.get, (MOUSSA_AR.iri, MOUSSA_FR.iri, MOUSSA_EN.iri)))) == 2
        assert store.canonical.get(MOUSSA_AR.iri) != store.canonical.get(MOUSSA_FR.iri)


def test_two_whom_an_article_tells_apart_never_come_together_by_a_third(tmp_path: Path) -> None:
    twin = people.person("f", ar="موسى ديالو")
    both = people.page(
        "ar-twins",
        "ar",
        "موسى ديالو، وموسى ديالو الآخر، وإياد أغ غالي، وجماعة نصرة الإسلام، وتنظيم الدولة",
        names=[
            *(("موسى ديالو", MOUSSA_AR), ("موسى ديالو الآخر", twin)),
            *(("إياد أغ غالي", people.LEADER), ("جماعة نصرة الإسلام", people.JNIM), ("تنظيم الدولة", people.IS)),
        ],
    )
    with told(tmp_path / "s", both, people.in_company("fr-1", "fr", "Moussa Diallo", MOUSSA_FR)) as (store, report):
        assert report.merged == 1
        assert store.canonical.get(MOUSSA_AR.iri) != store.canonical.get(twin.iri)


def test_a_private_person_is_never_merged_unasked_with_a_public_one(tmp_path: Path) -> None:
    envoy = people.person("f", private=False, fr="Moussa Diallo")
    pages = (
        people.in_company("ar-1", "ar", "موسى ديالو", MOUSSA_AR),
        people.in_company("fr-1", "fr", "Moussa Diallo", envoy),
    )
    with told(tmp_path / "s", *pages) as (store, report):
        assert report.merged == 0
        assert (envoy.iri, MOUSSA_AR.iri) in {(evidence.one, evidence.other) for evidence in proposals(store).found}


def test_nobody_is_merged_unasked_with_the_reference_facts(tmp_path: Path) -> None:
    unknown = people.person("f", private=False, en="Iyad Ag Ghali")
    alone = people.page(
        "en-1",
        "en",
        "Iyad Ag Ghali, JNIM, Islamic State",
        names=[("Iyad Ag Ghali", unknown), ("JNIM", people.JNIM), ("Islamic State", people.IS)],
    )
    with told(tmp_path / "s", alone, people.in_company("fr-1", "fr", "Moussa Diallo", MOUSSA_FR)) as (store, report):
        assert report.merged == 0
        found = proposals(store).found[0]
        assert (found.one, found.other) == (people.LEADER.iri, unknown.iri)
        assert not found.strong


def test_articles_that_a_kill_left_unmatched_are_matched_by_the_next_ingest(tmp_path: Path) -> None:
    with together(tmp_path / "s") as (store, _):
        Review(store).undo(Review(store).decisions[0].id, NADIA)
        store.put_review(())
        assert store.table.unmatched() == ()
        with store.table._db as table:
            table.execute("INSERT INTO unmatched SELECT iri FROM articles")
        assert unite(store) == 1
        assert store.table.unmatched() == ()
        assert unite(store) == 0


def test_only_the_neighbourhood_of_new_articles_is_read(tmp_path: Path) -> None:
    speakers = [people.entity(f"x-{number:016d}", "Person", minted=True, en="A B") for number in range(12)]
    others = [
        people.page(f"en-{number}", "en", f"Speaker{number} speaks.", names=[(f"Speaker{number}", who)])
        for number, who in enumerate(speakers)
    ]
    pages = (people.in_company("ar-1", "ar", "موسى ديالو", MOUSSA_AR), *others)
    with told(tmp_path / "s", *pages) as (store, _):
        new = people.in_company("fr-1", "fr", "Moussa Diallo", MOUSSA_FR)
        assert ingest(store, new).merged == 1
        few = Actors(store, reference=True, new=[row.iri for row in store.table.articles() if row.id == "fr-1"])
        assert set(few.iris) == {MOUSSA_AR.iri, people.LEADER.iri, people.JNIM.iri, people.IS.iri, people.UN.iri}
        assert few.new == set(few.iris)
        whole = Actors(store, reference=True)
        assert all(few[iri] == whole[iri] for iri in few.iris)


def test_common_names_with_nothing_else_are_counted_and_not_listed(tmp_path: Path) -> None:
    pages = [
        people.page(
            f"ar-{number}", "ar", "قال محمد علي كلاما.",
            names=[("محمد علي", people.entity(f"x-{number:016d}", "Person", minted=True, private=True, ar="محمد علي"))],
        )
        for number in range(8)
    ]  # fmt: skip
    with told(tmp_path / "s", *pages) as (store, report):
        assert report.merged == 0
        found = proposals(store)
        assert (found.found, found.left_out) == ((), {TOO_COMMON: 28})
        one = people.entity("x-" + "0" * 16, "Person").iri
        assert len(proposals(store, about=one).found) == 7
        assert proposals(store, about=one).left_out == {}
        actors = Actors(store, reference=False)
        assert len(candidates(actors)[0]) == 28
        assert len(candidates(actors, [one])[0]) == 7


def test_a_decision_ends_when_its_article_names_somebody_else_there(tmp_path: Path) -> None:
    with together(tmp_path / "s") as (store, _):
        moved = people.person("b", fr="Jean Traoré")
        ingest(store, people.in_company("fr-1", "fr", "Jean Traoré", moved), fingerprint="people 2")
        assert store.canonical.of == {}
        ended = Review(store).decisions[0].undone
        assert ended is not None
        assert (ended.by, ended.automatic) == ("marsad", True)
        assert "somebody else" in (ended.why or "")


def test_a_merge_holds_when_the_article_is_read_anew(tmp_path: Path) -> None:
    with together(tmp_path / "s") as (store, _):
        ingest(store, people.in_company("fr-1", "fr", "Moussa Diallo", MOUSSA_FR), fingerprint="people 2")
        assert store.canonical.of == {MOUSSA_FR.iri: MOUSSA_AR.iri}
        assert len(Review(store).decisions) == 1


def test_a_withdrawn_article_ends_what_rests_on_it_and_keeps_the_record(tmp_path: Path) -> None:
    with together(tmp_path / "s") as (store, _):
        review = Review(store)
        secret = Signature(by="نادية", at="2026-01-01T10:00:00Z", why="ديالو ليس ديالو")
        review.not_same(MOUSSA_FR.iri, people.LEADER.iri, secret)
        review.save()
        report = withdraw(store, "fr-1")
        assert report.decisions == 2
        found = {decision.kind: decision for decision in Review(store).decisions}
        assert all(decision.undone and decision.undone.by == "marsad" for decision in found.values())
        assert found["not-same"].made.by == "نادية"
        assert "ديالو" not in (found["not-same"].made.why or "")
        assert MOUSSA_FR.iri not in store.table.decided()
        assert store.canonical.of == {}
        assert validate(store) == ()
        # The article comes back: software may find anew what no person ever undid.
        report_again = ingest(store, people.in_company("fr-1", "fr", "Moussa Diallo", MOUSSA_FR))
        assert report_again.merged == 1


# The measurement


def listed(reference: str, *names: str) -> ListEntry:
    found = tuple(
        ListedName(text=name, script="latn" if name.isascii() else "arab", quality="primary") for name in names
    )
    return ListEntry(reference=reference, kind="person", names=found)


def test_the_measurement_counts_pairs_by_what_becomes_of_them() -> None:
    entries = [
        listed("A.1", "Moussa Diallo", "موسى ديالو", "Abu Omar"),
        listed("A.2", "Moussa Diarra Diallo"),
        listed("A.3", "Karim Tahiri"),
        listed("B.3", "Karim Tahiri"),
    ]
    found = measure(entries, person=True)
    assert found["same"]["Arabic and Latin"] == {"pairs": 2, "merged": 1, "proposed": 0, "neither": 1}
    assert found["same"]["Latin"] == {"pairs": 1, "merged": 0, "proposed": 0, "neither": 1}
    assert found["different"] == {"pairs": 3, "merged": 1, "proposed": 2, "neither": 0}
    assert found["wrong"] == ["A.3 Karim Tahiri = B.3 Karim Tahiri"]
    assert len(different(entries)) == 3
    names = ("Karim Tahiri", "K. Tahiri", "Abu K")
    assert listed_twice([listed("A.3", *names), listed("B.3", *names)]) == {frozenset(("A.3", "B.3"))}
    one = Named("A.1", "موسى ديالو", "arab", True)
    assert verdict(one, one, person=True) == "merged"
    assert NOTHING.likeness == 0.0


def test_without_the_list_nothing_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path)]) == 0
    assert "nothing measured" in capsys.readouterr().err
    row = {"pairs": 4, "merged": 1, "proposed": 1, "neither": 2}
    half = {"same": {"Latin": row}, "different": row, "different, nearest": row, "wrong": ["A = B"], "listed twice": []}
    lines = table({"persons": half, "organizations": half}).splitlines()
    assert lines[1].split() == ["persons,", "the", "same,", "Latin", "4", "1", "(25.0)", "1", "(25.0)", "2", "(50.0)"]
    assert lines[4] == "  wrong: A = B"
