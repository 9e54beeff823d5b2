"""How well names of a published list find whom they name, and how seldom others do: ``python -m kg.measure_names``.

Imports the UN list of the data folder into a store of its own. Every primary and Good name of the Al-Qaida part, in
Latin and in Arabic script, is looked up, then every Low one; then 5,000 names of persons of ANERcorp, NTREX and
WikiNEuRal, who are on no list. A name is found where the first entity is its own, and ``sure`` where it counts without
context. Prints a table and writes it as JSON.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.evaluation.ner import read_conll, spans_of
from extract.linking.candidates import Bearer, bearers
from extract.training.rows import read_offsets
from kg.lists import import_lists
from kg.store import Store
from ontology.check_reference import DATA, UN_FILE
from ontology.lists import read_list
from ontology.reference import Reference

PART = "Al-Qaida"
UNRELATED = 5000


def listed(path: Path, reference: Reference) -> Iterator[tuple[str, str, str, str]]:
    """(entity, name, script, quality) of each name of the Al-Qaida part of the UN list."""
    assert reference.listed is not None
    info, entries = read_list(path)
    for entry in entries:
        if PART not in entry.programmes:
            continue
        known = reference.listed.entries.get((info.name, entry.reference))
        for name in entry.names if known is not None else ():
            if known is not None and name.script in ("latn", "arab"):
                yield reference.entities[known.entity].iri, name.said, name.script, name.quality


def unrelated(data: Path) -> Iterator[str]:
    """Names of persons in ANERcorp, in NTREX in three languages, and in WikiNEuRal, each once."""
    seen: set[str] = set()
    yield from _conll(data / "ner" / "ar" / "anercorp_train.conll", seen)
    rows = [json.loads(line) for line in (data / "parallel" / "ntrex_ar_fr_en.jsonl").read_text("utf-8").splitlines()]
    annotations = Path(__file__).resolve().parents[1] / "extract" / "training" / "annotations" / "ntrex.tsv"
    for (number, language), marks in sorted(read_offsets(annotations).items()):
        for start, end, kind in marks:
            if kind == "PER":
                yield from _once(rows[int(number)][language][start:end], seen)
    yield from _conll(data / "ner" / "fr" / "wikineural_val.conllu", seen)


def _conll(path: Path, seen: set[str]) -> Iterator[str]:
    for sentence in read_conll(path):
        for first, last, kind in spans_of([tag for _, tag in sentence], _Same()):
            if kind in ("PERS", "PER"):
                yield from _once(" ".join(token for token, _ in sentence[first : last + 1]), seen)


class _Same(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key


def _once(name: str, seen: set[str]) -> Iterator[str]:
    if name not in seen:
        seen.add(name)
        yield name


def measure(reference: Reference, names: Iterable[tuple[str, str, str, str]]) -> dict[str, Any]:
    """Counts by script and quality: names, those that find their own entity first, and those that surely do."""
    rows: dict[str, dict[str, int]] = {}
    for entity, name, script, quality in names:
        part = "Low" if quality == "low" else "primary and Good"
        row = rows.setdefault(f"{part}, {script}", {"names": 0, "first": 0, "sure": 0})
        found = bearers(reference, name)
        row["names"] += 1
        row["first"] += bool(found) and found[0].entity == entity
        row["sure"] += bool(found) and found[0].entity == entity and found[0].sure
    return dict(sorted(rows.items(), reverse=True))


def strangers(reference: Reference, names: Sequence[str]) -> dict[str, Any]:
    """How many names of persons on no list find an entity that lists alone know, and which."""
    assert reference.listed is not None
    ids = {reference.entities[entity].iri for entity in reference.listed.entities}
    any_, sure = [], []
    for name in names:
        found = [bearer for bearer in bearers(reference, name) if bearer.entity in ids]
        any_ += [_told(name, bearer) for bearer in found[:1]]
        sure += [_told(name, bearer) for bearer in found[:1] if bearer.sure]
    return {"names": len(names), "find any": len(any_), "find one surely": len(sure), "which": sure}


def _told(name: str, bearer: Bearer) -> str:
    return f"{name} -> {bearer.entity.rsplit('/', 1)[-1]} ({bearer.name}, {bearer.score:.2f})"


def table(result: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    lines = [f"{'names of the UN list':28}{'names':>8}{'own entity first':>18}{'surely':>16}"]
    for name, row in result["listed"].items():
        shares = [f"{row[part]} ({100 * row[part] / row['names']:.1f})" for part in ("first", "sure")]
        lines.append(f"{name:28}{row['names']:8}{shares[0]:>18}{shares[1]:>16}")
    row = result["unrelated"]
    share = 100 * row["find one surely"] / max(1, row["names"])
    lines.append(
        f"unrelated names: {row['names']}, find any listed entity {row['find any']}, surely "
        f"{row['find one surely']} ({share:.2f} percent)"
    )
    return "\n".join([*lines, *(f"  {line}" for line in row["which"][:20])])


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints and writes the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=Path("out/eval/listed-names.json"))
    options = parser.parse_args(arguments)
    source = options.data / UN_FILE
    if not source.is_file():
        print(f"names of lists: no {source}; nothing measured", file=sys.stderr)
        return 0
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "store", write=True, create=True) as store,
    ):
        import_lists(store, [source])
        reference = store.reference()
        result = {
            "listed": measure(reference, listed(source, reference)),
            "unrelated": strangers(reference, list(unrelated(options.data))[:UNRELATED]),
        }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(table(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
