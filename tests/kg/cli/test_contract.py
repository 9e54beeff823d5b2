"""What other programs rely on: commands, options, JSON keys, exit codes."""

import json
from pathlib import Path

import click
import jsonschema
import pytest

from extract.schema import json_schema
from kg.cli import COMMANDS, main
from tests.kg.cli.conftest import ARTICLE_TEXT, Process, Run, parsed

NAMES = (
    *("ingest", "extract", "schema", "summary", "show", "events", "cooccur", "query", "queries"),
    *("export", "validate", "verify", "merges", "merge", "split", "not-same", "undo"),
    *("withdraw", "reference", "eval"),
)
ASKING = {
    "summary": ["summary"],
    "show": ["show", "JNIM"],
    "events": ["events"],
    "cooccur": ["cooccur"],
    "query": ["query", "SELECT ?s { ?s a mo:Claim }"],
    "queries": ["queries"],
    "validate": ["validate"],
    "verify": ["verify"],
    "merges": ["merges"],
}


def test_the_commands_are_those_of_the_contract(run: Run) -> None:
    assert tuple(COMMANDS) == NAMES
    result = run("--help")
    assert result.exit_code == 0
    for name in NAMES:
        assert f"\n  {name} " in result.stdout
        assert run(name, "--help").exit_code == 0


@pytest.mark.parametrize("name", NAMES)
def test_each_command_takes_store_and_json(run: Run, name: str) -> None:
    context = main.make_context("marsad", [name, "--help"], resilient_parsing=True)
    command = main.get_command(context, name)
    assert command is not None
    inner = [command]
    if isinstance(command, click.Group):
        inner = [found for name in command.list_commands(context) if (found := command.get_command(context, name))]
    assert inner
    for each in inner:
        options = {option for parameter in each.params for option in parameter.opts}
        assert {"--store", "--json"} <= options


@pytest.mark.parametrize("arguments", ASKING.values(), ids=ASKING)
def test_json_is_alone_on_standard_output(run: Run, arguments: list[str]) -> None:
    result = run(*arguments, "--json")
    assert result.exit_code == 0
    json.loads(result.stdout)


@pytest.mark.parametrize("arguments", [a for name, a in ASKING.items() if name != "queries"], ids=lambda a: a[0])
def test_the_store_may_be_named_before_and_after_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch, made: Path, tmp_path: Path, arguments: list[str]
) -> None:
    monkeypatch.setenv("MARSAD_STORE", str(tmp_path / "none"))
    assert run("--store", made, *arguments).exit_code == 0
    assert run(*arguments, "--store", made).exit_code == 0
    missing = run(*arguments)
    assert missing.exit_code == 1
    assert missing.stdout == ""
    assert missing.stderr.startswith("error: no store at ")
    assert missing.stderr.count("\n") == 1


def test_without_any_word_the_store_is_in_this_folder(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MARSAD_STORE")
    assert "no store at marsad.store" in run("summary").stderr


@pytest.mark.usefixtures("quick")
def test_ingest_reports_what_it_did(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(ARTICLE_TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    first = run("ingest", tmp_path / "one.txt", "--store", tmp_path / "s", "--json")
    assert first.exit_code == 0
    report = parsed(first)
    keys = ["articles", "added", "replaced", "unchanged", "failed", "entities", "mentions", "accounts", "claims"]
    assert list(report)[:10] == [*keys, "quotations"]
    assert (report["articles"], report["added"], report["unchanged"], report["mentions"]) == (1, 1, 0, 1)
    assert isinstance(report["seconds"], float)
    second = run("--store", tmp_path / "s", "ingest", tmp_path / "one.txt", tmp_path / "empty.txt", "--json")
    assert second.exit_code == 1
    report = parsed(second)
    assert (report["added"], report["unchanged"]) == (0, 1)
    assert [set(failure) for failure in report["failed"]] == [{"input", "reason"}]
    assert report["failed"][0]["input"].endswith("empty.txt")
    assert second.stderr.startswith("failed: ")
    assert second.stderr.count("\n") == 1


@pytest.mark.usefixtures("quick")
def test_extract_prints_one_object_a_line_and_goes_on_past_bad_inputs(run: Run, tmp_path: Path) -> None:
    records = [
        {"العنوان": "خبر", "body": "نص أول\u2028عن حدث في الرباط اليوم"},
        {"body": "BROKEN نص آخر عن حدث في الرباط"},
        {"body": "نص ثالث عن حدث في الدار البيضاء"},
    ]
    file = tmp_path / "records.jsonl"
    file.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    result = run("extract", "--field", "text=body", "--field", "title=العنوان", file)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 2
    for line in lines:
        jsonschema.validate(json.loads(line), json_schema())
    assert json.loads(lines[0])["article"]["title"] == "خبر"
    assert result.stderr.splitlines() == [f"failed: {file}:2: RuntimeError: two lines"]


@pytest.mark.usefixtures("quick")
def test_extract_reads_standard_input(run: Run) -> None:
    result = run("extract", "-", stdin=ARTICLE_TEXT.encode())
    assert result.exit_code == 0
    assert parsed(result)["article"]["language"] == "ar"


def test_schema_is_a_json_schema(run: Run) -> None:
    result = run("schema")
    schema = json.loads(result.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "version" in schema["$id"] or "1." in schema["$id"]


def test_extract_and_ingest_want_paths(run: Run) -> None:
    for name in ("extract", "ingest"):
        result = run(name)
        assert result.exit_code == 2
        assert result.stderr == f"error: Missing argument 'PATH...'; see marsad {name} --help\n"


def test_help_is_quick(process: Process) -> None:
    result = process("--help", PYTHONPROFILEIMPORTTIME="1")
    assert result.returncode == 0
    loaded = {line.rpartition("|")[2].strip() for line in result.stderr.decode().splitlines()}
    assert "click" in loaded
    heavy = {"spacy", "rdflib", "pyoxigraph", "networkx", "numpy", "lxml", "rich", "extract.pipeline", "kg.store"}
    assert not loaded & heavy
