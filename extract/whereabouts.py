"""Where and when an event was: which place and date of a sentence stand with which trigger."""

from extract.analysis import Analysis, Sentence
from extract.arguments import Resolver, places_in
from extract.bearings import bearing
from extract.clauses.model import Clause
from extract.clauses.tables import function_words, verbal_stems
from extract.clauses.words import frequent_verbs
from extract.clitics import noun_readings
from extract.model import EntityLink, PlaceRef, TimeSpan
from extract.vocab import words_of_kind
from ontology.normalize import normalize
from ontology.vocabulary import is_a

TIME_REACH = 25
"""Tokens after a trigger (half as many before it) in which a date or place is the event's where no parse says so."""

LOCATIVE_REACH = 4
"""Steps (words back in Arabic, links up in a parse) from a place to the locative word that makes it where it was."""

_CORE = frozenset({"nsubj", "nsubj:pass", "obj", "attr", "obl:agent"})

FRONTED = 3
"""Tokens at the head of a sentence whose place or date holds for all of it."""

PLACE_REACH = 60
"""Code points around the nearest place in which a narrower one is preferred (in the city of Gao in Mali)."""


def event_words(language: str, kind: str) -> frozenset[str]:
    """Folded words of one kind in ``event_words.tsv`` (locative, definite, new, prospect, since, elsewhere ...)."""
    return words_of_kind(language, "event_words", kind)


def _coarseness(link: EntityLink) -> int:
    order = ("Facility", "City", "Region", "Country")
    return next((rank for rank, kind in enumerate(order) if is_a(link.mention.type, kind)), 1)


