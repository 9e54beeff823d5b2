"""Decisions on which entities are one: whatever is decided and undone, the union of all graphs follows."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.canonical import MERGED_INTO, PRIVATE, TYPE
from kg.occurrences import refresh
from kg.rdf.article import text_sha256
from kg.review import DecisionError, Review, Signature, follow
from kg.store import Store
from kg.table import AccountRow, ArticleRow, ArticleRows, MentionRow
from kg.terms import boolean, digest, literal
from kg.validate import check
from ontology.errors import MarsadError, UsageError
from ontology.namespaces import ARTICLE, ENTITY, MO, REFERENCE_GRAPH, REVIEW_GRAPH, expand

NADIA = Signature(by="نادية", at="2026-01-01T10:00:00Z", why="الشخص نفسه")
SOFTWARE = Signature(by="marsad", automatic=True)
PEOPLE = tuple(f"{ENTITY}x-{letter * 16}" for letter in "abcdef")
KNOWN = ENTITY + "iyad"
EVERYBODY = (*PEOPLE, KNOWN)
_MENTIONS, _SUBJECT, _OBJECT = (expand(name) for name in ("mo:mentions", "rdf:subject", "rdf:object"))


def named(number: int, *people: str, private: frozenset[str] = frozenset()) -> tuple[ArticleRows, tuple[str, ...]]:
    """An article that names these, says that each fights the next, and is told of by one account."""
    name = f"{ARTICLE}{number:016d}"
    lines = set()
    for place, who in enumerate(people):
        lines |= {
            f"<{name}> <{_MENTIONS}> <{who}>",
            f"<{who}> <{TYPE}> <{MO}Person>",
            f"<{who}> <{MO}normalizedLabel> {literal(who[-3:])}",
            f"<{name}/claim/{place}> <{_SUBJECT}> <{who}>",
            f"<{name}/claim/{place}> <{_OBJECT}> <{people[place - 1]}>",
            f"<{who}> <{MO}fights> <{people[place - 1]}>",
        }
        if who in private:
            lines.add(f"<{who}> <{PRIVATE}> {boolean(True)}")
    triples = tuple(sorted(lines))
    return _rows(name, triples, people), triples


def _rows(name: str, triples: tuple[str, ...], people: tuple[str, ...]) -> ArticleRows:
    text = " ".join(who[-3:] for who in people)
    mentions = tuple(
        MentionRow(
            article=name, sentence=0, start=4 * n, end=4 * n + 3, entity=who, type="Person", zone="body", kind="name",
            method="gazetteer", score=1.0, link_score=1.0, reason="sample", date=None,
        )
        for n, who in enumerate(people)
    )  # fmt: skip
    account = AccountRow(
        iri=name + "/account", article=name, occurrence="1", type="ArmedAttack", actors=people[:1], named=people,
        place=None, start=None, end=None, precision="unknown", counts=(), polarity="affirmed", certainty="asserted",
        name=None,
    )  # fmt: skip
    row = ArticleRow(
        iri=name, id=name, url=None, title=None, published=None, publisher=None, language="ar",
        text_sha256=text_sha256(text), fingerprint="f", graph_sha256=digest(triples), claims=0, quotations=0,
    )  # fmt: skip
    return ArticleRows(article=row, text=text, mentions=mentions, accounts=(account,))


def mapping(store: Store) -> dict[str, str]:
    """Who stands for whom, as the graph of decisions has it."""
    found = [line.split(" ") for line in store.triples(REVIEW_GRAPH) if f"<{MERGED_INTO}>" in line]
    return {raw: canonical for raw, _, canonical in found}


def from_scratch(store: Store, of: dict[str, str]) -> set[str]:
    """The union of all graphs, made by no more than its definition."""
    lines: set[str] = set()
    public: set[str] = set()
    private: set[str] = set()
    quads = [
        (*line.split(" ", 2), graph)
        for graph in store.graphs()
        if graph != REVIEW_GRAPH
        for line in store.triples(graph)
    ]
    hidden = {s for s, p, _, _ in quads if p == f"<{PRIVATE}>"}
    for s, p, o, _ in quads:
        if p == f"<{TYPE}>":
            (private if s in hidden else public).add(of.get(s, s))
        if p != f"<{PRIVATE}>":
            lines.add(f"{of.get(s, s)} {p} {of.get(o, o)}")
    lines |= {f"{s} <{PRIVATE}> {boolean(True)}" for s in private - public}
    return lines | set(store.triples(REVIEW_GRAPH))


def union(store: Store) -> set[str]:
    """The union of all graphs, as the store keeps it."""
    return {" ".join(term.n3() for term in quad[:3]) for quad in store.match()}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("review") / "s", write=True, create=True) as store:
        yield store


@pytest.fixture
def store(opened: Store) -> Store:
    return emptied(opened)


def emptied(store: Store) -> Store:
    store.put_review(())
    for article in list(store.table.articles()):
        store.remove_article(article.iri)
    refresh(store)
    store.put_graph(REFERENCE_GRAPH, (f"<{KNOWN}> <{TYPE}> <{MO}Person>", f"<{KNOWN}> <{TYPE}> <{MO}Organization>"))
    return store


def decide(store: Store, what: str, *arguments: Any, **keywords: Any) -> Any:
    review = Review(store)
    done = getattr(review, what)(*arguments, **keywords)
    review.save()
    return done


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, tuple[Any, ...]]]:
    """Articles that come, change and go, and decisions that are taken and undone."""
    people = st.sampled_from(EVERYBODY)
    private = st.sets(st.sampled_from(PEOPLE))
    pair = st.lists(people, min_size=2, max_size=2, unique=True).map(tuple)
    put = st.tuples(st.integers(1, 4), st.lists(people, min_size=1, max_size=4, unique=True), private)
    merge = st.tuples(st.just("merge"), st.tuples(pair, st.booleans()).map(lambda drawn: (*drawn[0], drawn[1])))
    step = st.one_of(
        *(merge, merge, merge),
        st.tuples(st.just("put"), put),
        st.tuples(st.just("put"), put),
        st.tuples(st.just("remove"), st.tuples(st.integers(1, 4))),
        st.tuples(st.just("not_same"), pair),
        st.tuples(st.just("split"), st.tuples(people, st.none() | people)),
        st.tuples(st.just("undo"), st.tuples(st.integers(0, 8))),
        st.tuples(st.sampled_from(["follow", "refresh"]), st.just(())),
    )
    everybody = [("put", (1, EVERYBODY[:4], draw(private))), ("put", (2, EVERYBODY[3:], draw(private)))]
    return everybody + draw(st.lists(step, min_size=4, max_size=16))


def take(store: Store, what: str, arguments: tuple[Any, ...]) -> None:
    """One step; what is refused changes nothing."""
    before = set(store.triples(REVIEW_GRAPH))
    refused = ""
    try:
        if what == "put":
            number, people, private = arguments
            store.put_article(*named(number, *people, private=frozenset(private)))
        elif what == "remove":
            store.remove_article(f"{ARTICLE}{arguments[0]:016d}")
        elif what == "merge":
            one, other, automatic = arguments
            decide(store, "merge", one, other, SOFTWARE if automatic else NADIA)
        elif what == "undo":
            known = Review(store).decisions
            decide(store, "undo", known[arguments[0] % len(known)].id if known else "none", NADIA)
        elif what in ("follow", "refresh"):
            (follow if what == "follow" else refresh)(store)
        else:
            decide(store, what, *arguments, NADIA)
    except MarsadError as error:
        refused = str(error)
    assert "\n" not in refused
    assert not refused or set(store.triples(REVIEW_GRAPH)) == before


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps())
def test_the_union_is_always_that_of_all_graphs_with_merged_entities_as_one(
    opened: Store, taken: list[tuple[str, tuple[Any, ...]]]
) -> None:
    store = emptied(opened)
    for what, arguments in taken:
        take(store, what, arguments)
        of = mapping(store)
        assert not set(of) & set(of.values()), "a canonical entity is itself merged into another"
        assert union(store) == from_scratch(store, of), what
    assert check(store.triples(REVIEW_GRAPH), graph=REVIEW_GRAPH) == ()
    _undo_everything(store)


def _undo_everything(store: Store) -> None:
    review = Review(store)
    for decision in review.decisions:
        if decision.undone is None:
            review.undo(decision.iri, NADIA)
    review.save()
    refresh(store)
    record = set(store.triples(REVIEW_GRAPH))
    after = sorted(union(store) - record)
    assert mapping(store) == {}
    # The same articles in the same store, and nothing was ever decided.
    store.put_review(())
    store.table.set_state("occurrences", "stale")
    refresh(store)
    assert sorted(union(store)) == after
    assert union(store) == from_scratch(store, {})


# What is refused

REFUSED: list[tuple[str, tuple[Any, ...], str]] = [
    ("merge", (PEOPLE[0], PEOPLE[0], NADIA), "is one entity"),
    ("merge", (PEOPLE[0], ENTITY + "x-none", NADIA), "no entity x-none"),
    ("merge", (PEOPLE[0], PEOPLE[1], NADIA), "are one already"),
    ("merge", (PEOPLE[0], PEOPLE[2], NADIA), "are not the same; undo it first: marsad undo "),
    ("merge", (PEOPLE[1], PEOPLE[2], NADIA), "are not the same; undo it first: marsad undo "),
    ("merge", (PEOPLE[0], ENTITY + "gao", NADIA), "different kinds (Person and Place)"),
    ("merge", (KNOWN, ENTITY + "amadou", NADIA), "the reference facts have both"),
    ("not_same", (PEOPLE[0], PEOPLE[1], NADIA), "are merged; take one out first: marsad split "),
    ("not_same", (PEOPLE[2], PEOPLE[0], NADIA), "says so already"),
    ("split", (PEOPLE[2], None, NADIA), "nothing is merged with"),
    ("split", (PEOPLE[0], PEOPLE[2], NADIA), "is no part of"),
    ("split", (PEOPLE[0], PEOPLE[0], NADIA), "is no part of"),
    ("undo", ("ffff", NADIA), "no decision begins with"),
    ("undo", ("", NADIA), "no decision begins with"),
    ("undo", ("undoing/ffff", NADIA), "is itself an undoing"),
]


@pytest.mark.parametrize(("what", "arguments", "words"), REFUSED)
def test_what_contradicts_is_refused_in_one_line_and_changes_nothing(
    store: Store, what: str, arguments: tuple[Any, ...], words: str
) -> None:
    facts = [f"<{ENTITY}{name}> <{TYPE}> <{MO}{kind}>" for name, kind in (("gao", "Place"), ("amadou", "Person"))]
    store.put_graph(REFERENCE_GRAPH, (*store.triples(REFERENCE_GRAPH), *facts))
    store.put_article(*named(1, *PEOPLE[:3]))
    decide(store, "merge", PEOPLE[0], PEOPLE[1], NADIA)
    decide(store, "not_same", PEOPLE[0], PEOPLE[2], NADIA)
    before = list(store.nquads()), union(store)
    with pytest.raises(MarsadError) as refused:
        decide(store, what, *arguments)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (list(store.nquads()), union(store)) == before


def test_two_known_entities_are_merged_only_by_force(store: Store) -> None:
    store.put_graph(REFERENCE_GRAPH, (*store.triples(REFERENCE_GRAPH), f"<{ENTITY}amadou> <{TYPE}> <{MO}Person>"))
    with pytest.raises(DecisionError, match="--force"):
        decide(store, "merge", KNOWN, ENTITY + "amadou", NADIA)
    decide(store, "merge", KNOWN, ENTITY + "amadou", NADIA, force=True)
    assert store.canonical.of == {KNOWN: ENTITY + "amadou"}


def test_a_decision_is_undone_once(store: Store) -> None:
    store.put_article(*named(1, *PEOPLE[:3]))
    made = decide(store, "merge", PEOPLE[0], PEOPLE[1], NADIA)
    assert decide(store, "undo", made.id[:6], NADIA).iri == made.iri
    with pytest.raises(UsageError, match="undone already, by نادية"):
        decide(store, "undo", made.id, NADIA)
    again = decide(store, "merge", PEOPLE[0], PEOPLE[1], NADIA)
    assert again.iri != made.iri
    assert [d.iri for d in Review(store).decisions if d.undone is None] == [again.iri]


# Who stands for whom


@pytest.mark.parametrize(
    ("members", "articles", "canonical"),
    [
        ((PEOPLE[0], KNOWN), [PEOPLE[:2]], KNOWN),  # known before unknown
        ((PEOPLE[0], PEOPLE[1]), [PEOPLE[:2]], PEOPLE[1]),  # public before private
        ((PEOPLE[2], PEOPLE[3]), [PEOPLE[2:4], PEOPLE[3:4]], PEOPLE[3]),  # the more often mentioned
        ((PEOPLE[2], PEOPLE[3]), [PEOPLE[2:4]], PEOPLE[2]),  # the first by IRI
    ],
)
def test_the_canonical_one(
    store: Store, members: tuple[str, str], articles: list[tuple[str, ...]], canonical: str
) -> None:
    for number, people in enumerate(articles, start=1):
        store.put_article(*named(number, *people, private=frozenset(PEOPLE[:1])))
    for one, other in (members, members[::-1]):
        made = decide(store, "merge", one, other, NADIA)
        assert set(store.canonical.of.values()) == {canonical}
        decide(store, "undo", made.id, NADIA)


def test_another_becomes_canonical_when_the_articles_change(store: Store) -> None:
    store.put_article(*named(1, PEOPLE[0]))
    store.put_article(*named(2, PEOPLE[1]))
    decide(store, "merge", PEOPLE[0], PEOPLE[1], NADIA)
    assert store.canonical.of == {PEOPLE[1]: PEOPLE[0]}
    store.put_article(*named(3, PEOPLE[1]))
    follow(store)
    assert store.canonical.of == {PEOPLE[0]: PEOPLE[1]}
    store.remove_article(f"{ARTICLE}{3:016d}")
    store.remove_article(f"{ARTICLE}{2:016d}")
    follow(store)
    assert store.canonical.of == {PEOPLE[1]: PEOPLE[0]}


def test_a_member_taken_out_leaves_the_others_together(store: Store) -> None:
    store.put_article(*named(1, *PEOPLE[:4]))
    decide(store, "merge", PEOPLE[0], PEOPLE[1], NADIA)
    decide(store, "merge", PEOPLE[1], PEOPLE[2], SOFTWARE)
    decide(store, "merge", PEOPLE[1], PEOPLE[3], NADIA)
    report = decide(store, "split", PEOPLE[0], PEOPLE[1], NADIA)
    assert len(report.undone) == 3
    assert store.canonical.of == {PEOPLE[2]: PEOPLE[0], PEOPLE[3]: PEOPLE[0]}
    assert [decision.kind for decision in report.made] == ["merge", "merge", "not-same"]
    apart = report.made[-1]
    assert (apart.entities, apart.apart) == ((PEOPLE[1],), (PEOPLE[0], *PEOPLE[2:4]))


def test_the_whole_taken_apart_stays_apart_where_the_software_had_merged(store: Store) -> None:
    store.put_article(*named(1, *PEOPLE[:3]))
    decide(store, "merge", PEOPLE[0], PEOPLE[1], SOFTWARE)
    decide(store, "merge", PEOPLE[1], PEOPLE[2], SOFTWARE)
    decide(store, "split", PEOPLE[2], None, NADIA)
    assert store.canonical.of == {}
    for one, other in ((0, 1), (1, 2), (0, 2)):
        assert Review(store).closed(PEOPLE[one], PEOPLE[other])


# What is counted


def test_the_table_counts_merged_entities_as_one(store: Store) -> None:
    store.put_article(*named(1, *PEOPLE[:3]))
    store.put_article(*named(2, PEOPLE[1]))
    decide(store, "merge", PEOPLE[0], PEOPLE[1], NADIA)
    table = store.table
    assert table.mention_counts() == {PEOPLE[1]: (3, 2), PEOPLE[2]: (1, 1)}
    assert [iri for *_, iri in table.incidence("sentence")] == [PEOPLE[1], PEOPLE[2], PEOPLE[1]]
    assert [iri for *_, iri in table.incidence("article", articles=[2])] == [PEOPLE[1]]
    assert {mention.entity for mention in table.mentions()} == {PEOPLE[1], PEOPLE[2]}
    assert len(list(table.mentions(entity=PEOPLE[1]))) == 3
    assert list(table.mentions(entity=PEOPLE[0])) == []
    assert table.counts()["entities"] == 2
    assert {row.actors for row in table.accounts()} == {(PEOPLE[1],)}
    assert table.accounts()[0].named == (PEOPLE[1], PEOPLE[2])
    assert table.raw_counts(PEOPLE[:2]) == {PEOPLE[0]: 1, PEOPLE[1]: 2}


def test_what_was_decided_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", write=True, create=True) as store:
        store.put_article(*named(1, *PEOPLE[:3]))
        decide(store, "merge", PEOPLE[0], PEOPLE[1], NADIA)
        refresh(store)
    for options in ({}, {"snapshot": True}, {"write": True}):
        with Store.open(tmp_path / "s", **options) as store:
            assert store.canonical.of == {PEOPLE[1]: PEOPLE[0]}
            assert store.table.mention_counts() == {PEOPLE[0]: (2, 1), PEOPLE[2]: (1, 1)}
            assert union(store) == from_scratch(store, mapping(store))
            made = Review(store).decisions[0]
            assert (made.made, made.entities, made.kind) == (NADIA, PEOPLE[:2], "merge")


def test_a_graph_is_found_by_what_it_says_of_a_merged_entity(store: Store) -> None:
    store.put_article(*named(1, PEOPLE[0]))
    store.put_article(*named(2, PEOPLE[1]))
    decide(store, "merge", PEOPLE[0], PEOPLE[1], NADIA)
    person = next(s for s, *_ in store.match(None, TYPE, graph=f"{ARTICLE}{1:016d}"))
    assert person.value == PEOPLE[0]
    target = next(o for *_, o, _ in store.match(person, TYPE))
    assert store.graphs_with(person, TYPE, target) == (f"{ARTICLE}{1:016d}", f"{ARTICLE}{2:016d}")


_CHILD = """
import itertools, sys
from kg.review import Review, Signature
from kg.store import Store
from tests.kg.test_review import PEOPLE, NADIA, named
with Store.open(sys.argv[1], write=True) as store:
    print("open", flush=True)
    for number in itertools.count():
        review = Review(store)
        if number % 2:
            review.split(PEOPLE[0], None, NADIA)
        else:
            for other in PEOPLE[1:4]:
                review.merge(PEOPLE[0], other, NADIA)
        review.save()
        store.put_article(*named(number % 3 + 1, *PEOPLE[number % 3 :]))
"""


@pytest.mark.slow
def test_a_kill_between_decisions_leaves_table_and_graphs_in_agreement(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with Store.open(path, write=True, create=True) as store:
        for number in (1, 2, 3):
            store.put_article(*named(number, *PEOPLE))
    generator = random.Random(3)
    for _ in range(20):
        child = subprocess.Popen([sys.executable, "-c", _CHILD, str(path)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        time.sleep(generator.uniform(0, 0.6))
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with Store.open(path, write=True) as store:
            assert union(store) == from_scratch(store, mapping(store))
            assert set(store.table.mention_counts()) == {store.canonical.get(person) for person in PEOPLE}
            assert check(store.triples(REVIEW_GRAPH), graph=REVIEW_GRAPH) == ()
            review = Review(store)
            if len(review.cluster(PEOPLE[0])) > 1:
                review.split(PEOPLE[0], None, NADIA)
                review.save()
