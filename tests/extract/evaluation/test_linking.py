"""Scoring links against a gold: what counts as right, wrong and missed, and what is refused."""

import json
from pathlib import Path

import pytest

from extract.evaluation.linking import faults, figures, read_passages, score
from extract.evaluation.linking_golds import GOLDS, table, text_of
from ontology.errors import DataError, InputError
from tests.extract.articles import pipeline

TEXT = "هاجم تنظيم داعش قرية قرب الموصل، وقال التنظيم إن مراد القصبي قتل."


def passage(text: str, *spans: tuple[str, str | None, str]) -> str:
    marks = [
        {"start": text.index(quote), "end": text.index(quote) + len(quote), "entity": entity, "kind": kind}
        for quote, entity, kind in spans
    ]
    return json.dumps({"id": "p", "text": text, "spans": marks, "language": "ar"}, ensure_ascii=False) + "\n"


def scored(tmp_path: Path, line: str) -> dict[str, object]:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    passages = read_passages(path, pipeline().reference.entities)
    tallies = score(passages, pipeline())
    row: dict[str, object] = figures(passages, tallies)["scores"]["ar"]
    return {**row, "faults": list(faults(passages, tallies))}


def test_right_links_of_names_and_descriptions(tmp_path: Path) -> None:
    row = scored(
        tmp_path,
        passage(
            TEXT,
            ("تنظيم داعش", "islamic-state", "name"),
            ("الموصل", "mosul", "name"),
            ("التنظيم", "islamic-state", "nominal"),
            ("مراد القصبي", None, "name"),
        ),
    )
    assert (row["names"], row["links"], row["right"], row["nominals"]) == (2, 3, 3, 1)
    assert row["precision"] == row["recall"] == row["nominal_recall"] == [100.0, 100.0, 100.0]
    assert (row["unknown"], row["unknown_linked"], row["faults"]) == (1, 0, [])


def test_where_a_name_begins_does_not_matter(tmp_path: Path) -> None:
    row = scored(tmp_path, passage(TEXT, ("داعش", "islamic-state", "name")))
    assert row["recall"] == [100.0, 100.0, 100.0]


def test_another_entity_a_missed_one_and_a_needless_one(tmp_path: Path) -> None:
    row = scored(tmp_path, passage(TEXT, ("تنظيم داعش", "al-qaida", "name"), ("القصبي", "mosul", "name")))
    assert (row["right"], row["names"]) == (0, 2)
    kinds = [str(line).split("\t")[1] for line in row["faults"]]  # type: ignore[attr-defined]
    assert kinds == ["wrong", "missed", "no mention", "no mention"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no passage in it"),
        ("{", "no gold passage"),
        ("[1]", "no gold passage"),
        ('{"text": "x", "spans": [{"start": 0, "end": 9, "entity": null}]}', "is not in a text of 1 characters"),
        ('{"text": "xy", "spans": [{"start": 0, "end": 2, "entity": "nobody-there"}]}', "is not in the reference"),
        ('{"text": "xy", "spans": [{"start": 0, "end": 2, "entity": null, "kind": "colour"}]}', "kind 'colour'"),
        ('{"text": "xy", "spans": [{"end": 2}]}', "no gold passage"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        read_passages(path, pipeline().reference.entities)


def test_a_folder_and_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a folder"):
        read_passages(tmp_path, {})
    (tmp_path / "x.jsonl").write_bytes("café".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_passages(tmp_path / "x.jsonl", {})


def test_the_golds_name_entities_that_there_are() -> None:
    known = pipeline().reference.entities
    rows = [json.loads(line) for path in sorted(GOLDS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    named = {span["entity"] for row in rows for span in row["spans"] if span["entity"]}
    assert len(rows) == 2568
    assert {name for name in named if name not in known and not name.startswith("geonames-")} == set()
    for row in rows:
        assert ("text" in row) != ("sha256" in row)
        for one, other in zip(row["spans"], row["spans"][1:], strict=False):
            assert one["end"] <= other["start"]


def test_a_corpus_with_another_text_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "parallel"
    folder.mkdir()
    (folder / "ntrex_ar_fr_en.jsonl").write_text('{"ar": "نص"}\n', encoding="utf-8")
    item = {"id": "x", "corpus": "ntrex", "lines": [0, 0], "sha256": "0" * 16}
    with pytest.raises(DataError, match="another text"):
        text_of(item, tmp_path, "ar")


def test_the_table_names_every_language() -> None:
    row = {
        "precision": [97.0, 90.0, 99.0], "recall": [92.0, 90.0, 95.0], "nominal_recall": [50.0, 10.0, 80.0],
        "names": 3, "links": 4, "unknown": 2, "unknown_linked": 1,
    }  # fmt: skip
    shown = table({"half": "dev", "passages": 1, "scores": {"ar": row}})
    assert "97.0 (90.0 to 99.0)" in shown
    assert "1 of 2" in shown
