"""What the reader of names costs: ``python -m extract.evaluation.speed --data DIR``.

Seconds to load (from a cold interpreter to the first names), words a second in batches on NTREX's
sentences, twenty to a text, peak memory; and spaCy's English ``ner`` with its ``tok2vec`` on the same English text, in
the same run. A word is what white space parts.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from extract.evaluation.golds import NTREX, PEERS
from extract.evaluation.output import add_options, publish

TEXT = 20
_LOAD = "import extract; extract.load('ar')('قال الوزير كريم بلقاسم إن القتلى في بغداد.')"


def texts(data: Path, language: str) -> list[list[str]]:
    """NTREX's sentences of a language, ``TEXT`` to a text."""
    rows = [json.loads(line)[language] for line in (data / NTREX).read_text(encoding="utf-8").splitlines()]
    return [rows[at : at + TEXT] for at in range(0, len(rows), TEXT)]


def words(parts: list[list[str]]) -> int:
    """Words of texts."""
    return sum(len(line.split()) for part in parts for line in part)


def measure(data: Path) -> dict[str, Any]:
    """Figures of this process: to be called in a fresh one, for memory."""
    from extract.reader.reader import reader

    figures: dict[str, Any] = {}
    model = reader()
    for language in ("ar", "fr", "en"):
        parts = texts(data, language)
        model.read(parts[0])
        started = time.perf_counter()
        for part in parts:
            model.read(part)
        figures[f"words a second ({language})"] = round(words(parts) / (time.perf_counter() - started))
    figures["peak memory, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    figures["spaCy en ner, words a second"] = _peer(texts(data, "en"))
    figures["ratio to spaCy en ner"] = round(
        figures["spaCy en ner, words a second"] / figures["words a second (en)"], 2
    )
    return figures


def _peer(parts: list[list[str]]) -> int:
    import spacy

    nlp = spacy.load(PEERS["en"], exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])
    lines = [" ".join(part) for part in parts]
    nlp(lines[0])
    started = time.perf_counter()
    for _ in nlp.pipe(lines):
        pass
    return round(words(parts) / (time.perf_counter() - started))


def load_seconds() -> float:
    """Seconds from a cold interpreter to the names of one sentence, the best of three."""
    best = 1e9
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", _LOAD], check=True)
        best = min(best, time.perf_counter() - started)
    return round(best, 2)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public corpora")
    add_options(parser)
    options = parser.parse_args()
    figures = {"seconds to load and read a sentence": load_seconds(), **measure(options.data)}
    publish(figures, options, lambda: "\n".join(f"{name:40}{value:>10}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
