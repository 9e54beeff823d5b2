"""The measures of names: floors, alignment across languages, trimming; on small material, without the public data."""

import json
from pathlib import Path

import pytest

from extract.evaluation import agreement, armed, names, toponyms
from extract.evaluation.golds import Gold, news, score
from extract.gazetteer import gazetteer
from ontology.reference import load
from tests.extract.articles import pipeline


@pytest.fixture
def floors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"data": "abc", "floors": {"one": 80.0, "two": 70.0}}), encoding="utf-8")
    monkeypatch.setattr(names, "FLOORS", path)
    return path


@pytest.mark.usefixtures("floors")
def test_a_figure_under_its_floor_is_a_fault() -> None:
    assert names.faults({"one": 80.0, "two": 75.0}, "abc") == []
    assert names.faults({"one": 79.9, "two": 75.0}, "abc") == ["one: 79.9 is under its floor 80.0"]
    assert names.faults({"one": 81.0}, "abc") == ["two: not measured"]
    assert names.faults({"one": 80.0, "two": 75.0}, "xyz")[0].startswith("the data is not that of the floors")


def test_without_floors_one_is_told_how_to_write_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "FLOORS", tmp_path / "none.json")
    assert "--lower-floors" in names.faults({}, "abc")[0]


def test_the_pinned_floors_are_read() -> None:
    pinned = json.loads(names.FLOORS.read_text(encoding="utf-8"))
    assert len(pinned["data"]) == 16
    assert len(pinned["floors"]) > 50
    assert all(0 < floor <= 100 for floor in pinned["floors"].values())


def test_missing_data_is_said_and_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert names.main(["--data", str(tmp_path)]) == 0
    assert "no public corpora there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("بوتفليقة", "Bouteflika"), ("كافانو", "Kavanaugh"), ("ليفربول", "Liverpool"), ("باريس", "Paris")],
)
def test_names_are_alike_by_their_consonants(arabic: str, latin: str) -> None:
    from rapidfuzz.fuzz import ratio

    assert ratio(agreement.skeleton(arabic), agreement.skeleton(latin)) >= 60


def test_counterparts_by_entity_by_likeness_and_by_place() -> None:
    texts = ("التقى كافانو في باريس وفد مكتب التحقيقات", "Kavanaugh met FBI people in Paris")
    one = [(6, 12, "PER"), (16, 21, "LOC"), (26, 41, "ORG")]
    other = [(0, 9, "PER"), (14, 17, "ORG"), (28, 33, "LOC")]
    known = gazetteer(load())
    assert agreement.counterparts(one, other, texts, known) == 3
    assert agreement.counterparts(one, [(0, 9, "LOC")], texts, known) == 0
    assert agreement.counterparts(one, [], texts, known) == 0


def test_articles_and_possessives_decide_nothing() -> None:
    gold = [Gold("the Kremlin's envoy", frozenset({(4, 11, "ORG")}))]
    assert score(gold, lambda _: [(0, 13, "ORG")])["ORG"]["f1"] == 100.0
    assert score(gold, lambda _: [(0, 13, "LOC")])["all"]["f1"] == 0.0


def test_the_gold_is_what_its_readme_says() -> None:
    rows = [{"ar": "", "fr": f"ligne {n}", "en": f"line {n}"} for n in range(2000)]
    for language in ("en", "fr"):
        lines = (names.GOLDS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
        assert len(lines) == 60
        own = [json.loads(line) for line in lines if "text" in json.loads(line)]
        assert len(own) == 30
        assert all(0 <= a < b <= len(item["text"]) for item in own for a, b, _ in item["spans"])
        refer = [json.loads(line)["lines"] for line in lines if "lines" in json.loads(line)]
        assert all(names.DEV_LINE <= first <= last < len(rows) for first, last in refer)


def test_gold_of_our_own_needs_no_other_text(tmp_path: Path) -> None:
    (tmp_path / "parallel").mkdir()
    (tmp_path / "parallel" / "ntrex_ar_fr_en.jsonl").write_text('{"ar": "", "fr": "A Lyon", "en": "In Lyon"}\n')
    path = tmp_path / "en.jsonl"
    items = [{"id": "a", "text": "Lyon", "spans": [[0, 4, "CITY"]]}]
    items.append({"id": "b", "lines": [0, 0], "spans": [[3, 7, "CITY"]]})
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    assert [(gold.text, gold.spans) for gold in news(path, tmp_path)] == [
        ("Lyon", {(0, 4, "LOC")}),
        ("In Lyon", {(3, 7, "LOC")}),
    ]


def test_armed_groups_are_counted_right_found_and_wrong() -> None:
    texts = {"a": "Fighters of Boko Haram met the Red Cross."}
    gold = {"a": [(12, 22, "ARM"), (31, 40, "CIVIL"), (0, 8, "TITLE")]}
    figures = armed.figures(texts, gold, "en", pipeline())
    assert (figures["gold"], figures["found"], figures["right"], figures["others"]) == (1, 1, 1, 1)
    assert figures["right of found"] == 100.0


def test_an_offset_that_is_off_is_moved_to_its_phrase(tmp_path: Path) -> None:
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo" / "tr_news.xml").write_text(
        "<articles><article><text>Rain fell on Cairns.</text><toponyms><toponym><phrase>Cairns</phrase>"
        "<start>15</start><end>21</end></toponym></toponyms></article></articles>"
    )
    assert list(toponyms.articles(tmp_path)) == [("Rain fell on Cairns.", {(13, 19)})]
