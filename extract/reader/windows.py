"""Windows of words as arrays for the encoder: embeddings, mask, and where each word begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extract.reader.pieces import Pieces, Word

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Packed:
    """embeddings [windows, pieces, hidden], mask [windows, pieces], first and last piece [windows, words]."""

    embeddings: Floats
    mask: Floats
    first: Places
    last: Places


class Table:
    """The word embeddings in 4 bits; rows become floats when they are needed."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            self._nibbles = file["nibbles"]
            self._scales = file["scales"]

    def rows(self, numbers: npt.NDArray[np.int64]) -> Floats:
        """[len(numbers), hidden]: blocks of 32 weights, low nibbles first, minus 8, times the scale (Q4_0)."""
        nibbles = self._nibbles[numbers].reshape(len(numbers), -1, 16)
        weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=2).astype(np.float32)
        weights -= 8.0
        weights *= self._scales[numbers].astype(np.float32)[:, :, None]
        return weights.reshape(len(numbers), -1)

    def pack(self, windows: Sequence[Sequence[Word]], pieces: Pieces) -> Packed:
        """The arrays of ``windows``, each framed by begin and end and padded to the longest."""
        cut = [[pieces.of(word.text, word.spaced) for word in window] for window in windows]
        longest = max(sum(map(len, window)) for window in cut) + 2
        words = max(1, max(map(len, windows)))
        numbers = np.full((len(windows), longest), pieces.end, dtype=np.int64)
        mask = np.zeros((len(windows), longest), dtype=np.float32)
        first = np.zeros((len(windows), words), dtype=np.int64)
        last = np.zeros((len(windows), words), dtype=np.int64)
        for row, window in enumerate(cut):
            line = [pieces.begin]
            for index, parts in enumerate(window):
                first[row, index] = len(line)
                line += parts
                last[row, index] = len(line) - 1
            line.append(pieces.end)
            numbers[row, : len(line)] = line
            mask[row, : len(line)] = 1.0
        distinct, places = np.unique(numbers, return_inverse=True)
        embeddings = self.rows(distinct)[places.reshape(-1)].reshape(len(windows), longest, -1)
        return Packed(embeddings, mask, first, last)
