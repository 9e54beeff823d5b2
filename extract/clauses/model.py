"""What a clause is: a trigger, and the phrases that fill its grammatical slots."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

WordClass = Literal["verb", "noun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase: tokens [start, end) of the sentence, its ``head``, and the preposition before it (folded)."""

    start: int
    end: int
    head: int
    preposition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A phrase and its grammatical slot: subj, obj, of, by, poss, compound, light, ``role:NAME`` or a preposition."""

    name: str
    phrase: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A condition on a clause: one of ``words`` stands in the phrase of slot ``slot`` (``near``: close by)."""

    slot: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One way to say an event or relation: a row of ``triggers.tsv`` or ``relations.tsv`` with one of its forms.

    ``words`` are folded; in Arabic a verb's first word is its perfect stem and ``imperfect`` the other.
    """

    type: str
    word_class: WordClass
    words: tuple[str, ...]
    imperfect: str
    frame: Mapping[str, str]
    needs: Need | None
    veto: frozenset[str]
    flags: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entry found at tokens [start, end) of a sentence; ``head`` is its main token."""

    entry: Entry
    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A trigger with its slots in sentence ``sentence`` (index into ``Analysis.sentences``)."""

    sentence: int
    hit: Hit
    slots: tuple[Slot, ...]

    def slot(self, *names: str) -> tuple[Slot, ...]:
        """The slots with one of these names, in order."""
        return tuple(slot for slot in self.slots if slot.name in names)
