"""Names of private persons, and what an export writes in their place."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.store import Store
from ontology.normalize import normalize

_LABELS = """
SELECT DISTINCT ?person ?label WHERE { ?person mo:isPrivate true ; rdfs:label ?label } ORDER BY ?label ?person"""
_PERSONS = "SELECT DISTINCT ?person WHERE { ?person mo:isPrivate true } ORDER BY ?person"
_ARTICLES = """
SELECT DISTINCT ?person ?article { GRAPH ?article { ?person mo:isPrivate true } } ORDER BY ?person ?article"""
# Private under the name that this article has, and public under another: of merged persons only.
_UNVEILED = """
SELECT DISTINCT ?article ?person ?name { GRAPH ?article { ?person mo:isPrivate true ; rdfs:label ?name } }
ORDER BY ?article ?name"""
_FIGURES = """
SELECT DISTINCT ?article ?name { GRAPH ?article { ?person a mo:Person ; rdfs:label ?name }
  FILTER NOT EXISTS { ?person mo:isPrivate true } } ORDER BY ?article ?name"""
_WORD = re.compile(r"[^\W\d_]+")
_DASHES = re.compile(r"[-_]")
TO_THE = "لل"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesInText:
    """What the store knows of private names, as it is written in labels and texts.

    ``persons``: a name to the IRIs of those who bear it, sorted; ``articles``: IRI of a person to those of the articles
    that name it; ``texts``: IRI to text of each such article; ``figures``: IRI of an article to the names of the
    public persons in it.
    """

    persons: Mapping[str, tuple[str, ...]]
    articles: Mapping[str, frozenset[str]]
    texts: Mapping[str, str]
    figures: Mapping[str, frozenset[str]]


def private_persons(store: Store) -> tuple[str, ...]:
    """The IRIs of all private persons, sorted."""
    return tuple(row["person"] for row in store.rows(_PERSONS))


def private_names(store: Store) -> Mapping[str, str]:
    """Every name under which a private person stands in a label or a text, longest first, with the pseudonym.

    A name that several persons share gets the pseudonym of the first, by IRI: what counts is that it is masked.
    """
    return {name: store.pseudonym(persons[0]) for name, persons in names_in_text(store).persons.items()}


def names_in_text(store: Store) -> NamesInText:
    """The private names of a store, longest first, and where they stand."""
    bearers: dict[str, dict[str, None]] = defaultdict(dict)
    articles: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, str] = {}
    for row in store.rows(_LABELS):
        bearers[row["label"]][row["person"]] = None
    private = dict.fromkeys(private_persons(store))
    for row in store.rows(_ARTICLES):
        person = store.canonical.get(row["person"])
        if person not in private:
            continue
        articles[person].add(row["article"])
        if row["article"] not in texts:
            texts[row["article"]] = store.table.text(row["article"]) or ""
    for person in private:
        for mention in store.table.mentions(entity=person):
            if mention.article not in texts:
                texts[mention.article] = store.table.text(mention.article) or ""
            articles[person].add(mention.article)
            if mention.kind == "name":
                bearers[texts[mention.article][mention.start : mention.end]][person] = None
    figures: dict[str, set[str]] = defaultdict(set)
    for row in store.rows(_FIGURES):
        figures[row["article"]].add(row["name"])
    for row in store.rows(_UNVEILED) if store.canonical.of else ():
        if store.canonical.get(row["person"]) not in private:
            figures[row["article"]].add(row["name"])
    ordered = sorted((name for name in bearers if name.strip()), key=lambda name: (-len(name), name))
    return NamesInText(
        persons={name: tuple(sorted(bearers[name])) for name in ordered},
        articles={person: frozenset(found) for person, found in sorted(articles.items())},
        texts=dict(sorted(texts.items())),
        figures={article: frozenset(names) for article, names in figures.items()},
    )


def folded(name: str) -> str:
    """A name as it is compared: folded, hyphens as spaces."""
    return " ".join(_DASHES.sub(" ", normalize(name)).split())


def words_of(name: str) -> tuple[str, ...]:
    """The words of a folded name, without digits and marks."""
    return tuple(_WORD.findall(name))


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a folded name that point at its bearer when they stand alone: no initials, particles, titles and
    common words, and of the two-letter ones the last word only. Of an Arabic name with the article also its form after
    "to", which swallows half of the article, and, where it tells of an origin, the form without."""
    words = words_of(name)
    found: dict[str, None] = {}
    for place, word in enumerate(words):
        if len(word) < (2 if place == len(words) - 1 else 3) or is_plain(word):
            continue
        found[word] = None
        bare = word.removeprefix("ال")
        if bare != word and len(bare) > 2:
            found[TO_THE + bare] = None
        if bare != word and len(bare) > 4 and bare.endswith("ي") and not is_plain(bare):
            found[bare] = None
    return tuple(found)


def is_plain(word: str) -> bool:
    """Whether a folded word is an everyday word, a title, a particle or the head of another kind of name, and so no
    sign of a person where it stands alone."""
    return word in _plain_words()


@cache
def _plain_words() -> frozenset[str]:
    from extract.lexicon import LANGUAGES, lexicon

    found: set[str] = set()
    for language in LANGUAGES:
        known = lexicon(language)
        forms: list[Iterable[str]] = [known.titles, known.posts, known.particles, known.common, known.nominals]
        forms += [known.organization_heads, known.place_heads, *known.cues.values()]
        found |= {word for group in forms for form in group for word in words_of(form)}
        found -= {name for name, kind in known.names.items() if kind != "ambiguous"}
        found |= {name for name, kind in known.names.items() if kind == "ambiguous"}
        found |= set(known.particles)
    return frozenset(found)


def everyday(texts: Iterable[str], words: frozenset[str]) -> frozenset[str]:
    """Those of these folded words that the texts write small more often than with a capital: "petit", not "Dupont".
    Arabic words, which have no capitals, are never among them."""
    small: Counter[str] = Counter()
    for text in texts:
        for word, count in Counter(_WORD.findall(text)).items():
            known = normalize(word)
            if known in words and word[0].lower() != word[0].upper():
                small[known] += count if word[0].islower() else -count
    return frozenset(word for word, count in small.items() if count > 0)
