"""Masking: in place of a private person's name, in whatever spelling, a pseudonym of this store.

Names are looked for in the folded text (``ontology.normalize``), so that case, accents, diacritics and hamza do not
hide one, at the edges of words (Arabic clitics may stand before). With a whole name, each of its words is masked
wherever it stands, unless the reference facts or a public person of the same article have that word too, or it is an
everyday word; and with a surname the given names before it, also those that nothing had recognised. A longer name
that the reference facts know stays: with a private person "Traoré", "Moussa Traoré" the former president keeps his.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from urllib.parse import unquote

from kg.export.finding import Finder, Found, Names, Text, last_words
from kg.privacy import NamesInText, everyday, folded, is_plain, names_in_text, parts_of, private_persons, words_of
from kg.store import Store
from ontology.normalize import Normalized, normalize_with_offsets

_SEPARATORS = str.maketrans(dict.fromkeys("-_+/.=&?,;:~!()", " "))
_HYPHENS = str.maketrans("-", " ")
WITHHELD = "withheld"
_PUBLIC = """
SELECT ?entity ?name ?person { GRAPH <https://w3id.org/marsad/graph/reference> {
  ?entity skos:prefLabel|skos:altLabel ?name ; a ?kind FILTER(?kind IN (mo:Person, mo:Organization, mo:Place, mo:State))
  BIND(?kind = mo:Person AS ?person) } }"""


class Mask:
    """Masks the private names of one store. With ``active=False`` it changes nothing."""

    def __init__(self, store: Store, *, active: bool = True) -> None:
        self._store = store
        self.active = active

    @cached_property
    def private(self) -> Mapping[str, str]:
        """IRI of each private person to its pseudonym."""
        return {iri: self._store.pseudonym(iri) for iri in private_persons(self._store)} if self.active else {}

    def label(self, iri: str, label: str, article: str = "") -> str:
        """The label of an entity: of a private person the pseudonym, of one in the reference facts as it is. A merged
        person is who stands for them."""
        iri = self._store.canonical.get(iri)
        if iri in self.private:
            return self.private[iri]
        return label if iri in self.known else self.text(label, article)

    @cached_property
    def known(self) -> frozenset[str]:
        """IRIs of the entities of the reference facts, whose labels are public."""
        return frozenset(row["entity"] for row in self._public_rows)

    @cached_property
    def _public_rows(self) -> list[dict[str, str]]:
        return self._store.rows(_PUBLIC) if self.active else []

    def text(self, text: str, article: str = "") -> str:
        """A text with every private name replaced; with the IRI of the article that it stands in, also the words that
        are a sign of a person only there."""
        if not self.active or not self._recorded.persons or not text:
            return text
        raw, seen = _seen(text, article)
        pieces: list[str] = []
        done = 0
        for found in self._finder.find(seen):
            start, end = raw.raw_span(found.start, found.end)
            if start >= done:
                pieces += [text[done:start], self._pseudonym(found, seen)]
                done = end
        return "".join(pieces) + text[done:]

    def address(self, url: str) -> str | None:
        """A web address, ``None`` where it spells out a private name or a telling part of one."""
        if not self.active or not self._recorded.persons:
            return url
        words = folded(unquote(url).translate(_SEPARATORS))
        return None if self._finder.find(Text(words=words, address=True)) else url

    def identifier(self, value: str) -> str:
        """An identifier that may be an address or a file name: ``withheld`` where it spells out a private name."""
        return value if self.address(value) is not None else WITHHELD

    def _pseudonym(self, found: Found, text: Text) -> str:
        """Of a name that words before continue: who is meant, if that is the only one so called, else a pseudonym of
        the name itself, so that no relative is taken for him."""
        names = self._finder.names
        if found.widened and found.name not in self._sole:
            return self._of_name(text.words[found.sure : found.end])
        if found.name in names.local and found.name not in names.whole and found.name not in names.parts:
            return names.local[found.name][text.article]
        return names.whole.get(found.name) or names.parts[found.name]

    def _of_name(self, name: str) -> str:
        """The pseudonym of a name that belongs to nobody, or to several."""
        return self._store.pseudonym("name " + " ".join(words_of(name)))

    @cached_property
    def _recorded(self) -> NamesInText:
        return names_in_text(self._store)

    @cached_property
    def _sole(self) -> frozenset[str]:
        """Names whose only bearer is known by no words but theirs: what stands before one is the rest of the name."""
        names: dict[str, set[str]] = {}
        words: dict[str, set[str]] = {}
        for name, persons in self._recorded.persons.items():
            for person in persons:
                names.setdefault(folded(name), set()).add(person)
                words.setdefault(person, set()).update(words_of(folded(name)))
        return frozenset(
            name for name, who in names.items() if len(who) == 1 and words[min(who)] <= set(words_of(name))
        )

    @cached_property
    def _public_words(self) -> frozenset[str]:
        """Words of the names in the reference facts: a surname or a given name alone may be theirs."""
        return frozenset().union(*self._words_of_entity.values())

    @cached_property
    def _finder(self) -> Finder:
        """Finds what is recorded, and what the texts add to it: "Yusuf" from "Yusuf Barakzai" with "Barakzai"."""
        first = Finder(self._known)
        whole, parts = dict(self._known.whole), dict(self._known.parts)
        local = {part: dict(found) for part, found in self._known.local.items()}
        for article, text in self._recorded.texts.items():
            _, seen = _seen(text, article)
            for found in first.find(seen):
                if not found.widened:
                    continue
                name = seen.words[found.sure : found.end]
                pseudonym = self._known.whole[found.name] if found.name in self._sole else self._of_name(name)
                for form in (name, *_run_together(name)):
                    whole.setdefault(form, pseudonym)
                if found.sure == found.start and not _at_start(seen, found.start):
                    for part in parts_of(name):
                        if self._is_telling(part, [article]):
                            parts.setdefault(part, pseudonym)
                        elif self._is_telling_in(part, article):
                            local.setdefault(part, {}).setdefault(article, pseudonym)
        small = everyday(self._recorded.texts.values(), frozenset((*parts, *local)))
        return Finder(replace(self._known, whole=whole, parts=parts, everyday=small, local=local))

    @cached_property
    def _known(self) -> Names:
        """What labels and mentions tell; single letters are no names."""
        whole: dict[str, str] = {}
        bearers: dict[str, dict[str, None]] = {}
        local: dict[str, dict[str, str]] = {}
        for name, persons in self._recorded.persons.items():
            spelled = folded(name)
            if len(spelled) > 1:
                for form in (spelled, *_run_together(spelled)):
                    whole.setdefault(form, self._store.pseudonym(persons[0]))
            for person in persons:
                articles = sorted(self._recorded.articles.get(person, ()))
                for part in parts_of(spelled):
                    if self._is_telling(part, articles):
                        bearers.setdefault(part, {})[person] = None
                    for article in articles:
                        if self._is_telling_in(part, article):
                            local.setdefault(part, {}).setdefault(article, self._store.pseudonym(person))
        parts = {
            part: self._store.pseudonym(min(who)) if len(who) == 1 else self._of_name(part)
            for part, who in bearers.items()
        }
        surnames = last_words(map(folded, self._recorded.persons))
        surnames |= {part for word in surnames for part in parts_of(word)}
        return Names(whole=whole, parts=parts, surnames=surnames, public=self._public(whole), local=local)

    def _is_telling(self, part: str, articles: Iterable[str]) -> bool:
        """Whether a word of a private name, in these articles, is a sign of its bearer in any text of the store."""
        return part not in self._public_words and all(
            part not in self._words_of_figures.get(name, ()) for name in articles
        )

    def _is_telling_in(self, part: str, article: str) -> bool:
        """Whether it is one in that article: nobody else whom the article names has it."""
        return part not in self._words_of_figures.get(article, ()) and part not in self._words_of_known[article]

    @cached_property
    def _words_of_figures(self) -> Mapping[str, frozenset[str]]:
        """IRI of an article to the words of the names of the public persons in it."""
        figures = self._recorded.figures.items()
        return {article: frozenset(w for name in names for w in words_of(folded(name))) for article, names in figures}

    @cached_property
    def _words_of_known(self) -> Mapping[str, frozenset[str]]:
        """IRI of an article to the words of the names of those of the reference facts that it mentions."""
        words: dict[str, frozenset[str]] = {}
        for article in self._recorded.texts:
            entities = {mention.entity or "" for mention in self._store.table.mentions(article=article)}
            words[article] = frozenset().union(*(self._words_of_entity.get(entity, frozenset()) for entity in entities))
        return words

    @cached_property
    def _words_of_entity(self) -> Mapping[str, frozenset[str]]:
        words: dict[str, set[str]] = {}
        for row in self._public_rows:
            words.setdefault(row["entity"], set()).update(words_of(folded(row["name"])))
        return {entity: frozenset(found) for entity, found in words.items()}

    def _public(self, private: Mapping[str, str]) -> frozenset[str]:
        # A surname alone may be anybody's, and a private person may be the namesake of a public one.
        names = {
            name
            for row in self._public_rows
            if (name := folded(row["name"])) and (row["person"] == "false" or (" " in name and name not in private))
        }
        figures = {folded(name) for known in self._recorded.figures.values() for name in known}
        return frozenset(names | {name for name in figures if " " in name and name not in private})


def _seen(text: str, article: str) -> tuple[Normalized, Text]:
    raw = normalize_with_offsets(text)

    def capital(offset: int) -> bool:
        return text[raw.offsets[offset]].isupper()

    def broken(start: int, end: int) -> bool:
        return "\n" in text[raw.offsets[start] : raw.offsets[end]]

    return raw, Text(words=raw.text.translate(_HYPHENS), capital=capital, broken=broken, article=article)


def _at_start(text: Text, start: int) -> bool:
    """Whether a line or sentence begins here, or a capital before tells of a headline."""
    before = text.words[:start].rstrip()
    if not before or text.broken(len(before), start):
        return True
    if not before[-1].isalpha():
        return before[-1] != ","
    return text.capital(before.rfind(" ") + 1)


def _run_together(name: str) -> tuple[str, ...]:
    """A Latin name of several words as handles write it, from either end."""
    words = [word for word in words_of(name) if not is_plain(word)]
    if len(words) < 2 or not name.isascii() or len(words[-1]) < 2:
        return ()
    joined = ("".join(words), "".join(reversed(words)), words[0][0] + words[-1])
    return tuple(form for form in joined if len(form) > 5)
