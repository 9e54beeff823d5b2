"""Names of lists as aliases: which are sure, and which count only beside a sure one.

Conditional are names of low quality, names of one word (a given name, أبو X, an acronym), short names of words that
many bear, and names that another entity has, too. Their rule is ``article``. Measured on 9,950 Arabic newspaper
articles: of the persons of the UN list, names of two words with a frequent one (محمد يعقوب) were found twice, both
times wrongly.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ontology.lists.files import NAME_COLUMNS, NAMES, derived, read_manifest, read_rows
from ontology.lists.names import elements, given_names, is_arabic
from ontology.name_rules import comparable
from ontology.normalize import normalize
from ontology.reference import LANGUAGES, Alias, AliasKind, ContextRule, Quality, Reference, Tables
from ontology.reference_rules import scripts

if TYPE_CHECKING:
    from ontology.listed import Entry

MANY = 5
"""A word that so many entities have in their names is frequent."""
_ARTICLE = (ContextRule(kind="article"),)
_SCRIPTS = ("arab", "latn")
_SEVERAL = ""
_QUALITIES: tuple[Quality, ...] = ("primary", "good", "low")
_RANKS: Mapping[str, int] = {quality: rank for rank, quality in enumerate(_QUALITIES)}
_LOW = _RANKS["low"]
_KINDS: Mapping[str, AliasKind] = {"name": "name", "acronym": "acronym"}


class _Name(NamedTuple):
    rank: int
    said: str
    script: str
    language: str
    kind: str
    source: str
    words: list[str]


class Names:
    """The names of all entries, by entity and the form in which text is compared with them."""

    def __init__(self, base: Reference, tables: Tables, persons: Mapping[str, bool]) -> None:
        self._base, self._persons = base, persons
        self._barred = {normalize(row["word"]) for row in tables.get("barred_words", ())}
        self._names: dict[str, dict[str, _Name]] = {}
        self._labels: dict[tuple[str, str], str] = {}
        # Normalised name to the one entity that has it here, or to several; and the words that many bear.
        self._known: dict[str, str] = {}
        self._own: set[tuple[str, str]] = set()
        self._bearers: Counter[str] = Counter()
        # Of persons (True) also the given names that are frequent anywhere.
        self._frequent: dict[bool, frozenset[str]] = {}
        self.counts: Counter[str] = Counter()
        self.conditional: Counter[str] = Counter()
        self._read_base()

    def _read_base(self) -> None:
        for entity, aliases in self._base.alias_index.items():
            types = self._base.entities[entity].all_types
            person, body = "Person" in types, "Organization" in types
            borne: set[str] = set()
            for alias in aliases:
                folded = comparable(alias.text)
                self._own.add((entity, folded))
                if self._known.setdefault(folded, entity) != entity:
                    self._known[folded] = _SEVERAL
                if person or body:
                    borne.update(elements(folded, person=person))
            self._bearers.update(borne)

    def read(self, folder: Path, name: str, entries: "Mapping[tuple[str, str], Entry]") -> None:
        """Take the names of a list.

        Raises:
            DataError: its table is damaged.
        """
        ready = read_manifest(folder).ready
        for reference, text, language, script, quality, kind, form, key, borne, _ in read_rows(
            folder / NAMES, NAME_COLUMNS
        ):
            entry = entries.get((name, reference))
            if entry is None:
                continue
            if script not in _SCRIPTS:
                self.counts["in another script"] += 1
                continue
            words = borne.split()
            if not ready:
                key, words = derived(form or text, person=self._persons[entry.entity])
            if self._barred and not self._barred.isdisjoint(words):
                self.counts["with a word of stance"] += 1
                continue
            names = self._names.setdefault(entry.entity, {})
            rank = _RANKS[quality]
            known = names.get(key)
            if known is None or rank < known[0]:
                said = form or text
                tag = _language(said, script, language)
                names[key] = _Name(rank, said, script, tag, kind, entry.source, words)

    def drop(self, entity: str) -> None:
        """Forget the names of an entity that will be none."""
        self._names.pop(entity, None)

    def labels(self, entity: str) -> tuple[tuple[str, str], ...]:
        """The labels of an entity that lists alone know: its best name in Latin script, and its primary one in Arabic,
        which is any Arabic one where it has no name in Latin script."""
        latin: _Name | None = None
        arabic: _Name | None = None
        for name in self._names.get(entity, {}).values():
            if name.script == "latn":
                if (latin is None or name.rank < latin.rank) and (name.language or scripts(name.said) == {"latin"}):
                    latin = name
            elif name.language == "ar" and (arabic is None or name.rank < arabic.rank):
                arabic = name
        found: dict[str, str] = {}
        if arabic is not None and (arabic.rank == 0 or latin is None):
            found["ar"] = arabic.said
        if latin is not None:
            found["fr" if latin.language == "fr" else "en"] = latin.said
        for language, label in found.items():
            self._labels[entity, label] = language
        return tuple((language, found[language]) for language in LANGUAGES if language in found)

    def aliases(self) -> tuple[Alias, ...]:
        """All names as aliases, those left out that the entity has here already."""
        owners: dict[str, str] = {}
        for entity, names in self._names.items():
            for key in names:
                if owners.setdefault(key, entity) != entity:
                    owners[key] = _SEVERAL
        borne = ({word for name in names.values() for word in name.words} for names in self._names.values())
        self._bearers.update(chain.from_iterable(borne))
        frequent = frozenset(word for word, count in self._bearers.items() if count >= MANY)
        self._frequent = {True: frequent | given_names(), False: frequent}
        found: list[Alias] = []
        for entity in self._names:
            self._take(entity, owners, found)
        return tuple(found)

    def _take(self, entity: str, owners: Mapping[str, str], found: list[Alias]) -> None:
        sure = any(not alias.context for alias in self._base.aliases_of(entity))
        person = self._persons[entity]
        for key, (rank, said, _, language, kind, source, words) in self._names[entity].items():
            if (entity, key) in self._own:
                self.counts["known already"] += 1
                continue
            if self._known.get(key, entity) != entity or owners[key] != entity:
                why = "a name of another entity, too"
            else:
                why = "low quality" if rank == _LOW else self._doubt(key, words, person)
            if why:
                self.conditional[why] += 1
            else:
                sure = True
            found.append(
                Alias(
                    entity=entity,
                    language=self._labels.get((entity, said)) or language,
                    text=said,
                    kind=_KINDS[kind],
                    context=_ARTICLE if why else (),
                    quality=_QUALITIES[rank],
                    source=source,
                    # The key joins عبد ال, which text is not compared in.
                    folded="" if "عبدال" in key else key,
                )
            )
        if not sure:
            self.counts["entities without a sure name, which no article is linked to"] += 1

    def _doubt(self, key: str, words: list[str], person: bool) -> str:
        """Why a name by itself tells nobody; empty where it does.

        A person of two names, one of them frequent, is anybody, and so is one of three frequent names; of an
        organization of two words both must be frequent.
        """
        size, frequent = len(words), self._frequent[person]
        if size < 2 or " " not in key:
            return "a single word"
        if size == 2 and person:
            doubtful = words[0] in frequent or words[1] in frequent
        else:
            doubtful = (size == 2 or (size == 3 and person)) and frequent.issuperset(words)
        return "words that many bear" if doubtful else ""


def _language(said: str, script: str, language: str) -> str:
    """The language of an alias: as the list says; else Arabic for Arabic's own letters, English for Latin ones (the
    lists romanise into English), and open for names in Arabic script with letters of other languages."""
    fits = language or ("en" if script == "latn" else "ar")
    if fits == "ar":
        return "ar" if script == "arab" and is_arabic(said) else ""
    return fits if fits in LANGUAGES and (said.isascii() or scripts(said) <= {"latin"}) else ""
