"""How a text stands to what it tells: affirmed or denied, how certain, and on whose word.

``Assertions`` is built once for an article; ``of`` answers for one trigger word. The innermost scope decides who
speaks; negation, modality and stance are read in the clause of the trigger itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.analysis import Analysis, Sentence, Token
from extract.folded import Folded, fold_sentence
from extract.modality import ModalCue, find_modals
from extract.model import Attribution, Certainty, EntityLink, Mention, Polarity
from extract.speakers import Speaker
from extract.speech import SpeechCue, SpeechSentence, speech_table
from extract.stance import (
    StanceWord,
    cue_token,
    depends_on,
    disbelieved,
    find_stance,
    governs,
    has_article,
    is_definite,
    modifies,
    negated,
)
from extract.utterances import Reading, read_speech
from extract.vocab import LANGUAGES

_AUTHOR = Attribution(kind="author")
_GATHERINGS = frozenset({"Gathering", "Meeting", "Conference", "Trial", "Agreement", "Diplomacy"})
_OBJECT_CUES = frozenset({"announce", "confirm", "deny", "claim"})
_BESIDE, _BELIEVED, _ACCUSED, _MODAL, _CONDITION, _CLAIMED = 2, 6, 6, 4, 10, 4
_BREAK = re.compile(r"[,،؛;:.!?؟()]")
_RANK: dict[Certainty, int] = {"asserted": 0, "reported": 1, "alleged": 2, "planned": 3, "hypothetical": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """How a trigger is told. ``wording`` has words of stance verbatim."""

    polarity: Polarity
    certainty: Certainty
    attribution: Attribution
    wording: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """A stretch [start, end) of the article told on somebody's word. ``open`` where nobody stands by it: what a negated
    verb of speech or belief leaves open, told by whoever tells the sentence around it."""

    start: int
    end: int
    certainty: Certainty
    denied: bool
    attribution: Attribution
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What one sentence holds of modality and stance."""

    folded: Folded
    modals: tuple[ModalCue, ...]
    stance: tuple[StanceWord, ...]


