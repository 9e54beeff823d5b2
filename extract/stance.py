"""Words of negation and stance in a sentence, and what they govern."""

import re
from dataclasses import dataclass
from functools import cache

from extract.analysis import Sentence, Token
from extract.folded import Folded
from extract.model import TextSpan
from extract.speech import token_at
from extract.vocab import alternation, rows

_COLUMNS = ("form", "kind", "side", "source")
_FUNCTION = frozenset({"aux", "aux:pass", "aux:tense", "auxpass", "advmod", "neg", "mark", "det", "cop", "case", "cc"})
_SHARED = frozenset({"xcomp", "conj"})
_ARGUMENTS = frozenset({"obj", "nsubj:pass", "nsubj", "nsubjpass", "obl", "nmod", "obl:arg", "obl:mod", "advcl"})
_MAX_CLIMB = 6
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
    negating = ("negation", "particle", "paired")
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
    return token_at(sentence, folded.base + folded.normalized.offsets[start])


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
