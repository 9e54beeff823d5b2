"""Tables fit, Arabic keeps its order, and nothing scraped can play with the terminal."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.terminal import Screen, clean, paragraph, table, width, wrap

words = st.text(alphabet="abc دخن漢é\u0301\u200f\t\n😀-", max_size=40)
rows = st.lists(st.tuples(words, words, st.integers(0, 10**6), words), min_size=1, max_size=4)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(rows, st.integers(20, 120))
def test_no_line_is_wider_than_the_screen(cells: list[tuple[object, ...]], room: int) -> None:
    for line in table(("name", "article", "count", "quote"), cells, Screen(width=room)).split("\n"):
        assert width(line) <= room


@given(rows)
def test_in_a_pipe_nothing_is_cut_or_wrapped(cells: list[tuple[object, ...]]) -> None:
    lines = table(("a", "b", "c", "d"), cells, Screen()).split("\n")
    assert len(lines) == len(cells) + 2
    for line, row in zip(lines[2:], cells, strict=True):
        for cell in row:
            assert clean(str(cell)) in line


@given(words, st.integers(2, 30))
def test_wrapping_loses_nothing(text: str, room: int) -> None:
    text = clean(text)
    assert "".join(wrap(text, room)).replace(" ", "") == text.replace(" ", "")


def test_arabic_keeps_its_order_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "هجوم قرب غاو"
    assert Screen().shown(text) == text
    assert Screen(terminal=True).shown(text) == text + "\u200e"
    visual = Screen(visual=True).shown(text)
    assert visual != text
    assert visual[0] == "ﻭ"
    assert Screen(visual=True).shown("plain") == "plain"


def test_columns_with_arabic_stand_under_each_other() -> None:
    lines = table(("name", "n"), [("غاو", 1), ("Gao", 22), ("漢字", 333)], Screen()).split("\n")
    assert len({width(line) for line in lines}) == 1


def test_what_is_scraped_cannot_play_with_the_terminal() -> None:
    assert clean("a\x1b[31mred\x07\u202eevil\u2066\r\nb\ud800") == "a[31mredevil b"
    assert paragraph("a\u2028b\x9b", Screen(), "  ") == "  a b"


def test_long_cells_are_cut_after_four_lines() -> None:
    lines = table(("quote",), [("word " * 100,)], Screen(width=30)).split("\n")
    assert len(lines) == 6
    assert lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("stream", "environment", "colour", "limited"),
    [
        (Terminal(), {"TERM": "xterm"}, True, True),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}, False, True),
        (Terminal(), {"TERM": "dumb"}, False, True),
        (io.StringIO(), {"TERM": "xterm"}, False, False),
        (io.StringIO(), {"TERM": "xterm", "COLUMNS": "60"}, False, True),
    ],
)
def test_the_screen_behind_a_stream(
    stream: io.StringIO, environment: dict[str, str], colour: bool, limited: bool
) -> None:
    screen = Screen.of(stream, environment)
    assert (screen.colour, screen.width is not None) == (colour, limited)
    assert ("\x1b" in screen.bold("x")) is colour
