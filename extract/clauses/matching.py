"""Finding triggers in a sentence: vetoed readings are left out."""

from collections.abc import Iterator

from extract.analysis import Sentence, Token
from extract.clauses.model import Entry, Hit
from extract.clauses.tables import Entries, function_words, nominal_stems, verbal_stems
from extract.clitics import noun_readings

VERB_GAP = 6
"""Words that may stand between a verb and the rest of its form: ألقت [مصالح الأمن] القبض, took [20 people] hostage."""

_TANWIN = ("\u064b", "\u064c", "\u064d")

SHORT = 3
"""Letters under which an Arabic word of a form must stand as it is: مع is not the beginning of معا."""

VETO_WINDOW = 3
"""A veto word counts within this many tokens of the trigger."""


def candidates(sentence: Sentence, language: str, entries: Entries) -> list[Hit]:
    """Possible triggers in ``sentence``, longest form first; they may overlap, since needs are not checked here."""
    found = [
        hit
        for index in range(len(sentence.tokens))
        for entry in entries.starting_with(_keys(sentence, index, language))
        if (hit := _match(sentence, index, entry, language)) is not None and not _vetoed(sentence, hit, language)
    ]
    return sorted(found, key=lambda hit: (-len(hit.entry.words), hit.entry.needs is None, hit.start))


def _keys(sentence: Sentence, index: int, language: str) -> Iterator[str]:
    token = sentence.tokens[index]
    yield token.norm
    if language == "ar":
        yield from nominal_stems(token.norm, language)
        yield from verbal_stems(token.norm, language)
    else:
        yield token.lemma


def _match(sentence: Sentence, index: int, entry: Entry, language: str) -> Hit | None:
    tokens = sentence.tokens
    if entry.word_class == "verb":
        if not _is_verb(sentence, index, entry, language):
            return None
    elif not _is_noun(sentence, index, entry, language):
        return None
    position = index + 1
    for word in entry.words[1:]:
        gap = VERB_GAP if entry.word_class == "verb" else 0
        limit = min(len(tokens), position + gap + 1)
        place = next((i for i in range(position, limit) if _says(tokens[i], word, language)), None)
        if place is None:
            return None
        position = place + 1
    contiguous = position - index == len(entry.words)
    return Hit(
        entry=entry, start=index, end=position if contiguous else index + 1, head=_head(entry, index, position, tokens)
    )


def _head(entry: Entry, start: int, end: int, tokens: tuple[Token, ...]) -> int:
    """The token that carries the slots: the first, or in a parsed compound (car bomb attack) the one that governs."""
    if tokens[start].head < 0 or end - start > len(entry.words):
        return start
    inside = range(start, end)
    return next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), start)


def _is_verb(sentence: Sentence, index: int, entry: Entry, language: str) -> bool:
    token = sentence.tokens[index]
    if language != "ar":
        if entry.words[0] not in (token.lemma, token.norm):
            return False
        return token.pos in ("VERB", "AUX") or (token.pos == "ADJ" and "VerbForm=Part" in token.morph)
    if not {entry.words[0], entry.imperfect} & set(verbal_stems(token.norm, language)):
        return False
    return not _noun_context(sentence, index)


def _is_noun(sentence: Sentence, index: int, entry: Entry, language: str) -> bool:
    token = sentence.tokens[index]
    if language != "ar":
        if entry.words[0] not in (token.lemma, token.norm):
            return False
        if len(entry.words) > 1 or token.pos in ("NOUN", "PROPN"):
            return True
        return token.pos == "VERB" and token.dep in ("nsubj", "obj", "nmod", "obl", "nsubj:pass", "compound")
    word = entry.words[0]
    if word.endswith("ه") and token.text.rstrip("\u064b\u064c\u064d\u064e\u064f\u0650").endswith("ه"):
        # The form ends in ta marbuta; a plain ه is a pronoun on another word (بيعه, its sale, is no بيعة).
        return False
    return word in nominal_stems(token.norm, language)


def _noun_context(sentence: Sentence, index: int) -> bool:
    """Whether an Arabic word that could be a verb stands where only a noun can: with article, after a preposition."""
    token = sentence.tokens[index]
    if token.text.rstrip("اى").endswith(_TANWIN):
        return True
    readings = noun_readings(token.norm)
    if token.norm.startswith(("ال", "وال", "فال", "بال", "لل", "كال")) and len(token.norm) > 4:
        return any(reading.article for reading in readings) and not token.norm.startswith(("التق", "والتق", "فالتق"))
    if index == 0:
        return False
    before = function_words("ar").get(sentence.tokens[index - 1].norm, frozenset())
    return "preposition" in before and "particle" not in before


def _says(token: Token, word: str, language: str) -> bool:
    if word in (token.norm, token.lemma):
        return True
    if language != "ar" or len(word) < SHORT:
        return False
    bare = word.removeprefix("ال")
    return any(r.stem in (word, bare) and not r.prep for r in noun_readings(token.norm))


def _vetoed(sentence: Sentence, hit: Hit, language: str) -> bool:
    if not hit.entry.veto:
        return False
    window = sentence.tokens[max(0, hit.start - VETO_WINDOW) : hit.end + VETO_WINDOW]
    for token in window:
        if token.norm in hit.entry.veto or token.lemma in hit.entry.veto:
            return True
        if language == "ar" and hit.entry.veto & set(nominal_stems(token.norm, language)):
            return True
    return False