class Whereabouts:
    """Gives the places and dates of one article to its triggers."""

    def __init__(self, analysis: Analysis, resolver: Resolver, times: tuple[TimeSpan, ...]) -> None:
        self.analysis = analysis
        self.resolver = resolver
        self.times = times

    def place(self, places: list[EntityLink], located: list[EntityLink], trigger: int) -> PlaceRef | None:
        """The place of a trigger at offset ``trigger``: the nearest, or a narrower one beside it."""
        candidates = [*places, *located]
        if not candidates:
            return None
        nearest = min(candidates, key=lambda link: abs(link.mention.span.start - trigger))
        around = [c for c in candidates if abs(c.mention.span.start - nearest.mention.span.start) < PLACE_REACH]
        chosen = min(around, key=lambda link: (_coarseness(link), abs(link.mention.span.start - trigger)))
        return self._reference(chosen)

    def _reference(self, chosen: EntityLink) -> PlaceRef:
        """A place as an account has it: with its entity where what happened was in it, else in words alone."""
        span = chosen.mention.span
        sentence = self.analysis.sentence_at(span.start)
        near = tuple(places_in(self.resolver.links_of(sentence))) if sentence is not None else ()
        found = bearing(self.analysis, chosen, near)
        if found is None:
            return PlaceRef(entity=chosen.entity, label=span.quote, span=span)
        return PlaceRef(entity=chosen.entity if found.inside else None, label=found.span.quote, span=found.span)

    def _located(self, sentence: Sentence, link: EntityLink) -> bool:
        """Whether a locative word stands before the place, or it is a modifier in English (the Manchester bombing)."""
        words = event_words(self.analysis.language, "locative")
        index = sentence.token_at(link.mention.span.start)
        if index is None:
            return False
        token = sentence.tokens[index]
        glued = normalize(token.text[: max(0, link.mention.span.start - token.start)])
        if glued and glued[-1] in words:
            return True
        if token.head >= 0:
            return self._located_by_parse(sentence, index, words)
        for other in reversed(sentence.tokens[max(0, index - LOCATIVE_REACH) : index]):
            if other.norm in words or any(r.prep in words and r.prep for r in noun_readings(other.norm) if r.article):
                return True
            if not any(char.isalnum() for char in other.norm):
                return False
        return False

    def _located_by_parse(self, sentence: Sentence, index: int, words: frozenset[str]) -> bool:
        """Whether a locative preposition governs the place, or a phrase that it belongs to (in a mosque of Mubi)."""
        tokens = sentence.tokens
        for _ in range(LOCATIVE_REACH):
            token = tokens[index]
            cases = [t.norm for t in tokens if t.head == index and t.dep in ("case", "mark") and t.index < index]
            if any(case in words for case in cases):
                return True
            if token.dep in ("compound", "nmod:poss") and self.analysis.language == "en":
                return True
            if (
                not token.dep.startswith(("nmod", "obl", "appos", "conj", "compound", "flat", "obj"))
                or token.head == index
            ):
                return False
            if token.dep == "obj" and not cases:
                return False
            index = token.head
        return False

    def owned(self, clauses: list[Clause]) -> dict[int, tuple[TimeSpan | None, list[EntityLink]]]:
        """Dates and places of each clause of one sentence, by position: each with the trigger that it stands with."""
        sentence = self.analysis.sentences[clauses[0].sentence]
        owned: dict[int, tuple[TimeSpan | None, list[EntityLink]]] = {i: (None, []) for i in range(len(clauses))}
        for time in self.times:
            if not (sentence.start <= time.span.start < sentence.end and time.start) or self._since(sentence, time):
                continue
            position = self._nearest(sentence, clauses, time.span.start)
            if position is not None and owned[position][0] is None:
                owned[position] = (time, owned[position][1])
        for link in places_in(self.resolver.links_of(sentence)):
            if link.mention.kind == "name" and self._located(sentence, link):
                position = self._nearest(sentence, clauses, link.mention.span.start)
                if position is not None:
                    owned[position][1].append(link)
        return owned

    def _since(self, sentence: Sentence, time: TimeSpan) -> bool:
        """Whether the date only says from when on something lasts."""
        before = [token.norm for token in sentence.tokens if token.end <= time.span.start][-3:]
        first = normalize(time.span.quote).split(" ")[0]
        return bool({*before, first} & event_words(self.analysis.language, "since"))

    def _nearest(self, sentence: Sentence, clauses: list[Clause], offset: int) -> int | None:
        """The clause whose trigger governs the word at ``offset``, or stands nearest, rather before it than after."""
        index = sentence.token_at(offset)
        if index is None:
            return None
        heads = [clause.hit.head for clause in clauses]
        if sentence.tokens[index].head >= 0:
            return self._governing(sentence, heads, index)
        costs = [
            (abs(head - index) * (1 if head < index else 2), position)
            for position, head in enumerate(heads)
            if not self._parted(sentence, head, index)
        ]
        if not costs:
            return None
        cost, position = min(costs)
        return position if cost <= 2 * TIME_REACH else None

    def _governing(self, sentence: Sentence, heads: list[int], index: int) -> int | None:
        """The trigger above the word in the parse, or beside it under one verb (the attack took place on Monday).

        A date under another verb is that verb's: a court sentenced on Thursday is not a murder on Thursday.
        """
        tokens = sentence.tokens
        for _ in range(len(tokens)):
            if index in heads:
                return heads.index(index)
            if tokens[index].pos in ("VERB", "AUX"):
                beside = [h for h in heads if tokens[h].head == index and tokens[h].dep in _CORE]
                if beside:
                    return heads.index(beside[0])
            if tokens[index].head == index:
                return None
            index = tokens[index].head
        return None

    def _parted(self, sentence: Sentence, head: int, index: int) -> bool:
        """Whether another clause stands between a trigger and a place or date, in a language without a parse.

        After the trigger a new clause begins with a subordinator, or with a verb right after a comma or a conjunction.
        Before it, a comma parts, unless place or date open the sentence (وفي نيويورك، عقد المؤتمر).
        """
        if index < head:
            between = sentence.tokens[index + 1 : head]
            return index > FRONTED and any(not any(c.isalnum() for c in token.norm) for token in between)
        marked = False
        for token in sentence.tokens[head + 1 : index]:
            if "subordinator" in function_words("ar").get(token.norm, frozenset()):
                return True
            joined = token.norm.startswith(("و", "ف"))
            if (marked or joined) and set(verbal_stems(token.norm, "ar")) & frequent_verbs():
                return True
            marked = not any(char.isalnum() for char in token.norm)
        return False
