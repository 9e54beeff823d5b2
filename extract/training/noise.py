"""Spelling as the field has it: hamza left out, ى for ي, all lower or all upper case."""

import random
from dataclasses import replace

from extract.training.examples import Sentence

_LOOSE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا"})
_ENDS = {"ى": "ي", "ي": "ى", "ة": "ه"}


def noisy(sentence: Sentence, language: str, rng: random.Random, share: float) -> Sentence:
    """The sentence, in ``share`` of the cases with another spelling throughout; labels stay."""
    if rng.random() >= share:
        return sentence
    if language == "ar":
        end = rng.choice(("ى", "ي", "ة", ""))
        words = [replace(word, text=_loose(word.text, end)) for word in sentence.words]
    elif rng.random() < 0.7:
        words = [replace(word, text=word.text.lower()) for word in sentence.words]
    else:
        words = [replace(word, text=word.text.upper()) for word in sentence.words]
    return replace(sentence, words=tuple(words))


def _loose(word: str, end: str) -> str:
    word = word.translate(_LOOSE)
    return word[:-1] + _ENDS[end] if end and word.endswith(end) and len(word) > 2 else word
