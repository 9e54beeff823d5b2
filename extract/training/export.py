"""Step 4: the trained network as ONNX, its matrices in 8 bits, and how far the export is from the training graph.

python -m extract.training.export --encoder e5-small-q4.bin --run build/run --reader build/reader --data ../shared/data
"""

import argparse
import hashlib
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from extract.reader.pieces import Pieces
from extract.reader.scheme import HEADS
from extract.reader.windows import Table
from extract.training.batches import batch, windows_of
from extract.training.encoder_file import read_encoder
from extract.training.examples import anercorp
from extract.training.measure import score
from extract.training.network import Network

KEPT_LAYERS = 3
INPUTS = ("embeddings", "mask", "first", "last")


class Exported(nn.Module):  # type: ignore[misc]
    """An ONNX file behind the interface of ``Network``, so that both are measured by the same code."""

    def __init__(self, path: Path, threads: int) -> None:
        import onnxruntime

        super().__init__()
        runtime: Any = onnxruntime
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def forward(self, embeddings: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """As ``Network.forward``."""
        values = dict(zip(INPUTS, (t.numpy() for t in (embeddings, mask, first, last)), strict=True))
        return torch.from_numpy(np.asarray(self._session.run(None, values)[0]))


def export(network: Network, path: Path) -> None:
    """Writes the network in 32 bits."""
    network.eval()
    example = (
        torch.zeros(2, 8, network.positions.shape[1]),
        torch.ones(2, 8),
        torch.ones(2, 5, dtype=torch.int64),
        torch.ones(2, 5, dtype=torch.int64),
    )
    axes = {name: {0: "windows", 1: "words" if name in ("first", "last") else "pieces"} for name in INPUTS}
    torch.onnx.export(
        network,
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=["logits"],
        dynamic_axes={**axes, "logits": {0: "windows", 1: "words"}},
        opset_version=17,
        dynamo=False,
    )


def quantize(source: Path, target: Path, *, seven: bool) -> None:
    """Matrices in 8 bits with a scale for each column; activations are scaled as they come.

    The heads, and the second matrix of the feed-forward of the first layers, stay in 32 bits: what these read has
    outliers, and in 8 bits they alone cost a point of F1. ``seven`` leaves one bit of the weights free: processors
    without VNNI add pairs of products in 16 bits and would saturate (onnxruntime's documentation, "U8S8").
    """
    from onnxruntime import quantization

    tools: Any = quantization
    tools.quantize_dynamic(
        source,
        target,
        per_channel=True,
        reduce_range=seven,
        weight_type=tools.QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=["/heads/MatMul", *(f"/layers.{layer}/fo/MatMul" for layer in range(KEPT_LAYERS))],
    )


def manifest(folder: Path) -> None:
    """Writes ``manifest.json``: the SHA-256 of each file, which the fingerprint of the pipeline rests on."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".onnx", ".npz", ".model"))
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (folder / "manifest.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Exports, quantizes, and prints accuracy and speed of the three forms on the development block."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="the folder that train.py wrote")
    parser.add_argument(
        "--reader", type=Path, required=True, help="folder of pieces.model, embeddings.npz; encoder.onnx goes there"
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    pieces, table = Pieces(options.reader / "pieces.model"), Table(options.reader / "embeddings.npz")
    network = Network(read_encoder(options.encoder), options.layers, 0.0)
    network.load_state_dict(torch.load(options.run / "weights.pt", weights_only=True))
    plain, full, small = options.run / "32bit.onnx", options.run / "8bit.onnx", options.reader / "encoder.onnx"
    export(network, plain)
    quantize(plain, full, seven=False)
    quantize(plain, small, seven=True)
    _, dev, _ = anercorp(options.data)
    items = [batch(windows_of(dev, pieces, 180)[i : i + 16], pieces, table) for i in range(0, 96, 16)]
    words = sum(int(item.real.sum()) for item in items)
    figures: dict[str, dict[str, float]] = {}
    forms: dict[str, Any] = {
        "training graph": network,
        "onnx 32 bit": Exported(plain, options.threads),
        "onnx 8 bit": Exported(full, options.threads),
        "onnx 7 of 8 bit (shipped)": Exported(small, options.threads),
    }
    for name, form in forms.items():
        started = time.perf_counter()
        with torch.no_grad():
            for item in items:
                form(item.embeddings, item.mask, item.first, item.last)
        speed = words / (time.perf_counter() - started)
        figures[name] = {"words a second": round(speed), **score(form, dev, pieces, table)}
    figures["size"] = {
        path.name: path.stat().st_size for path in sorted(options.reader.iterdir()) if path.suffix != ".json"
    }
    print(json.dumps(figures, indent=1))
    manifest(options.reader)
    (options.run / "export.json").write_text(json.dumps({"heads": HEADS, **figures}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
