"""Which mentions of persons in an article mean the same person: the full name and the later surname."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.lexicon import lexicon
from ontology.normalize import fold_key


@dataclass(slots=True)
class Person:
    """A person of the article: the names that it uses, as folded words; ``entity`` where it is a reference person."""

    names: list[tuple[str, ...]]
    entity: str | None = None
    members: list[int] = field(default_factory=list)


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a personal name; عبد joins the word after it, أبا is أبو, a full stop of initials goes."""
    out: list[str] = []
    particles = lexicon("ar").particles
    kunya = next((form for form, kind in particles.items() if kind == "kunya"), "")
    for word in fold_key(text).replace(".", " ").split():
        out.append(kunya if particles.get(word) == "kunya_case" else word)
        if len(out) > 1 and out[-2] == "عبد":
            out[-2:] = ["عبد" + out[-1]]
    return tuple(out)


def same_person(shorter: tuple[str, ...], longer: tuple[str, ...], language: str) -> bool:
    """Whether a shorter name can stand for a longer one: in the same order, and sharing the last name or the first.

    A single word must be the last name (or, of a kunya, أبو X, the whole of it); a first name alone is nobody's.
    """
    if shorter == longer:
        return True
    if len(shorter) >= len(longer) or not _subsequence(shorter, longer):
        return False
    if len(shorter) == 1:
        return shorter[-1] == longer[-1]
    particles = lexicon(language).particles
    if len(shorter) == 2 and shorter[0] in particles:
        return longer[:2] == shorter or longer[-2:] == shorter
    # ولد الشيخ أحمد, شيخ محمود: the whole of a family name, which no first name begins.
    family = language == "ar" and lexicon("ar").names.get(shorter[0]) not in ("given", "ambiguous")
    return shorter[0] == longer[0] or (family and longer[-len(shorter) :] == shorter)


def _subsequence(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    rest = iter(longer)
    return all(word in rest for word in shorter)


def cluster(mentions: Iterable[tuple[int, tuple[str, ...], str | None]], language: str) -> list[Person]:
    """Persons from (index, folded words, reference entity) of each mention, longest names first.

    A name joins the one person that it can stand for; where it can stand for several it stays alone, without members
    of others.
    """
    people = _People(language)
    for index, words, entity in sorted(mentions, key=lambda item: (item[2] is None, -len(item[1]), item[0])):
        people.add(index, words, entity)
    return people.all


class _People:
    """Persons by the first and last words of their names, so that a long article stays linear."""

    def __init__(self, language: str) -> None:
        self.all: list[Person] = []
        self._language = language
        self._by_word: dict[str, dict[int, None]] = {}
        self._by_entity: dict[str, int] = {}

    def add(self, index: int, words: tuple[str, ...], entity: str | None) -> None:
        number = self._find(words, entity)
        if number is None:
            number = len(self.all)
            self.all.append(Person(names=[words], entity=entity))
        person = self.all[number]
        person.members.append(index)
        if words not in person.names:
            person.names.append(words)
        if entity is not None:
            self._by_entity[entity] = number
        for end in _ends(words):
            self._by_word.setdefault(end, {})[number] = None

    def _find(self, words: tuple[str, ...], entity: str | None) -> int | None:
        if entity is not None:
            return self._by_entity.get(entity)
        near = sorted({number for end in _ends(words) for number in self._by_word.get(end, {})})
        fits = [number for number in near if _fits(self.all[number], words, self._language)]
        if not fits and len(words) == 1 and self._language == "ar":
            # الشيخ راشد: after a title the first name alone is usual.
            fits = [n for n in near if any(len(name) > 1 and name[0] == words[0] for name in self.all[n].names)]
        return fits[0] if len(fits) == 1 else None


def _ends(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*words[:1], *words[-1:])))


def _fits(person: Person, words: tuple[str, ...], language: str) -> bool:
    return any(
        same_person(words, name, language)
        or (len(name) > 1 and same_person(name, words, language) and not _adds_surname(person, name, words))
        for name in person.names
    )


def _adds_surname(person: Person, name: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether a longer name goes on after that of a reference person: Mohammed Yusuf Danladi is somebody else."""
    return person.entity is not None and name[-1] != longer[-1]
