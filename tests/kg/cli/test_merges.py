"""``marsad merges``, ``merge``, ``split``, ``not-same`` and ``undo``: what people read, and what programs do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.kg import people
from tests.kg.cli.conftest import Process, Run, parsed
from tests.kg.people import MOUSSA_AR, MOUSSA_FR, told

AR, FR, EN = "x-" + "a" * 16, "x-" + "b" * 16, "x-" + "c" * 16
Say = Callable[..., Result]


@pytest.fixture
def say(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """``marsad`` with a store of its own, in which three articles name a Moussa Diallo."""
    with told(tmp_path / "s", people.arabic(), people.french(), people.english()):
        pass
    monkeypatch.setenv("MARSAD_STORE", str(tmp_path / "s"))
    monkeypatch.setenv("LOGNAME", "nadia")
    return run


def decisions(say: Say) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parsed(say("merges", "--decisions", "--json"))
    return found


def test_proposals_stand_side_by_side_with_their_sources(say: Say) -> None:
    result = say("merges", "Moussa Diallo", "--limit", 1)
    assert result.exit_code == 0
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines[0] == "1. likeness 1.00"
    assert lines[1].split() == ["موسى", "ديالو", "Moussa", "Diallo"]
    rows = {line.split()[0]: line for line in lines[3:] if line}
    assert rows["entity"].split() == ["entity", AR, FR]
    assert rows["type"].split() == ["type", "Person,", "private", "Person,", "private"]
    assert "محاكمة في باماكو, 2018-07-04" in rows["first"]
    assert "“مثل موسى ديالو ومريم كيتا أمام المحكمة بتهمة الانتماء إلى كتيبة الفاروق في مالي.”" in rows["quote"]
    assert lines[-4:] == ["  both: countries: Mali", f"  marsad merge {AR} {FR}", f"  marsad not-same {AR} {FR}", ""]
    assert result.stderr.startswith("1 of ")


def test_the_columns_stay_in_their_places_on_a_screen(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    result = say("merges", "--limit", 1)
    assert all(len(line) <= 70 for line in result.stdout.splitlines())
    monkeypatch.setenv("MARSAD_BIDI", "visual")
    shaped = say("merges", "--limit", 1).stdout
    assert "موسى" not in shaped
    assert any("\ufe70" <= char <= "\ufeff" for char in shaped)


def test_proposals_as_json(say: Say) -> None:
    found = parsed(say("merges", "--json"))
    assert set(found) == {"proposals", "total", "left_out"}
    assert found["total"] == len(found["proposals"])
    first = next(item for item in found["proposals"] if item["one"]["entity"] == MOUSSA_AR.iri)
    assert set(first) == {"likeness", "one", "other", "bodies", "company", "countries", "against"}
    assert first["other"]["names"] == ["Moussa Diallo"]
    assert [article["id"] for article in first["one"]["articles"]] == ["ar-trial"]
    quote = first["one"]["quotes"][0]
    assert quote["quote"].startswith("مثل موسى ديالو")
    assert quote["end"] - quote["start"] == len(quote["quote"])


def test_a_merge_is_told_counted_and_undone(say: Say) -> None:
    result = say("merge", AR, FR, "--by", "نادية", "-m", "الشخص نفسه", "--on", "2026-03-21T14:30+02:00")
    assert result.exit_code == 0
    made = decisions(say)[0]
    assert result.stdout == (
        f"موسى ديالو ({AR}) = Moussa Diallo ({FR}): decision {made['decision']}; "
        f"take it back with: marsad undo {made['decision']}\n"
    )
    assert (made["by"], made["at"], made["why"]) == ("نادية", "2026-03-21T12:30:00Z", "الشخص نفسه")
    assert (made["kind"], made["automatic"], made["undone"]) == ("merge", False, None)
    assert [end["entity"] for end in made["entities"]] == [MOUSSA_AR.iri, MOUSSA_FR.iri]
    shown = parsed(say("show", FR, "--json"))
    assert (shown["iri"], shown["articles"]) == (MOUSSA_AR.iri, 2)
    listing = say("merges", "--decisions").stdout
    assert "نادية" in listing
    assert say("undo", made["decision"][:8]).exit_code == 0
    undone = decisions(say)[0]["undone"]
    assert (undone["by"], undone["why"], undone["automatic"]) == ("nadia", None, False)
    assert undone["at"].endswith("Z")
    assert parsed(say("show", FR, "--json"))["iri"] == MOUSSA_FR.iri
    assert "nadia" in say("merges", "--decisions").stdout


def test_what_is_decided_is_not_proposed_again(say: Say) -> None:
    def pairs() -> set[tuple[str, str]]:
        found = parsed(say("merges", "--json"))["proposals"]
        return {(item["one"]["entity"], item["other"]["entity"]) for item in found}

    assert (MOUSSA_AR.iri, MOUSSA_FR.iri) in pairs()
    result = say("not-same", AR, FR, "--json")
    assert [item["kind"] for item in parsed(result)] == ["not-same"]
    assert (MOUSSA_AR.iri, MOUSSA_FR.iri) not in pairs()
    say("undo", parsed(result)[0]["decision"])
    assert (MOUSSA_AR.iri, MOUSSA_FR.iri) in pairs()
    merged = parsed(say("merge", AR, FR, "--json"))[0]
    assert not [pair for pair in pairs() if MOUSSA_FR.iri in pair]
    # Undone is undecided: the software may propose it, and not do it.
    say("undo", merged["decision"])
    assert (MOUSSA_AR.iri, MOUSSA_FR.iri) in pairs()


def test_a_split_takes_one_out_or_all_apart(say: Say) -> None:
    for other in (FR, EN):
        assert say("merge", AR, other).exit_code == 0
    assert say("split", AR, EN).stdout.startswith("undone: decision ")
    assert parsed(say("show", EN, "--json"))["articles"] == 1
    assert parsed(say("show", AR, "--json"))["articles"] == 2
    assert [item["undone"] is None for item in parsed(say("split", FR, "--json"))] == [False]
    assert parsed(say("show", AR, "--json"))["articles"] == 1


def test_the_decisions_on_one_entity(say: Say) -> None:
    say("merge", AR, FR)
    say("not-same", AR, EN)
    assert len(parsed(say("merges", FR, "--decisions", "--json"))) == 2
    assert [d["kind"] for d in parsed(say("merges", EN, "--decisions", "--json"))] == ["not-same"]
    assert parsed(say("merges", "JNIM", "--decisions", "--json")) == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("merge", AR, AR), 2, "is one entity"),
        (("merge", AR, "x-none"), 1, "nothing here is called 'x-none'"),
        (("merge", "Moussa Diallo", AR), 2, "is the name of several"),
        (("merge", AR, "mali"), 1, "are of different kinds (Person and Place/State)"),
        (("merge", AR, FR, "--on", "yesterday"), 2, "--on 'yesterday' is no date; write it like 2026-03-21"),
        (("merge", AR, FR, "--by", " "), 2, "nobody to decide; say who with --by NAME"),
        (("merge", AR), 2, "Missing argument 'B'"),
        (("split", AR), 2, "nothing is merged with"),
        (("undo", "abc"), 2, "no decision begins with 'abc'"),
        (("merges", "nobody at all"), 1, "nothing here is called"),
    ],
)
def test_what_is_wrong_is_one_line(say: Say, arguments: tuple[str, ...], code: int, words: str) -> None:
    result = say(*arguments)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
    assert words in result.stderr
    assert decisions(say) == []


def test_nothing_to_propose_and_nothing_decided(run: Run) -> None:
    result = run("merges", "Gao")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no proposals\n")
    result = run("merges", "--decisions")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no decisions\n")


def test_a_pipe_gets_arabic_as_it_is_written(say: Say, process: Process, tmp_path: Path) -> None:
    result = process("merges", "--limit", "1", MARSAD_STORE=str(tmp_path / "s"))
    assert result.returncode == 0
    text = result.stdout.decode()
    assert "موسى ديالو" in text
    assert "\x1b" not in text
    assert "\u200e" not in text
