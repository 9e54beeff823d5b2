"""Labels of words to spans: the best sequence in which I- follows its own type, and the score of each span."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_NEVER = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class LabelSpan:
    """Words [first, last] are one span of ``type``; ``score``: the least probability, among its words, of its kind."""

    first: int
    last: int
    type: str
    score: float


@lru_cache(maxsize=8)
def transitions(labels: tuple[str, ...]) -> Floats:
    """[labels, labels]: 0 where the second may follow the first, else far below."""
    matrix = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for to, label in enumerate(labels):
        if label.startswith("I-"):
            matrix[:, to] = _NEVER
            matrix[labels.index("B-" + label[2:]), to] = 0.0
            matrix[to, to] = 0.0
    return matrix


def log_softmax(logits: Floats) -> Floats:
    """Log probabilities over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    normal: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normal


def viterbi(scores: Floats, labels: tuple[str, ...]) -> list[int]:
    """The best label of each word; ``scores`` [words, labels] are log probabilities."""
    if not len(scores):
        return []
    allowed = transitions(labels)
    start = np.array([_NEVER if label.startswith("I-") else 0.0 for label in labels], dtype=np.float32)
    best = scores[0] + start
    back = np.zeros((len(scores), len(labels)), dtype=np.int64)
    for index in range(1, len(scores)):
        reach = best[:, None] + allowed
        back[index] = reach.argmax(axis=0)
        best = reach[back[index], np.arange(len(labels))] + scores[index]
    path = [int(best.argmax())]
    for index in range(len(scores) - 1, 0, -1):
        path.append(int(back[index, path[-1]]))
    return path[::-1]


@lru_cache(maxsize=8)
def alike(labels: tuple[str, ...], kinds: tuple[str, ...]) -> Floats:
    """[labels, labels]: 1 where two labels are of one kind; ``kinds`` has the kind of each label."""
    same: Floats = np.array([[one == other for other in kinds] for one in kinds], dtype=np.float32)
    return same


def spans(logits: Floats, labels: tuple[str, ...], kinds: tuple[str, ...] | None = None) -> list[LabelSpan]:
    """The spans of one sentence; ``logits`` [words, labels].

    ``kinds`` (default: the types themselves) makes labels one for the score: whether a name is a town or a region may
    be unsure where it is surely a place.
    """
    scores = log_softmax(logits)
    kinds = kinds or tuple(label[2:] for label in labels)
    summed = np.exp(scores) @ alike(labels, kinds)
    plain = scores.argmax(axis=1)
    # Most sentences need no search: the best labels already make a sequence.
    path: Sequence[int] = plain.tolist() if _valid(plain, labels) else viterbi(scores, labels)
    found: list[LabelSpan] = []
    first = -1
    for index, number in enumerate([*path, 0]):
        label = labels[number] if index < len(path) else "O"
        if first >= 0 and not label.startswith("I-"):
            probability = min(1.0, float(min(summed[at, path[at]] for at in range(first, index))))
            found.append(LabelSpan(first, index - 1, labels[path[first]][2:], probability))
            first = -1
        if label.startswith("B-"):
            first = index
    return found


def _valid(path: npt.NDArray[np.int64], labels: tuple[str, ...]) -> bool:
    matrix = transitions(labels)
    if len(path) and labels[path[0]].startswith("I-"):
        return False
    return not (matrix[path[:-1], path[1:]] < 0).any()
