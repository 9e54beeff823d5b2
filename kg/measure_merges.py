"""How sure the merging of entities is, on names of people known to be one or not: ``python -m kg.measure_merges``.

Names of the UN list of the data folder. Two names of one entry are of the same actor; names of different entries that
have something in common (``kg.namesakes.keys``) are of different ones. Each pair is judged as two unknown actors who
share all that there is to share, a post, company and country: the worst case, in which the names alone decide. Counts
what is merged unasked, what is proposed, and what is neither; of different actors also among the 2,000 nearest pairs.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

from extract.evaluation.output import add_options, publish
from kg.actors import Actor
from kg.merges import judge
from kg.namesakes import compare, keys
from ontology.check_reference import DATA, UN_FILE
from ontology.lists import read_list
from ontology.lists.model import ListEntry
from ontology.normalize import normalize

NEAREST = 2000
_VERDICTS = ("merged", "proposed", "neither")
_SCRIPTS = {"arab": "Arabic", "latn": "Latin"}


@dataclass(frozen=True, slots=True)
class Named:
    """A name on the list, and the entry that has it; ``primary`` where it is no alias."""

    entry: str
    name: str
    script: str
    primary: bool


def same(entries: Iterable[ListEntry]) -> Iterator[tuple[Named, Named]]:
    """Pairs of names of one entry."""
    for entry in entries:
        yield from combinations(_names(entry), 2)


def different(entries: Sequence[ListEntry]) -> list[tuple[Named, Named]]:
    """Pairs of names of different entries that have something in common, in a fixed order."""
    blocks: dict[str, list[Named]] = defaultdict(list)
    for entry in entries:
        for named in _names(entry):
            for key in keys(named.name):
                blocks[key].append(named)
    pairs = {
        (one, other)
        for members in blocks.values()
        for one, other in combinations(members, 2)
        if one.entry != other.entry
    }
    return sorted(pairs, key=lambda pair: (pair[0].entry, pair[0].name, pair[1].entry, pair[1].name))


def listed_twice(entries: Iterable[ListEntry]) -> frozenset[frozenset[str]]:
    """Pairs of entries that are one actor under two programmes: the same primary name, and two more names in common."""
    by_name: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for entry in entries:
        names = frozenset(normalize(name.said) for name in entry.names)
        by_name[normalize(entry.names[0].said)].append((entry.reference, names))
    return frozenset(
        frozenset((one[0], other[0]))
        for found in by_name.values()
        for one, other in combinations(found, 2)
        if len(one[1] & other[1]) > 2
    )


def verdict(one: Named, other: Named, *, person: bool) -> str:
    """What becomes of two unknown actors with these names who share a post, company and country."""
    evidence = judge(_actor("one", one.name, person), _actor("other", other.name, person))
    if evidence is None:
        return "neither"
    return "merged" if evidence.strong else "proposed"


def _actor(iri: str, name: str, person: bool) -> Actor:
    return Actor(
        iri=iri,
        person=person,
        kind="Person" if person else "ArmedGroup",
        private=True,
        known=False,
        names=frozenset((name,)),
        articles=frozenset((len(iri),)),
        companions=frozenset(("companion", "fellow", "third")),
        bodies=frozenset(("body",)),
        lands=frozenset(("country",)),
        countries=frozenset(("country",)),
    )


def measure(entries: Sequence[ListEntry], *, person: bool) -> dict[str, Any]:
    """Counts by verdict of pairs of the same actor, by their scripts, and of different ones."""
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in same(entries):
        scripts = " and ".join(sorted({_SCRIPTS[one.script], _SCRIPTS[other.script]}))
        found = verdict(one, other, person=person)
        known[scripts][found] += 1
        if one.primary and other.primary:
            known["no aliases"][found] += 1
    twice = listed_twice(entries)
    pairs = [pair for pair in different(entries) if frozenset((pair[0].entry, pair[1].entry)) not in twice]
    judged = [(*pair, verdict(*pair, person=person)) for pair in pairs]
    near = sorted(judged, key=lambda found: -compare(found[0].name, found[1].name, person=person).likeness)[:NEAREST]
    return {
        "entries": len(entries),
        "same": {scripts: _counts(found) for scripts, found in sorted(known.items())},
        "different": _counts(Counter(found for *_, found in judged)),
        "different, nearest": _counts(Counter(found for *_, found in near)),
        "wrong": [f"{a.entry} {a.name} = {b.entry} {b.name}" for a, b, found in judged if found == "merged"],
        "listed twice": sorted(" ".join(sorted(pair)) for pair in twice),
    }


def _names(entry: ListEntry) -> tuple[Named, ...]:
    names = {name.said: name for name in reversed(entry.names) if name.script in _SCRIPTS and name.kind == "name"}
    return tuple(
        Named(entry.reference, said, name.script, name.quality == "primary") for said, name in reversed(names.items())
    )


def _counts(found: Counter[str]) -> dict[str, int]:
    return {"pairs": found.total(), **{name: found[name] for name in _VERDICTS}}


def table(result: Mapping[str, Any]) -> str:
    """The figures as lines of text."""
    lines = [f"{'pairs of names':44}{'pairs':>8}" + "".join(f"{name:>16}" for name in _VERDICTS)]
    for kind in ("persons", "organizations"):
        rows = {f"{kind}, the same, {scripts}": row for scripts, row in result[kind]["same"].items()}
        rows[f"{kind}, different"] = result[kind]["different"]
        rows[f"{kind}, different, the nearest"] = result[kind]["different, nearest"]
        for name, row in rows.items():
            shares = [f"{row[v]} ({100 * row[v] / max(1, row['pairs']):.1f})" for v in _VERDICTS]
            lines.append(f"{name:44}{row['pairs']:8}" + "".join(f"{share:>16}" for share in shares))
        lines += [f"  wrong: {line}" for line in result[kind]["wrong"]]
        lines += [f"  one actor, listed twice, left out: {line}" for line in result[kind]["listed twice"]]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures; the exit code is 1 where different persons were merged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    add_options(parser)
    options = parser.parse_args(arguments)
    source = options.data / UN_FILE
    if not source.is_file():
        print(f"merges: no {source}; nothing measured", file=sys.stderr)
        return 0
    entries = list(read_list(source)[1])
    result = {
        "file": source.name,
        "sha256": sha256(source.read_bytes()).hexdigest(),
        "persons": measure([entry for entry in entries if entry.kind == "person"], person=True),
        "organizations": measure([entry for entry in entries if entry.kind != "person"], person=False),
    }
    publish(result, options, lambda: table(result))
    return 1 if result["persons"]["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