class Assertions:
    """Polarity, certainty, attribution and wording of any word of one article.

    ``reading`` is what ``read_speech`` gives for it, read here where it is not given.
    """

    def __init__(
        self,
        analysis: Analysis,
        mentions: Sequence[Mention],
        links: Sequence[EntityLink],
        reading: Reading | None = None,
    ) -> None:
        self._analysis = analysis
        self._language = analysis.language
        self._words: dict[int, _Words] = {}
        self._scopes: tuple[_Scope, ...] = ()
        if analysis.language in LANGUAGES:
            reading = reading if reading is not None else read_speech(analysis, mentions, links)
            self._scopes = tuple(sorted(self._find_scopes(reading), key=lambda s: (s.end - s.start, s.start)))

    def of(self, sentence_index: int, token_index: int, event_type: str | None = None) -> Assertion:
        """How the word ``token_index`` of sentence ``sentence_index`` is told, as a trigger of ``event_type``."""
        sentence = self._analysis.sentences[sentence_index]
        token = sentence.tokens[token_index]
        if self._language not in LANGUAGES:
            return Assertion(polarity="affirmed", certainty="asserted", attribution=_AUTHOR, wording=None)
        words = self._words_of(sentence)
        around = [s for s in self._scopes if s.start <= token.start < s.end]
        scope = around[0] if around else None
        teller = next((s for s in around if not s.open), None)
        since = words.folded.folded_offset(scope.start) if scope is not None and scope.open else 0
        certainties: list[Certainty] = [s.certainty for s in (scope, teller) if s is not None] or ["asserted"]
        wording = list(self._stance(sentence, token, words, certainties))
        modal = self._modal(sentence, token, words, gathering=event_type in _GATHERINGS)
        if modal is not None:
            certainties.append(modal)
        contrary = negated(words.folded, sentence, token, words.stance, self._language, since=since)
        denied = (scope is not None and scope.denied) != contrary or self._cleared(sentence, token, words)
        return Assertion(
            polarity="denied" if denied else "affirmed",
            certainty=max(certainties, key=lambda certainty: _RANK[certainty]),
            attribution=teller.attribution if teller else _AUTHOR,
            wording=" ".join(dict.fromkeys(wording)) or None,
        )

    def _words_of(self, sentence: Sentence) -> _Words:
        if sentence.index not in self._words:
            folded = fold_sentence(self._analysis, sentence)
            self._words[sentence.index] = _Words(
                folded=folded,
                modals=find_modals(folded, sentence, self._language),
                stance=find_stance(folded, self._language),
            )
        return self._words[sentence.index]

    def _find_scopes(self, reading: Reading) -> Iterator[_Scope]:
        cued = set()
        for said in reading.utterances:
            cued.add(said.cue.start)
            yield _Scope(
                start=said.content.start,
                end=said.content.end,
                certainty="alleged" if said.strength == "claim" else "reported",
                denied=said.strength == "deny" and not said.verbatim,
                attribution=_attribution(said.speaker),
            )
        for span in reading.unsaid:
            yield _Scope(
                start=span.start, end=span.end, certainty="hypothetical", denied=False, attribution=_AUTHOR, open=True
            )
        yield from self._disbeliefs()
        for place, opening, speaker in reading.headings:
            start = place.folded.base + place.folded.normalized.offsets[opening]
            yield _scope(start, place.sentence.end, "reported", speaker)
        for place, cue, speaker in reading.cues:
            span = place.folded.span(cue.start, cue.end)
            if cue.category == "preposition":
                start, end = place.sentence.start, place.sentence.end
                yield _scope(start, end, "reported", speaker)
            elif cue.strength == "responsibility":
                yield from self._claimed(place, cue, speaker)
            elif span.start not in cued:
                yield from self._object(place, cue, speaker)

    def _disbeliefs(self) -> Iterator[_Scope]:
        """What nobody believes is denied; what somebody does not believe is left open."""
        table = speech_table(self._language)
        for sentence in self._analysis.sentences:
            words = self._words_of(sentence)
            if not any(word.kind == "belief" for word in words.stance):
                continue
            text = words.folded.text
            for belief, nobody in disbelieved(words.folded, sentence, words.stance, self._language):
                stop = _BREAK.search(text, belief.end)
                end = stop.start() if stop else len(text)
                opening = table.complementiser.search(text, belief.end, end)
                start = opening.end() if opening else belief.end
                if (opening is None and self._language != "en") or not text[start:end].strip():
                    continue
                span = words.folded.span(start, end)
                yield _Scope(
                    start=span.start,
                    end=span.end,
                    certainty="asserted" if nobody else "hypothetical",
                    denied=nobody,
                    attribution=_AUTHOR,
                    open=True,
                )

    def _cleared(self, sentence: Sentence, token: Token, words: _Words) -> bool:
        """Whether the trigger is what somebody is accused of in a sentence that clears them of it."""
        if not any(word.kind == "cleared" for word in words.stance):
            return False
        for word in words.stance:
            if word.kind == "accused" and self._accuses(word, sentence, token, words.folded):
                beside = not words.folded.text[word.end : words.folded.folded_offset(token.start)].strip()
                if beside or not is_definite(sentence, token, words.folded, self._language):
                    return True
        return False

    def _object(self, place: SpeechSentence, cue: SpeechCue, speaker: Speaker) -> Iterator[_Scope]:
        """What a verb of speech has as its object: "announced the arrest", "accused X of killing"."""
        stance = self._words_of(place.sentence).stance
        accused = any(word.kind == "accused" and word.start <= cue.start < word.end for word in stance)
        if cue.strength not in (*_OBJECT_CUES, "accuse") or accused:
            return
        end = place.sentence.end
        later = [other.start for other in place.cues if other.start > cue.end and other.category == "verb"]
        if later:
            end = place.folded.span(later[0], later[0] + 1).start
        start = place.folded.span(cue.start, cue.end).end
        if cue.strength == "deny":
            # To deny a part in a deed is not to deny the deed.
            involved = any(word.kind == "involvement" and word.start > cue.end for word in stance)
            yield _scope(start, end, "reported", speaker, denied=not involved)
        else:
            yield _scope(start, end, "alleged" if cue.strength in ("accuse", "claim") else "reported", speaker)

    def _claimed(self, place: SpeechSentence, cue: SpeechCue, speaker: Speaker) -> Iterator[_Scope]:
        """A deed that a group claims as its own: the words after the claim and the few before it."""
        span = place.folded.span(cue.start, cue.end)
        yield _scope(span.end, place.sentence.end, "reported", speaker)
        before = place.folded.text[: cue.start]
        cut = max((match.end() for match in _BREAK.finditer(before)), default=0)
        words = list(re.finditer(r"\S+", before[cut:]))[-_CLAIMED:]
        if words:
            first = place.folded.span(cut + words[0].start(), cue.start)
            yield _scope(first.start, span.start, "reported", speaker)

    def _stance(self, sentence: Sentence, token: Token, words: _Words, certainties: list[Certainty]) -> Iterator[str]:
        """Words of stance that colour the trigger; adds what they make of its certainty."""
        text, start, end = _place(words.folded, token)
        for word in words.stance:
            if word.kind == "alleged" and token.dep:
                if not modifies(sentence, token, words.folded.span(word.start, word.end)):
                    continue
            elif word.kind in ("alleged", "wording"):
                gap = text[word.end : start] if word.side == "before" else text[end : word.start]
                inverse = word.start < start if word.side == "before" else word.start >= end
                several = " " in text[word.start : word.end]
                reach = _BELIEVED if several and word.side == "before" else _BESIDE
                if word.side == "after" and not has_article(token):
                    reach = 0
                if not inverse or _BREAK.search(gap) or len(gap.split()) > reach:
                    continue
            elif word.kind == "accused":
                if not self._accuses(word, sentence, token, words.folded):
                    continue
            else:
                continue
            if word.kind != "wording":
                certainties.append("alleged")
            yield words.folded.span(word.start, word.end).quote
        yield from self._conditional(sentence, token, certainties)

    def _accuses(self, word: StanceWord, sentence: Sentence, token: Token, folded: Folded) -> bool:
        """Whether the trigger is what somebody is accused of."""
        text, start, _ = _place(folded, token)
        gap = text[word.end : start]
        if word.end > start or re.search(r"[;؛:.!?؟]", gap):
            return False
        if token.dep:
            return depends_on(sentence, token, folded.span(word.start, word.end))
        return len(gap.split()) <= _ACCUSED

    def _conditional(self, sentence: Sentence, token: Token, certainties: list[Certainty]) -> Iterator[str]:
        """The French conditional of hearsay: "aurait tué"."""
        if self._language != "fr":
            return
        for other in sentence.tokens:
            if "Mood=Cnd" in other.morph and other.pos == "AUX" and other.head == token.index:
                certainties.append("alleged")
                yield other.text

    def _modal(self, sentence: Sentence, token: Token, words: _Words, *, gathering: bool) -> Certainty | None:
        found = [
            cue.certainty
            for cue in words.modals
            if self._modal_covers(cue, sentence, token, words.folded, gathering=gathering)
        ]
        return "hypothetical" if "hypothetical" in found else "planned" if "planned" in found else None

    def _modal_covers(
        self, cue: ModalCue, sentence: Sentence, token: Token, folded: Folded, *, gathering: bool
    ) -> bool:
        text, start, _ = _place(folded, token)
        if cue.start <= start < cue.end:
            return cue.shape
        argument = gathering or not is_definite(sentence, token, folded, self._language)
        word = cue_token(sentence, folded, cue.end - 1)
        if word is not None and word.dep:
            return governs(sentence, word, token, arguments=argument, conjuncts=True)
        gap = text[cue.end : start]
        reach = _CONDITION if cue.wide else _MODAL
        words = len(gap.split())
        return cue.end <= start and (argument or not words) and not _BREAK.search(gap) and words <= reach


def _place(folded: Folded, token: Token) -> tuple[str, int, int]:
    return folded.text, folded.folded_offset(token.start), folded.folded_offset(token.end)


def _attribution(speaker: Speaker) -> Attribution:
    return Attribution(kind=speaker.kind, entity=speaker.entity, label=speaker.label or None)


def _scope(start: int, end: int, certainty: Certainty, speaker: Speaker, *, denied: bool = False) -> _Scope:
    return _Scope(start=start, end=end, certainty=certainty, denied=denied, attribution=_attribution(speaker))
