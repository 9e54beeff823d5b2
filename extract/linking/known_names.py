"""Reference names in another form than the reference has: longer, shorter, or spelled after another habit."""

import itertools
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from extract.lexicon import LANGUAGES, is_arabic, lexicon
from extract.linking.connections import Connections
from extract.linking.persons import name_words
from extract.per_reference import per_reference
from ontology.normalize import fold_key
from ontology.reference import Alias, Reference, ReferenceEntity
from ontology.romanize import is_filial, is_given_name, likeness, skeleton, words_of
from ontology.vocabulary import is_a

SAME_NAME = 0.93
"""Least likeness (``ontology.romanize``) of two spellings of one full name; one with another word stays below it."""
SAME_LONG_NAME = 0.88
"""The same for a name of many consonants."""
SAME_NEAR_NAME = 0.83
"""The same where the reference connects its bearer with what the article names."""
_LONG_KEY, _LONG_ENOUGH = 7, 5
_SAME_SCRIPT = 0.75
_FULL = 2
_LONG_WORD = 8
_MOST_WORDS, _SHORT_STEM = 7, 4
_SMALL = ("preposition", "article", "of")
_SON, _FAMILY = "بن", "ال"


class KnownNames:
    """The names of the reference's persons and groups: by first and last word, by sound, and by surname."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._names: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        self._surnames: dict[str, dict[str, None]] = {}
        for alias, entity in self._aliases("Person"):
            words = name_words(alias.text)
            # Of the thousands on imported lists only the whole name tells who is meant, not its first and last word.
            if _distinctive(words) and not alias.source:
                self._names.setdefault((words[0], words[-1]), []).append((words, entity.iri))
                self._surnames.setdefault(words[-1], {})[entity.id] = None

    @classmethod
    def of(cls, reference: Reference) -> "KnownNames":
        """The names of a reference, built once for each reference object."""
        return _built(reference)

    def nearest(self, words: tuple[str, ...]) -> str | None:
        """The one person (IRI) with this first and last name and nothing that contradicts between; else ``None``."""
        if not _distinctive(words):
            return None
        royal = self._royal(words)
        if royal is not None:
            return royal
        fits = {
            iri
            for name, iri in self._names.get((words[0], words[-1]), ())
            if (_within(name, words) or _within(words, name))
            and _as_filial(" ".join(words), " ".join(name))
            and _same_father(*sorted((words, name), key=len))
        }
        return next(iter(fits)) if len(fits) == 1 else None

    def _royal(self, words: tuple[str, ...]) -> str | None:
        """The one person (IRI) with whose name and father a longer one of a ruling family begins: محمد بن نايف بن
        عبدالعزيز آل سعود."""
        if _FAMILY not in words or not is_filial(" ".join(words)):
            return None
        fits = {
            iri
            for size in range(_FULL + 1, len(words) - 1)
            if words[size] in (_SON, _FAMILY)
            for name, iri in self._names.get((words[0], words[size - 1]), ())
            if name == words[:size]
        }
        return next(iter(fits)) if len(fits) == 1 else None

    def spelled(self, name: str, kind: str, named: Mapping[str, str] = MappingProxyType({})) -> tuple[str, str] | None:
        """The one person or group (``kind``) with this full name in another spelling or script: (IRI, known name).

        ``named``: the entities that the article names, by id; one whom the reference connects with them may be spelled
        still otherwise.
        """
        index = self._persons_by_sound if kind == "Person" else self._groups_by_sound
        key = _sound(name, kind)
        least = SAME_LONG_NAME if len(key) >= _LONG_KEY else SAME_NAME
        fits = {
            entity: text
            for text, entity in (index.get(key, ()) if key else ())
            if _as_filial(name, text)
            and ((near := likeness(name, text)) >= least or (near >= SAME_NEAR_NAME and self._near(entity, key, named)))
        }
        if len(fits) != 1:
            return None
        entity, text = next(iter(fits.items()))
        return (entity, text) if self._as_in_arabic(name, entity) else None

    def _near(self, entity: str, key: str, named: Mapping[str, str]) -> bool:
        """Whether the reference connects an entity (IRI) of a long name with one that the article names."""
        known = self._reference.by_iri(entity) if named and len(key) >= _LONG_ENOUGH else None
        return known is not None and Connections.of(self._reference).named(known.id, named) is not None

    def _as_in_arabic(self, name: str, entity: str) -> bool:
        """Whether an Arabic name is also like one of the Arabic names of an entity: أحمد الأسير is no أحمد عسيري."""
        known = self._reference.by_iri(entity)
        own = [alias.text for alias in self._reference.aliases_of(known.id) if is_arabic(alias.text)] if known else []
        return not is_arabic(name) or not own or max(likeness(name, text) for text in own) >= _SAME_SCRIPT

    def surnamed(self, surname: str, named: Mapping[str, str]) -> tuple[str, str] | None:
        """The one person of this surname whom the reference connects with an entity that the article names.

        ``named`` maps ids of those entities to how the article names them. Gives (IRI, that name).
        """
        if lexicon("ar").names.get(surname) == "given" or is_given_name(surname):
            return None
        connections = Connections.of(self._reference)
        near = {person: connections.named(person, named) for person in self._surnames.get(surname, ())}
        fits = {person: why for person, why in near.items() if why is not None}
        if len(fits) != 1:
            return None
        person, why = next(iter(fits.items()))
        return self._reference.entities[person].iri, why

    def paper(self, name: str, countries: Container[str] = ()) -> tuple[str, str] | None:
        """The one medium that is called so after a word for what it is (جريدة الرياض), of several the one of those
        countries (ids): (IRI, its name)."""
        fits = self._papers.get(fold_key(name), {})
        if len(fits) > 1:
            own = {iri: self._reference.by_iri(iri) for iri in fits}
            fits = {
                iri: fits[iri] for iri, known in own.items() if known and any(c in countries for c in known.countries)
            }
        return next(iter(fits.items())) if len(fits) == 1 else None

    def worded(self, name: str, language: str) -> tuple[str, str] | None:
        """The one body with the words of this name in another order, or joined otherwise (بغرب أفريقيا), or with its
        state as an adjective or a noun: (IRI, known name)."""
        fits = {
            entity: text
            for words in _wordings(name, language, self._lands)
            for entity, text in self._bodies_by_words.get((language, words), {}).items()
        }
        return next(iter(fits.items())) if len(fits) == 1 else None

    @cached_property
    def _lands(self) -> Mapping[str, str]:
        """Ids of countries by their one-word names and demonyms, folded, without article."""
        found: dict[str, str] = {}
        for alias in self._reference.aliases:
            key = fold_key(alias.text)
            if " " not in key and not alias.context and "Country" in self._reference.entities[alias.entity].types:
                for form in (key, key.removesuffix("ه")) if alias.kind == "demonym" else (key,):
                    found[form.removeprefix("ال")] = alias.entity
                    if alias.kind == "demonym" and is_arabic(form):
                        found[form.removeprefix("ال") + "ه"] = alias.entity
        return found

    @cached_property
    def _bodies_by_words(self) -> Mapping[tuple[str, frozenset[str]], Mapping[str, str]]:
        found: dict[tuple[str, frozenset[str]], dict[str, str]] = {}
        for alias, entity in self._aliases("Organization"):
            for words in _wordings(alias.text, alias.language, self._lands):
                own = {f"@{country}" for country in entity.countries} if len(entity.countries) == 1 else set()
                for key in {words, words | own} if len(words) > 1 else ():
                    found.setdefault((alias.language, frozenset(key)), {}).setdefault(entity.iri, alias.text)
        return found

    @cached_property
    def _papers(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        heads = lexicon("ar").organization_heads
        for alias in self._reference.aliases:
            entity = self._reference.entities[alias.entity]
            first, _, rest = fold_key(alias.text).partition(" ")
            if is_a(entity.types[0], "MediaOutlet"):
                name = rest if first in heads and rest else fold_key(alias.text)
                found.setdefault(name, {}).setdefault(entity.iri, alias.text)
        return found

    def _aliases(self, kind: str) -> Iterable[tuple[Alias, ReferenceEntity]]:
        for alias in self._reference.aliases:
            entity = self._reference.entities[alias.entity]
            if alias.kind == "name" and not alias.context and is_a(entity.types[0], kind):
                yield alias, entity

    @cached_property
    def _persons_by_sound(self) -> dict[str, list[tuple[str, str]]]:
        return self._by_sound("Person")

    @cached_property
    def _groups_by_sound(self) -> dict[str, list[tuple[str, str]]]:
        return self._by_sound("ArmedGroup")

    def _by_sound(self, kind: str) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for alias, entity in self._aliases(kind):
            key = _sound(alias.text, kind)
            if key:
                found.setdefault(key, []).append((alias.text, entity.iri))
        return found


@per_reference
def _built(reference: Reference) -> KnownNames:
    return KnownNames(reference)


def _wordings(name: str, language: str, lands: Mapping[str, str]) -> Iterator[frozenset[str]]:
    """The words of a body's name without articles and prepositions, a state (its name or adjective) as ``@id``; in
    Arabic with and without a preposition that is a letter of a word. Nothing where a word is there twice, or one."""
    lex = lexicon(language)
    words = [word for word in re.findall(r"[\w']+", fold_key(name.replace(".", ""))) if not lex.cue(word, *_SMALL)]
    forms = [_bare(word, language) for word in words]
    for choice in itertools.product(*forms) if len(words) <= _MOST_WORDS else ():
        key = frozenset(f"@{lands[word]}" if word in lands else word for word in choice)
        if len(key) == len(choice) and len(key) > 1 and any(not word.startswith("@") for word in key):
            yield key


def _bare(word: str, language: str) -> tuple[str, ...]:
    """A folded word without its article; in Arabic, where it may begin with a preposition, also without that."""
    if language != "ar":
        return (word,)
    if word.startswith("لل") and len(word) > _SHORT_STEM:
        return (word[2:],)
    if word[0] in "بل" and len(word) > _SHORT_STEM:
        return word, word[1:].removeprefix("ال")
    return (word.removeprefix("ال"),)


def _as_filial(one: str, other: str) -> bool:
    """Whether both names say whose son, or neither, or one of them has the father more: مختار بن محمد بلمختار."""
    return is_filial(one) == is_filial(other) or len(words_of(one)) != len(words_of(other))


def _same_father(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether a longer name has the last word of a shorter one as a father's, too: محمد بن سعود is none of آل سعود."""
    return shorter[-2] != _SON or any(pair == shorter[-2:] for pair in itertools.pairwise(longer))


def _sound(name: str, kind: str) -> str:
    """The key of a name by sound; empty where it is too short to tell whose it is."""
    words = skeleton(name).split()
    letters = sum(map(str.isalpha, name))
    enough = len(words) >= _FULL or (kind != "Person" and letters >= _LONG_WORD)
    return "".join(words) if enough else ""


def _distinctive(words: tuple[str, ...]) -> bool:
    """Whether a name is more than one word and more than أبو X, which many bear."""
    kunya = bool(words) and any(
        lexicon(language).particles.get(words[0], "").startswith("kunya") for language in LANGUAGES
    )
    return len(words) > (_FULL if kunya else 1)


def _within(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    rest = iter(longer)
    return len(shorter) < len(longer) and all(word in rest for word in shorter)


def surname_of(name: str) -> str:
    """The folded surname of a single-word name; empty for a longer one and for one of few letters."""
    words = name_words(name)
    shortest = 3 if words and is_arabic(words[0]) else 4
    return words[0] if len(words) == 1 and len(words[0]) >= shortest else ""
