"""Whether the three languages find the same names in NTREX's parallel sentences.

Alignment, within one sentence and two languages: pairs of names are taken best first by

1. the same entity of the reference (score 1);
2. likeness of the consonants: both names are written in Latin letters without vowels and doubled letters (Arabic by a
   table of consonants), and compared by ``rapidfuzz`` (score: ratio, from 0.6 on);
3. the same kind, and about the same place in the sentence (score: below 0.6; only for what 1 and 2 have left).

A name has a counterpart where both kinds are equal. Rule 3 takes translated names (FBI, مكتب التحقيقات), and would take
chance for agreement: the control aligns each sentence with the next one of the other language.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from extract.evaluation.golds import NTREX, PEERS, Span, ours, peer
from extract.gazetteer import Gazetteer
from ontology.tables import read_table

LANGUAGES = ("ar", "fr", "en")
_ALIKE = 0.6
_NEAR = 0.35
_TABLE = Path(__file__).with_name("consonants.tsv")
_LATIN = (("sch", "s"), ("ch", "s"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("x", "ks"))
_SAME = str.maketrans({"c": "k", "q": "k", "j": "g", "v": "f", "p": "b", "w": ""})


def skeleton(name: str) -> str:
    """The consonants of a name in Latin letters: بوتفليقة and Bouteflika both give btflk."""
    text = unicodedata.normalize("NFKD", name.casefold())
    consonants = _consonants()
    text = "".join(consonants.get(char, char) for char in text if not unicodedata.combining(char))
    for old, new in _LATIN:
        text = text.replace(old, new)
    text = re.sub(r"[^a-z ]|[aeiouyh]", "", text.translate(_SAME))
    return re.sub(r"(.)\1+", r"\1", " ".join(text.split()))


@cache
def _consonants() -> dict[str, str]:
    return {row["letter"]: row["latin"] for row in read_table(_TABLE, ["letter", "latin"])}


def counterparts(one: Sequence[Span], other: Sequence[Span], texts: tuple[str, str], gazetteer: Gazetteer) -> int:
    """How many names of ``one`` have a counterpart of the same kind in ``other``."""
    from rapidfuzz.fuzz import ratio

    names = [[text[a:b] for a, b, _ in spans] for text, spans in zip(texts, (one, other), strict=True)]
    entities = [[{c.entity for c in gazetteer.lookup(name)} for name in side] for side in names]
    bones = [[skeleton(name) for name in side] for side in names]
    scored: list[tuple[float, int, int]] = []
    for i, first in enumerate(one):
        for k, second in enumerate(other):
            distance = abs(first[0] / max(1, len(texts[0])) - second[0] / max(1, len(texts[1])))
            alike = ratio(bones[0][i], bones[1][k]) / 100 if bones[0][i] and bones[1][k] else 0.0
            if entities[0][i] & entities[1][k]:
                score = 1.0
            elif alike >= _ALIKE:
                score = alike
            elif first[2] == second[2] and distance <= _NEAR:
                score = _ALIKE - distance - 0.01
            else:
                continue
            scored.append((score - distance / 100, i, k))
    taken: tuple[set[int], set[int]] = (set(), set())
    found = 0
    for _, i, k in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if i in taken[0] or k in taken[1]:
            continue
        taken[0].add(i)
        taken[1].add(k)
        found += one[i][2] == other[k][2]
    return found


def figures(data: Path, gazetteer: Gazetteer, first: int = 0, reading: str = "mentions") -> dict[str, Any]:
    """Names found in each language and by its peer, and the share with a counterpart in each other language."""
    rows = [json.loads(line) for line in (data / NTREX).read_text(encoding="utf-8").splitlines()][first:]
    spans = {lang: [ours(lang, reading, gazetteer)(row[lang]) for row in rows] for lang in LANGUAGES}
    found = {lang: sum(map(len, spans[lang])) for lang in LANGUAGES}
    table: dict[str, Any] = {"sentences": len(rows), "found": found, "peer": {}, "counterparts": {}, "control": {}}
    for lang in PEERS:
        system = peer(lang)
        table["peer"][lang] = sum(len(system(row[lang])) for row in rows)
    for one in LANGUAGES:
        for other in LANGUAGES:
            if one == other:
                continue
            shares = []
            for shift in (0, 1):
                both = sum(
                    counterparts(
                        spans[one][index],
                        spans[other][(index + shift) % len(rows)],
                        (row[one], rows[(index + shift) % len(rows)][other]),
                        gazetteer,
                    )
                    for index, row in enumerate(rows)
                )
                shares.append(round(100 * both / max(1, found[one]), 1))
            table["counterparts"][f"{one} in {other}"], table["control"][f"{one} in {other}"] = shares
    return table
