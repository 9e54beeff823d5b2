"""Words of negation and stance in a sentence, and what they govern."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.analysis import Sentence, Token
from extract.folded import Folded
from extract.model import TextSpan
from extract.vocab import alternation, rows

_COLUMNS = ("form", "kind", "side", "source")
_FUNCTION = frozenset({"aux", "aux:pass", "aux:tense", "auxpass", "advmod", "neg", "mark", "det", "cop", "case", "cc"})
_SHARED = frozenset({"xcomp", "conj"})
_ARGUMENTS = frozenset({"obj", "nsubj:pass", "nsubj", "nsubjpass", "obl", "nmod", "obl:arg", "obl:mod", "advcl"})
_MAX_CLIMB = 6
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubjpass")
_BREAK = re.compile(r"[,،؛;:.!?؟()]")
_JOINED = re.compile(r"(?<![^\W_])و")
_NEGATED = 3
_PAIR = 60
_REFUSED = 9
_ARTICLE = re.compile(r"[وف]?[بك]?ال|[وف]?لل")


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWord:
    """A word of stance at folded [start, end)."""

    start: int
    end: int
    kind: str
    side: str


@cache
def _patterns(language: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    forms: dict[tuple[str, str], list[str]] = {}
    for row in rows(language, "stance", _COLUMNS):
        forms.setdefault((row["kind"], row["side"]), []).append(row["form"])
    glued = "[وف]?[بل]?" if language == "ar" else ""
    return tuple(
        (kind, side, re.compile(rf"(?<![^\W_]){glued}(?P<w>{alternation(words)})(?:(?<=')|(?![^\W_]))"))
        for (kind, side), words in sorted(forms.items())
    )


def find_stance(folded: Folded, language: str) -> tuple[StanceWord, ...]:
    """Words of stance and negation in order; what an exception covers is left out."""
    found: list[StanceWord] = []
    for kind, side, regex in _patterns(language):
        for match in regex.finditer(folded.text):
            found.append(StanceWord(start=match.start("w"), end=match.end("w"), kind=kind, side=side))
    masks = [(word.start, word.end) for word in found if word.kind == "exception"]
    negating = ("negation", "particle", "paired", "nobody")
    kept = [
        word
        for word in found
        if word.kind != "exception"
        and not (word.kind in negating and any(start <= word.start < end for start, end in masks))
    ]
    return tuple(sorted(kept, key=lambda word: (word.start, word.end, word.kind)))


def has_article(token: Token) -> bool:
    """Whether an Arabic word begins with the article, behind its clitics."""
    return _ARTICLE.match(token.text) is not None


def is_definite(sentence: Sentence, token: Token, folded: Folded, language: str) -> bool:
    """Whether a noun names something known: with the article, a possessive or a demonstrative; in Arabic also by
    the definite noun that follows it."""
    if language == "ar":
        following = sentence.tokens[token.index + 1 : token.index + 2]
        return any(has_article(word) for word in (token, *following))
    determiners = [other for other in sentence.tokens if other.head == token.index and other.dep.startswith("det")]
    return any("Definite=Def" in word.morph or "Dem" in word.morph or "Poss" in word.morph for word in determiners)


def governs(sentence: Sentence, cue: Token, trigger: Token, *, arguments: bool, conjuncts: bool) -> bool:
    """Whether the parsed ``cue`` (an auxiliary, a particle or a verb) has ``trigger`` in its scope.

    ``arguments``: subjects and objects of the governed verb count too; ``conjuncts``: coordinated verbs as well.
    """
    target = cue.head if cue.dep in _FUNCTION else cue.index
    node, argument = trigger.index, False
    for _ in range(_MAX_CLIMB):
        if node == target:
            return True
        dep, head = sentence.tokens[node].dep, sentence.tokens[node].head
        if head in (-1, node):
            return False
        if dep in _ARGUMENTS:
            if not arguments or argument:
                return False
            argument = True
        elif dep not in _SHARED or (dep == "conj" and not conjuncts):
            return dep in _FUNCTION and head == target
        node = head
    return False


def cue_token(sentence: Sentence, folded: Folded, start: int) -> Token | None:
    """The token at a folded offset."""
    offset = folded.base + folded.normalized.offsets[start]
    return next((token for token in sentence.tokens if token.start <= offset < token.end), None)


def empties(sentence: Sentence, negator: Token, trigger: Token) -> bool:
    """Whether a negating word makes the subject or object of ``trigger`` nobody ("no one was killed")."""
    noun = sentence.tokens[negator.head] if negator.dep == "det" else negator
    return noun.head == trigger.index and noun.dep in ("nsubj", "nsubj:pass", "nsubjpass", "obj", "dobj")


def depends_on(sentence: Sentence, token: Token, span: TextSpan) -> bool:
    """Whether a word of the verbatim ``span`` stands above ``token`` in the parse."""
    above = {other.index for other in sentence.tokens if span.start <= other.start < span.end}
    node = token.index
    for _ in range(len(sentence.tokens)):
        node = sentence.tokens[node].head
        if node in above:
            return True
        if node < 0 or sentence.tokens[node].head == node:
            return False
    return False


def modifies(sentence: Sentence, token: Token, span: TextSpan) -> bool:
    """Whether a word of ``span`` is an adjective or adverb of ``token``, or a verb that it hangs on."""
    inside = [other for other in sentence.tokens if span.start <= other.start < span.end]
    return any(other.head == token.index for other in inside) or depends_on(sentence, token, span)


def negated(
    folded: Folded, sentence: Sentence, token: Token, words: Sequence[StanceWord], language: str, *, since: int = 0
) -> bool:
    """Whether ``token`` is negated by a word of ``words`` at or after the folded offset ``since``."""
    inside = [word for word in words if word.start >= since]
    paired = [word for word in inside if word.kind == "paired"]
    for word in inside:
        if word.kind == "nobody" and _nobody(word, folded, sentence, token, language):
            return True
        pair = word.kind == "particle" and any(0 < other.start - word.end < _PAIR for other in paired)
        if (pair or word.kind == "negation") and _negates(word, folded, sentence, token, language):
            return True
    return False


def _negates(word: StanceWord, folded: Folded, sentence: Sentence, token: Token, language: str) -> bool:
    start = folded.folded_offset(token.start)
    negator = cue_token(sentence, folded, word.start)
    definite = is_definite(sentence, token, folded, language)
    if negator is not None and negator.dep:
        if negator.dep in ("det", *_SUBJECTS) and empties(sentence, negator, token):
            return True
        return governs(sentence, negator, token, arguments=not definite, conjuncts=False)
    gap = folded.text[word.end : start]
    reach = 0 if definite else _NEGATED
    joined = language == "ar" and _JOINED.search(gap)
    return word.end <= start and not joined and not _BREAK.search(gap) and len(gap.split()) <= reach


def _nobody(word: StanceWord, folded: Folded, sentence: Sentence, token: Token, language: str) -> bool:
    """Whether nobody is the subject of ``token``: in the parse, or a few words before a verb."""
    if is_definite(sentence, token, folded, language):
        return False
    negator = cue_token(sentence, folded, word.start)
    if negator is not None and negator.dep in ("det", *_SUBJECTS) and empties(sentence, negator, token):
        return True
    start = folded.folded_offset(token.start)
    gap = folded.text[word.end : start]
    return token.pos in ("VERB", "") and word.end <= start and not _BREAK.search(gap) and len(gap.split()) <= _NEGATED


def unsaid(
    folded: Folded, sentence: Sentence, start: int, verb: Token | None, words: Sequence[StanceWord], language: str
) -> bool:
    """Whether the verb of speech at folded ``start`` is negated ("did not say") or refused ("declined to say")."""
    before = [word for word in words if word.end <= start or word.kind == "paired"]
    that = any(word.kind == "that" and not folded.text[word.end : start].strip() for word in before)
    for word in before:
        gap = folded.text[word.end : start]
        beside = word.end <= start and not gap.strip()
        if word.kind == "refusal" and that and not _BREAK.search(gap) and len(gap.split()) <= _REFUSED:
            return True
        if beside and word.kind in ("negation", "unsaid", "nobody"):
            return True
        nobody = language == "ar" and word.kind == "nobody"
        if nobody and verb is not None and _nobody(word, folded, sentence, verb, language):
            return True
    # Without a parser the words between may hold another verb: only the word right before an Arabic verb counts.
    return language != "ar" and verb is not None and negated(folded, sentence, verb, before, language)


def disbelieved(
    folded: Folded, sentence: Sentence, words: Sequence[StanceWord], language: str
) -> Iterator[tuple[StanceWord, bool]]:
    """Verbs of belief under a negation, each with whether it is nobody that believes ("nobody believes that")."""
    for word in words:
        verb = cue_token(sentence, folded, word.start) if word.kind == "belief" else None
        if verb is None or not unsaid(folded, sentence, word.start, verb, words, language):
            continue
        after = folded.text[word.end :].lstrip()
        nobody = any(other.kind == "anybody" and folded.text.startswith(after, other.start) for other in words)
        for other in words:
            subject = cue_token(sentence, folded, other.start)
            if other.kind == "nobody" and other.end <= word.start:
                nobody = nobody or not _BREAK.search(folded.text[other.end : word.start])
            elif other.kind == "negation" and subject is not None and subject.dep in ("det", *_SUBJECTS):
                nobody = nobody or empties(sentence, subject, verb)
        yield word, nobody
