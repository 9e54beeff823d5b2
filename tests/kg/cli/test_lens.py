"""The lens of listings on the command line: show, cooccur, events, export."""

from pathlib import Path

import pytest

from ontology.namespaces import entity_iri
from tests.kg.cli.conftest import Process, Run, parsed

JNIM, IS = map(entity_iri, ("jnim", "islamic-state"))


@pytest.fixture
def run(run: Run, listed: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command line, on the store with the lists of several authorities."""
    monkeypatch.setenv("MARSAD_STORE", str(listed))
    return run


def test_show_tells_whether_it_passes(run: Run) -> None:
    arguments = ("show", "جماعة نصرة الإسلام والمسلمين", "--listed-by", "الأمم المتحدة", "--on")
    before = run(*arguments, "2018-07-01")
    assert before.exit_code == 0
    assert "  not listed by United Nations on 2018-07-01, as far as this store knows\n" in before.stdout
    assert "QDe.002" not in before.stdout
    assert "mentions" in before.stdout
    after = run(*arguments, "2018-10-04")
    assert "  listed by United Nations on 2018-10-04, as far as this store knows\n" in after.stdout
    assert "QDe.002, listed on 2018-10-04" in after.stdout
    assert "Foreign Terrorist Organizations" not in after.stdout
    assert "as far as this store knows" not in run("show", "JNIM").stdout


def test_show_carries_the_lens_as_json(run: Run) -> None:
    found = parsed(
        run("show", "JNIM", "--listed-by", "un,US", "--min-authorities", "2", "--on", "2019-01-01", "--json")
    )
    assert [d["authority"]["label"] for d in found["designations"]] == ["US State Department", "United Nations"]
    lens = found["lens"]
    assert [a["label"] for a in lens["authorities"]] == ["United Nations", "US State Department", "US Treasury"]
    assert (lens["min_authorities"], lens["on"], lens["passes"], lens["undated"]) == (2, "2019-01-01", True, 0)
    assert parsed(run("show", "JNIM", "--json"))["lens"] is None


def test_show_tells_of_a_listing_without_a_day(run: Run) -> None:
    shown = run("show", "المرابطون", "--on", "2019-01-01").stdout
    assert "not listed by any authority on 2019-01-01" in shown
    assert "1 listing without a day: does not count on 2019-01-01" in shown
    assert "EU.2" in run("show", "المرابطون", "--listed-by", "الاتحاد الأوروبي").stdout


def test_cooccur_through_a_lens(run: Run) -> None:
    result = run("cooccur", "--level", "article", "--min-authorities", "2", "--on", "2019-01-01", "--json")
    assert [(p["source"]["entity"], p["target"]["entity"]) for p in parsed(result)] == [(IS, JNIM)]
    assert result.stderr == (
        "lens: listed by at least 2 authorities on 2019-01-01, as far as this store knows; entities that pass: 2\n"
    )
    none = run("cooccur", "--with", "غاو", "--listed-by", "UN")
    assert (none.exit_code, none.stdout) == (0, "")
    assert "'غاو' does not pass this lens" in none.stderr


def test_events_through_a_lens(run: Run) -> None:
    assert len(parsed(run("events", "--json"))) == 6
    items = parsed(run("events", "--listed-by", "UN", "--on", "2019-01-01", "--json"))
    assert [{a["entity"] for a in item["arguments"]} & {JNIM} for item in items] == [{JNIM}] * 3
    none = run("events", "--listed-by", "UN", "--on", "2018-07-01")
    assert (none.exit_code, none.stdout) == (0, "")
    assert none.stderr.endswith("no such accounts\n")


def test_export_through_a_lens(run: Run, tmp_path: Path) -> None:
    arguments = ("export", tmp_path / "شبكة.gexf", "--view", "claims", "--listed-by", "UN،EU", "--on", "2019-01-01")
    report = parsed(run(*arguments, "--json"))
    assert report["lens"]["wording"] == "listed by European Union or United Nations on 2019-01-01"
    assert report["edges"] == 3
    plain = run(*arguments)
    assert "lens: listed by European Union or United Nations on 2019-01-01" in plain.stderr
    assert parsed(run("export", tmp_path / "شبكة.gexf", "--json"))["lens"] is None


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--listed-by", "جامعة الدول العربية"], "no listings by 'جامعة الدول العربية' here; there are those by: "),
        (["--listed-by", "UN,Interpol"], "European Union (european-union), "),
        (["--listed-by", " , "], "no name in it"),
        (["--listed-by", "UN", "--min-authorities", "2"], "at least 2 of 1 authorities"),
        (["--min-authorities", "0"], "--min-authorities"),
        (["--on", "2018-13-01"], "'2018-13-01' is no day"),
        (["--on", "2018"], "write it like 2018-07-01"),
    ],
)
@pytest.mark.parametrize("command", [["show", "JNIM"], ["cooccur"], ["events"], ["export", "FILE"]])
def test_a_wrong_lens_is_one_line(run: Run, tmp_path: Path, command: list[str], options: list[str], words: str) -> None:
    file = tmp_path / "kept.gexf"
    file.write_text("as it was")
    result = run(*(str(file) if word == "FILE" else word for word in command), *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert file.read_text() == "as it was"


def test_a_store_without_listings_says_so(run: Run, tmp_path: Path) -> None:
    from kg.store import Store

    with Store.open(tmp_path / "empty", write=True, create=True):
        pass
    result = run("cooccur", "--listed-by", "UN", "--store", tmp_path / "empty")
    assert result.stderr == "error: no listings by 'UN' here; there are those by: nobody\n"


def test_arabic_in_a_pipe_keeps_its_order(process: Process, listed: Path) -> None:
    result = process("show", "JNIM", "--listed-by", "الأمم المتحدة", MARSAD_STORE=str(listed), MARSAD_LANGUAGE="ar")
    assert result.returncode == 0
    shown = result.stdout.decode()
    assert "  not listed by الأمم المتحدة, as far as this store knows\n" in shown
    assert not set("\u200e\u200f\u202b\u2067\x1b") & set(shown)
