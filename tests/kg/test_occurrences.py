import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.occurrences import Places, derive, graph
from kg.store import Store
from kg.table import AccountRow
from ontology.namespaces import entity_iri, expand

GAO, REGION, MALI, RABAT, NIGER = (entity_iri(name) for name in ("gao", "gao-region", "mali", "rabat", "niger"))
JNIM, IS = entity_iri("jnim"), entity_iri("islamic-state")
PLACES = Places(
    around={GAO: frozenset({GAO, REGION, MALI}), REGION: frozenset({REGION, MALI})}, countries=frozenset({MALI, NIGER})
)
DAY = date(2018, 7, 3)
ATTACK = AccountRow(
    iri="https://w3id.org/marsad/account/1",
    article="https://w3id.org/marsad/article/1",
    occurrence="o1",
    type="ArmedAttack",
    actors=(JNIM,),
    named=(),
    place=GAO,
    start=DAY,
    end=DAY,
    precision="day",
    counts=(("killed", 12),),
    polarity="affirmed",
    certainty="asserted",
    name=None,
)


def other(**changes: object) -> AccountRow:
    """The attack as another article tells it."""
    fixed = {"iri": ATTACK.iri[:-1] + "2", "article": ATTACK.article[:-1] + "2"}
    return replace(ATTACK, **(fixed | changes))  # type: ignore[arg-type]


def joined(*accounts: AccountRow) -> bool:
    return len(derive(accounts, PLACES)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"start": DAY + timedelta(days=1), "end": DAY + timedelta(days=1)},
        {"counts": ()},
        {"actors": (IS,)},  # another perpetrator, the same toll: one attack, two tellings
        {"counts": (("killed", 15),)},
        {"place": REGION},
        {"place": MALI},
        {"certainty": "reported"},
    ],
    ids=str,
)
def test_tellings_of_one_thing_are_joined(changes: dict[str, object]) -> None:
    assert joined(ATTACK, other(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"start": DAY + timedelta(days=2), "end": DAY + timedelta(days=2)},
        {"place": RABAT},
        {"place": None},
        {"precision": "month"},
        {"start": None, "end": None, "precision": "unknown"},
        {"type": "Meeting"},
        {"type": "Bombing"},
        {"actors": (IS,), "counts": (("killed", 2),)},
        {"actors": (), "counts": ()},
        {"place": MALI, "counts": ()},  # only the country, and an actor that is in many tellings
        {"place": MALI, "actors": ()},
        {"article": ATTACK.article, "occurrence": "o2"},  # one article keeps the two apart
    ],
    ids=str,
)
def test_what_may_be_two_things_stays_two(changes: dict[str, object]) -> None:
    assert not joined(ATTACK, other(**changes))


def test_a_broader_type_fits_a_narrower_one_and_the_narrower_is_kept() -> None:
    groups = derive([replace(ATTACK, type="Bombing"), other(type="SuicideAttack")], PLACES)
    assert len(groups) == 1
    lines = "\n".join(graph(groups))
    assert "event-type/SuicideAttack" in lines
    assert "event-type/Bombing>" not in lines


def test_a_proper_name_joins() -> None:
    bare = {"actors": (), "counts": (), "type": "Conference"}
    assert joined(replace(ATTACK, name="مؤتمر غاو", **bare), other(name="مُؤتمر غاو", **bare))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"type": "SuicideAttack"}, False),
        ({"place": REGION}, False),
        ({"start": DAY + timedelta(days=1), "end": DAY + timedelta(days=1)}, False),
        ({"named": (IS,)}, False),
    ],
    ids=str,
)
def test_an_actor_that_is_merely_named_counts_where_all_else_is_the_same(
    changes: dict[str, object], expected: bool
) -> None:
    bare = replace(ATTACK, type="Bombing", actors=(), counts=(), named=(JNIM,))
    told = {"type": "Bombing", "actors": (), "counts": (), "named": (JNIM,)} | changes
    assert joined(bare, other(**told)) is expected


def test_the_state_it_happened_in_is_nothing_particular() -> None:
    assert not joined(replace(ATTACK, actors=(MALI,), counts=()), other(actors=(MALI,), counts=()))


