"""Who speaks: from the words around a cue to a person, a body or an unnamed source."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.analysis import Sentence, Token
from extract.clauses.tables import fillers
from extract.clitics import noun_readings
from extract.folded import Folded
from extract.lexicon import lexicon
from extract.model import AttributionKind, EntityLink, Mention
from extract.speech import SpeechCue, SpeechSentence, SpeechTable

_PLACES = frozenset({"Place", "Region", "City", "Facility"})
_STATES = frozenset({"Country", "State"})
_ARTICLE_LENGTH = 3
_HEADING = 6
_BY = "ب"
"""The Arabic preposition that opens what is reported ("reported the capture of"), where a subject would stand."""
_CUT = re.compile(r"[:\",،؛;.!?؟()]")
_WINDOW = 16
_HEADS = 3
_MAX_LABEL = 12
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_PARTICIPIAL = frozenset({"advcl", "xcomp", "acl"})
_RELATIVE = frozenset({"acl:relcl", "relcl", "acl", "advcl", "parataxis", "ccomp", "punct"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks; ``label`` is verbatim."""

    kind: AttributionKind
    entity: str | None
    label: str


class SpeakerFinder:
    """Finds speakers among the mentions of one article; carries the last speaker on to clauses without a subject."""

    def __init__(self, table: SpeechTable, mentions: Sequence[Mention], links: Sequence[EntityLink]) -> None:
        linked = {(link.mention.span.start, link.mention.span.end): link.entity for link in links}
        able = [mention for mention in mentions if mention.type not in _PLACES]
        self._cities = frozenset((m.span.start, m.span.end) for m in mentions if m.type == "City")
        self._mentions = sorted(able, key=lambda mention: (mention.span.start, -mention.span.end))
        self._starts = [mention.span.start for mention in self._mentions]
        self._linked: Mapping[tuple[int, int], str | None] = linked
        self._table = table

    def of(self, place: SpeechSentence, cue: SpeechCue, previous: Speaker | None, *, trailing: bool) -> Speaker | None:
        """The speaker of ``cue``; ``trailing`` where the words said stand before it, as after a quotation."""
        if cue.category == "preposition":
            start, end = self._after(place, cue)
            strict = self._table.language != "ar"
            found = self._classify(place.folded, start, end, previous, strict=strict)
            return found or self._capital(place.folded, start, end) or self._holder(place.folded, start, end)
        if self._table.language == "ar":
            return self._arabic(place, cue, previous)
        return self._parsed(place, cue, previous, trailing=trailing)

    def only_person(self, sentence: Sentence) -> Speaker | None:
        """The one person that a sentence names: who a pronoun in the next sentence most likely stands for."""
        low, high = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        people = [mention for mention in self._mentions[low:high] if mention.type == "Person"]
        known = {self._entity(mention) or mention.span.quote for mention in people}
        return self._of_mention(people[0]) if len(known) == 1 else None

    def _capital(self, folded: Folded, start: int, end: int) -> Speaker | None:
        """A city alone after "according to" stands for those who govern there; the city itself says nothing."""
        if not folded.text[start:end].strip():
            return None
        span = folded.span(start, end)
        known = (span.start, span.end) in self._cities
        return Speaker(kind="body", entity=None, label=span.quote) if known else None

    def _holder(self, folded: Folded, start: int, end: int) -> Speaker | None:
        """Somebody without a name told by a post or a noun for people: "according to the regional commissioner"."""
        words = re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", folded.text[start:end])
        if not 0 < len(words) <= _MAX_LABEL:
            return None
        human = any(_is_human(word, self._table.language) for word in words[: _HEADS + 1])
        label = folded.span(start, end).quote.strip(" ,،")
        return Speaker(kind="person", entity=None, label=label) if human else None

    def _apposed(self, folded: Folded, end: int) -> Speaker | None:
        """The name set off by commas behind a subject that ends at ``end``: "the suspect's mother, Fatiha Bellali,"."""
        match = re.match(r" ?, ?", folded.text[end:])
        if match is None:
            return None
        close = folded.text.find(",", end + match.end())
        people = self._inside(folded, end + match.end(), close) if close > 0 else []
        first = folded.base + folded.normalized.offsets[end + match.end()] if people else -1
        named = people and people[0].type == "Person" and people[0].span.start == first
        return self._of_mention(people[0]) if named else None

    def _before_object(self, folded: Folded, start: int, end: int) -> int:
        """Where the accuser ends and the accused, the last name of the phrase, begins."""
        inside = self._inside(folded, start, end)
        at = folded.folded_offset(inside[-1].span.start) if inside else end
        words = folded.text[start:at].split()
        if not words or not inside:
            return end
        last = folded.text.rindex(words[-1], start, at)
        return last if len(words) > 1 and self._is(words[-1:], "body") else at

    def heading(self, place: SpeechSentence) -> tuple[Speaker, int] | None:
        """Who a headline quotes ("Ministry: four hostages freed") and the folded offset of what is quoted.

        A state alone before the colon says where, not who.
        """
        colon = place.folded.text.find(":")
        if colon <= 0 or len(place.folded.text[:colon].split()) > _HEADING or colon + 1 >= len(place.folded.text):
            return None
        inside = self._inside(place.folded, 0, colon)
        if inside and all(mention.type in _STATES for mention in inside):
            return None
        speaker = self._classify(place.folded, 0, colon, None, strict=True)
        return None if speaker is None else (speaker, colon + 1)

    def _named_at(self, folded: Folded, at: int) -> bool:
        offset = folded.base + folded.normalized.offsets[at]
        low = bisect_left(self._starts, offset)
        return low < len(self._starts) and self._starts[low] == offset

    def _arabic(self, place: SpeechSentence, cue: SpeechCue, previous: Speaker | None) -> Speaker | None:
        if cue.bare:
            return previous
        start, end = self._after(place, cue)
        if cue.strength == "accuse":
            end = self._before_object(place.folded, start, end)
        phrase = place.folded.text[start:end]
        named = phrase.strip() and self._named_at(place.folded, end - len(phrase.lstrip()))
        if phrase.strip() and (named or not phrase.lstrip().startswith(_BY)):
            return self._classify(place.folded, start, end, previous, strict=False)
        before = place.folded.text[: cue.start]
        words = before.split()
        cut = max((m.end() for m in _CUT.finditer(before)), default=0)
        if words and len(before[cut:].split()) <= 6:
            found = self._classify(place.folded, cut, cue.start, None, strict=True)
            if found is not None and found.entity is not None:
                return found
        return previous

    def _parsed(
        self, place: SpeechSentence, cue: SpeechCue, previous: Speaker | None, *, trailing: bool
    ) -> Speaker | None:
        sentence, folded = place.sentence, place.folded
        if "-" in cue.text:
            return previous
        verb = sentence.tokens[cue.token] if cue.token >= 0 else None
        if trailing and not _participial(sentence, verb) and not _own_subject(sentence, cue.token):
            inverted = self._classify(folded, *self._after(place, cue), previous, strict=True)
            if inverted is not None:
                return inverted
        subject = _subject(sentence, cue.token) if verb is not None else None
        if subject is not None:
            first, last = _extent(sentence, subject)
            start, end = folded.folded_offset(first.start), folded.folded_offset(last.end)
            found = self._classify(folded, start, end, previous, strict=False)
            named = found is not None and (found.entity is not None or found.kind == "body")
            return found if named else self._apposed(folded, end) or found
        before_text = folded.text[: cue.start]
        cut = max((m.end() for m in _CUT.finditer(before_text)), default=0)
        for start, end in ((cut, cue.start), self._after(place, cue)):
            found = self._classify(folded, start, end, previous, strict=True)
            if found is not None:
                return found
        return self._common(place, cue) if trailing else None

    def _common(self, place: SpeechSentence, cue: SpeechCue) -> Speaker | None:
        """Somebody told by a common noun right after the verb: «...», raconte une vendeuse."""
        start, end = self._after(place, cue)
        said = place.folded.text[start:end].strip(" ,")
        label = place.folded.span(start, end).quote.strip(" ,،") if said else ""
        tokens = [token for token in place.sentence.tokens if token.index > cue.token]
        if not label or not tokens or tokens[0].pos != "DET" or len(label.split()) > _MAX_LABEL:
            return None
        return Speaker(kind="unnamed", entity=None, label=label)

    def _after(self, place: SpeechSentence, cue: SpeechCue) -> tuple[int, int]:
        """The words after the cue that may name the speaker."""
        text = place.folded.text
        end = min(len(text), cue.end + _WINDOW * 8)
        for pattern in (_CUT, self._table.complementiser, self._table.stop, self._table.cue):
            match = pattern.search(text, cue.end + 1, end)
            if match is not None:
                end = min(end, match.start())
        return cue.end, max(cue.end, end)

    def _classify(
        self, folded: Folded, start: int, end: int, previous: Speaker | None, *, strict: bool
    ) -> Speaker | None:
        phrase = folded.text[start:end]
        words = re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", phrase)
        if not words:
            return None
        heads = self._table.heads
        spaced = " " + phrase.replace("'", "' ") + " "
        label = folded.span(start, end).quote.strip(" ,،'’-–")
        inside = self._inside(folded, start, end)
        if self._is(words[:1], "pronoun"):
            linked = next((m for m in inside if self._entity(m)), None)
            return self._of_mention(linked) if linked is not None else previous
        people = [mention for mention in inside if mention.type == "Person"]
        bodies = [mention for mention in inside if mention.type != "Person"]
        office = self._table.language == "ar" and self._is(words[:1], "body")
        if people and not office:
            return self._of_mention(people[-1])
        if self._is(words[:_HEADS], "spokesperson") and bodies:
            return Speaker(kind="body", entity=self._entity(bodies[0]), label=label)
        if self._is(words[:_HEADS], "unnamed") or self._is(words[:_HEADS], "spokesperson"):
            return Speaker(kind="unnamed", entity=None, label=label)
        if bodies:
            return self._of_body(folded, start, bodies[0], label)
        if any(f" {body} " in spaced for body in heads["body"]):
            return Speaker(kind="body", entity=None, label=label) if len(words) <= _MAX_LABEL else None
        if strict or len(words) > _MAX_LABEL:
            return None
        if self._table.language == "ar":
            return Speaker(kind="person", entity=None, label=label) if _is_human(words[0], "ar") else None
        named = folded.raw_at(start + len(phrase) - len(phrase.lstrip())).isupper()
        return Speaker(kind="person" if named else "unnamed", entity=None, label=label)

    def _of_body(self, folded: Folded, start: int, mention: Mention, label: str) -> Speaker:
        """A body that speaks itself, or somebody or some part of it that the words before its name describe."""
        before = folded.text[start : folded.folded_offset(mention.span.start)]
        words = [word for word in re.findall(r"[^\W_]+", before) if len(word) > _ARTICLE_LENGTH]
        if not words:
            return self._of_mention(mention)
        headed = self._is(words[:_HEADS], "body")
        if headed and len(words) == 1 and mention.type not in _STATES:
            return self._of_mention(mention)
        tail = re.findall(r"[^\W_]+", before)
        own = mention.type not in _STATES and self._table.language != "ar"
        plain = headed and all(len(word) > _ARTICLE_LENGTH for word in tail[1:])
        if own and (plain or self._is(tail[-1:], "body")):
            return self._of_mention(mention)  # "Somali militant group al Shabaab", "le groupe jihadiste Boko Haram"
        return Speaker(kind="body" if headed else "person", entity=None, label=label)

    def _is(self, words: Sequence[str], head: str) -> bool:
        known = self._table.heads[head]
        arabic = self._table.language == "ar"
        stems = [stem for word in words for stem in word.split("'")]
        forms = {form for word in stems for form in ((word, word[1:], word[2:]) if arabic else (word,))}
        return bool(known & forms) or " ".join(words[:2]) in known

    def _inside(self, folded: Folded, start: int, end: int) -> list[Mention]:
        offsets = folded.normalized.offsets
        first, last = folded.base + offsets[start], folded.base + offsets[end]
        low, high = bisect_left(self._starts, first), bisect_left(self._starts, last)
        # A parser may give the last word of a name alone as the subject: a name that ends inside counts too.
        if low and first < self._mentions[low - 1].span.end <= last:
            low -= 1
        return [mention for mention in self._mentions[low:high] if mention.span.end <= last]

    def _entity(self, mention: Mention) -> str | None:
        return self._linked.get((mention.span.start, mention.span.end))

    def _of_mention(self, mention: Mention) -> Speaker:
        kind: AttributionKind = "person" if mention.type == "Person" else "body"
        return Speaker(kind=kind, entity=self._entity(mention), label=mention.span.quote)


