"""What is said by whom: direct and indirect speech with the stretch of text that it covers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.analysis import Analysis
from extract.model import EntityLink, Mention, TextSpan
from extract.speakers import SUBJECTS, Speaker, SpeakerFinder
from extract.speech import SpeechCue, SpeechSentence, speech_sentences, speech_table
from extract.stance import find_stance
from extract.vocab import LANGUAGES

_MIN_DIRECT = 4
_MIN_INDIRECT = 3
_CUE_REACH = 25
_TAIL_REACH = 9
_COMPLEMENT_REACH = {"ar": 20, "fr": 14, "en": 12}
_QUOTES = re.compile(r"«(?P<g>[^«»]*)»|[“\"”„‟](?P<d>[^\"“”„‟]*)[\"”“]")
_INNER = " \t\u00a0\u202f\u200f\u200e.,،;؛"
_STOP = re.compile(r"[,،؛;:.!?؟]")
_CLAUSAL = frozenset({"ccomp", "parataxis"})
_CARRY = 2
_THROUGH = 2
_BEFORE_INFINITIVE = 4
_OPENING = 120
_NOBODY = Speaker(kind="unnamed", entity=None, label="")
"""Stands for a speaker that the text does not name near the cue: enough for attribution, not for a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Words given to a speaker: the cue, the stretch said, and whether quotation marks carry it.
    ``verbatim`` where the words are the speaker's own, in quotation marks or behind a colon."""

    cue: TextSpan
    strength: str
    speaker: Speaker
    content: TextSpan
    direct: bool
    verbatim: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """A cue with its speaker."""

    place: SpeechSentence
    cue: SpeechCue
    speaker: Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All speech of an article: utterances, every cue outside quotations with its speaker, and headlines that quote
    somebody before a colon (the offset is that of the words quoted, folded)."""

    utterances: tuple[Utterance, ...]
    cues: tuple[tuple[SpeechSentence, SpeechCue, Speaker], ...]
    headings: tuple[tuple[SpeechSentence, int, Speaker], ...]
    unsaid: tuple[TextSpan, ...]
    """What negated verbs of speech leave open ("did not say whether ..."): nobody's words."""


def read_speech(analysis: Analysis, mentions: Sequence[Mention], links: Sequence[EntityLink]) -> Reading:
    """Direct and indirect speech of title and body, sorted by content; speech without a known speaker is left out."""
    if analysis.language not in LANGUAGES:
        return Reading(utterances=(), cues=(), headings=(), unsaid=())
    return _Reader(analysis, mentions, links).read()


