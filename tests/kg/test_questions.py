import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.guard import check_query
from kg.questions import ask, fill, find, listing, named
from kg.store import Store
from ontology.errors import UsageError

JNIM = {"group": "jnim", "about": "jnim"}


@pytest.mark.parametrize("name", [query.name for query in listing()])
def test_every_named_query_explains_itself_and_has_an_answer(store: Store, name: str) -> None:
    query = find(name)
    assert query.title
    assert query.description
    assert all(parameter.description for parameter in query.parameters)
    values = {p.name: JNIM[p.name] for p in query.parameters if p.name in JNIM}
    answer = named(store, name, values, language="ar")
    assert len(answer.rows) >= 1
    assert answer.serialize("csv").startswith(",".join(answer.variables).encode())
    assert named(store, name, values, language="ar").data == answer.data


def test_there_are_named_queries() -> None:
    assert len(listing()) == 11


def cells(store: Store, name: str, /, language: str = "en", **values: str) -> list[dict[str, str | None]]:
    answer = named(store, name, values, language=language)
    return [dict(zip(answer.variables, (t and t.value for t in row), strict=True)) for row in answer.rows]


def test_labels_are_in_the_language_asked_for(store: Store) -> None:
    ((english,), (arabic,)) = (cells(store, "groups-cooccurring", language=tongue) for tongue in ("en", "ar"))
    assert (english["oneLabel"], english["otherLabel"]) == ("Islamic State", "JNIM")
    assert arabic["otherLabel"] == "جماعة نصرة الإسلام والمسلمين"
    assert english["articles"] == "1"


def test_accounts_by_month(store: Store) -> None:
    rows = cells(store, "accounts-by-month", group="https://w3id.org/marsad/entity/jnim")
    assert [(r["month"], r["role"], r["polarity"], r["accounts"]) for r in rows] == [
        ("2018-07", "perpetrator", "affirmed", "1"),
        ("2018-07", "perpetrator", "denied", "1"),
    ]


def test_who_leads_what_said_by_whom(store: Store) -> None:
    said = {(r["polarity"], r["saidBy"]) for r in cells(store, "leaders")}
    assert said == {("affirmed", "United Nations"), ("denied", "a tribal elder"), (None, "curated")}


def test_disputes(store: Store) -> None:
    assert [(r["relation"], r["object"]) for r in cells(store, "disputed-claims")] == [
        ("leads", "JNIM"),
        ("perpetrator", "armed attack"),
    ]
    ((toll),) = cells(store, "disputed-tolls")
    assert (toll["lowest"], toll["highest"], toll["accounts"]) == ("12", "15", "2")
    assert cells(store, "disputed-tolls", counted="wounded") == []


@pytest.mark.parametrize(
    ("day", "listed"),
    [("2013-05-29", 0), ("2013-05-30", 1), ("2018-10-04", 2), ("2029-12-31", 2), ("2030-01-01", 1)],
)
def test_who_was_listed_on_a_day(store: Store, day: str, listed: int) -> None:
    assert len(cells(store, "groups-listed", day=day)) == listed
    assert cells(store, "groups-listed", day=day, authority="morocco") == []


def test_occurrences_in_several_articles(store: Store) -> None:
    (row,) = cells(store, "occurrences-in-several-articles")
    assert (row["articles"], row["languages"], row["place"]) == ("2", "2", "Gao")
    assert cells(store, "occurrences-in-several-articles", least="3") == []


def test_posts_and_places(store: Store) -> None:
    posts = {(r["person"], r["post"], r["body"]) for r in cells(store, "posts-held", language="fr")}
    assert ("Awa Traoré", "envoyée spéciale des Nations unies", "Nations unies") in posts
    (place,) = cells(store, "places-of", group="jnim")
    assert (place["place"], place["lat"], place["accounts"]) == ("Gao", "16.27167", "2")


