"""What every measurement shares: a table on standard output, or JSON, and the JSON in a file."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds ``--json`` (JSON alone on standard output) and ``--out`` (JSON in a file, beside what is printed)."""
    parser.add_argument("--json", action="store_true", help="JSON alone on standard output")
    parser.add_argument("--out", type=Path, help="write the JSON to this file too")


def publish(figures: Any, options: argparse.Namespace, table: Callable[[], str]) -> None:
    """Prints the figures as the options ask, keys in their own order."""
    text = json.dumps(figures, ensure_ascii=False, indent=2)
    if options.out is not None:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text + "\n", encoding="utf-8")
    print(text if options.json else table())
