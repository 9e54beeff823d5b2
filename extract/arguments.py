"""Who fills a slot: from a phrase to entities by way of its mentions, or to a plain text span."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.analysis import Analysis, Sentence
from extract.clauses.model import Phrase
from extract.clauses.tables import fillers, nominal_stems
from extract.clitics import noun_readings
from extract.lexicon import lexicon
from extract.model import Entity, EntityLink, TextSpan
from extract.numerals import word_value
from extract.vocab import words_of_kind
from ontology.vocabulary import is_a

BELONGING_REACH = 5
"""Tokens after "fighters" in which the group that they belong to is looked for."""

_QUANTITY = frozenset({"quantity"})

MAX_TEXT_TOKENS = 14
"""Tokens of a phrase that names nobody; a longer one is cut at its first clause-like mark."""


def belonging(language: str) -> frozenset[str]:
    """Folded words that join fighters to their group (من, تابعة)."""
    return words_of_kind(language, "event_words", "belonging")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """What fills a slot: an entity with its mention, or a text span; ``classes`` are those of the head noun.

    ``types`` are the classes of the entity, or of the mention where it has none; empty for plain text.
    """

    entity: Entity | None
    span: TextSpan
    classes: frozenset[str]
    types: tuple[str, ...]

    def is_a(self, ancestor: str) -> bool:
        """Whether one of the filler's classes is ``ancestor`` or below it."""
        return any(is_a(name, ancestor) for name in self.types)

    @property
    def label(self) -> str:
        """The words that name the filler."""
        return self.span.quote

    @property
    def acts(self) -> bool:
        """Whether it can do something: a person, organization or state, or a noun for people who act."""
        if self.types:
            return self.is_a("Person") or self.is_a("Organization") or self.is_a("State")
        return bool(self.classes & {"attacker", "force", "members", "people", "official", "court"})