def test_uncertain_accounts_and_who_said_what(store: Store) -> None:
    (denial,) = cells(store, "uncertain-accounts")
    assert (denial["polarity"], denial["saidBy"]) == ("denied", "JNIM")
    assert {r["speaker"] for r in cells(store, "who-said-what-about", about="jnim")} == {
        "JNIM", "a tribal elder", "United Nations",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("nothing", {}, "no query 'nothing'; there are: accounts-by-month"),
        ("groups-listed", {"dya": "2018-01-01"}, "no parameter 'dya'; it has: authority, day"),
        ("groups-listed", {"day": "3/7/2018"}, "does not fit"),
        ("groups-listed", {"language": "de"}, "not one of ar, fr, en"),
        ("groups-listed", {"authority": "a b> } DROP"}, "does not fit"),
        ("occurrences-in-several-articles", {"least": "two"}, "does not fit"),
    ],
)
def test_wrong_use_of_a_named_query_is_one_line(store: Store, name: str, values: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        named(store, name, values)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text())
def test_a_value_cannot_leave_its_place(text: str) -> None:
    query = find("disputed-tolls")
    try:
        filled = fill(query, {"counted": text})
    except UsageError:
        return
    assert filled.count("WHERE") >= query.text.count("WHERE")
    check_query(filled)
    before, _, after = query.text.partition('{ "killed" }')
    assert filled.startswith(before[:-1])
    assert filled.endswith(after)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x.invalid/> { ?a ?b ?c } }",
        "SELECT * { SERVICE SILENT <http://x.invalid/> { ?a ?b ?c } }",
        "SELECT * { service<http://x.invalid/>{ ?a ?b ?c } }",
        "SELECT * { SERVICEentity:x { ?a ?b ?c } }",
        "SELECT * { SERVICE:x { ?a ?b ?c } }",
        "SELECT * { ?s ?p trueSERVICE ?x { ?a ?b ?c } }",
        "SELECT * { ?s entity:it\\'s ?o . SERVICE <http://x.invalid/> { ?a ?b ?c } ?s entity:it\\'s ?o }",
        "SELECT * { ?s ?p '''it's''' SERVICE <http://x.invalid/> { ?a ?b ?c } }",
        "SELECT * { FILTER(?a<?b) SERVICE ?x { ?a ?b ?c } FILTER(?b>?a) }",
        "SELECT * { ?s ?p <http://x/#> SERVICE <http://x.invalid/> { ?a ?b ?c } }",
        'SELECT * { ?s ?p "a" # comment \'\n SERVICE <http://x.invalid/> { ?a ?b ?c } }',
    ],
)
def test_service_is_refused_however_it_is_written(store: Store, query: str) -> None:
    with pytest.raises(UsageError, match=r"line \d+, column \d+: SERVICE would ask another machine"):
        ask(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
        "SELECT ?service { ?service a <http://x/SERVICE> } # SERVICE <x> {}",
        "SELECT * { ?s entity:SERVICE ?service }",
    ],
)
def test_the_word_alone_is_no_crime(store: Store, query: str) -> None:
    assert ask(store, query).kind == "rows"


@pytest.mark.parametrize(
    "query",
    ["INSERT DATA { <a:b> <a:b> <a:b> }", "PREFIX a: <a:>\nDELETE WHERE { ?s ?p ?o }", "LOAD <http://x/>", "CLEAR ALL"],
)
def test_updates_are_refused(store: Store, query: str) -> None:
    with pytest.raises(UsageError, match="changes the store"):
        ask(store, query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * {\n ?a ?b }", "does not parse: line 2, column"),
        ("SELEC * { ?a ?b ?c }", "not a SPARQL query"),
        ("", "not a SPARQL query"),
        ("SELECT * { ?a nope:b ?c }", "does not parse"),
        ("SELECT ?x { ?a ?b ?c } GROUP BY ?a", "does not parse"),
    ],
)
def test_syntax_errors_are_one_line_with_the_place(store: Store, query: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        ask(store, query)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_forms_of_answers(store: Store) -> None:
    yes = ask(store, "ASK { entity:jnim a mo:ArmedGroup }")
    assert yes.boolean
    assert json.loads(yes.serialize("json"))["boolean"] is True
    graph = ask(store, "CONSTRUCT { ?s a mo:ArmedGroup } WHERE { ?s a mo:ArmedGroup }")
    assert len(graph.rows) == 2
    assert b"entity:jnim a mo:ArmedGroup" in graph.serialize("turtle")
    rows = ask(store, "SELECT ?s ?none { ?s a mo:ArmedGroup } ORDER BY ?s")
    assert [row[1] for row in rows.rows] == [None, None]
    assert rows.serialize("tsv").startswith(b"?s\t?none\n<https://w3id.org/marsad/entity/islamic-state>")
    assert rows.serialize("xml").startswith(b"<?xml")
    for answer, form in ((yes, "csv"), (graph, "csv"), (rows, "turtle"), (rows, "nonsense")):
        with pytest.raises(UsageError, match="use --format"):
            answer.serialize(form)


def test_from_and_graph_reach_single_graphs(store: Store) -> None:
    everywhere = "SELECT ?g { GRAPH ?g { entity:jnim a mo:ArmedGroup } }"
    assert len(ask(store, everywhere).rows) == 4
    one = "SELECT ?x FROM <https://w3id.org/marsad/graph/reference> { ?x a mo:EventAccount }"
    assert ask(store, one).rows == ()
