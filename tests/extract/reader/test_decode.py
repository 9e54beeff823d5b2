"""From labels of words to spans."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extract.reader.decode import Floats, log_softmax, spans, viterbi

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def logits(*labels: str, sure: float = 9.0) -> Floats:
    values = np.zeros((len(labels), len(LABELS)), dtype=np.float32)
    for row, label in enumerate(labels):
        values[row, LABELS.index(label)] = sure
    return values


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (("O", "B-PER", "I-PER", "O"), [(1, 2, "PER")]),
        (("B-PER", "B-PER"), [(0, 0, "PER"), (1, 1, "PER")]),
        (("B-PER", "I-PER", "B-LOC"), [(0, 1, "PER"), (2, 2, "LOC")]),
        (("O", "O"), []),
    ],
)
def test_spans_of_labels(labels: tuple[str, ...], found: list[tuple[int, int, str]]) -> None:
    assert [(s.first, s.last, s.type) for s in spans(logits(*labels), LABELS)] == found


def test_an_inner_label_never_follows_another_type() -> None:
    values = logits("B-PER", "I-LOC", "I-LOC")
    (found,) = spans(values, LABELS)[:1]
    assert (found.first, found.last) in {(0, 2), (0, 0), (1, 2)}
    path = viterbi(log_softmax(values), LABELS)
    for before, after in pairwise(path):
        if LABELS[after].startswith("I-"):
            assert LABELS[before][2:] == LABELS[after][2:]


def test_the_score_is_that_of_the_kind_in_the_least_sure_word() -> None:
    values = np.concatenate([logits("B-PER", sure=9.0), logits("I-PER", sure=1.0)])
    (found,) = spans(values, LABELS)
    assert found.score == pytest.approx((np.e + 1) / (np.e + 4), abs=1e-4)


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(len(LABELS))), elements=st.floats(-5, 5, width=32)))
def test_any_numbers_give_spans_apart_and_in_order(values: Floats) -> None:
    found = spans(values, LABELS)
    assert all(0 <= s.first <= s.last < len(values) and 0.0 <= s.score <= 1.0 for s in found)
    assert all(one.last < other.first for one, other in pairwise(found))
    assert np.allclose(np.exp(log_softmax(values)).sum(axis=1), 1.0, atol=1e-4) if len(values) else True
