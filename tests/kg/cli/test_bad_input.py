"""One clear line and the right exit code, whatever comes in."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import Store
from tests.kg.cli.conftest import ARTICLE_TEXT, Process, Run, parsed


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10),
        ("cut.json", b'{"title": "x", "text": "\xd9\x86'),
        ("columns.csv", b"a,b\n1,2\n"),
        ("records.json", b'[{"headline_only": 1}]'),
        ("cut.txt.gz", b"\x1f\x8b\x08\x00\x00"),
        ("paper.docx", b"PK\x03\x04"),
    ],
)
def test_a_bad_file_costs_nothing_but_itself(run: Run, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(ARTICLE_TEXT, encoding="utf-8")
    for command in (["extract"], ["ingest", "--json", "--store", tmp_path / "new.store"]):
        result = run(*command, tmp_path / name, tmp_path / "good.txt")
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith(f"failed: {tmp_path / name}")
        assert result.stdout.count("\n") == 1
        json.loads(result.stdout)


@pytest.mark.usefixtures("quick")
def test_a_folder_without_articles_and_a_path_that_is_not_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.xyz").write_text("x")
    for path in (tmp_path / "folder", tmp_path / "none.txt"):
        result = run("extract", path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("failed: ")
        assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("quick")
def test_odd_file_names(run: Run, made: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff \xd8\xae\xd8\xa8\xd8\xb1\n\x1b[31m.txt")
    try:
        (tmp_path / name).write_text(ARTICLE_TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    (tmp_path / (name + ".pdf.txt")).write_bytes(b"%PDF-1.4")
    result = run("ingest", tmp_path, "--store", made.parent / "odd.store", "--json")
    assert result.exit_code == 1
    assert parsed(result)["added"] == 1
    assert "\x1b" not in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("quick")
def test_the_store_may_lie_in_the_folder_that_is_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MARSAD_STORE")
    (tmp_path / "a.txt").write_text(ARTICLE_TEXT, encoding="utf-8")
    assert parsed(run("ingest", ".", "--json"))["added"] == 1
    again = run("ingest", ".", "--json")
    assert again.exit_code == 0
    assert parsed(again)["unchanged"] == 1


def test_an_argument_that_is_no_text(run: Run) -> None:
    for arguments in (["show", "\udcff"], ["query", "ASK { ?s ?p '\udcff' }"], ["withdraw", "\udcff"]):
        result = run(*arguments)
        assert result.exit_code in (1, 2)
        assert result.stdout == ""
        assert result.stderr.startswith("error: ")
        assert "fault of marsad" not in result.stderr


def test_wrong_fields(run: Run, tmp_path: Path) -> None:
    for field in ("text", "=x", "body=text"):
        result = run("ingest", "--field", field, tmp_path, "--store", tmp_path / "s")
        assert result.exit_code == 2, field
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "SELECT ?x WHERE { ?x "], "line 1"),
        (["query", "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }"], "SERVICE"),
        (["query", "DELETE WHERE { ?s ?p ?o }"], "changes the store"),
        (["query"], "give one of"),
        (["query", "ASK {}", "--name", "leaders"], "give one of"),
        (["query", "--name", "nothing"], "no query"),
        (["query", "--name", "leaders", "--param", "x=1"], "no parameter"),
        (["query", "--name", "leaders", "--param", "x"], "has no '='"),
        (["query", "ASK {}", "--param", "x=1"], "--param goes with"),
        (["query", "ASK {}", "--format", "csv"], "no csv form"),
        (["query", "ASK {}", "--json", "--format", "csv"], "exclude"),
        (["query", "--file", "/none.rq"], "cannot be read"),
        (["cooccur", "--type", "Terrorist"], "no type of entity"),
        (["cooccur", "--limit", "0"], "--limit"),
        (["cooccur", "--level", "page"], "page"),
        (["nothing"], "No such command"),
        (["summary", "--nothing"], "No such option"),
    ],
)
def test_wrong_use_is_one_line_and_code_2(run: Run, arguments: list[str], words: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert "ingest" in result.stderr


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "copy.store")
    return tmp_path / "copy.store"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("damage", ["newer", "older", "no table", "no rdf", "no header", "a file", "cut header"])
def test_a_store_that_is_no_store(run: Run, copy: Path, tmp_path: Path, damage: str) -> None:
    match damage:
        case "newer" | "older":
            header = json.loads((copy / "marsad.json").read_text())
            header["format"] += 1 if damage == "newer" else -1
            (copy / "marsad.json").write_text(json.dumps(header))
        case "no table":
            (copy / "mentions.sqlite").unlink()
        case "no rdf":
            shutil.rmtree(copy / "rdf")
        case "no header":
            (copy / "marsad.json").unlink()
        case "cut header":
            (copy / "marsad.json").write_text('{"form')
        case "a file":
            shutil.rmtree(copy)
            copy.write_text("hello")
    (tmp_path / "a.txt").write_text(ARTICLE_TEXT, encoding="utf-8")
    for arguments in (["summary", "--json"], ["export", tmp_path / "x.gexf"], ["ingest", tmp_path / "a.txt", "--json"]):
        result = run(*arguments, "--store", copy)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith("error: ")
        assert result.stderr.count("\n") == 1
    assert not (tmp_path / "x.gexf").exists()


@pytest.mark.usefixtures("quick")
def test_a_store_that_another_writes(run: Run, copy: Path, process: Process, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE_TEXT, encoding="utf-8")
    with Store.open(copy, write=True):
        result = process("withdraw", "ar-1", "--store", copy)
    assert (result.returncode, result.stdout) == (1, b"")
    assert b"another marsad process" in result.stderr
    assert result.stderr.count(b"\n") == 1


def test_checks_name_the_faults_and_exit_1(run: Run, copy: Path) -> None:
    assert parsed(run("verify", "--store", copy, "--json")) == {"ok": True, "articles": 4, "faults": []}
    import sqlite3

    with sqlite3.connect(copy / "mentions.sqlite") as table:
        table.execute("UPDATE texts SET text = replace(text, 'Gao', 'Goa')")
    result = run("verify", "--store", copy, "--json")
    assert result.exit_code == 1
    report = parsed(result)
    assert report["ok"] is False
    assert {"graph", "node", "message"} == set(report["faults"][0])
    assert run("verify", "--store", copy).stdout.count("\n") == len(report["faults"])
    assert run("validate", "--store", copy).exit_code == 0


def test_withdraw_takes_an_article_away(run: Run, copy: Path) -> None:
    report = parsed(run("withdraw", "ar-1", "--store", copy, "--json"))
    assert (report["id"], report["claims"], report["quotations"]) == ("ar-1", 1, 1)
    assert parsed(run("summary", "--store", copy, "--json"))["articles"] == 3
    assert run("show", "موسى ديالو", "--store", copy).exit_code == 1


def test_a_pipe_that_closes_early(made: Path) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "queries", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        errors = running.stderr.read()
        running.wait(30)
    assert errors == b""
    assert running.returncode == 0


def test_an_interrupt_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.overview.overview", interrupt)
    result = run("summary")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "interrupted\n")


def test_an_error_of_ours_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("first\nsecond")

    monkeypatch.setattr("kg.overview.overview", fail)
    result = run("summary")
    assert result.exit_code == 1
    assert "ZeroDivisionError: first second" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_arabic_in_any_locale(process: Process, environment: dict[str, str]) -> None:
    result = process("show", "JNIM", **environment)
    assert result.returncode == 0
    assert "جماعة نصرة الإسلام".encode() in result.stdout


def test_a_pipe_has_no_colours(process: Process) -> None:
    for environment in ({}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "TERM": "xterm"}):
        assert b"\x1b" not in process("summary", **environment).stdout