class _Reader:
    def __init__(self, analysis: Analysis, mentions: Sequence[Mention], links: Sequence[EntityLink]) -> None:
        self._analysis = analysis
        self._text = analysis.article.text
        self._table = speech_table(analysis.language)
        self._places = speech_sentences(analysis)
        self._finder = SpeakerFinder(self._table, mentions, links)

    def read(self) -> Reading:
        quotes = self._quotes()
        spoken = self._spoken(quotes)
        direct = [found for quote in quotes if (found := self._direct(quote, spoken)) is not None]
        indirect = [found for said in spoken if (found := self._indirect(said, quotes)) is not None]
        covered = [(found.content.start, found.content.end) for found in direct]
        kept = [found for found in indirect if not _same(found, covered)]
        utterances = sorted([*direct, *kept], key=lambda found: (found.content.start, -found.content.end))
        cues = tuple((said.place, said.cue, said.speaker) for said in spoken)
        return Reading(utterances=tuple(utterances), cues=cues, headings=self._headings(), unsaid=tuple(self._unsaid()))

    def _unsaid(self) -> Iterator[TextSpan]:
        for place in self._places:
            for cue in place.cues:
                if cue.unsaid and cue.strength not in ("accuse", "responsibility"):
                    said = _Spoken(place=place, cue=cue, speaker=_NOBODY)
                    bounds = self._open(said)
                    if bounds is not None:
                        yield self._analysis.span(*bounds)

    def _open(self, said: _Spoken) -> tuple[int, int] | None:
        """The clause, or the object of an announcement, that a negated verb of speech leaves open."""
        text, after = said.place.folded.text, said.cue.end
        open_question = self._table.whether.match(text, after + 1)
        if open_question is None and self._table.question.match(text, after + 1):
            return None  # "did not say who bombed the bus": that it was bombed is taken for granted.
        whether = self._table.whether.search(text, after)
        gap = text[after : whether.start()] if whether is not None else ""
        near = not _STOP.search(gap) and len(gap.split()) <= _COMPLEMENT_REACH[self._table.language]
        if whether is not None and near:
            return self._raw(said, whether.start(), self._end(said, whether.start()))
        clause = self._complement(said) or self._clausal(said)
        involved = any(word.kind == "involvement" for word in find_stance(said.place.folded, self._table.language))
        if clause is not None or involved or said.cue.strength not in ("announce", "confirm"):
            return clause
        stop = _STOP.search(text, after)
        return self._raw(said, after, min(self._end(said, after), stop.start() if stop else len(text)))

    def _headings(self) -> tuple[tuple[SpeechSentence, int, Speaker], ...]:
        titles = [place for place in self._places if place.sentence.zone == "title"]
        found = [(place, heading) for place in titles if (heading := self._finder.heading(place)) is not None]
        return tuple((place, heading[1], heading[0]) for place, heading in found)

    def _quotes(self) -> list[tuple[int, int]]:
        """[start, end) of the text inside each pair of marks that holds more than a phrase; one paragraph at a time."""
        bounds: dict[tuple[str, int], tuple[int, int]] = {}
        for sentence in self._analysis.sentences:
            key = (sentence.zone, sentence.paragraph)
            start = bounds.get(key, (sentence.start, 0))[0]
            bounds[key] = (start, sentence.end)
        found = []
        for start, end in bounds.values():
            for match in _QUOTES.finditer(self._text, start, end):
                group = "g" if match["g"] is not None else "d"
                if len(match[group].split()) >= _MIN_DIRECT:
                    found.append(match.span(group))
        return found

    def _spoken(self, quotes: list[tuple[int, int]]) -> list[_Spoken]:
        """Cues outside quotations with their speakers, in order."""
        found: list[_Spoken] = []
        last: _Spoken | None = None
        for place in self._places:
            for cue in place.cues:
                offset = place.folded.span(cue.start, cue.end).start
                if cue.unsaid or any(start <= offset < end for start, end in quotes):
                    continue
                recent = last is not None and place.sentence.index - last.place.sentence.index < _CARRY
                previous = last.speaker if last is not None and recent else self._before(place)
                before = self._text[max(0, offset - 4) : offset].rstrip()
                trailing = before[-1:] in ("»", '"', "”", ",", "،")
                speaker = self._finder.of(place, cue, previous, trailing=trailing)
                if speaker is None and cue.category == "preposition":
                    speaker = self._through(place, cue, previous)
                if speaker is None and cue.category == "verb":
                    speaker = _NOBODY
                if speaker is None:
                    continue
                found.append(_Spoken(place=place, cue=cue, speaker=speaker))
                if speaker is not _NOBODY and (trailing or self._opens(place, cue)):
                    last = found[-1]
        return found

    def _through(self, place: SpeechSentence, cue: SpeechCue, previous: Speaker | None) -> Speaker | None:
        """Who speaks where a verb follows a preposition: "according to what the ministry said"."""
        verb = next((other for other in place.cues if other.category == "verb" and other.start >= cue.end), None)
        if verb is None or verb.unsaid or len(place.folded.text[cue.end : verb.start].split()) > _THROUGH:
            return None
        return self._finder.of(place, verb, previous, trailing=False)

    def _before(self, place: SpeechSentence) -> Speaker | None:
        """Who a cue without a subject goes back to where nobody spoke: the one person of the sentence before."""
        if place.sentence.index == 0:
            return None
        earlier = self._analysis.sentences[place.sentence.index - 1]
        return self._finder.only_person(earlier) if earlier.zone == place.sentence.zone else None

    def _opens(self, place: SpeechSentence, cue: SpeechCue) -> bool:
        """Whether words that are said seem to follow the cue: only then does its speaker go on speaking."""
        rest = place.folded.text[cue.end : cue.end + _OPENING]
        if any(mark in rest for mark in ':"') or self._table.complementiser.search(rest) is not None:
            return True
        return cue.category == "preposition" or self._analysis.language != "ar"

    def _direct(self, quote: tuple[int, int], spoken: list[_Spoken]) -> Utterance | None:
        start, end = quote
        before = self._cue_before(start, spoken)
        after = self._cue_after(end, spoken)
        said = before or after if self._analysis.language == "ar" else after or before
        if said is None:
            return None
        raw = self._text[start:end]
        start += len(raw) - len(raw.lstrip(_INNER))
        end -= len(raw) - len(raw.rstrip(_INNER + "،,"))
        return self._utterance(said, start, end, direct=True)

    def _cue_before(self, start: int, spoken: list[_Spoken]) -> _Spoken | None:
        for said in reversed(spoken):
            cue_end = said.place.folded.span(said.cue.start, said.cue.end).end
            if cue_end > start:
                continue
            between = self._text[cue_end : start - 1]
            same = said.place.sentence.end >= start or between.rstrip().endswith(":")
            ended = re.search(r"[»”\"]|[.!?؟]\s", between)
            return said if same and not ended and len(between.split()) <= _CUE_REACH else None
        return None

    def _cue_after(self, end: int, spoken: list[_Spoken]) -> _Spoken | None:
        for said in spoken:
            if said.cue.category != "verb":
                continue
            cue_start = said.place.folded.span(said.cue.start, said.cue.end).start
            if cue_start < end:
                continue
            between = self._text[end + 1 : cue_start]
            lead = between.lstrip(" ,،\u00a0")
            clean = not re.search(r"[.:;!?؟«\"“]", lead) and "\n" not in between
            return said if clean and len(lead.split()) <= _TAIL_REACH else None
        return None

    def _indirect(self, said: _Spoken, quotes: list[tuple[int, int]]) -> Utterance | None:
        if said.cue.category != "verb" or said.cue.strength in ("accuse", "responsibility"):
            return None
        bounds = (
            self._colon(said)
            or self._complement(said)
            or self._clausal(said)
            or self._infinitive(said)
            or self._leading(said)
        )
        if bounds is None:
            return None
        start, end = bounds
        for quote_start, quote_end in quotes:
            if start <= quote_start < end and len(self._text[start:quote_start].split()) < _MIN_DIRECT:
                return None
            if quote_start <= start < quote_end:
                return None
        raw = self._text[start:end]
        start += len(raw) - len(raw.lstrip(_INNER))
        end -= len(raw) - len(raw.rstrip(_INNER + "!"))
        if len(self._text[start:end].split()) < _MIN_INDIRECT:
            return None
        return self._utterance(said, start, end, direct=False)

    def _colon(self, said: _Spoken) -> tuple[int, int] | None:
        """What follows a colon after the cue and its speaker, without the complementiser that may open it."""
        text = said.place.folded.text
        colon = text.find(":", said.cue.end)
        between = text[said.cue.end : max(colon, said.cue.end)]
        if colon < 0 or re.search(r"[;؛.]", between) or len(between.split()) > _COMPLEMENT_REACH[self._table.language]:
            return None
        if any(cue.category == "verb" and said.cue.end < cue.start < colon for cue in said.place.cues):
            return None
        if self._table.complementiser.search(between) is not None:
            return None
        start = colon + 1 + len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip())
        opening = self._table.complementiser.match(text, start)
        return self._raw(said, opening.end() if opening else start, len(text))

    def _infinitive(self, said: _Spoken) -> tuple[int, int] | None:
        """A French infinitive right after the cue: "dit n'avoir rien vu"."""
        if self._analysis.language != "fr" or said.cue.token < 0:
            return None
        tokens = said.place.sentence.tokens
        for token in tokens[said.cue.token + 1 : said.cue.token + 1 + _BEFORE_INFINITIVE]:
            if "VerbForm=Inf" in token.morph:
                start = said.place.folded.folded_offset(tokens[said.cue.token + 1].start)
                return self._raw(said, start, self._end(said, start))
            if token.pos not in ("ADV", "PRON", "PART", "AUX"):
                return None
        return None

    def _complement(self, said: _Spoken) -> tuple[int, int] | None:
        """What follows the complementiser of the cue, up to the next break."""
        text, table = said.place.folded.text, self._table
        match = table.complementiser.search(text, said.cue.end)
        if match is None:
            return None
        between = text[said.cue.end : match.start()]
        if len(between.split()) > _COMPLEMENT_REACH[table.language] or re.search(r"[:;؛.]|\b\d+ ?[)]", between):
            return None
        if any(cue.category == "verb" and said.cue.end < cue.start < match.start() for cue in said.place.cues):
            return None
        opening = said.place.folded.span(match.start(), match.end()).start
        for token in said.place.sentence.tokens[said.cue.token + 1 :]:
            if token.head == said.cue.token and token.dep == "ccomp" and token.start < opening:
                return None  # "said he did not believe that ...": the clause said begins before the complementiser.
        return self._raw(said, match.end(), self._end(said, match.end()))

    def _clausal(self, said: _Spoken) -> tuple[int, int] | None:
        """What an English or French parser takes as the clause said, where no complementiser opens it."""
        tokens = said.place.sentence.tokens
        if said.cue.token < 0 or not tokens[said.cue.token].dep:
            return None
        first = next(
            (t for t in tokens if t.head == said.cue.token and t.index > said.cue.token and t.dep == "ccomp"), None
        )
        if first is None:
            return None
        inside = {first.index}
        for _ in range(4):
            inside |= {t.index for t in tokens if t.head in inside and t.index > said.cue.token}
        start = said.place.folded.folded_offset(tokens[min(inside)].start)
        if start - said.cue.end > 40:
            return None
        return self._raw(said, start, self._end(said, start))

    def _leading(self, said: _Spoken) -> tuple[int, int] | None:
        """What stands before a cue at the tail of its sentence: "12 people were killed, police said"."""
        if self._analysis.language == "ar":
            return None
        text = said.place.folded.text
        comma = text.rfind(",", 0, said.cue.start)
        tail_words = len(text[said.cue.end :].split())
        if comma < 0 or tail_words > _TAIL_REACH or len(text[comma : said.cue.start].split()) > _TAIL_REACH:
            return None
        tokens = said.place.sentence.tokens
        verb = tokens[said.cue.token] if said.cue.token >= 0 else None
        if verb is None or not verb.dep:
            return None
        heads_clause = any(t.head == verb.index and t.dep in _CLAUSAL and t.index < verb.index for t in tokens)
        inverted = not text[comma + 1 : said.cue.start].strip()
        if not (heads_clause or inverted or verb.dep == "parataxis"):
            return None
        lead = [t for t in tokens if t.index < verb.index and said.place.folded.folded_offset(t.start) < comma]
        if inverted and not re.search(r"[^\W_]", text[said.cue.end :]) and "-" not in said.cue.text:
            return None  # Nobody is named behind the cue: the subject stands before the comma.
        if inverted and any(t.head == verb.index and t.dep in SUBJECTS for t in lead):
            return None  # An apposition stands before the comma ("Un témoin, Jean Petit, assure"), not what is said.
        if not any(t.pos in ("VERB", "AUX") and "VerbForm=Part" not in t.morph for t in lead):
            return None
        return self._raw(said, 0, comma)

    def _end(self, said: _Spoken, start: int) -> int:
        """Where speech that opens at folded ``start`` ends: a break, the next cue after a comma, or the sentence."""
        text = said.place.folded.text
        ends = [len(text)]
        for match in self._table.breaks.finditer(text, start):
            if text[: match.start()].rstrip()[-1:] in (",", "،"):
                ends.append(match.start())
        for cue in said.place.cues:
            glued = text[: cue.start].rstrip("وف ")[-1:]
            if cue.start > start and cue.category == "verb" and glued in (",", "،"):
                ends.append(cue.start)
        ends += self._participles(said, start)
        end = min(ends)
        return end if end == len(text) else len(text[:end].rstrip("وف ,،")) if text[end - 1] != " " else end

    def _participles(self, said: _Spoken, start: int) -> Iterator[int]:
        """Commas where a participle of the verb of speech itself goes on: "denied that ..., contradicting ..."."""
        tokens, folded = said.place.sentence.tokens, said.place.folded
        for token in tokens:
            at = folded.folded_offset(token.start)
            adverbial = token.dep == "advcl" and token.head == said.cue.token and "VerbForm=Part" in token.morph
            if adverbial and at > start and folded.text[:at].rstrip()[-1:] == ",":
                yield at

    def _raw(self, said: _Spoken, start: int, end: int) -> tuple[int, int] | None:
        if not said.place.folded.text[start:end].strip():
            return None
        span = said.place.folded.span(start, end)
        return span.start, span.end

    def _utterance(self, said: _Spoken, start: int, end: int, *, direct: bool) -> Utterance | None:
        if end <= start:
            return None
        return Utterance(
            cue=said.place.folded.span(said.cue.start, said.cue.end),
            strength=said.cue.strength,
            speaker=said.speaker,
            content=self._analysis.span(start, end),
            direct=direct,
            verbatim=direct or self._text[:start].rstrip().endswith(":"),
        )


def _same(found: Utterance, covered: Sequence[tuple[int, int]]) -> bool:
    start, end = found.content.start, found.content.end
    return any(min(end, stop) - max(start, begin) > (end - start) / 2 for begin, stop in covered)
