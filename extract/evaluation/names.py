"""All that the public corpora let one measure of names, in one table: ``python -m extract.evaluation.names``.

Figures are held against ``floors.json``: each has a floor, and the hash of the data that it was measured on. A figure
under its floor, or other data, is a fault (exit code 1). ``--lower-floors`` writes the floors anew, each half a point
under its figure; lowering one is a decision that shows in the history.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extract.evaluation import agreement, armed, golds, ner, toponyms
from extract.evaluation.output import add_options, publish
from extract.gazetteer import Gazetteer, gazetteer
from extract.pipeline import Pipeline
from extract.training.sources import ANERCORP

FLOORS = Path(__file__).with_name("floors.json")
GOLDS = Path("tests/data/names")
OFFSETS = Path("extract/training/annotations/ntrex.tsv")
DEV_LINE = 1395
WIKINEURAL = "ner/fr/wikineural_val.conllu"
NEWS_DAYS = ("2015-07-31", "2015-08-01", "2015-08-02")
_MARGIN = 0.5
_USED = (ANERCORP, WIKINEURAL, golds.NTREX, toponyms.TR_NEWS, *armed.MUC)


def anercorp_dev(data: Path, folder: Path) -> Path:
    """The last sixth of ANERcorp's sentences, which never trains, as a file."""
    sentences = [part for part in (data / ANERCORP).read_text(encoding="utf-8").split("\n\n") if part.strip()]
    path = folder / "anercorp-dev.conll"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(sentences[-(len(sentences) // 6) :]) + "\n", encoding="utf-8")
    return path


def first_sentences(path: Path, count: int, folder: Path) -> Path:
    """The first ``count`` sentences of a CoNLL file, as a file."""
    parts = [part for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
    target = folder / f"{path.stem}-{count}.conll"
    target.write_text("\n\n".join(parts[:count]) + "\n", encoding="utf-8")
    return target


def measure(data: Path, folder: Path, names: Gazetteer) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(set, system, figures) one after the other."""
    dev = anercorp_dev(data, folder)
    for reading in ("anercorp", "model", "mentions"):
        yield "ANERcorp dev (ar)", reading, ner.figures(ner.score_file(dev, names, reading))["scores"]
    for language in ("ar", "fr", "en"):
        sets = [("NTREX last third", golds.parallel(OFFSETS, data, language, DEV_LINE))]
        if language != "ar":
            sets.append(("news gold", golds.news(GOLDS / f"{language}.jsonl", data)))
        for title, texts in sets:
            for reading in ("mentions", "model"):
                found = golds.score(texts, golds.ours(language, reading, names), language == "ar")
                yield f"{title} ({language})", reading, found
            if language in golds.PEERS:
                yield f"{title} ({language})", golds.PEERS[language], golds.score(texts, golds.peer(language))
    yield from _wikineural(data, folder, names)
    for reading in ("mentions", "model"):
        yield "tr_news places (en)", reading, {"LOC": toponyms.score(data, toponyms.ours(reading, names))}
    yield "tr_news places (en)", golds.PEERS["en"], {"LOC": toponyms.score(data, toponyms.peer())}


def _wikineural(data: Path, folder: Path, names: Gazetteer) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The first 3,000 sentences: evaluation only, by its licence."""
    path = first_sentences(data / WIKINEURAL, 3000, folder)
    for reading in ("mentions", "model"):
        yield "WikiNEuRal val (fr)", reading, ner.figures(ner.score_file(path, names, reading, "fr"))["scores"]
    sentences = ner.read_conll(path)
    texts = []
    for sentence in sentences:
        lines, offsets = ner.text_of([[token for token, _ in sentence]], "fr")
        kinds = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
        spans = frozenset(
            (offsets[0][a], offsets[0][b] + len(sentence[b][0]), kind)
            for a, b, kind in ner.spans_of([tag for _, tag in sentence], kinds)
            if kind != "MISC"
        )
        texts.append(golds.Gold(lines[0], spans))
    yield "WikiNEuRal val (fr)", golds.PEERS["fr"], golds.score(texts, golds.peer("fr"))


def groups(data: Path, pipeline: Pipeline) -> dict[str, Any]:
    """Armed groups typed right, in MUC-4 and in Arabic news."""
    news = dict(armed.news_texts(data, NEWS_DAYS))
    return {
        "MUC-4 (en)": armed.figures(armed.muc_texts(data), armed.gold_of(GOLDS / "armed_en.tsv"), "en", pipeline),
        "Arabic news": armed.figures(news, armed.gold_of(GOLDS / "armed_ar.tsv"), "ar", pipeline),
    }


def digest(data: Path) -> str:
    """SHA-256 over the files that are measured on, 16 hex digits."""
    total = hashlib.sha256()
    own = (*sorted(GOLDS.glob("*.tsv")), *sorted(GOLDS.glob("*.jsonl")), OFFSETS)
    for path in (*(data / name for name in _USED), *own):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def flat(result: dict[str, Any]) -> dict[str, float]:
    """The figures of the project that have floors, by name."""
    found = {}
    for row in result["names"]:
        if row["system"] in ner.READINGS:
            for kind, values in row["scores"].items():
                found[f"{row['set']} | {row['system']} | {kind}"] = values["f1"]
    for name, values in result["armed groups"].items():
        found[f"armed groups typed right, {name}"] = values["right of found"]
    for pair, share in result["agreement"]["last third"]["counterparts"].items():
        found[f"counterparts, NTREX last third | {pair}"] = share
    return found


def faults(figures: dict[str, float], data_hash: str) -> list[str]:
    """What is under its floor, missing, or measured on other data."""
    if not FLOORS.exists():
        return [f"no floors yet: write {FLOORS.name} with --lower-floors"]
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    found = [] if pinned["data"] == data_hash else [f"the data is not that of the floors ({pinned['data']})"]
    for name, floor in pinned["floors"].items():
        if name not in figures:
            found.append(f"{name}: not measured")
        elif figures[name] < floor:
            found.append(f"{name}: {figures[name]} is under its floor {floor}")
    return found


def table(result: dict[str, Any]) -> str:
    """The figures for a reader."""
    lines = [f"{'set':24}{'system':28}{'kind':18}{'P':>7}{'R':>7}{'F1':>7}  95 percent"]
    for row in result["names"]:
        for kind, v in row["scores"].items():
            low, high = v["interval"]
            lines.append(
                f"{row['set']:24}{row['system']:28}{kind:18}{v['precision']:7.1f}{v['recall']:7.1f}{v['f1']:7.1f}"
                f"  {low:.1f} to {high:.1f}"
            )
    for name, v in result["armed groups"].items():
        lines.append(
            f"armed groups, {name}: {v['gold']} named, {v['found']} found, {v['right of found']} % typed right;"
            f" of {v['others']} other bodies {v['others called armed groups']} called armed groups"
        )
    for part, values in result["agreement"].items():
        lines.append(f"NTREX, {part}: found {values['found']}, peers {values['peer']}")
        lines += [
            f"  {pair}: {share} % have a counterpart (control {values['control'][pair]} %)"
            for pair, share in values["counterparts"].items()
        ]
    lines.append(f"floors: {'; '.join(result['faults']) or 'all held'}")
    return "\n".join(lines)


def main(arguments: Iterable[str] | None = None) -> int:
    """Prints the table; exit code 1 where a floor is not held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public corpora")
    parser.add_argument("--lower-floors", action="store_true", help="write the floors anew from this run's figures")
    add_options(parser)
    options = parser.parse_args(arguments)
    if not (options.data / golds.NTREX).is_file():
        print(f"{options.data}: no public corpora there; names are not measured", file=sys.stderr)
        return 0
    folder = (options.out or Path("out/eval/names.json")).parent
    folder.mkdir(parents=True, exist_ok=True)
    pipeline = Pipeline()
    names = gazetteer(pipeline.reference)
    started = time.monotonic()
    rows = []
    for title, system, scores in measure(options.data, folder, names):
        rows.append({"set": title, "system": system, "scores": scores})
        print(f"{time.monotonic() - started:5.0f} s  {title}, {system}", file=sys.stderr)
    result: dict[str, Any] = {
        "names": rows,
        "armed groups": groups(options.data, pipeline),
        "agreement": {
            "all": agreement.figures(options.data, names),
            "last third": agreement.figures(options.data, names, DEV_LINE),
        },
    }
    data_hash = digest(options.data)
    if options.lower_floors:
        floors = {name: round(figure - _MARGIN, 1) for name, figure in flat(result).items()}
        FLOORS.write_text(
            json.dumps({"data": data_hash, "floors": floors}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    result["faults"] = faults(flat(result), data_hash)
    publish(result, options, lambda: table(result))
    return 1 if result["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
