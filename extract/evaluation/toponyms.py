"""Places in ``geo/tr_news.xml`` (Gritta et al. 2019): exact spans, demonyms among them, by the project and by spaCy."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from extract.evaluation.golds import PEERS, trim
from extract.evaluation.ner import line_starts, names_in, row
from extract.gazetteer import Gazetteer
from extract.reader.reader import reader

TR_NEWS = "geo/tr_news.xml"
_PEER = frozenset({"GPE", "LOC", "FAC", "NORP"})
Pair = tuple[int, int]
Places = Callable[[str], list[Pair]]


def articles(data: Path) -> Iterator[tuple[str, frozenset[Pair]]]:
    """Each article's text and its toponyms; an offset that is off by some characters is moved to the phrase."""
    for article in ElementTree.parse(data / TR_NEWS).getroot():
        text = article.findtext("text") or ""
        spans = set()
        for toponym in article.iter("toponym"):
            phrase = (toponym.findtext("phrase") or "").strip()
            spans.add(moved(text, phrase, int(toponym.findtext("start") or 0)))
        yield text, frozenset(spans)


def moved(text: str, phrase: str, start: int) -> Pair:
    """The span of a phrase of which only about the start is known: the nearest of its occurrences within 40."""
    if text[start : start + len(phrase)] != phrase:
        near = [at for at in range(max(0, start - 40), start + 40) if text.startswith(phrase, at)]
        start = min(near, key=lambda at: abs(at - start)) if near else start
    return start, start + len(phrase)


def ours(reading: str, gazetteer: Gazetteer) -> Places:
    """Places and nations by the project."""

    def places(text: str) -> list[Pair]:
        found: list[Pair] = []
        lines = text.split("\n")
        starts = line_starts(lines)
        kinds = ("LOC", "COUNTRY", "CITY", "REGION", "FAC", "NAT")
        found += [
            (starts[at] + a, starts[at] + b) for at, a, b, k in names_in(lines, "en", reading, gazetteer) if k in kinds
        ]
        for start, known in zip(starts, reader().read(lines), strict=False):
            found += [(start + name.start, start + name.end) for name in known.names if name.type == "NORP"]
        return found

    return places


def peer() -> Places:
    """Places and nations by spaCy's English pipeline."""
    import spacy

    nlp = spacy.load(PEERS["en"], disable=["lemmatizer", "attribute_ruler"])
    return lambda text: [(e.start_char, e.end_char) for e in nlp(text).ents if e.label_ in _PEER]


def score(data: Path, places: Places) -> dict[str, Any]:
    """Precision, recall and F1 of exact spans over all articles."""
    counts = []
    for text, gold in articles(data):
        one, other = _whole(text, gold), _whole(text, places(text))
        counts.append((len(one & other), len(other), len(one)))
    return row(np.array(counts, dtype=np.float64))


def _whole(text: str, pairs: Sequence[Pair] | frozenset[Pair]) -> set[Pair]:
    return {trim(text, start, end, "", False)[:2] for start, end in pairs}
