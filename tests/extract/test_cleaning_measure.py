"""The measurement of cleaning: it finds what is right, and what is wrong."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from extract.evaluation.cleaning import articles, load_layouts, measure, summary
from extract.evaluation.layouts import LAYOUTS, Page, PageParts
from ontology.errors import DataError
from tests.extract.test_cleaning import BODY, HEADLINES, TITLE

PARTS = PageParts(title=TITLE, body=BODY, date=date(2018, 7, 4), publisher="هسبريس", foreign_headlines=tuple(HEADLINES))


def test_there_are_layouts_of_both_kinds() -> None:
    assert len(LAYOUTS) >= 4
    assert {layout(PARTS, Random(1)).kind for layout in LAYOUTS.values()} == {"text", "html"}


@pytest.mark.parametrize("name", LAYOUTS)
def test_development_layouts_come_out_clean(name: str) -> None:
    score = measure(PARTS, LAYOUTS[name](PARTS, Random(1)), name)
    assert (score.body_kept, score.foreign_kept) == (score.body, 0)
    assert (score.title, score.published, score.publisher) == (True, True, True)


def test_what_is_wrong_counts_against() -> None:
    leaky = measure(PARTS, Page(text=f"{BODY} {HEADLINES[0]}. وقال مصدر إن {HEADLINES[1]}.", kind="text"), "leaky")
    assert leaky.foreign_kept == sum(len("".join(line.split())) for line in HEADLINES[:2])
    assert (leaky.title, leaky.published, leaky.publisher) == (False, False, False)
    lost = measure(PARTS, Page(text=BODY.split("\n")[0], kind="text"), "lost")
    assert 0 < lost.body_kept < lost.body
    failed = measure(PARTS, Page(text=" ".join(HEADLINES), kind="text"), "failed")
    assert failed.failed.startswith("no article text found")
    figures = summary([leaky, lost, failed])
    assert (figures["pages"], figures["failed"], figures["title"]) == (3, 1, 0.0)


def test_layouts_can_be_given(tmp_path: Path) -> None:
    path = tmp_path / "given.py"
    path.write_text(
        "from extract.evaluation.layouts import Page\nLAYOUTS = {'x': lambda p, r: Page(text=p.body, kind='text')}\n"
    )
    (layout,) = load_layouts(path).values()
    assert layout(PARTS, Random(1)).text == BODY


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="--data"):
        articles(tmp_path, "2015-07")
