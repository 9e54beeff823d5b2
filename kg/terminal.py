"""Plain tables and paragraphs for terminals and pipes: they fit the width, and Arabic keeps its logical order.

Terminals that know bidirectional text reorder it themselves; for the others ``MARSAD_BIDI=visual`` reshapes and
reorders here. In a pipe nothing is cut, coloured or reordered, so that what is printed can be searched.
"""

import os
import shutil
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

GAP = "  "
_LEAST = 4
_LONGEST_WORD = 20
_LINES = 4
_LEFT_TO_RIGHT_MARK = "\u200e"
_RTL = ("R", "AL", "AN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Where text goes: ``width`` in cells (``None``: no limit), whether colours and the visual order of bidirectional
    text are wanted, and whether it is a terminal at all."""

    width: int | None = None
    colour: bool = False
    visual: bool = False
    terminal: bool = False

    @classmethod
    def of(cls, stream: TextIO, environment: Mapping[str, str] | None = None) -> "Screen":
        """The screen behind a stream. ``COLUMNS`` sets the width of a pipe too; ``NO_COLOR`` and a dumb terminal have
        no colours."""
        env = os.environ if environment is None else environment
        terminal = stream.isatty()
        columns = env.get("COLUMNS", "")
        limited = terminal or (columns.isdigit() and int(columns) > 0)
        return cls(
            width=max(shutil.get_terminal_size().columns, 20) if limited else None,
            colour=terminal and not env.get("NO_COLOR") and env.get("TERM") != "dumb",
            visual=env.get("MARSAD_BIDI") == "visual",
            terminal=terminal,
        )

    def bold(self, text: str) -> str:
        """The text in bold where colours are wanted."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour and text else text

    def dim(self, text: str) -> str:
        """The text in a fainter colour where colours are wanted."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour and text else text

    def shown(self, line: str) -> str:
        """A finished line (or cell of one) in the order in which this screen wants its characters."""
        if not _has_rtl(line):
            return line
        if self.visual:
            from arabic_reshaper.arabic_reshaper import reshape
            from bidi import get_display

            return str(get_display(reshape(line), base_dir="L" if line[:1].isascii() else None))
        # A mark after Arabic keeps the columns of a table in their places on terminals that reorder.
        return line + _LEFT_TO_RIGHT_MARK if self.terminal else line


def clean(text: str) -> str:
    """The text on one line and harmless to a terminal: no control characters, no bidirectional overrides."""
    kept = (" " if char.isspace() else char for char in text if char.isspace() or not _harmful(char))
    return " ".join("".join(kept).split())


def width(text: str) -> int:
    """How many cells a clean text takes."""
    from wcwidth import wcswidth

    if text.isascii():
        return len(text)
    cells: int = wcswidth(text)
    return cells if cells >= 0 else len(text)


def wrap(text: str, room: int) -> list[str]:
    """The text in lines of at most ``room`` cells, broken at spaces, and inside a word only where it must be."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width(joined) <= room:
            lines[-1] = joined
            continue
        pieces = list(_pieces(word, room))
        lines = lines if lines[-1] else lines[:-1]
        lines += pieces
    return lines or [""]


def paragraph(text: str, screen: Screen, indent: str = "") -> str:
    """A paragraph with every line indented."""
    text = clean(text)
    lines = [text] if screen.width is None else wrap(text, max(screen.width - len(indent), _LEAST))
    return "\n".join(indent + screen.shown(line) for line in lines)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]], screen: Screen) -> str:
    """A table with a header line. Numbers stand to the right; a cell takes at most four lines, the rest is cut."""
    numeric = [bool(rows) and all(isinstance(row[i], (int, float)) for row in rows) for i in range(len(columns))]
    cells = [[clean("" if cell is None else str(cell)) for cell in row] for row in rows]
    widths = _fit([list(columns), *cells], screen.width)
    lines = [*_row(columns, widths, numeric, screen, bold=True)]
    lines.append(screen.dim(GAP.join("─" * room for room in widths)))
    for row in cells:
        lines += _row(row, widths, numeric, screen)
    return "\n".join(lines)


def _row(
    cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool], screen: Screen, *, bold: bool = False
) -> Iterator[str]:
    wrapped = [_limit(wrap(cell, room), room) for cell, room in zip(cells, widths, strict=True)]
    for index in range(max(map(len, wrapped), default=0)):
        parts = []
        for lines, room, right in zip(wrapped, widths, numeric, strict=True):
            piece = lines[index] if index < len(lines) else ""
            padding = " " * (room - width(piece))
            shown = screen.bold(screen.shown(piece)) if bold else screen.shown(piece)
            parts.append(padding + shown if right else shown + padding)
        yield GAP.join(parts).rstrip()


def _limit(lines: list[str], room: int) -> list[str]:
    if len(lines) <= _LINES:
        return lines
    last = lines[_LINES - 1]
    while last and width(last) > room - 1:
        last = last[:-1]
    return [*lines[: _LINES - 1], last + "…"]


def _fit(rows: Sequence[Sequence[str]], room: int | None) -> list[int]:
    """Column widths: the natural ones where they fit; else the widest give way first, down to their longest words, and
    below that only where it must be."""
    columns = list(zip(*rows, strict=True))
    widths = [max(max(map(width, column)), 1) for column in columns]
    if room is None:
        return widths
    left = max(room - len(GAP) * (len(widths) - 1), len(widths))
    words = [max(width(word) for cell in column for word in cell.split(" ")) for column in columns]
    _shrink(widths, [min(max(longest, _LEAST), _LONGEST_WORD) for longest in words], left)
    _shrink(widths, [1] * len(widths), left)
    return widths


def _shrink(widths: list[int], least: Sequence[int], room: int) -> None:
    """Take cells from the widest columns until all fit or none can give any more."""
    while sum(widths) > room:
        able = [i for i, cells in enumerate(widths) if cells > least[i]]
        if not able:
            return
        widths[max(able, key=lambda i: (widths[i], i))] -= 1


def _pieces(word: str, room: int) -> Iterator[str]:
    piece = ""
    for char in word:
        if piece and width(piece + char) > room:
            yield piece
            piece = ""
        piece += char
    yield piece


def _harmful(char: str) -> bool:
    category = unicodedata.category(char)
    # Cf holds bidirectional controls and invisible characters; the joiners shape Persian and emoji and stay.
    return category in ("Cc", "Cs", "Co", "Cn") or (category == "Cf" and char not in "\u200c\u200d")


def _has_rtl(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(char) in _RTL for char in text)
