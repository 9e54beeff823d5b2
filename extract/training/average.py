"""Averages checkpoints of one training: ``python -m extract.training.average run/weights.[34].pt --out FILE``.

The mean of late weights is often better than any of them (Izmailov et al. 2018), and costs nothing in use.
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Writes the mean of the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    states = [torch.load(path, weights_only=True) for path in options.checkpoints]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    torch.save(mean, options.out)


if __name__ == "__main__":
    main()
