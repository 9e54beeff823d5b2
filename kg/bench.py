"""What reading costs: articles about extremism, drawn from public data, through the whole ingest.

``python -m kg.bench --data DIR [--articles 200] [--seed S]`` prints articles and words a second, peak memory,
quads, mentions, accounts, claims and quotations an article, seconds to the first article, and the time of the whole
reading as a ratio to spaCy's tokenizer on the same text in the same run. ``--keep STORE`` leaves the store for a look.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from extract.evaluation.corpus import newspaper_rows
from extract.evaluation.output import add_options, publish
from extract.pipeline import Pipeline
from kg.ingest import IngestReport, ingest
from kg.store import Store
from ontology.errors import DataError
from ontology.namespaces import ARTICLE
from ontology.normalize import normalize
from ontology.tables import read_table

WORDS = Path(__file__).parent / "bench_words.tsv"


def draw(data: Path, count: int, seed: str) -> list[dict[str, str]]:
    """``count`` articles of saudinewsnet that name extremism, in an order that the seed fixes.

    Raises:
        DataError: the data is not there.
    """
    words = [normalize(row["form"]) for row in read_table(WORDS, ["form", "source"])]
    rows = {row["url"]: row for row in newspaper_rows(data) if len(row["content"] or "") > 400 and row["title"]}
    about = [row for url, row in sorted(rows.items()) if any(word in normalize(row["content"]) for word in words)]
    Random(seed).shuffle(about)
    return about[:count]


def run(rows: list[dict[str, str]], keep: Path | None = None) -> dict[str, Any]:
    """Ingests ``rows`` into a fresh store and measures."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        store_path = keep or Path(folder) / "store"
        lines = [_record(row) for row in rows]
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        first = _first_article(Path(folder), lines[0])
        with Store.open(store_path, write=True, create=True) as store:
            pipeline = Pipeline()
            started = time.perf_counter()
            report = ingest(store, [str(source)], fields={}, pipeline=pipeline)
            seconds = time.perf_counter() - started
            quads = sum(len(store.triples(graph)) for graph in store.graphs() if graph.startswith(ARTICLE))
    words = sum(len(row["content"].split()) for row in rows)
    tokenizer = _tokenizer_seconds(rows)
    return _figures(report, seconds, words, quads, first, tokenizer)


def _record(row: dict[str, str]) -> str:
    record = {"url": row["url"], "title": row["title"], "content": row["content"], "source": row["source"]}
    return json.dumps({**record, "date": row["date_extracted"][:10]}, ensure_ascii=False)


def _first_article(folder: Path, line: str) -> float:
    """Seconds from a cold process to the extraction of one article on standard output."""
    import subprocess

    source = folder / "one.jsonl"
    source.write_text(line + "\n", encoding="utf-8")
    command = [sys.executable, "-c", "from kg.cli import main; main()", "extract", str(source)]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def _tokenizer_seconds(rows: list[dict[str, str]]) -> float:
    import spacy

    nlp = spacy.blank("ar")
    started = time.perf_counter()
    for _ in nlp.pipe(row["content"] for row in rows):
        pass
    return time.perf_counter() - started


def _figures(
    report: IngestReport, seconds: float, words: int, quads: int, first: float, tokenizer: float
) -> dict[str, Any]:
    count = max(1, report.added)
    return {
        "articles": report.added,
        "failed": len(report.failed),
        "articles a second": round(report.added / seconds, 1),
        "words a second": round(words / seconds),
        "ratio to spaCy's tokenizer": round(seconds / tokenizer, 1),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "seconds from start to first article": round(first, 2),
        "quads an article": round(quads / count, 1),
        "mentions an article": round(report.mentions / count, 1),
        "accounts an article": round(report.accounts / count, 2),
        "claims an article": round(report.claims / count, 2),
        "quotations an article": round(report.quotations / count, 2),
    }


def main() -> None:
    """Command line of the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the public data")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--seed", default="marsad")
    parser.add_argument("--keep", type=Path, help="leave the store here")
    add_options(parser)
    arguments = parser.parse_args()
    try:
        figures = run(draw(arguments.data, arguments.articles, arguments.seed), arguments.keep)
    except DataError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    publish(figures, arguments, lambda: "\n".join(f"{name:40}{value:>10}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
