from pathlib import Path

import pytest

from extract.evaluation.examples import ExampleReport, evaluate
from tests.extract.articles import pipeline

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.fixture(scope="module")
def report() -> ExampleReport:
    return evaluate(EXAMPLES, pipeline())


def test_all_examples_are_there(report: ExampleReport) -> None:
    assert report.articles == 14


def test_no_noise_is_let_in(report: ExampleReport) -> None:
    assert report.noise == []


@pytest.mark.parametrize("what", ["title", "published", "language"])
def test_what_the_page_says_of_itself_is_right(report: ExampleReport, what: str) -> None:
    right, of = getattr(report, what)
    assert right == of == 14


@pytest.mark.parametrize(
    ("what", "floor"), [("publisher", 0.85), ("entities", 0.9), ("linked", 0.9), ("quotations", 0.5)]
)
def test_what_is_found_stays_above_its_floor(report: ExampleReport, what: str, floor: float) -> None:
    right, of = getattr(report, what)
    assert of > 10
    assert right / of >= floor


def test_accounts_and_relations_stay_above_their_floors(report: ExampleReport) -> None:
    assert report.told.events.precision() >= 0.7
    assert report.told.events.recall() >= 0.6
    assert report.told.relations.precision() >= 0.9
    assert report.told.relations.recall() >= 0.3
