"""Step 3: trains the reader. One command, fixed seed, a line of the log for each epoch, the best epoch kept.

python -m extract.training.train --encoder e5-small-q4.bin --reader build/reader --data ../shared/data --out build/run
"""

import argparse
import json
import math
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from extract.reader.pieces import Pieces
from extract.reader.reader import Reader
from extract.reader.scheme import HEADS
from extract.reader.windows import Table
from extract.training.batches import Batch, batches
from extract.training.encoder_file import read_encoder
from extract.training.examples import UNKNOWN, training
from extract.training.linked import linked_text
from extract.training.measure import own_types, score
from extract.training.network import Network
from ontology import reference

ANNOTATIONS = Path(__file__).with_name("annotations")


def loss_of(logits: Tensor, batch: Batch, weights: dict[str, float]) -> Tensor:
    """Marginal likelihood of the allowed labels for both heads of names, cross entropy for the others, a word."""
    parts = dict(zip((name for name, _ in HEADS), logits.split([size for _, size in HEADS], dim=2), strict=True))
    words = batch.real.sum()
    total = _marginal(parts["names"], batch.names, batch.real) / words
    total = total + weights["anercorp"] * _marginal(parts["anercorp"], batch.anercorp, batch.real) / words
    for index, name in enumerate(("titles", "clitics")):
        target = batch.targets[:, :, index]
        if (target != UNKNOWN).any():
            summed = functional.cross_entropy(
                parts[name].flatten(0, 1), target.flatten(), ignore_index=UNKNOWN, reduction="sum"
            )
            total = total + weights[name] * summed / words
    return total


def _marginal(logits: Tensor, allowed: Tensor, real: Tensor) -> Tensor:
    """Minus the log probability of the allowed labels together, summed over the words that are there."""
    scores = functional.log_softmax(logits, dim=2).masked_fill(~allowed, -1e4)
    return -(torch.logsumexp(scores, dim=2) * real).sum()


def groups_of(network: Network, rate: float, decay: float, head_rate: float) -> list[dict[str, object]]:
    """Parameter groups: a layer learns ``decay`` times as fast as the one above, the heads at their own rate."""
    groups: list[dict[str, object]] = [{"params": list(network.heads.parameters()), "lr": head_rate}]
    depth = len(network.layers)
    for index, layer in enumerate(network.layers):
        groups.append({"params": list(layer.parameters()), "lr": rate * decay ** (depth - 1 - index)})
    groups.append({"params": [network.positions, *network.norm.parameters()], "lr": rate * decay**depth})
    return groups


def main() -> None:
    """Trains, measures on the development block after each epoch, and keeps the weights of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--reader", type=Path, required=True, help="folder with pieces.model and embeddings.npz")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--annotations", type=Path, default=ANNOTATIONS)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--noise", type=float, default=0.15)
    parser.add_argument("--budget", type=int, default=1200, help="pieces a batch")
    parser.add_argument("--anercorp-weight", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", default="", help="train on the sources that begin so, separated by commas")
    parser.add_argument("--start", type=Path, help="weights to begin from")
    parser.add_argument("--golds", type=Path, nargs="*", default=[], help="golds of linking, for their own passages")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    texts, held, counts = training(options.data, options.annotations)
    if options.golds:
        known, marker = reference.load(), Reader()
        texts += [linked_text(path, marker, known) for path in options.golds]
    if options.only:
        texts = [text for text in texts if text.source.startswith(tuple(options.only.split(",")))]
    print(json.dumps(dict(sorted(counts.items()))), flush=True)
    pieces, table = Pieces(options.reader / "pieces.model"), Table(options.reader / "embeddings.npz")
    network = Network(read_encoder(options.encoder), options.layers, options.dropout)
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True))
    optimizer = torch.optim.AdamW(
        groups_of(network, options.rate, options.decay, options.head_rate), weight_decay=0.01, fused=True
    )
    weights = {"titles": 1.0, "anercorp": options.anercorp_weight, "clitics": 0.3}
    steps = sum(1 for _ in batches(texts, pieces, table, random.Random(0), options.budget, 0.0)) * options.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    log = (options.out / "log.jsonl").open("a", encoding="utf-8")
    for epoch in range(1, options.epochs + 1):
        network.train()
        started, total, count = time.monotonic(), 0.0, 0
        for item in batches(texts, pieces, table, rng, options.budget, options.noise):
            loss = loss_of(network(item.embeddings, item.mask, item.first, item.last), item, weights)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        figures = score(network, held[0], pieces, table)
        line = {
            "epoch": epoch,
            "loss": round(total / count, 4),
            "seconds": round(time.monotonic() - started),
            **figures,
            **own_types(network, held[1:], pieces, table),
        }
        print(json.dumps(line), flush=True)
        log.write(json.dumps(line) + "\n")
        log.flush()
        torch.save(network.state_dict(), options.out / f"weights.{epoch}.pt")
    torch.save(network.state_dict(), options.out / "weights.pt")


def _rate(step: int, steps: int) -> float:
    warm = max(1, steps // 12)
    return (
        step / warm
        if step < warm
        else max(0.0, 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm) / max(1, steps - warm)))))
    )


if __name__ == "__main__":
    main()
