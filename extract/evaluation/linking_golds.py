"""The golds of linking in ``tests/data/linking`` with their texts: ``python -m extract.evaluation.linking_golds``.

Passages of NTREX and saudinewsnet stand there as places and offsets alone; their text comes from the data folder, and
its hash must be the one noted. The test is files of its own, read only where ``--test`` says so. Writes a file for
``marsad eval linking`` for each language, scores it, prints a table and writes the figures as JSON.
"""

import argparse
import json
import sys
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from extract.evaluation.linking import Passage, faults, figures, read_passages, score
from extract.pipeline import Pipeline
from ontology.check_reference import DATA
from ontology.errors import DataError

GOLDS = Path(__file__).resolve().parents[2] / "tests" / "data" / "linking"
DEVELOPMENT = {
    "hard": "dev",
    "natural": "dev2",
    "broad": "dev3",
    "blind": "dev4",
    "late": "dev5",
    "double": "dev6",
    "drawn": "dev7",
}


def text_of(item: Mapping[str, Any], data: Path, language: str) -> str:
    """The text of a gold passage: its own, or the stretch of a corpus that it names.

    Raises:
        DataError: the corpus has another text there.
    """
    if "text" in item:
        return str(item["text"])
    if item["corpus"] == "ntrex":
        first, last = item["lines"]
        text = "\n".join(_ntrex(data)[number][language] for number in range(first, last + 1))
    else:
        text = str(_news(data, item["zip"])[item["index"]]["content"])[item["start"] : item["end"]]
    if sha256(text.encode()).hexdigest()[:16] != item["sha256"]:
        raise DataError(f"{item['id']}: {item['corpus']} has another text there; use the data of ../shared/data")
    return text


@cache
def _ntrex(data: Path) -> list[dict[str, str]]:
    path = data / "parallel" / "ntrex_ar_fr_en.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def _news(data: Path, name: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(data / "text" / "saudinewsnet" / name) as archive:
        inside = next(entry for entry in archive.namelist() if entry.endswith(".json"))
        found: list[dict[str, Any]] = json.loads(archive.read(inside).decode("utf-8"))
    return found


def complete(path: Path, data: Path, out: Path) -> Path:
    """Writes a gold file with the texts of its passages, as ``marsad eval linking`` reads it."""
    language = path.stem.rpartition("-")[2]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    filled = [{**row, "language": language, "text": text_of(row, data, language)} for row in rows]
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"linking-{path.stem}.jsonl"
    target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in filled), encoding="utf-8")
    return target


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints and writes the figures of one gold for development, or of the test."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--test", action="store_true", help="the test, which is run once, at the end")
    parser.add_argument(
        "--gold",
        choices=DEVELOPMENT,
        default="broad",
        help="written to be hard, of the press, many of all kinds; a former test; more; two more former tests",
    )
    parser.add_argument("--faults", type=Path, help="write each wrong or missed link here, but for the test")
    parser.add_argument("--out", type=Path, default=Path("out/eval/linking.json"))
    options = parser.parse_args(arguments)
    half = "test" if options.test else DEVELOPMENT[options.gold]
    if not options.data.is_dir():
        print(f"linking: no {options.data}; the golds of linking need its texts", file=sys.stderr)
        return 0
    pipeline = Pipeline()
    passages: list[Passage] = []
    for path in sorted(GOLDS.glob(f"{half}-*.jsonl")):
        passages += read_passages(complete(path, options.data, options.out.parent), pipeline.reference.entities)
    if not passages:
        print(f"linking: no {half}-*.jsonl in {GOLDS}; a test is made anew, see the README there", file=sys.stderr)
        return 1
    tallies = score(passages, pipeline)
    result = {"half": half, **figures(passages, tallies)}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    if options.faults is not None and not options.test:
        options.faults.write_text("\n".join(faults(passages, tallies)) + "\n", encoding="utf-8")
    print(table(result))
    return 0


def table(result: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    head = f"{'':6}{'precision':>24}{'recall':>24}{'nominal recall':>24}{'names':>7}{'links':>7}{'unknown linked':>16}"
    lines = [f"linking, {result.get('half', 'file')}: {result['passages']} passages", head]
    for name, row in result["scores"].items():
        shares = "".join(
            f"{f'{share:.1f} ({low:.1f} to {high:.1f})':>24}"
            for share, low, high in (row["precision"], row["recall"], row["nominal_recall"])
        )
        unknown = f"{row['unknown_linked']} of {row['unknown']}"
        lines.append(f"{name:6}{shares}{row['names']:7}{row['links']:7}{unknown:>16}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
