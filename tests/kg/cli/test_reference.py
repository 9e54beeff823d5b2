"""``marsad reference``: what it prints, its exit codes, its errors in one line."""

import json
from pathlib import Path

import pytest

from tests.kg.cli.conftest import Run, parsed
from tests.ontology.lists import samples
from tests.ontology.lists.conftest import SMALL


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("ontology.reference", "ontology.listed", "ontology.listed_rows"):
        monkeypatch.setattr(f"{module}.FOLDER", SMALL)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Files of lists by name."""
    texts = {
        "un.xml": samples.UN,
        "later.xml": samples.UN_LATER,
        "cut.xml": samples.UN[:300],
        "arab.tsv": samples.PLAIN,
        "ucdp.csv": samples.UCDP,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: tmp_path / name for name in texts}


def test_an_import_prints_a_table_and_the_first_names(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    result = run("reference", "import", files["un.xml"], files["later.xml"], "--store", tmp_path / "s")
    assert result.exit_code == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["list", "edition", "entries", "new", "changed", "delisted", "relisted", "unchanged"]
    assert lines[2].split() == ["un", "2025-04-19", "3", "3", "0", "0", "0", "0"]
    assert lines[3].split() == ["un", "2025-07-01", "3", "1", "2", "1", "0", "0"]
    assert "delisted  KARIM GOLZARI (TAi.951)" in result.stdout
    assert "a single word" in result.stdout


def test_json_of_an_import(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    report = parsed(run("--store", tmp_path / "s", "reference", "import", files["un.xml"], "--json"))
    assert list(report) == ["lists", "failed", "entities", "left_out", "names", "conditional"]
    (told,) = report["lists"]
    assert list(told) == [
        *("list", "edition", "file", "entries", "new", "changed", "delisted", "relisted", "unchanged", "dubious"),
        "samples",
    ]
    assert told["file"] == "un.xml"
    assert told["samples"]["new"][1] == ["QDi.950", "SALEM ABDULLAH AL-QARNI"]


def test_a_bad_file_is_named_and_the_others_go_on(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    result = run(
        "reference", "import", files["cut.xml"], tmp_path, files["un.xml"], "--store", tmp_path / "s", "--json"
    )
    assert result.exit_code == 1
    assert [item["list"] for item in json.loads(result.stdout)["lists"]] == ["un"]
    first, second = result.stderr.splitlines()
    assert first.startswith(f"failed: {files['cut.xml']}: no well-formed XML")
    assert second == f"failed: {tmp_path}: is a folder; name the file of a list"
    alone = run("reference", "import", files["cut.xml"], "--store", tmp_path / "t")
    assert (alone.exit_code, alone.stdout) == (1, "")


def test_a_list_without_a_day_needs_one(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    result = run("reference", "import", files["arab.tsv"], "--store", tmp_path / "s")
    assert result.exit_code == 1
    assert "--date YYYY-MM-DD" in result.stderr
    call = ("reference", "import", files["arab.tsv"], "--list", "arab", "--store", tmp_path / "s")
    assert run(*call, "--date", "2024-05-05", "--json").exit_code == 0
    assert run(*call, "--date", "يوم").exit_code == 2
    wrong = run("reference", "import", files["un.xml"], "--list", "A B", "--store", tmp_path / "s")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("error: the name of a list 'A B' is no slug")


def test_lists_tell_what_is_there(run: Run, files: dict[str, Path], tmp_path: Path) -> None:
    run("reference", "import", files["un.xml"], files["ucdp.csv"], "--store", tmp_path / "s")
    shown = run("reference", "lists", "--store", tmp_path / "s")
    assert shown.exit_code == 0
    assert "United Nations Security Council Consolidated List" in shown.stdout
    assert "arab" in shown.stdout
    found = parsed(run("reference", "lists", "--json", "--store", tmp_path / "s"))
    assert [(item["list"], item["edition"], item["entries"]) for item in found] == [
        ("ucdp", "22.1", 6),
        ("un", "2025-04-19", 3),
    ]
    assert found[1]["names"]["arab"] == {"primary": 3, "good": 1, "low": 1}
    assert len(found[1]["imported"]) == 10


def test_a_store_without_lists_says_how_to_get_one(run: Run) -> None:
    result = run("reference", "lists")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "marsad reference import FILE" in result.stderr
    assert parsed(run("reference", "lists", "--json")) == []


def test_the_group_tells_its_commands(run: Run) -> None:
    result = run("reference", "--help")
    assert result.exit_code == 0
    for name in ("import", "lists"):
        assert f"\n  {name} " in result.stdout
        assert run("reference", name, "--help").exit_code == 0
    assert run("reference", "export").exit_code == 2
