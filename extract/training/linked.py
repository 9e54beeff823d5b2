"""The golds of linking as training text: their own passages, with the types that their entities have.

They say where a name is and whom it means; of names without an entity they give no type, and nations, events and works
they leave unmarked. The marks of a reader that is trained already fill these: it names what is unmarked, and chooses
among the types that a name without entity may have.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.reader.pieces import Word, words_of
from extract.reader.reader import Reader
from extract.reader.scheme import CLITICS, LABELS, NAME_TYPES
from extract.training.examples import ANY, ANY_ANERCORP, UNKNOWN, Allowed, Sentence, Text, inside
from ontology.gazetteer.index import PREFIX, by_id
from ontology.reference import Reference

_KINDS = tuple(name for name, known in NAME_TYPES.items() if known.ontology_class)
_NO_ENTITY = frozenset(set(NAME_TYPES) - set(_KINDS))
_ANY_ORGANIZATION = tuple(name for name in _KINDS if NAME_TYPES[name].coarse == "ORG")
_NOT_LETTERS = "\u0640\u0651"


def linked_text(path: Path, reader: Reader, reference: Reference) -> Text:
    """The passages of a gold that bring their own text, as examples; those of corpora are left out."""
    language = path.stem.rpartition("-")[2]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [_sentence(row, reader, reference) for row in rows if "text" in row]
    return Text(f"linked_{path.stem}", language, tuple(found))


def _sentence(row: Mapping[str, Any], reader: Reader, reference: Reference) -> Sentence:
    words = words_of(row["text"])
    names: list[Allowed] = [frozenset({0})] * len(words)
    clitics = [UNKNOWN] * len(words)
    lines = row["text"].splitlines(keepends=True)
    starts = [sum(map(len, lines[:index])) for index in range(len(lines))]
    for start, reading in zip(starts, reader.read(lines), strict=True):
        for name in (name for name in reading.names if name.type in _NO_ENTITY):
            _mark(names, words, start + name.word_start, start + name.end, (name.type,))
    for span in row["spans"]:
        if span["kind"] == "nominal":
            for _, index in inside(words, span["start"], span["end"]):
                names[index] = ANY
            continue
        _mark(names, words, span["start"], span["end"], _types(span["entity"], reference))
        for position, index in inside(words, span["start"], span["end"]):
            if position == "B":
                clitics[index] = _clitics(words[index], span["start"])
    coarse = (ANY_ANERCORP,) * len(words)
    return Sentence(tuple(words), tuple(names), (UNKNOWN,) * len(words), coarse, tuple(clitics))


def _mark(names: list[Allowed], words: Sequence[Word], start: int, end: int, types: Sequence[str]) -> None:
    for position, index in inside(words, start, end):
        names[index] = frozenset(LABELS.index(f"{position}-{name}") for name in types)


def _types(entity: str | None, reference: Reference) -> tuple[str, ...]:
    """The reader's types that a span may have: those of its entity's classes, or any that is an entity."""
    if entity is None:
        return _KINDS
    known = reference.entities.get(entity)
    if known is None:
        place = by_id(entity.removeprefix(PREFIX))
        classes: tuple[str, ...] = (place.type,) if place else ("City", "Region")
    else:
        classes = known.types
    found = tuple(name for name in _KINDS if NAME_TYPES[name].ontology_class in classes and name != "CLUB")
    # A region of the reference may be a sea or a mountain to the reader; a body of another kind any organization.
    if "Region" in classes:
        return (*found, "NAT")
    return found or _ANY_ORGANIZATION


def _clitics(word: Word, start: int) -> int:
    """Letters of the word before the name, as the head of clitics counts them."""
    before = word.text[: max(0, start - word.start)]
    return min(CLITICS - 1, sum(char.isalpha() and char not in _NOT_LETTERS for char in before))
