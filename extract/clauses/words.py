"""The words of an Arabic sentence with what the shallow grammar needs to know of each."""

import re
from dataclasses import dataclass
from functools import cache

from extract.analysis import Sentence, Token
from extract.clauses.tables import fillers, function_words, nominal_stems, stems_of, verbal_stems
from extract.clitics import noun_readings, verb_readings
from extract.lexicon import lexicon
from extract.model import Mention
from extract.vocab import rows
from ontology.normalize import normalize

# قُتل: where the text writes the damma of the passive, it says what the letters alone leave open.
_PASSIVE = re.compile("[وف]?[^\\Wيتن]\u0651?\u064f")
_LONG = 4
_SOFT = frozenset("،,")
_QUOTES = frozenset("\"'()[]")
_OBJECT_SUFFIXES = frozenset({"ه", "ها", "هم", "هن", "هما"})
_EVENT = frozenset({"event"})
_OFFICIAL = frozenset({"official", "people"})
_ABSOLUTE = ("ون", "ان", "ا")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A token and its part in the shallow grammar.

    ``kind``: name (in a mention), known (a noun of ``fillers.tsv``), number, noun (any other word), verb, preposition,
    subordinator, relative, negation, particle, quote, boundary. ``soft`` marks a comma, ``continues`` the inside of a
    name, ``absolute`` an indefinite ending that closes a phrase (مسلحون, جنديا), ``possessed`` a pronoun on a noun,
    ``passive`` a verb written with the damma of the passive, ``plural`` one that holds its subject (بايعوا).
    """

    index: int
    kind: str
    preposition: str = ""
    conjunction: bool = False
    definite: bool = False
    absolute: bool = False
    continues: bool = False
    soft: bool = False
    object_suffix: bool = False
    possessed: bool = False
    passive: bool = False
    plural: bool = False
    type: str = ""
    ending: str = ""
    classes: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()


def read_words(
    sentence: Sentence, mentions: tuple[Mention, ...], verbs: frozenset[str], events: frozenset[str]
) -> tuple[Word, ...]:
    """One ``Word`` a token. ``verbs`` holds the stems that count as verbs, ``events`` those of event nouns."""
    named = _named(sentence, mentions)
    words: list[Word] = []
    skip = 0
    for token in sentence.tokens:
        if skip:
            skip -= 1
            words.append(Word(index=token.index, kind="preposition", preposition=words[-1].preposition))
            continue
        if token.index in named:
            words.append(_name(token, named[token.index]))
            continue
        length = _by_phrase(sentence, token.index)
        if length:
            words.append(Word(index=token.index, kind="preposition", preposition="by"))
            skip = length - 1
            continue
        words.append(_word(token, words[-1] if words else None, verbs, events))
    return tuple(words)


def _named(sentence: Sentence, mentions: tuple[Mention, ...]) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    for mention in mentions:
        if mention.kind == "pronoun" or mention.span.start < sentence.start or mention.span.end > sentence.end:
            continue
        for token in sentence.tokens:
            if token.start < mention.span.end and mention.span.start < token.end:
                found[token.index] = mention
    return found


def _name(token: Token, mention: Mention) -> Word:
    continues = token.start > mention.span.start
    before = normalize(token.text[: max(0, mention.span.start - token.start)])
    return Word(
        index=token.index,
        kind="name",
        preposition=next((letter for letter in before if letter in "بلك"), "") if not continues else "",
        conjunction=not continues and before.startswith(("و", "ف")),
        definite=True,
        continues=continues,
        type=mention.type,
    )


def _word(token: Token, before: Word | None, verbs: frozenset[str], events: frozenset[str]) -> Word:
    norm, index = token.norm, token.index
    if not any(char.isalnum() for char in norm):
        kind = "quote" if norm in _QUOTES or not norm.strip('-"') else "boundary"
        return Word(index=index, kind=kind, soft=norm in _SOFT)
    if any(char.isdigit() for char in norm) or _number_word(norm):
        return Word(
            index=index, kind="number", preposition=_clitic(norm), conjunction=norm[0] in "وف" and len(norm) > 3
        )
    function = _function(norm)
    if function:
        return function_word(index, norm, function)
    stems = frozenset(verbal_stems(norm, "ar")) & verbs
    if not stems and len(norm) > _LONG and norm[0] == "و" and norm.endswith("ت") and not norm.endswith("ات"):
        # وألغت: a word with و and the feminine ending is a verb that begins a clause, known or not.
        return Word(index=index, kind="verb", conjunction=True)
    after_preposition = before is not None and before.kind == "preposition"
    article = norm.startswith(("ال", "وال", "بال", "لل", "فال", "كال")) and not norm.startswith(
        ("الت", "والت", "الق", "والق")
    )
    if stems and not after_preposition and not article:
        suffix = any(r.stem in stems and r.suffix in _OBJECT_SUFFIXES for r in verb_readings(norm))
        passive = _PASSIVE.match(token.text) is not None
        conjunction = norm[0] in "وف"
        return Word(
            index=index,
            kind="verb",
            stems=stems,
            object_suffix=suffix,
            conjunction=conjunction,
            passive=passive,
            plural=norm.endswith("وا"),
        )
    return _nominal(index, norm, events)


def function_word(index: int, norm: str, classes: frozenset[str]) -> Word:
    """The word of a closed class; conjunctions written onto it do not matter."""
    for kind in ("relative", "subordinator", "negation", "preposition", "particle"):
        if kind in classes:
            return Word(index=index, kind=kind, preposition=norm if kind == "preposition" else "")
    return Word(index=index, kind="boundary", soft=True)


def _function(norm: str) -> frozenset[str]:
    table = function_words("ar")
    found = table.get(norm, frozenset())
    if not found and norm[0] in "وف" and len(norm) > 2:
        found = table.get(norm[1:], frozenset())
    return found - {"by"}


def _by_phrase(sentence: Sentence, index: int) -> int:
    table = function_words("ar")
    for length in (2, 1):
        words = [token.norm for token in sentence.tokens[index : index + length]]
        if len(words) == length and "by" in table.get(" ".join(words), ()):
            return length
    return 0


def _nominal(index: int, norm: str, events: frozenset[str]) -> Word:
    table = fillers("ar")
    known = (
        r
        for r in noun_readings(norm)
        if len(r.stem) > 2 and (r.stem in table or r.stem in events or r.stem in _posts())
    )
    reading = next(known, None)
    article = norm.startswith(("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال"))
    if reading is None:
        return Word(
            index=index,
            kind="noun",
            preposition=_clitic(norm),
            conjunction=norm.startswith("وال"),
            definite=article,
            ending=norm[-2:],
        )
    return Word(
        index=index,
        kind="known",
        preposition=reading.prep,
        conjunction=bool(reading.conj),
        definite=reading.article or bool(reading.suffix and reading.suffix != "ا"),
        possessed=norm.endswith(("ه", "ها", "هم")),
        absolute=not reading.article and (norm.endswith(_ABSOLUTE) or reading.stem.endswith(("ين", "ون", "ان"))),
        classes=table.get(reading.stem) or (_EVENT if reading.stem in events else _OFFICIAL),
        ending=norm[-2:],
    )


def _clitic(norm: str) -> str:
    """The preposition written onto a word that no table knows: only before the article is it sure."""
    if norm.startswith(("بال", "وبال", "فبال")):
        return "ب"
    if norm.startswith(("لل", "ولل")):
        return "ل"
    return "ك" if norm.startswith("كال") else ""


def _number_word(norm: str) -> bool:
    return any(stem in _numbers() for stem in nominal_stems(norm, "ar")[:4])


@cache
def _numbers() -> frozenset[str]:
    table = rows("ar", "numbers", ("form", "value", "kind", "source"))
    return frozenset(normalize(row["form"]) for row in table if row["kind"] in ("cardinal", "scale"))


@cache
def _posts() -> frozenset[str]:
    return frozenset(form for form in lexicon("ar").posts if " " not in form)


@cache
def frequent_verbs() -> frozenset[str]:
    """Stems of verbs that begin a clause though they are no trigger."""
    return frozenset(stems_of(row["forms"] for row in rows("ar", "verbs", ("forms", "source"))))
