"""Sentences packed into windows of pieces, windows into batches of about equal length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from extract.reader.pieces import Pieces
from extract.reader.scheme import ANERCORP_LABELS, LABELS
from extract.reader.windows import Table
from extract.training.examples import Sentence, Text
from extract.training.noise import noisy


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of some windows; ``names`` and ``anercorp`` [windows, words, labels] say what is allowed."""

    embeddings: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    names: Tensor
    anercorp: Tensor
    targets: Tensor
    real: Tensor


def windows_of(text: Text, pieces: Pieces, size: int) -> list[list[Sentence]]:
    """Neighbouring sentences together, up to ``size`` pieces; a longer sentence is cut."""
    found: list[list[Sentence]] = []
    room = 0
    for sentence in text.sentences:
        for part in cut(sentence, pieces, size):
            need = sum(pieces.lengths(part.words))
            if not found or need > room:
                found.append([])
                room = size
            found[-1].append(part)
            room -= need
    return found


def cut(sentence: Sentence, pieces: Pieces, size: int) -> Iterator[Sentence]:
    """The sentence in parts of at most ``size`` pieces."""
    start = used = 0
    for index, length in enumerate(pieces.lengths(sentence.words)):
        if used + length > size:
            yield _slice(sentence, start, index)
            start, used = index, 0
        used += length
    if start < len(sentence.words):
        yield _slice(sentence, start, len(sentence.words))


def _slice(s: Sentence, a: int, b: int) -> Sentence:
    return Sentence(s.words[a:b], s.names[a:b], s.titles[a:b], s.anercorp[a:b], s.clitics[a:b])


def batches(
    texts: Sequence[Text], pieces: Pieces, table: Table, rng: random.Random, budget: int, noise: float
) -> Iterator[Batch]:
    """One pass over ``texts`` in random order; windows of differing size, at most ``budget`` pieces a batch."""
    windows: list[list[Sentence]] = []
    for text in texts:
        sentences = [noisy(sentence, text.language, rng, noise) for sentence in text.sentences]
        size = rng.choice((60, 100, 140, 180))
        windows += windows_of(Text(text.source, text.language, tuple(sentences)), pieces, size)
    lengths = [sum(sum(pieces.lengths(s.words)) for s in window) + 2 + rng.random() for window in windows]
    order = sorted(range(len(windows)), key=lengths.__getitem__)
    groups: list[list[int]] = []
    longest = 0.0
    for index in order:
        longest = max(longest, lengths[index])
        if not groups or longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = lengths[index]
        groups[-1].append(index)
    rng.shuffle(groups)
    for group in groups:
        yield batch([windows[index] for index in group], pieces, table)


def batch(windows: Sequence[Sequence[Sentence]], pieces: Pieces, table: Table) -> Batch:
    """The tensors of ``windows``."""
    sequences = [[word for sentence in window for word in sentence.words] for window in windows]
    packed = table.pack(sequences, pieces)
    words = packed.first.shape[1]
    names = np.ones((len(windows), words, len(LABELS)), dtype=bool)
    anercorp = np.ones((len(windows), words, len(ANERCORP_LABELS)), dtype=bool)
    targets = np.full((len(windows), words, 2), -100, dtype=np.int64)
    real = np.zeros((len(windows), words), dtype=bool)
    for row, window in enumerate(windows):
        at = 0
        for sentence in window:
            for target, labels in ((names, sentence.names), (anercorp, sentence.anercorp)):
                for index, allowed in enumerate(labels):
                    if len(allowed) < target.shape[2]:
                        target[row, at + index] = False
                        target[row, at + index, list(allowed)] = True
            end = at + len(sentence.words)
            targets[row, at:end, 0] = sentence.titles
            targets[row, at:end, 1] = sentence.clitics
            real[row, at:end] = True
            at = end
    return Batch(
        embeddings=torch.from_numpy(packed.embeddings),
        mask=torch.from_numpy(packed.mask),
        first=torch.from_numpy(packed.first),
        last=torch.from_numpy(packed.last),
        names=torch.from_numpy(names),
        anercorp=torch.from_numpy(anercorp),
        targets=torch.from_numpy(targets),
        real=torch.from_numpy(real),
    )
