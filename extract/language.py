"""Arabic, French or English, or a clear refusal."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from ontology.errors import InputError
from ontology.normalize import normalize
from ontology.tables import read_table

SUPPORTED = ("ar", "fr", "en")
SAMPLE = 6000
"""Characters of a text that decide; more change nothing."""
SURE_OTHER = 5.0
"""By how much, for the square root of the characters, the score of another language must lead to be believed. Single
sentences of German, Spanish, Portuguese, Italian, Swedish and Turkish lead by 10 and more, on 700 sentences of NTREX
in French and English no other language leads by more than 2.2."""
EVEN = 5.0
MIN_LETTERS = 40
"""Below so many letters a text is too short to refuse for its words; a hint or the best of three decides."""
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str, hint: str | None = None, *, source: str = "text") -> str:
    """The language of a text: ``ar``, ``fr`` or ``en``.

    ``hint`` (a code such as ``fr``, ``ar-MA``, or a name) decides only where the text is too short or too even to tell.

    Raises:
        InputError: the text is in another language, or holds no letters; ``source`` names it in the message.
    """
    sample = text[:SAMPLE] if _LETTER.search(text[:SAMPLE]) else text
    letters = len(_LETTER.findall(sample))
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    if not letters:
        raise InputError(source, "no words to tell a language from; give the text of an article")
    if letters - arabic - latin > letters / 2:
        raise _unsupported(source)
    if arabic >= latin:
        if _other_arabic_script(sample):
            raise _unsupported(source)
        return "ar"
    return _latin(sample, latin, _hinted(hint), source)


def _unsupported(source: str) -> InputError:
    return InputError(source, "language not supported; Arabic, French and English are")


@cache
def _names() -> dict[str, str]:
    rows = read_table(_folder() / "names.tsv", ("name", "language", "source"))
    return {normalize(row["name"]): row["language"] for row in rows}


def _hinted(hint: str | None) -> str | None:
    if not hint or not hint.strip():
        return None
    code = re.split(r"[-_]", hint.strip().lower())[0]
    return code if code in SUPPORTED else _names().get(normalize(hint))


def _folder() -> Path:
    return Path(__file__).resolve().parent / "languages"


@cache
def _neighbours() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """Letters that Arabic does not use, and function words by language."""
    rows = read_table(_folder() / "neighbours.tsv", ("language", "kind", "value", "source"))
    letters = frozenset(row["value"] for row in rows if row["kind"] == "letter")
    words: dict[str, set[str]] = {}
    for row in rows:
        if row["kind"] == "word":
            words.setdefault(row["language"], set()).add(row["value"])
    return letters, {language: frozenset(values) for language, values in words.items()}


def _other_arabic_script(sample: str) -> bool:
    """Whether a text in Arabic script is surely Persian, Urdu or a neighbour: foreign letters in many words, or more
    function words of theirs than of Arabic."""
    letters, by_language = _neighbours()
    words = [word for word in _WORD.findall(sample) if _ARABIC.search(word)]
    if len(words) < 4:
        return False
    foreign = sum(any(char in letters for char in word) for word in words) / len(words)
    counts = Counter(words)
    arabic = sum(counts[word] for word in by_language["ar"]) + sum(
        word.startswith(("ال", "وال", "بال", "لل")) for word in words
    )
    other = max(sum(counts[word] for word in values) for code, values in by_language.items() if code != "ar")
    # Maghrebi names are written with گ and ڤ, so single letters prove nothing.
    return foreign > 0.25 or (other > arabic and (foreign > 0.05 or other >= 3)) or (foreign > 0.1 and arabic == 0)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load: Any = LanguageIdentifier.from_model_file
    return load(MODEL_FILE)


def _latin(sample: str, letters: int, hint: str | None, source: str) -> str:
    ranked = _identifier().rank(sample)
    scores = dict(ranked)
    best = "fr" if scores["fr"] > scores["en"] else "en"
    if letters < MIN_LETTERS:
        return hint if hint in ("fr", "en") else best
    if ranked[0][0] not in SUPPORTED and ranked[0][1] - scores[best] > SURE_OTHER * len(sample) ** 0.5:
        raise _unsupported(source)
    if hint in ("fr", "en") and abs(scores["fr"] - scores["en"]) < EVEN:
        return hint
    return best
