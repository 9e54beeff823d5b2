"""The corpora that may train, as documents of sentences of words; what may not (non-commercial) is never opened here.

A word's labels are sets: the types that its corpus allows there. A corpus that says only ORG allows every kind of
organization; one that leaves nationalities unmarked allows NORP where it says nothing.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract.reader.pieces import Word, words_of
from extract.training.rows import read_offsets

Row = tuple[str, str]
_BRACKET = re.compile(r"\[([A-Z]+) |\]")
NTREX = "parallel/ntrex_ar_fr_en.jsonl"
ANERCORP = "ner/ar/anercorp_train.conll"
NEWSFANE = "ner/ar/newsfane_train.conll"
WOJOOD = "ner/ar/wojood_sample_train.txt"
MUC = "events/muc4/train.jsonl"
MUC_LENGTH = 1100


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with marked spans (start, end, type); ``names`` do not overlap, ``titles`` may overlap names."""

    text: str
    language: str
    names: tuple[tuple[int, int, str], ...]
    titles: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class Document:
    """What stands together: CoNLL sentences of (token, tag), or marked texts."""

    source: str
    language: str
    sentences: list[list[Row]] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)


def conll(path: Path) -> list[list[Row]]:
    """Sentences of (token, tag); the tag is the last field, an empty line ends a sentence."""
    sentences: list[list[Row]] = [[]]
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if not fields:
            sentences.append([])
        elif len(fields) > 1:
            sentences[-1].append((fields[0], fields[-1]))
    return [sentence for sentence in sentences if sentence]


def inline(path: Path, language: str) -> Iterator[Marked]:
    """Passages of our own, one a line, with ``[TYPE words]`` around names and titles."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield _unbracket(line.strip(), language)


def _unbracket(line: str, language: str) -> Marked:
    text: list[str] = []
    size = at = 0
    open_marks: list[tuple[str, int]] = []
    names: list[tuple[int, int, str]] = []
    titles: list[tuple[int, int, str]] = []
    for match in _BRACKET.finditer(line):
        text.append(line[at : match.start()])
        size += match.start() - at
        at = match.end()
        if match.group(1):
            open_marks.append((match.group(1), size))
        elif open_marks:
            kind, start = open_marks.pop()
            (titles if kind == "TITLE" else names).append((start, size, kind))
    text.append(line[at:])
    return Marked("".join(text), language, tuple(sorted(names)), tuple(sorted(titles)))


def offsets(path: Path, data: Path) -> Iterator[tuple[int, Marked]]:
    """Our marks on NTREX: number of the line and its marked text. The rows hold offsets, the text stays where it is."""
    rows = [json.loads(line) for line in (data / NTREX).read_text(encoding="utf-8").splitlines()]
    found = sorted(read_offsets(path).items(), key=lambda item: (item[0][1], int(item[0][0])))
    for (number, language), marks in found:
        yield int(number), _marked(rows[int(number)][language], language, marks)


def _marked(text: str, language: str, marks: Iterable[tuple[int, int, str]]) -> Marked:
    ordered = sorted(marks)
    return Marked(
        text,
        language,
        tuple(mark for mark in ordered if mark[2] != "TITLE"),
        tuple(mark for mark in ordered if mark[2] == "TITLE"),
    )


def training_texts(data: Path) -> Iterator[str]:
    """The words of every corpus that may train, for the choice of the vocabulary."""
    for sentence in conll(data / ANERCORP):
        yield " ".join(token for token, _ in sentence)
    for line in (data / NTREX).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield from (row["ar"], row["fr"], row["en"])
    for line in (data / MUC).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["doctext"]


def tokens_of(sentence: list[Row]) -> tuple[list[Word], list[int]]:
    """The reader's words of a CoNLL sentence, and for each the number of the token that it is part of."""
    words: list[Word] = []
    owners: list[int] = []
    for index, (token, _) in enumerate(sentence):
        for word in words_of(token):
            words.append(word)
            owners.append(index)
    return words, owners


def muc_offsets(path: Path, data: Path) -> Iterator[Marked]:
    """Our marks on MUC-4 documents: white space as one space, cut at a sentence end before ``MUC_LENGTH``."""
    texts = {}
    for line in (data / MUC).read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        text = re.sub(r"\s+", " ", item["doctext"])
        texts[item["docid"]] = text if len(text) <= MUC_LENGTH else text[: text.rfind(". ", 0, MUC_LENGTH) + 1]
    for (identifier, language), marks in sorted(read_offsets(path).items()):
        yield _marked(texts[identifier], language, marks)
