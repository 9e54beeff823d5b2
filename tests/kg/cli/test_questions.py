"""Asking: show, events, cooccur, query, queries, summary."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.kg.cli.conftest import Run, parsed

JNIM = "https://w3id.org/marsad/entity/jnim"


@pytest.mark.parametrize(
    "name",
    [
        *("JNIM", "jnim", "جماعة نصرة الإسلام والمسلمين", "جماعه نصره الاسلام والمسلمين", JNIM, "entity:jnim"),
        *("Group for the Support of Islam and Muslims", "QDe.002", "qde.002"),
    ],
)
def test_show_finds_any_name(run: Run, name: str) -> None:
    assert parsed(run("show", name, "--json"))["iri"] == JNIM


def test_show_tells_all_with_quotes(run: Run) -> None:
    found = parsed(run("show", "JNIM", "--json"))
    assert found["labels"]["ar"] == "جماعة نصرة الإسلام والمسلمين"
    assert found["types"] == ["ArmedGroup", "Organization"]
    assert [(d["reference"], d["listed_on"]) for d in found["designations"]] == [("QDe.002", "2018-10-04")]
    claims = {(c["subject"]["label"], c["predicate"], c["polarity"], c["certainty"]) for c in found["claims"]}
    assert ("Iyad Ag Ghali", "leads", "denied", "reported") in claims
    assert all(c["quote"] and c["article"]["title"] for c in found["claims"] + found["accounts"])
    assert {a["polarity"] for a in found["accounts"]} == {"affirmed", "denied"}
    text = run("show", "JNIM").stdout
    for claim in found["claims"]:
        assert claim["quote"] in text
    assert "terrorist" not in json.dumps(found["types"]).lower()


def test_show_tells_what_happened_at_a_place(run: Run) -> None:
    assert len(parsed(run("show", "Gao", "--json"))["accounts"]) == 4


def test_show_tells_posts_of_the_reference_and_words(run: Run) -> None:
    leader = parsed(run("show", "Iyad Ag Ghali", "--json"))
    assert leader["posts"][0]["titles"]["fr"] == "consul"
    assert leader["posts"][0]["body"]["label"] == "Mali"
    witness = parsed(run("show", "موسى ديالو", "--json"))
    assert witness["private"] is True
    assert [q["quote"] for q in witness["quotations"]] == ["سمعنا إطلاق النار طوال الليل"]
    assert "exports mask this name" in run("show", "موسى ديالو").stdout


@pytest.mark.parametrize(("name", "near"), [("Islamic Stat", "Islamic State"), ("غاوو", "غاو"), ("Iyad Ghali", "Iyad")])
def test_show_offers_the_nearest_names(run: Run, name: str, near: str) -> None:
    result = run("show", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ")
    assert near in result.stderr
    assert result.stderr.count("\n") == 1


def types(items: list[dict[str, Any]]) -> list[str]:
    return sorted({item["type"] for item in items})


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], {"ArmedAttack": 4, "Conference": 1, "Condemnation": 1}),
        (["--type", "Violence"], {"ArmedAttack": 4}),
        (["--type", "conference"], {"Conference": 1}),
        (["--type", "Conference", "--type", "Condemnation"], {"Conference": 1, "Condemnation": 1}),
        (["--type", "Arson"], {}),
        (["--actor", "المغرب"], {"Conference": 1}),
        (["--actor", "JNIM"], {"ArmedAttack": 3}),
        (["--actor", "Gao"], {}),
        (["--place", "مالي"], {"ArmedAttack": 4}),
        (["--place", "Gao"], {"ArmedAttack": 4}),
        (["--since", "2018-07-04"], {"Conference": 1}),
        (["--until", "2018-07-03"], {"ArmedAttack": 3}),
        (["--since", "2018-07", "--until", "2018"], {"ArmedAttack": 3, "Conference": 1}),
        (["--since", "2019"], {}),
    ],
)
def test_events_are_filtered(run: Run, options: list[str], expected: dict[str, int]) -> None:
    items = parsed(run("events", *options, "--json"))
    assert {kind: sum(i["type"] == kind for i in items) for kind in types(items)} == expected
    assert all(item["quote"] and item["article"]["id"] for item in items)
    table = run("events", *options)
    assert table.exit_code == 0
    assert bool(table.stdout) == bool(expected)


def test_accounts_of_one_occurrence_share_it(run: Run) -> None:
    items = parsed(run("events", "--type", "ArmedAttack", "--json"))
    occurrences = {item["occurrence"] for item in items if item["polarity"] == "affirmed"}
    assert len(occurrences) == 1
    tolls = sorted(count["value"] for item in items for count in item["counts"])
    assert tolls == [12, 15]


@pytest.mark.parametrize(
    "options",
    [["--type", "Explosion"], ["--since", "yesterday"], ["--since", "2018-13"], ["--since", "2019", "--until", "2018"]],
)
def test_events_refuses_what_it_does_not_know(run: Run, options: list[str]) -> None:
    result = run("events", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1


def test_cooccur_counts_sentences_and_articles(run: Run) -> None:
    pairs = parsed(run("cooccur", "--with", "JNIM", "--json"))
    assert [p["source"]["entity"] for p in pairs] == [JNIM] * len(pairs)
    assert [p["count"] for p in pairs] == sorted((p["count"] for p in pairs), reverse=True)
    groups = parsed(run("cooccur", "--type", "armedgroup", "--level", "article", "--json"))
    assert [(g["source"]["label"], g["target"]["label"], g["count"]) for g in groups] == [("Islamic State", "JNIM", 1)]
    assert len(parsed(run("cooccur", "--limit", "2", "--json"))) == 2
    assert parsed(run("cooccur", "--min-count", "50", "--json")) == []


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_query_in_each_form(run: Run, form: str) -> None:
    result = run("query", "SELECT ?l { entity:gao skos:prefLabel ?l } ORDER BY ?l", "--format", form)
    assert result.exit_code == 0
    assert "غاو" in result.stdout


def test_query_that_builds_a_graph(run: Run) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s a mo:Claim ; ?p ?o } }"
    assert "mo:Claim" in run("query", query, "--format", "turtle").stdout
    assert run("query", query).exit_code == 0
    wrong = run("query", query, "--format", "csv")
    assert (wrong.exit_code, wrong.stdout) == (2, "")


def test_query_from_a_file_standard_input_and_by_name(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "سؤال.rq"
    file.write_text("\ufeffASK { ?s a mo:Claim }", encoding="utf-8")
    assert json.loads(run("query", "--file", file, "--json").stdout)["boolean"] is True
    assert json.loads(run("query", "--file", "-", "--json", stdin=b"ASK { ?s a mo:None }").stdout)["boolean"] is False
    named = run("query", "--name", "accounts-by-month", "--param", "group=jnim", "--format", "csv")
    assert named.stdout.splitlines()[0].startswith("month,type,role")
    assert "2018-07" in named.stdout


def test_labels_in_another_language(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LANGUAGE", "ar")
    assert "مالي" in run("cooccur").stdout
    monkeypatch.setenv("MARSAD_LANGUAGE", "de")
    assert run("cooccur").exit_code == 2


def test_queries_are_listed_with_parameters(run: Run) -> None:
    listed = parsed(run("queries", "--json"))
    assert len(listed) >= 8
    assert all(set(query) == {"name", "title", "description", "parameters", "query"} for query in listed)
    text = run("queries").stdout
    assert all(query["name"] in text for query in listed)


def test_summary_in_figures(run: Run) -> None:
    found = parsed(run("summary", "--json"))
    assert (found["articles"], found["accounts"], found["claims"], found["quotations"]) == (4, 6, 5, 2)
    assert found["languages"] == {"fr": 2, "ar": 1, "en": 1}
    assert (found["first"], found["last"]) == ("2018-07-04", "2018-07-11")
    assert found["top"]["ArmedGroup"][0] == {
        "entity": JNIM, "label": "JNIM", "type": "ArmedGroup", "mentions": 4, "articles": 3,
    }  # fmt: skip
    assert {"publisher": "مرصد", "articles": 1} in found["publishers"]