_HUMAN = frozenset({"people", "official", "attacker"})


def _is_human(word: str, language: str) -> bool:
    """Whether a word may name somebody who speaks: a post, a form of address or a noun for people."""
    words, known = lexicon(language), fillers(language)
    if language != "ar":
        return word in words.posts or word in words.titles or bool(known.get(word, frozenset()) & _HUMAN)
    for reading in noun_readings(word):
        stem = reading.stem
        if {stem, "ال" + stem} & (words.posts.keys() | words.titles) or known.get(stem, frozenset()) & _HUMAN:
            return True
    return False


def _participial(sentence: Sentence, verb: Token | None) -> bool:
    """Whether a verb is a participle that speaks for the subject before it (", adding that")."""
    if verb is None or verb.dep not in _PARTICIPIAL:
        return False
    return not any(token.head == verb.index and token.pos == "AUX" for token in sentence.tokens)


def _own_subject(sentence: Sentence, index: int) -> Token | None:
    return next((t for t in sentence.tokens if t.head == index and t.index != index and t.dep in SUBJECTS), None)


def _subject(sentence: Sentence, index: int) -> Token | None:
    """The subject of a verb, its own or the one that it shares with the verb above it."""
    for _ in range(3):
        found = _own_subject(sentence, index)
        if found is not None:
            return found
        verb = sentence.tokens[index]
        if verb.head in (-1, index) or verb.dep not in ("conj", "advcl", "xcomp", "aux", "cop"):
            return None
        index = verb.head
    return None


def _extent(sentence: Sentence, head: Token) -> tuple[Token, Token]:
    """The first and last token of a noun phrase, without relative clauses."""
    inside = {head.index}
    grown = True
    while grown:
        grown = False
        for token in sentence.tokens:
            if token.index not in inside and token.head in inside and token.dep not in _RELATIVE:
                inside.add(token.index)
                grown = True
    first = last = head.index
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside or (last + 2 in inside and sentence.tokens[last + 1].dep == "punct"):
        last += 1
    return sentence.tokens[first], sentence.tokens[last]
