"""What the reader of names costs: ``python -m extract.evaluation.speed --data DIR``.

Seconds to load (from a cold interpreter to the first names), words a second in batches on NTREX's
sentences, twenty to a text, peak memory; and spaCy's English ``ner`` with its ``tok2vec`` on the same English text, in
the same run. A word is what white space parts. Linking is measured on the same texts as articles, as a share of what
it takes to find the mentions (analysis and reading); and the alias index on a made list of 100,000 names.
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
ARTICLES = 30
NAMES = 100_000
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
    figures["peak memory, MB"] = round(_peak())
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


def linking(data: Path) -> dict[str, Any]:
    """The time of linking as percent of that of finding mentions, by language, on articles of ``TEXT`` sentences."""
    from extract.analysis import analyse
    from extract.linking import link
    from extract.mentions import mention_result
    from extract.model import Article, Zone
    from extract.pipeline import Pipeline

    pipeline = Pipeline()
    figures: dict[str, Any] = {}
    for language in ("ar", "fr", "en"):
        finding = choosing = 0.0
        for number, part in enumerate(texts(data, language)[: ARTICLES + 1]):
            text = "\n".join(part)
            zones = (Zone(kind="body", start=0, end=len(text)),)
            started = time.perf_counter()
            analysis = analyse(Article(id=f"speed-{number}", text=text, language=language, zones=zones))
            found = mention_result(analysis, pipeline.gazetteer)
            between = time.perf_counter()
            link(analysis, found.mentions, pipeline.gazetteer, pipeline.reference, found.found)
            if number:  # the first pays for indexes and models
                finding += between - started
                choosing += time.perf_counter() - between
        figures[f"linking, percent of finding mentions ({language})"] = round(100 * choosing / finding, 1)
    return figures


def alias_index() -> dict[str, Any]:
    """Seconds and megabytes of the alias index of ``NAMES`` made names."""
    from extract.gazetteer import Gazetteer
    from ontology.reference import Alias, Reference, ReferenceEntity

    entities = {
        f"made-{number}": ReferenceEntity(
            id=f"made-{number}", iri=f"made:{number}", types=("Person",), labels=(("en", f"Made {number}"),)
        )
        for number in range(NAMES // 5)
    }
    aliases = tuple(
        Alias(
            entity=f"made-{number % len(entities)}", language="en", kind="name",
            text=f"Abu Made{number} al-Name{number * 7 % 9973}", folded=f"abu made{number} al name{number * 7 % 9973}",
        )
        for number in range(NAMES)
    )  # fmt: skip
    reference = Reference(entities=entities, aliases=aliases, designations=(), posts=(), memberships=(), alias_index={})
    before, started = _resident(), time.perf_counter()
    index = Gazetteer(reference)
    seconds, size = time.perf_counter() - started, _resident() - before
    assert index.lookup(aliases[-1].text)
    return {"alias index of 100,000 names, seconds": round(seconds, 2), "the same, MB": round(size)}


def _peak() -> float:
    """Peak memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _resident() -> float:
    """Memory of this process in MB now (Linux), else its peak: after a fork the peak is that of the parent."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return _peak()
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def in_fresh_process() -> dict[str, Any]:
    """``alias_index`` in a process of its own, so that peaks of others do not hide its memory."""
    code = "import json; from extract.evaluation.speed import alias_index; print(json.dumps(alias_index()))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


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
    figures = {
        "seconds to load and read a sentence": load_seconds(),
        **measure(options.data),
        **linking(options.data),
        **in_fresh_process(),
    }
    publish(figures, options, lambda: "\n".join(f"{name:48}{value:>10}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
