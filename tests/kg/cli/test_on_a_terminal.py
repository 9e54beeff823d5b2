"""With a terminal in front of it: a progress line on standard error, results elsewhere untouched, tables that fit."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")

QUICK = """
import extract.pipeline
from tests.kg.cli.conftest import QuickPipeline
extract.pipeline.Pipeline = QuickPipeline
from kg.cli import main
main()
"""
ROOT = Path(__file__).parents[3]


def on_terminal(*arguments: object, results: bool, **environment: str) -> tuple[int, bytes, bytes]:
    """Exit code, what came through a pipe for standard output (``results``), and what the terminal was sent."""
    master, slave = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment}
    running = subprocess.Popen(
        [sys.executable, "-c", QUICK, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if results else slave,
        stderr=slave,
        env=env,
        cwd=ROOT,
    )
    os.close(slave)
    piped = running.stdout.read() if running.stdout else b""
    shown = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    os.close(master)
    if running.stdout:
        running.stdout.close()
    return running.wait(30), piped, shown


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    file = tmp_path / "a.jsonl"
    records = [{"text": f"نص رقم {n} عن اجتماع في مدينة الرباط يوم الثلاثاء"} for n in range(20)]
    file.write_text("\n".join(map(json.dumps, records)) + "\n{cut\n", encoding="utf-8")
    return file


def test_results_reach_their_pipe_while_the_terminal_shows_progress(articles: Path) -> None:
    code, piped, shown = on_terminal("extract", articles, results=True)
    assert code == 1
    assert len([json.loads(line) for line in piped.splitlines()]) == 20
    assert b"articles" in shown
    assert b"failed: " in shown


def test_no_progress_line_among_results(articles: Path) -> None:
    code, _, shown = on_terminal("extract", articles, results=False)
    assert code == 1
    assert len([json.loads(line) for line in shown.splitlines() if line.startswith(b"{")]) == 20
    assert b"\x1b" not in shown


def test_tables_on_a_terminal(made: Path) -> None:
    arguments = ("events", "--store", made)
    _, _, shown = on_terminal(*arguments, results=False, COLUMNS="60")
    assert b"\x1b[1m" in shown
    assert "\u200e".encode() in shown
    _, _, plain = on_terminal(*arguments, results=False, COLUMNS="60", NO_COLOR="1", MARSAD_BIDI="visual")
    assert b"\x1b" not in plain
    assert "ﻏ".encode() in plain
