"""Reads names in sentences of Arabic, French or English with the trained encoder, by onnxruntime on the CPU."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from extract.reader.decode import Floats, LabelSpan, log_softmax, spans
from extract.reader.pieces import Pieces, Word, words_of
from extract.reader.scheme import ANERCORP_LABELS, HEADS, IN_ANERCORP, KINDS, LABELS, TITLE_LABELS
from extract.reader.windows import Table
from ontology.errors import DataError

MODEL = Path(__file__).parent / "model"
WINDOW = 180
"""Pieces of text that the encoder sees at once; it was trained on windows of up to so many."""
BATCH = 24
_FILES = ("encoder.onnx", "embeddings.npz", "pieces.model")
_BREAKS = frozenset("،,؛;:.!?؟")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name at [start, end) of its sentence, code points.

    ``start`` is after the clitics that Arabic writes onto the word (و ف ب ل ك), ``word_start`` where the word begins.
    ``score``: the probability, in its least sure word, that it is of this kind (person, body, place ...).
    """

    start: int
    end: int
    word_start: int
    type: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one sentence names.

    ``names`` are in the types of ``scheme.tsv``, none overlapping; ``titles`` are those of posts, and may hold names;
    ``anercorp``, if asked for, are names as that corpus marks them (PERS, ORG, LOC, MISC; ministries unmarked).
    """

    names: tuple[Name, ...]
    titles: tuple[Name, ...]
    anercorp: tuple[Name, ...]


def appositions(sentence: str, reading: Reading) -> list[tuple[Name, Name]]:
    """(person, title) where the title of a post stands right before the name, or after it behind a comma.

    "president X", "X, head of Y", "X (head of Y)", وزير الداخلية فلان, فلان، رئيس المجلس.
    """
    found = []
    for person in (name for name in reading.names if name.type == "PER"):
        for title in reading.titles:
            before = sentence[title.end : person.word_start]
            after = sentence[person.end : title.word_start]
            beside = title.end <= person.word_start and before.strip() in ("", ",", "\u060c") and before
            behind = title.word_start >= person.end and after.strip() in (",", "\u060c", "(", "\u2013", "-")
            if beside or behind:
                found.append((person, title))
                break
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """Words [first, first + size) of a sentence, in a window from its word ``at`` on."""

    sentence: int
    first: int
    size: int
    at: int


class Reader:
    """The trained model. Make it once by ``reader()``; it keeps nothing between calls but pieces of words."""

    def __init__(self, folder: Path = MODEL, threads: int | None = None) -> None:
        for name in _FILES:
            if not (folder / name).is_file():
                raise DataError(
                    f"{folder / name} is missing; install marsad anew, or train it as extract/training says"
                )
        import onnxruntime

        runtime: Any = onnxruntime
        settings = runtime.SessionOptions()
        settings.log_severity_level = 3
        if threads is not None:
            settings.intra_op_num_threads = threads
        self._session: Any = runtime.InferenceSession(
            str(folder / "encoder.onnx"), settings, providers=["CPUExecutionProvider"]
        )
        self._pieces = Pieces(folder / "pieces.model")
        self._table = Table(folder / "embeddings.npz")

    def read(self, sentences: Sequence[str], *, anercorp: bool = False) -> list[Reading]:
        """The names of each sentence; in ANERcorp's scheme too where that is asked for.

        Sentences of one text belong together in one call: neighbours are context, and what a sentence is read as does
        not depend on other texts.
        """
        words = [words_of(sentence) for sentence in sentences]
        logits = [np.zeros((len(line), sum(size for _, size in HEADS)), dtype=np.float32) for line in words]
        windows = self._windows(words)
        order = sorted(range(len(windows)), key=lambda index: (self._length(windows[index], words), index))
        for start in range(0, len(order), BATCH):
            group = [windows[index] for index in order[start : start + BATCH]]
            for window, values in zip(group, self._logits(group, words), strict=True):
                for part in window:
                    logits[part.sentence][part.first : part.first + part.size] = values[part.at : part.at + part.size]
        return [
            _reading(sentence, line, values, anercorp)
            for sentence, line, values in zip(sentences, words, logits, strict=True)
        ]

    def _logits(self, windows: Sequence[Sequence[_Part]], words: Sequence[Sequence[Word]]) -> Floats:
        sequences = [
            [word for part in window for word in words[part.sentence][part.first : part.first + part.size]]
            for window in windows
        ]
        packed = self._table.pack(sequences, self._pieces)
        values = {"embeddings": packed.embeddings, "mask": packed.mask, "first": packed.first, "last": packed.last}
        logits: Floats = self._session.run(["logits"], values)[0]
        return logits

    def _windows(self, words: Sequence[Sequence[Word]]) -> list[list[_Part]]:
        found: list[list[_Part]] = []
        room = count = 0
        for sentence, line in enumerate(words):
            lengths = self._pieces.lengths(line)
            for first, last in _cuts(line, lengths):
                need = sum(lengths[first:last])
                if not found or need > room:
                    found.append([])
                    room, count = WINDOW, 0
                found[-1].append(_Part(sentence, first, last - first, count))
                room -= need
                count += last - first
        return found

    def _length(self, window: Sequence[_Part], words: Sequence[Sequence[Word]]) -> int:
        return sum(
            sum(self._pieces.lengths(words[part.sentence][part.first : part.first + part.size])) for part in window
        )


@cache
def reader() -> Reader:
    """The model that the project ships, loaded once a process."""
    return Reader()


def _cuts(words: Sequence[Word], lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """[first, last) of parts that fit a window; a long sentence is cut after a mark where one stands late enough."""
    first = 0
    while first < len(words):
        last, used = first, 0
        while last < len(words) and (used + lengths[last] <= WINDOW or last == first):
            used += lengths[last]
            last += 1
        if last < len(words):
            half = first + (last - first) // 2
            last = next((at + 1 for at in range(last - 1, half, -1) if words[at].text in _BREAKS), last)
        yield first, last
        first = last


def _reading(sentence: str, words: Sequence[Word], logits: Floats, anercorp: bool) -> Reading:
    if not words:
        return Reading(names=(), titles=(), anercorp=())
    parts: dict[str, Floats] = {}
    at = 0
    for name, size in HEADS:
        parts[name] = logits[:, at : at + size]
        at += size
    clitics = parts["clitics"].argmax(axis=1)
    together = spans(_together(parts), ANERCORP_LABELS) if anercorp else []
    return Reading(
        names=tuple(_name(s, words, clitics) for s in spans(parts["names"], LABELS, KINDS)),
        titles=tuple(_name(s, words, clitics) for s in spans(parts["titles"], TITLE_LABELS)),
        anercorp=tuple(_name(s, words, clitics) for s in together),
    )


def _together(parts: dict[str, Floats]) -> Floats:
    """Scores [words, labels] in ANERcorp's scheme by both heads of names: the product of their probabilities.

    One head learned from that corpus alone, the other from all; they err apart (products of experts, Hinton 2002).
    """
    own = log_softmax(parts["anercorp"])
    other = np.exp(log_softmax(parts["names"])) @ _into_anercorp()
    together: Floats = own + np.log(other + np.float32(1e-6))
    return together


@cache
def _into_anercorp() -> Floats:
    """[labels, labels of ANERcorp]: 1 where the first may be the second."""
    matrix = np.zeros((len(LABELS), len(ANERCORP_LABELS)), dtype=np.float32)
    for row, label in enumerate(LABELS):
        for kind in IN_ANERCORP[label[2:] or "O"]:
            for position in ("B-", "I-") if label == "O" else (label[:2],):
                matrix[row, 0 if kind == "-" else ANERCORP_LABELS.index(f"{position}{kind}")] = 1.0
    return matrix


def _name(span: LabelSpan, words: Sequence[Word], clitics: Sequence[int]) -> Name:
    first, last = words[span.first], words[span.last]
    letters = _written(first.text, int(clitics[span.first])) if _arabic(first.text) else 0
    return Name(
        start=first.start + letters, end=last.end, word_start=first.start, type=span.type, score=round(span.score, 4)
    )


def _arabic(word: str) -> bool:
    return any("\u0621" <= char <= "\u064a" for char in word[:3])


def _written(word: str, clitics: int) -> int:
    """Code points that ``clitics`` letters take, with the marks and tatweel after them; a name keeps two letters."""
    at = 0
    for _ in range(clitics):
        if at >= len(word) or word[at] not in "وفبلكس":
            break
        at += 1
        while at < len(word) and (word[at] == "\u0640" or not word[at].isalnum()):
            at += 1
    return at if len(word) - at >= 2 else 0


__all__ = ["Name", "Reader", "Reading", "appositions", "reader"]
