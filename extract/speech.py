"""Cues of speech in a sentence: verbs and prepositions that give words to somebody."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from extract.analysis import Analysis, Sentence, Token
from extract.folded import Folded, fold_sentence
from extract.stance import StanceWord, find_stance, unsaid
from extract.vocab import LANGUAGES, alternation, rows
from ontology.normalize import normalize

_COLUMNS = ("form", "lemma", "strength", "category", "source")
_VERBAL = frozenset({"VERB", "AUX", ""})
_CUES = ("verb", "participle", "negated", "preposition")
_MARKS = frozenset("éèêëàâîïôûùç")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechCue:
    """A cue at folded [start, end) of its sentence. ``token`` is the index of its verb; ``bare`` marks a form that
    never has a subject of its own (an Arabic participle: "adding that"). ``unsaid`` marks a verb under negation: its
    subject says nothing."""

    start: int
    end: int
    text: str
    lemma: str
    strength: str
    category: str
    token: int
    bare: bool
    unsaid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechTable:
    """The cue table of a language, compiled."""

    language: str
    cue: re.Pattern[str]
    cues: dict[str, tuple[str, str, str]]
    complementiser: re.Pattern[str]
    breaks: re.Pattern[str]
    stop: re.Pattern[str]
    whether: re.Pattern[str]
    question: re.Pattern[str]
    spellings: frozenset[str]
    heads: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechSentence:
    """A sentence with its folded text and the cues in it."""

    sentence: Sentence
    folded: Folded
    cues: tuple[SpeechCue, ...]


@cache
def speech_table(language: str) -> SpeechTable:
    """The compiled ``speech_cues.tsv`` of ``language``."""
    table = rows(language, "speech_cues", _COLUMNS)
    cues = {
        normalize(row["form"]): (normalize(row["lemma"]), row["strength"], row["category"])
        for row in table
        if row["category"] in _CUES
    }
    glued = "[وف]?" if language == "ar" else ""

    def word(category: str) -> re.Pattern[str]:
        forms = [row["form"] for row in table if row["category"] == category]
        return re.compile(rf"(?<![^\W_]){glued}(?:{alternation(forms)})(?:(?<=')|(?![^\W_]))")

    heads = ("unnamed", "spokesperson", "body", "pronoun")
    return SpeechTable(
        language=language,
        cue=re.compile(rf"(?<![^\W_])(?<!-){glued}(?P<cue>{alternation(list(cues))})(?:(?<=')|(?![^\W_])(?!-[^\W_]))"),
        cues=cues,
        complementiser=word("complementiser"),
        breaks=word("break"),
        stop=word("stop"),
        whether=word("whether"),
        question=word("question"),
        spellings=frozenset(row["form"] for row in table if row["category"] in _CUES),
        heads={c: frozenset(normalize(row["form"]) for row in table if row["category"] == c) for c in heads},
    )


def speech_sentences(analysis: Analysis) -> tuple[SpeechSentence, ...]:
    """All sentences of the analysis with their cues."""
    if analysis.language not in LANGUAGES:
        return ()
    found = []
    for sentence in analysis.sentences:
        folded = fold_sentence(analysis, sentence)
        cues = _cues(folded, sentence, analysis.language, find_stance(folded, analysis.language))
        found.append(SpeechSentence(sentence=sentence, folded=folded, cues=cues))
    return tuple(found)


def _cues(folded: Folded, sentence: Sentence, language: str, stance: tuple[StanceWord, ...]) -> tuple[SpeechCue, ...]:
    table = speech_table(language)
    found = []
    for match in table.cue.finditer(folded.text):
        text = match["cue"]
        lemma, strength, category = table.cues[text]
        token = _verb(folded, sentence, match.start("cue"), match.end())
        if category == "verb" and token is not None and token.pos not in _VERBAL and "-" not in text:
            continue
        if _misspelt(folded, match.start("cue"), match.end(), table):
            continue
        silent = category != "preposition" and unsaid(folded, sentence, match.start("cue"), token, stance, language)
        if category == "negated" and not silent:
            continue
        found.append(
            SpeechCue(
                start=match.start("cue"),
                end=match.end(),
                text=text,
                lemma=lemma,
                strength=strength,
                category="preposition" if category == "preposition" else "verb",
                bare=category == "participle",
                unsaid=silent,
                token=-1 if token is None else token.index,
            )
        )
    return tuple(found)


def _misspelt(folded: Folded, start: int, end: int, table: SpeechTable) -> bool:
    """Whether accents make another word of a cue: a French participle ("accusé de"), not the present ("accuse")."""
    if table.language != "fr":
        return False
    raw = unicodedata.normalize("NFC", folded.span(start, end).quote).lower().replace("’", "'")
    return bool(_MARKS & set(raw)) and raw not in table.spellings


def _verb(folded: Folded, sentence: Sentence, start: int, end: int) -> Token | None:
    """The last verb of a cue, else its last word."""
    offsets = folded.normalized.offsets
    first, last = folded.base + offsets[start], folded.base + offsets[end - 1]
    inside = [token for token in sentence.tokens if token.end > first and token.start <= last]
    verbs = [token for token in inside if token.pos in _VERBAL]
    main = [token for token in verbs if token.pos != "AUX"]
    chosen = main or verbs or inside
    return chosen[-1] if chosen else None