def test_joining_never_bridges_a_contradiction() -> None:
    moments = [DAY + timedelta(days=n) for n in range(4)]
    days = [
        replace(ATTACK, iri=f"urn:a:{n}", article=f"urn:b:{n}", start=moment, end=moment)
        for n, moment in enumerate(moments)
    ]
    groups = derive(days, PLACES)
    for group in groups:
        firsts = [telling.first for telling in group if telling.first]
        assert max(firsts) - min(firsts) <= timedelta(days=1)
    assert len(groups) == 2


@pytest.mark.parametrize(
    ("polarity", "certainty", "exists"),
    [
        ("affirmed", "asserted", True),
        ("affirmed", "reported", True),
        ("affirmed", "alleged", False),
        ("affirmed", "planned", False),
        ("affirmed", "hypothetical", False),
        ("denied", "asserted", False),
        ("denied", "reported", False),
    ],
)
def test_an_occurrence_needs_an_affirmed_and_stated_account(polarity: str, certainty: str, exists: bool) -> None:
    assert bool(derive([replace(ATTACK, polarity=polarity, certainty=certainty)], PLACES)) is exists


def test_doubtful_accounts_point_to_the_occurrence_and_give_it_nothing() -> None:
    doubtful = replace(ATTACK, iri=ATTACK.iri[:-1] + "0", actors=(IS,), certainty="alleged", place=REGION)
    lines = graph(derive([ATTACK, doubtful], PLACES))
    assert sum(expand("mo:accountOf") in line for line in lines) == 2
    text = "\n".join(lines)
    assert IS not in text
    assert REGION not in text
    assert JNIM in text


@st.composite
def accounts(draw: st.DrawFn) -> list[AccountRow]:
    def build(number: int) -> AccountRow:
        when = DAY + timedelta(days=draw(st.integers(0, 3)))
        return replace(
            ATTACK,
            iri=f"urn:account:{number:02}",
            article=f"urn:article:{draw(st.integers(0, 4))}",
            occurrence=f"o{draw(st.integers(0, 2))}",
            start=when,
            end=when,
            place=draw(st.sampled_from([GAO, REGION, MALI, RABAT, None])),
            actors=draw(st.sampled_from([(JNIM,), (IS,), ()])),
            certainty=draw(st.sampled_from(["asserted", "alleged"])),
        )

    return [build(number) for number in range(draw(st.integers(0, 8)))]


@given(accounts(), st.randoms())
def test_the_order_of_accounts_changes_nothing(rows: list[AccountRow], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert graph(derive(rows, PLACES)) == graph(derive(shuffled, PLACES))


@given(accounts())
def test_no_occurrence_holds_a_contradiction(rows: list[AccountRow]) -> None:
    for group in derive(rows, PLACES):
        if len(group) == 1:
            continue
        for one, two in ((a, b) for a in group for b in group if a is not b):
            assert one.accounts[0].article != two.accounts[0].article
            assert any(PLACES.related(a, b) for a in one.places for b in two.places)


def many(number: int) -> Iterator[AccountRow]:
    for n in range(number):
        when = DAY + timedelta(days=n % 365)
        place = [GAO, RABAT, REGION][n % 3]
        yield replace(ATTACK, iri=f"urn:account:{n:06}", article=f"urn:article:{n // 3}", occurrence=f"o{n % 3}",
                      start=when, end=when, place=place, counts=(("killed", n % 7),))  # fmt: skip


def test_ten_thousand_accounts_take_seconds() -> None:
    began = time.monotonic()
    groups = derive(many(10_000), PLACES)
    assert time.monotonic() - began < 8
    assert 100 < len(groups) < 10_000


def test_in_a_store_three_accounts_of_two_articles_are_one_occurrence(store: Store) -> None:
    rows = store.rows(
        "SELECT ?o (COUNT(DISTINCT ?a) AS ?n) (COUNT(DISTINCT ?d) AS ?articles)"
        " { ?a mo:accountOf ?o ; prov:wasDerivedFrom ?d . ?o sem:eventType event:ArmedAttack } GROUP BY ?o"
    )
    assert [(row["n"], row["articles"]) for row in rows] == [("3", "2")]
    denied = store.rows('SELECT ?a { ?a mo:polarity "denied" ; mo:accountOf ?o }')
    assert denied == []
