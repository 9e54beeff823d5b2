"""``marsad eval ner``: a table, JSON, predictions, and one line for what is wrong."""

import json
from pathlib import Path

import pytest

from tests.kg.cli.conftest import Run

TEXT = "Karim B-PER\nBelkacem I-PER\nlives O\nin O\nLyon B-LOC\n. O\n"


@pytest.fixture
def conll(tmp_path: Path) -> Path:
    path = tmp_path / "names.conll"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_table_for_people_and_json_for_programs(run: Run, conll: Path) -> None:
    shown = run("eval", "ner", conll)
    assert shown.exit_code == 0
    assert "1 sentences, 6 tokens, en; reading: mentions" in shown.stdout
    result = json.loads(run("eval", "ner", conll, "--json").stdout)
    assert set(result["scores"]) == {"PER", "LOC", "PER LOC"}
    assert result["scores"]["PER"]["gold"] == 1


def test_predictions_are_the_file_with_a_column_more(run: Run, conll: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.conll"
    assert run("eval", "ner", conll, "--predictions", out, "--reading", "model").exit_code == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert [line.rsplit(" ", 1)[0] for line in lines if line] == TEXT.splitlines()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("eval", "ner", "none.conll"), 1, "none.conll"),
        (("eval", "colours", "x"), 2, "colours"),
        (("eval", "ner"), 2, "FILE"),
    ],
)
def test_wrong_use_is_one_line(run: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
