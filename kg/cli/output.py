"""What commands print: results on standard output, messages on standard error."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from kg.terminal import Screen, clean, paragraph, table, width

if TYPE_CHECKING:
    from kg.lens import Focus

NOTHING = "no articles there; give .txt, .html, .json, .jsonl or .csv files"

# Valid in JSON, and yet the end of a line to many who read JSON Lines.
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\u0085\u2028\u2029\x7f"}


def screen() -> Screen:
    """The screen behind standard output."""
    return Screen.of(sys.stdout)


def print_json(value: object) -> None:
    """One JSON value on one line."""
    click.echo(json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table that fits."""
    click.echo(table(columns, rows, screen()))


def print_title(text: str) -> None:
    """A line in bold."""
    on = screen()
    click.echo(on.bold(on.shown(clean(text))))


def print_paragraph(text: str, indent: str = "") -> None:
    """A paragraph that fits."""
    click.echo(paragraph(text, screen(), indent))


def print_facts(facts: Mapping[str, object]) -> None:
    """Lines of name and value; those without a value are left out."""
    shown = {name: str(value) for name, value in facts.items() if value not in (None, "", 0, (), [])}
    room = max(map(width, shown), default=0) + 2
    for name, value in shown.items():
        click.echo((name + " " * room)[:room] + paragraph(value, screen(), " " * room).lstrip())


def say(message: str) -> None:
    """A line on standard error."""
    click.echo(clean(message), err=True)


def say_lens(seen: "Focus | None") -> None:
    """Through which lens the results are seen, on standard error."""
    if seen is not None:
        say(f"lens: {seen.wording}, as far as this store knows; entities that pass: {len(seen.entities)}")
