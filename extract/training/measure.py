"""Span F1 of a network on a development block, in ANERcorp's own scheme and in the reader's types made coarse."""

from collections import Counter
from collections.abc import Sequence

import torch

from extract.reader.decode import spans
from extract.reader.pieces import Pieces
from extract.reader.scheme import ANERCORP_LABELS, HEADS, LABELS, NAME_TYPES, TITLE_LABELS
from extract.reader.windows import Table
from extract.training.batches import batch, windows_of
from extract.training.examples import Sentence, Text
from extract.training.network import Network

COARSE = {"PER": "PERS", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}
Span = tuple[int, int, str]


def predictions(
    network: Network, text: Text, pieces: Pieces, table: Table, size: int = 180
) -> list[tuple[Sentence, torch.Tensor]]:
    """Each sentence with its logits [words, all labels]; sentences are read in windows, as in use."""
    network.eval()
    found: list[tuple[Sentence, torch.Tensor]] = []
    windows = windows_of(text, pieces, size)
    with torch.no_grad():
        for start in range(0, len(windows), 16):
            group = windows[start : start + 16]
            item = batch(group, pieces, table)
            logits = network(item.embeddings, item.mask, item.first, item.last)
            for row, window in enumerate(group):
                at = 0
                for sentence in window:
                    found.append((sentence, logits[row, at : at + len(sentence.words)]))
                    at += len(sentence.words)
    return found


def gold_spans(labels: Sequence[str]) -> set[Span]:
    """The spans of BIO labels; an I- that follows nothing of its type begins one."""
    found: set[Span] = set()
    first, kind = -1, ""
    for index, label in enumerate([*labels, "O"]):
        if first >= 0 and label != f"I-{kind}":
            found.add((first, index - 1, kind))
            first = -1
        if label != "O" and first < 0:
            first, kind = index, label[2:]
    return found


def score(network: Network, dev: Text, pieces: Pieces, table: Table) -> dict[str, float]:
    """F1 in percent: ANERcorp's head over four and three types, and the names head on persons and places."""
    sizes = dict(HEADS)
    before = {"names": 0, "titles": sizes["names"], "anercorp": sizes["names"] + sizes["titles"]}
    counts: Counter[tuple[str, str, str]] = Counter()
    for sentence, logits in predictions(network, dev, pieces, table):
        gold = gold_spans([ANERCORP_LABELS[min(label)] for label in sentence.anercorp])
        values = logits.numpy()
        head = values[:, before["anercorp"] : before["anercorp"] + sizes["anercorp"]]
        ours = {(s.first, s.last, s.type) for s in spans(head, ANERCORP_LABELS)}
        named = {
            (s.first, s.last, COARSE[NAME_TYPES[s.type].coarse]) for s in spans(values[:, : sizes["names"]], LABELS)
        }
        for name, found in (("head", ours), ("names", named)):
            for kind in ("PERS", "LOC", "ORG", "MISC"):
                one, other = {s for s in found if s[2] == kind}, {s for s in gold if s[2] == kind}
                counts[name, kind, "both"] += len(one & other)
                counts[name, kind, "found"] += len(one)
                counts[name, kind, "gold"] += len(other)
    figures: dict[str, float] = {}
    for name in ("head", "names"):
        for kind in ("PERS", "LOC", "ORG", "MISC"):
            figures[f"{name} {kind}"] = _f1(counts, name, (kind,))
        figures[f"{name} 3"] = _f1(counts, name, ("PERS", "LOC", "ORG"))
        figures[f"{name} 4"] = _f1(counts, name, ("PERS", "LOC", "ORG", "MISC"))
    return figures


def own_types(network: Network, texts: Sequence[Text], pieces: Pieces, table: Table) -> dict[str, float]:
    """F1 in percent of the names head in the reader's own types: coarse (PER, ORG, LOC), by type, and titles."""
    figures: dict[str, float] = {}
    sizes = dict(HEADS)
    for text in texts:
        counts: Counter[tuple[str, str]] = Counter()
        for sentence, logits in predictions(network, text, pieces, table):
            values = logits.numpy()
            found = {(s.first, s.last, s.type) for s in spans(values[:, : sizes["names"]], LABELS)}
            gold = gold_spans([LABELS[min(label)] for label in sentence.names])
            titles = values[:, sizes["names"] : sizes["names"] + sizes["titles"]]
            pairs = {
                "types": (found, gold),
                "coarse": (_coarse(found), _coarse(gold)),
                "titles": (
                    {(s.first, s.last, s.type) for s in spans(titles, TITLE_LABELS)},
                    gold_spans([TITLE_LABELS[label] for label in sentence.titles]),
                ),
            }
            for name, (one, other) in pairs.items():
                counts[name, "both"] += len(one & other)
                counts[name, "sum"] += len(one) + len(other)
        for name in ("coarse", "types", "titles"):
            figures[f"{text.source} {name}"] = round(200 * counts[name, "both"] / max(1, counts[name, "sum"]), 2)
    return figures


def _coarse(found: set[Span]) -> set[Span]:
    return {(a, b, NAME_TYPES[kind].coarse) for a, b, kind in found if NAME_TYPES[kind].coarse != "MISC"}


def _f1(counts: Counter[tuple[str, str, str]], name: str, kinds: tuple[str, ...]) -> float:
    both, found, gold = (sum(counts[name, kind, what] for kind in kinds) for what in ("both", "found", "gold"))
    return round(200 * both / max(1, found + gold), 2)
