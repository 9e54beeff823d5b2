"""The measure of where toponyms are put."""

import json
from pathlib import Path

import pytest

from extract.evaluation.resolution import Answer, figures, main, read_passages, tr_news
from extract.evaluation.toponyms import TR_NEWS, moved
from ontology.errors import InputError

ARTICLE = """<articles><article><text>He left Turkey. A man of Rome, Georgia.</text>
<toponym><phrase>Turkey</phrase><start>6</start><gaztag geonameid="298795"><lat>39</lat><lon>35</lon></gaztag></toponym>
<toponym><phrase>Rome</phrase><start>25</start></toponym></article></articles>"""


def answer(quote: str, off: float | None, *, same: bool = False) -> Answer:
    return Answer(quote=quote, resolved=off is not None, off=off, same=same, label=f"place {quote}")


def test_an_offset_that_is_off_is_moved_to_the_phrase() -> None:
    assert moved("He left Turkey.", "Turkey", 6) == (8, 14)
    assert moved("He left Turkey.", "Turkey", 8) == (8, 14)


def test_spans_without_coordinates_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / TR_NEWS
    path.parent.mkdir()
    path.write_text(ARTICLE, encoding="utf-8")
    (passage,) = tr_news(tmp_path)
    (toponym,) = passage.toponyms
    assert passage.text[toponym.start : toponym.end] == "Turkey"
    assert (toponym.lat, toponym.geonames) == (39.0, "298795")


def test_shares_of_resolved_and_of_all() -> None:
    found = figures(
        [[answer("حلب", 0.0), answer("غاو", 400.0)], [answer("مالي", None), answer("كندا", 900.0, same=True)]]
    )
    assert found["resolved"]["percent"] == 75.0
    assert found["right of resolved"]["percent"] == pytest.approx(33.3)
    assert found["right of all"]["percent"] == 25.0
    assert found["same place of all"]["percent"] == 50.0
    assert found["median km"] == 400.0
    assert found["commonest wrong"] == [["غاو", "place غاو", 1]]
    assert found["commonest unresolved"] == [["مالي", 1]]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ar.jsonl"
    path.write_text('{"text": "حلب"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"ar\.jsonl: line 1"):
        read_passages(path)


def test_nothing_to_measure_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--own", str(tmp_path)]) == 2
    assert "no geo/tr_news.xml" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_our_own_passages_say_what_stands_in_them(language: str) -> None:
    for line in Path(f"tests/data/places/{language}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for toponym in row["toponyms"]:
            quote = row["text"][toponym["start"] : toponym["end"]]
            assert quote.strip() == quote != ""
            assert (toponym["lat"] is None) == (toponym["geonames"] == "")
