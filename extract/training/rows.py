"""Step 2: annotators' rows (id, language, type, words copied from the text) to offsets, so that no text is kept.

    python -m extract.training.rows TEXTS.jsonl ROWS.tsv --out offsets.tsv

Texts are lines of {"id", "lang", "text"}. Every text is named in the output: one without names has a row NONE. Rows
that cannot be found are reported and nothing is written.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

Key = tuple[str, str]
HEADER = "line\tlanguage\tstart\tend\ttype"


def locate(text: str, rows: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str] | str]:
    """(start, end, type) of each (type, words) in order, or the words where they do not stand after the last name."""
    after = {"name": 0, "title": 0}
    for kind, words in rows:
        lane = "title" if kind == "TITLE" else "name"
        match = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, after[lane])
        match = match or re.compile(re.escape(words)).search(text, after[lane])
        if match is None:
            yield words
            continue
        after[lane] = match.end()
        yield match.start(), match.end(), kind


def read_offsets(path: Path) -> dict[Key, list[tuple[int, int, str]]]:
    """The spans (start, end, type) of each (id, language) of an offsets file; none for a text without names."""
    spans: dict[Key, list[tuple[int, int, str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        identifier, language, start, end, kind = line.split("\t")
        found = spans.setdefault((identifier, language), [])
        if kind != "NONE":
            found.append((int(start), int(end), kind))
    return spans


def main() -> None:
    """Writes offsets for all rows, or says which do not fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="pairs of TEXTS.jsonl ROWS.tsv")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    lines: list[str] = []
    faults = 0
    for texts_path, rows_path in zip(options.files[::2], options.files[1::2], strict=True):
        rows: dict[Key, list[tuple[str, str]]] = defaultdict(list)
        for line in rows_path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                number, language, kind, words = line.split("\t")
                rows[number, language].append((kind, words.strip()))
        for line in texts_path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            key = (str(item["id"]), item["lang"])
            spans = list(locate(item["text"], [row for row in rows[key] if row[0] != "NONE"]))
            for span in spans:
                if isinstance(span, str):
                    faults += 1
                    print(f"{rows_path}: {key}: {span!r} is not there", file=sys.stderr)
                else:
                    lines.append("\t".join(map(str, (*key, *span))))
            if not spans:
                lines.append("\t".join((*key, "0", "0", "NONE")))
    if faults:
        raise SystemExit(f"error: {faults} rows do not fit their texts; repair them and run this again")
    options.out.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines)} rows in {options.out}")


if __name__ == "__main__":
    main()
