"""The country that an article is about: what it says of a place elsewhere, and of a body named without its state."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from extract.context import cued
from extract.gazetteer import PLACES, Found
from extract.lexicon import is_arabic, lexicon
from extract.per_reference import per_reference
from ontology.normalize import fold_key
from ontology.reference import Reference, ReferenceEntity

_SUPPORT = 3
"""So many other namings of one country make it the country of an article."""
_FAR_MORE = 3
MOST = 0.5
"""The share of all namings of countries that makes one the country of an article's army."""


class Focus:
    """How often an article names each country: by name, by demonym, by a place in it that is surely linked."""

    def __init__(
        self, reference: Reference, found: Found, linked: Iterable[str], lands: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """``linked``: the entities of the article, once for each naming; ``lands``: the countries of those of them that
        are places of the gazetteer (all IRIs)."""
        self._reference = reference
        self._lands = lands
        self._counts: Counter[tuple[str, str]] = Counter()
        for iri in linked:
            for country in self._country(iri):
                self._counts[country, iri] += 1
        for demonym in found.demonyms:
            self._counts[demonym.country, ""] += 1

    def clear(self) -> str | None:
        """The country (IRI) that the article is about: the only one of its places, or far before any other; where it
        names no place, the only one of its demonyms. ``None`` where several may be meant."""
        placed: Counter[str] = Counter()
        named: Counter[str] = Counter()
        for (country, place), count in self._counts.items():
            named[country] += count
            placed[country] += count if place else 0
        grounds = +placed or named
        ranked = sorted(grounds.items(), key=lambda item: (-item[1], item[0]))[:2]
        if not ranked or (len(ranked) > 1 and ranked[0][1] < _FAR_MORE * ranked[1][1]):
            return None
        best = ranked[0][0]
        return best if all(count < named[best] for country, count in named.items() if country != best) else None

    def most(self) -> str | None:
        """The country (IRI) of at least ``MOST`` of all namings, of two or more; else ``None``."""
        named: Counter[str] = Counter()
        for (country, _), count in self._counts.items():
            named[country] += count
        best, count = next(iter(named.most_common(1)), ("", 0))
        return best if count > 1 and count >= MOST * named.total() else None

    def elsewhere(self, iri: str, *, quarter: bool) -> bool:
        """Whether a place lies outside the one country of all else in the article.

        ``quarter``: the text calls it a part of a town, so that one other naming is enough.
        """
        known = self._reference.by_iri(iri)
        own = set(self._country(iri)) if known is not None and "Country" not in known.types else set()
        others: Counter[str] = Counter()
        placed = False
        for (country, place), count in self._counts.items():
            if place != iri:
                others[country] += count
                placed = placed or bool(place)
        # Demonyms alone tell whose ships and ministers they are, not where things happen.
        if not own or not placed or len(others) != 1 or own & set(others):
            return False
        return others.total() >= (1 if quarter else _SUPPORT)

    def _country(self, iri: str) -> Iterator[str]:
        if iri in self._lands:
            yield self._lands[iri]
        known = self._reference.by_iri(iri)
        if known is None or not PLACES & set(known.all_types):
            return
        if "Country" in known.types:
            yield known.iri
        elif len(known.countries) == 1 and known.countries[0] in self._reference.entities:
            yield self._reference.entities[known.countries[0]].iri


class NationalBodies:
    """Organizations of one country by it and their names without it: (algeria, defense ministry), (pakistan, dawn)."""

    def __init__(self, reference: Reference) -> None:
        self._names: dict[tuple[str, str], set[str]] = {}
        self._single: dict[tuple[str, str], set[str]] = {}
        self._parts: dict[tuple[str, str], set[str]] = {}
        words = {entity.id: _country_words(reference, entity.id) for entity in reference.entities.values()
                 if "Country" in entity.types}  # fmt: skip
        for alias in reference.aliases:
            body = reference.entities[alias.entity]
            if alias.kind == "name" and {"ArmedGroup", "PoliticalMovement"} & set(body.all_types):
                self._add_parts(reference, body, alias.text)
            if "Organization" not in body.all_types or len(body.countries) != 1 or body.countries[0] not in words:
                continue
            country = reference.entities[body.countries[0]]
            kept = [word for word in _words(alias.text) if word not in words[country.id]]
            if len(kept) > 1 or (kept and "(" in alias.text):
                self._names.setdefault((country.iri, " ".join(kept)), set()).add(body.iri)
            elif kept and not alias.context and "StateBody" in body.all_types and not cued(kept[0], "troops"):
                self._single.setdefault((country.iri, kept[0]), set()).add(body.iri)

    def _add_parts(self, reference: Reference, group: ReferenceEntity, name: str) -> None:
        words = _words(name)
        parts = {" ".join(words[:size]) for size in range(2, len(words))}
        parts |= {" ".join(words[at:]) for at in range(1, len(words) - 1)}
        for country in group.countries:
            iri = reference.entities[country].iri
            for part in parts:
                self._parts.setdefault((iri, part), set()).add(group.iri)

    def part(self, countries: Iterable[str], name: str) -> str | None:
        """The one group (IRI) of some countries (IRI) whose name begins or ends with these words, two or more of them:
        الجبهة الشعبية, العدالة والتنمية; else ``None``."""
        key = " ".join(_words(name))
        found = {group for country in countries for group in self._parts.get((country, key), ())}
        return next(iter(found)) if len(found) == 1 else None

    @classmethod
    def of(cls, reference: Reference) -> "NationalBodies":
        """The bodies of a reference, built once for each reference object."""
        return _built(reference)

    def named(self, country: str, name: str) -> str | None:
        """The one body (IRI) of a country with this name, which does not say the country; else ``None``."""
        bodies = self._names.get((country, " ".join(_words(name))), set())
        return next(iter(bodies)) if len(bodies) == 1 else None

    def generic(self, country: str, noun: str) -> str | None:
        """The one body (IRI) of a country that a common noun alone may mean there: الجيش; else ``None``."""
        bodies = self._single.get((country, " ".join(_words(noun)))) or self._names.get(
            (country, " ".join(_words(noun))), set()
        )
        return next(iter(bodies)) if len(bodies) == 1 else None


@per_reference
def _built(reference: Reference) -> NationalBodies:
    return NationalBodies(reference)


def world_city(quote: str) -> bool:
    """Whether an Arabic place is so well known that any article may name it, whatever its country."""
    return cued(fold_key(quote), "world_city")


def _country_words(reference: Reference, country: str) -> set[str]:
    """Folded words that only say the country: its demonyms in their forms, and its one-word names."""
    texts = [alias.text for alias in reference.aliases_of(country)]
    out = {text for text in map(fold_key, texts) if " " not in text}
    for word in [word for word in out if is_arabic(word)]:
        bare = word.removeprefix("ال")
        out |= {bare, "ال" + bare, bare + "ه", "ال" + bare + "ه"}
    return out


def _words(text: str) -> list[str]:
    """The folded words of a name, without a definite article that stands alone."""
    lex_words = [word for word in re.findall(r"[\w']+", fold_key(text)) if not lexicon("en").cue(word, "article")]
    return [word.replace("defence", "defense") for word in lex_words]