class Resolver:
    """Finds the fillers of phrases in one article; built once an article."""

    def __init__(self, analysis: Analysis, links: tuple[EntityLink, ...], entities: tuple[Entity, ...]) -> None:
        self.analysis = analysis
        self._entities = {entity.iri: entity for entity in entities}
        self._by_sentence: dict[int, list[EntityLink]] = {}
        for link in links:
            sentence = analysis.sentence_at(link.mention.span.start)
            if sentence is not None:
                self._by_sentence.setdefault(sentence.index, []).append(link)

    def entity(self, iri: str | None) -> Entity | None:
        """The entity of this article with that IRI."""
        return self._entities.get(iri) if iri else None

    def links_in(self, sentence: Sentence, start: int, end: int) -> list[EntityLink]:
        """Links whose mention overlaps tokens [start, end) of the sentence, in order."""
        begin, stop = sentence.tokens[start].start, sentence.tokens[end - 1].end
        links = self._by_sentence.get(sentence.index, ())
        return [link for link in links if link.mention.span.start < stop and begin < link.mention.span.end]

    def links_of(self, sentence: Sentence) -> list[EntityLink]:
        """All links of the sentence, in order."""
        return self._by_sentence.get(sentence.index, [])

    def filler(self, sentence: Sentence, phrase: Phrase) -> Filler:
        """Who or what ``phrase`` is: the entity at its head, a group behind "fighters of", a person or text."""
        links = self.links_in(sentence, phrase.start, phrase.end)
        classes = self.classes(sentence, phrase)
        at_head = self._at_head(sentence, phrase, links)
        if at_head is not None:
            return self._named(at_head, classes)
        person = next((link for link in links if link.mention.type == "Person"), None)
        if person is not None and self._presents(sentence, phrase, person, classes):
            return self._named(person, classes)
        if "place" in classes:
            place = next(places_in(links), None)
            if place is not None:
                return self._named(place, classes)
        if "members" in classes:
            group = next(
                (link for link in links if is_a(link.mention.type, "Organization") or is_a(link.mention.type, "State")),
                None,
            )
            if group is not None:
                return self._named(group, classes, span=self.text(sentence, phrase))
            behind = self._group_behind(sentence, phrase)
            if behind is not None:
                begin = self.text(sentence, phrase).start
                return self._named(behind, classes, span=self.analysis.span(begin, behind.mention.span.end))
        return Filler(entity=None, span=self.text(sentence, phrase), classes=classes, types=())

    def classes(self, sentence: Sentence, phrase: Phrase) -> frozenset[str]:
        """Classes of the head noun, past numbers and words of quantity, as the table of fillers has them."""
        language = self.analysis.language
        order = range(phrase.start, phrase.end) if language == "ar" else [phrase.head]
        for index in order:
            found = self._noun_classes(sentence, index, phrase)
            if found and found != _QUANTITY:
                return found
            norm = sentence.tokens[index].norm
            if not found and not any(char.isdigit() for char in norm) and word_value(norm, language) is None:
                break
        return frozenset()

    def _noun_classes(self, sentence: Sentence, index: int, phrase: Phrase) -> frozenset[str]:
        language = self.analysis.language
        table, posts = fillers(language), lexicon(language).posts
        token = sentence.tokens[index]
        stems = list(dict.fromkeys((token.norm, token.lemma, *nominal_stems(token.norm, language))))
        for neighbour in (index + 1, index - 1):
            if phrase.start <= neighbour < phrase.end:
                other = sentence.tokens[neighbour]
                others = (other.norm, other.lemma, *nominal_stems(other.norm, language))
                pairs = [f"{a} {b}" if neighbour > index else f"{b} {a}" for a in stems for b in others]
                match = next((table[pair] for pair in pairs if pair in table), None)
                if match:
                    return match
        found = next((table[stem] for stem in stems if stem in table), frozenset[str]())
        if any(stem in posts and posts[stem].kind != "member" for stem in stems):
            return found | {"official", "people"}
        return found

    def text(self, sentence: Sentence, phrase: Phrase) -> TextSpan:
        """The words of the phrase without clitic preposition, bounded in length."""
        start, end = phrase.start, min(phrase.end, phrase.start + MAX_TEXT_TOKENS)
        owner = self._owner(sentence, end) if self.analysis.language == "ar" else None
        begin = sentence.tokens[start].start + self._clitic_length(sentence, start)
        return self.analysis.span(begin, max(sentence.tokens[end - 1].end, owner or 0))

    def _owner(self, sentence: Sentence, index: int) -> int | None:
        """Where a name that a preposition joins to the phrase ends: مواقع لتنظيم داعش, positions of the group."""
        if index >= len(sentence.tokens):
            return None
        token = sentence.tokens[index]
        joined = token.norm in belonging("ar") or token.norm.startswith("ل")
        links = self.links_in(sentence, index, min(index + 2, len(sentence.tokens))) if joined else []
        return links[0].mention.span.end if links and links[0].mention.type != "Person" else None

    def _clitic_length(self, sentence: Sentence, index: int) -> int:
        if self.analysis.language != "ar":
            return 0
        token = sentence.tokens[index]
        table = fillers("ar")
        for reading in noun_readings(token.norm):
            if reading.stem in table:
                return len(reading.conj) + len(reading.prep) * (not token.norm.startswith(reading.conj + "لل"))
        if token.norm.startswith(("وال", "فال", "بال", "كال")):
            return 1
        return 0

    def _presents(self, sentence: Sentence, phrase: Phrase, person: EntityLink, classes: frozenset[str]) -> bool:
        """Whether the words before a name present that person (the minister X), not another (the family of X)."""
        if self.analysis.language == "ar":
            before = [t for t in sentence.tokens[phrase.start : phrase.end] if t.end <= person.mention.span.start]
            return "official" in classes or all(_presenting(token.norm) for token in before)
        return "facility" not in classes and not self._after_preposition(sentence, phrase, person)

    def _group_behind(self, sentence: Sentence, phrase: Phrase) -> EntityLink | None:
        """The group in "fighters from X", "belonging to X", where it stands after the phrase (عناصر من تنظيم ...)."""
        end = min(len(sentence.tokens), phrase.end + BELONGING_REACH)
        if phrase.end >= end or sentence.tokens[phrase.end].norm not in belonging(self.analysis.language):
            return None
        links = self.links_in(sentence, phrase.end, end)
        return next((link for link in links if is_a(link.mention.type, "Organization")), None)

    def _at_head(self, sentence: Sentence, phrase: Phrase, links: list[EntityLink]) -> EntityLink | None:
        head = sentence.tokens[phrase.head]
        for link in links:
            span = link.mention.span
            if span.start < head.end and head.start < span.end:
                return link
        return None

    def _after_preposition(self, sentence: Sentence, phrase: Phrase, link: EntityLink) -> bool:
        """Whether the person stands in a complement (the house of X): then the phrase is not that person."""
        if self.analysis.language == "ar":
            return False
        for token in sentence.tokens[phrase.start : phrase.end]:
            if token.start <= link.mention.span.start < token.end and token.index != phrase.head:
                return token.dep.startswith(("nmod", "obl")) and token.dep != "nmod:appos"
        return False

    def _named(self, link: EntityLink, classes: frozenset[str], span: TextSpan | None = None) -> Filler:
        entity = self.entity(link.entity)
        types = entity.types if entity is not None else (link.mention.type,)
        return Filler(entity=entity, span=span or link.mention.span, classes=classes, types=types)


def _presenting(norm: str) -> bool:
    """An Arabic word that may stand before a name and be no noun of its own: a title, or an adjective (الجزائري)."""
    if norm.startswith("ال") and norm.endswith(("ي", "يه")):
        return True
    return any(stem in lexicon("ar").titles for stem in nominal_stems(norm, "ar"))


def places_in(links: list[EntityLink]) -> Iterator[EntityLink]:
    """Links that name a place."""
    for link in links:
        if is_a(link.mention.type, "Place"):
            yield link
