"""What each word of an Arabic sentence may be in a name; the ground that the rules for names stand on."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.analysis import Sentence, Token
from extract.gazetteer import PLACES, Demonym, Match
from extract.lexicon import Lexicon, is_arabic, lexicon
from ontology.normalize import normalize_with_offsets

WordKind = Literal[
    "given",
    "ambiguous",
    "surname",
    "theophoric",
    "kunya",
    "link",
    "second",
    "unknown",
    "nisba",
    "common",
    "place",
    "mark",
]
NAMES = frozenset({"given", "ambiguous", "surname", "unknown", "nisba"})

_LETTERS = re.compile(r"[\u0621-\u064a]+")
# An imperfect verb begins so; names that do (يوسف, تميم) are known names.
_VERB = re.compile(r"(?:[وف]?س?[يتن]|[وف]?است)\w{3,}")
_PARTICLES: dict[str, WordKind] = {
    "link": "link", "nasab": "link", "house": "link", "theophoric": "theophoric", "second": "second",
    "kunya": "kunya", "kunya_case": "kunya", "kunya_weak": "kunya",
}  # fmt: skip
_TANWIN = "\u064b"
_CLITIC = re.compile(r"[وف]?[بلك]?")
# A clitic with the article begins no unknown name: بالX, للX, والX.
_GLUED = re.compile(r"(?:[وف]?[بك]|[وف])ال\w+|[وف]?لل\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A token and its part in names. ``clitic`` counts folded letters before the name (و in ومحمد)."""

    token: Token
    kind: WordKind
    clitic: int = 0
    demonym: bool = False

    @property
    def norm(self) -> str:
        """The folded word without its clitic."""
        return self.token.norm[self.clitic :]

    @property
    def start(self) -> int:
        """Article offset where the word begins, behind its clitic."""
        if not self.clitic:
            return self.token.start
        return self.token.start + normalize_with_offsets(self.token.text).offsets[self.clitic]

    @property
    def verbal(self) -> bool:
        """Whether an unknown word looks like a verb."""
        return self.kind == "unknown" and bool(_VERB.fullmatch(self.token.norm)) and not self.token.norm.endswith("ه")

    @property
    def definite(self) -> bool:
        """Whether the word carries the article."""
        return self.norm.startswith("ال") and len(self.norm) > 4


def words(
    sentence: Sentence, matches: tuple[Match, ...], demonyms: tuple[Demonym, ...], *, dotless: bool = False
) -> list[Word]:
    """The words of a sentence, those inside a known place or body blocked for personal names.

    ``dotless``: the article writes the preposition على as علي, so that علي is mostly no name in it.
    """
    lex = lexicon("ar")
    blocked = [
        match
        for match in matches
        if match.sentence == sentence.index and not any("Person" in candidate.types for candidate in match.candidates)
    ]
    nisbas = {demonym.end for demonym in demonyms if demonym.sentence == sentence.index}
    return [_word(token, lex, blocked, token.end in nisbas, dotless) for token in sentence.tokens]


def _word(token: Token, lex: Lexicon, blocked: list[Match], demonym: bool, dotless: bool) -> Word:
    norm = token.norm
    if _TANWIN in token.text:
        return Word(token=token, kind="common")  # an adverb or object, never a name
    if not _LETTERS.fullmatch(norm):
        return Word(token=token, kind="unknown" if norm.isalpha() and is_arabic(norm) else "mark")
    if any(match.start < token.end and token.start < match.end for match in blocked):
        inside = [m for m in blocked if m.start < token.end and token.start < m.end]
        # A one-word place can still be a surname (سعيد مكة is rare); a body or a longer place never is.
        return Word(token=token, kind="place" if any(_is_place(m) for m in inside) else "common", demonym=demonym)
    kind, clitic = _kind(norm)
    if lex.cue(norm[clitic:], "preposition", "clause"):
        # على and علي fold to one form; the spelling tells them apart, where the article keeps them apart.
        written = token.text.endswith("ى") or (dotless and kind == "given")
        kind = "common" if written or kind not in ("given", "ambiguous") else kind
        clitic = 0 if kind == "common" else clitic
    if kind == "unknown" and (demonym or _nisba(norm)):
        kind = "nisba"
    if demonym and kind not in ("given", "ambiguous", "surname"):
        kind = "nisba"
    return Word(token=token, kind=kind, clitic=clitic, demonym=demonym)


def _is_place(match: Match) -> bool:
    return any(set(candidate.types) & PLACES for candidate in match.candidates)


def _nisba(norm: str) -> bool:
    return norm.startswith("ال") and norm.endswith("ي") and len(norm) > 5


@lru_cache(maxsize=65536)
def _kind(norm: str) -> tuple[WordKind, int]:
    lex = lexicon("ar")
    known = _known(norm, lex)
    if known:
        return known, 0
    if norm not in lex.posts and norm not in lex.titles:
        for size in (1, 2):
            if lex.names.get(norm[size:]) == "given" and len(norm) - size >= 3 and _CLITIC.fullmatch(norm[:size]):
                return "given", size
    if norm in lex.common or norm in lex.titles or norm in lex.posts:
        return "common", 0
    longest = _CLITIC.match(norm)
    for size in range(1, (longest.end() if longest else 0) + 1):
        known = _known(norm[size:], lex)
        if known and len(norm) - size >= 3 and _CLITIC.fullmatch(norm[:size]):
            return known, size
    if len(norm) < 3 or _GLUED.fullmatch(norm) or lex.is_common(norm):
        return "common", 0
    return "unknown", 0


def _known(norm: str, lex: Lexicon) -> WordKind | None:
    if lex.particles.get(norm) == "theophoric":
        return "theophoric"
    if norm in lex.names:
        kind = lex.names[norm]
        return "given" if kind == "given" else "ambiguous" if kind == "ambiguous" else "surname"
    if norm in lex.particles:
        return _PARTICLES[lex.particles[norm]]
    if norm.startswith("عبدال") and len(norm) > 6:
        return "given"
    return None
