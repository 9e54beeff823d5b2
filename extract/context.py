"""Folded text and the words around a place in it: what aliases are compared with, what decides on ambiguous ones."""

import re
from collections.abc import Iterable
from functools import lru_cache

from extract.lexicon import is_arabic, lexicon
from ontology.normalize import Normalized, normalize, normalize_with_offsets
from ontology.reference import ContextRule

# Arabic papers write the tatweel for a dash too: الكويت ـ كونا.
_DASH = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:[-–—/]|(?<=\s)ـ(?=\s))|\s*$")
_CLITICS = re.compile(r"[وف]?(?:[بك]|ل(?!ل))?")
# Characters that hold the last words of a text, but in odd ones.
_AHEAD = 200


def fold(text: str) -> Normalized:
    """The form in which aliases and text are compared: normalised, hyphens as spaces, quotation marks gone."""
    folded = normalize_with_offsets(text)
    out: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(folded.text):
        if char == '"':
            continue
        piece = " " if char == "-" else char
        if piece == " " and out and out[-1] == " ":
            continue
        out.append(piece)
        offsets.append(folded.offsets[index])
    offsets.append(len(text))
    return Normalized(text="".join(out), offsets=tuple(offsets), raw=text)


@lru_cache(maxsize=65536)
def strip_clitics(norm: str) -> tuple[str, ...]:
    """A normalised Arabic word and what it may be without its clitics: وللمغرب gives also المغرب."""
    match = _CLITICS.match(norm)
    forms = [norm[size:] for size in range((match.end() if match else 0) + 1) if len(norm) - size >= 2 or not size]
    bare = norm[1:] if norm[:1] in ("و", "ف") else norm
    if bare.startswith("لل"):
        forms += ["ال" + bare[2:], bare[2:]]
    return tuple(dict.fromkeys(forms))


def cued(norm: str, kind: str, language: str = "ar") -> bool:
    """Whether a normalised word, or what it may be without Arabic clitics, is a cue of a kind (``name_cues.tsv``)."""
    lex = lexicon(language)
    return any(lex.cue(form, kind) for form in strip_clitics(norm))


def words_ahead(text: str, end: int, count: int = 1) -> list[str]:
    """The last words of a text before an offset, so many at most; reads no more of a long text than it must."""
    near = text[max(0, end - _AHEAD) : end].split()
    return (near if len(near) > count or end <= _AHEAD else text[:end].split())[-count:]


def word_before(text: str, start: int) -> str:
    """The normalised word before the one in which an Arabic name begins, whose clitics may stand ahead of the name
    (لجامعة الدول العربية); empty at the beginning of a text."""
    while start and text[start - 1].isalnum():
        start -= 1
    return normalize("".join(words_ahead(text, start)))


class Words:
    """The words around a match, for its context rules; Arabic words count without their clitics too."""

    def __init__(self, folded: Normalized) -> None:
        self._folded = folded
        self._text = folded.text
        self._all: frozenset[str] | None = None

    def hold(self, rule: ContextRule, start: int, end: int) -> bool:
        """Whether a context rule holds for the match [start, end)."""
        if rule.kind == "dateline":
            return not self._text[:start].strip() and self._before_dash(end)
        if rule.kind == "sentence":
            return any(self._anywhere(word) for word in rule.words)
        if rule.kind == "before":
            return any(self._before(word, start) for word in rule.words)
        return rule.kind == "after" and any(self._after(word, end) for word in rule.words)

    def after(self, end: int) -> str:
        """The word right after a match; empty where a mark or the end follows."""
        word = re.match(r" (\w+)", self._text[end : end + 40])
        return word[1] if word is not None else ""

    def accusative(self, start: int) -> bool:
        """Whether the word before a match may be an indefinite accusative noun, whose adjective the match then is."""
        word = re.search(r"(\w{4,}ا) $", self._text[:start])
        lex = lexicon("ar")
        return word is not None and lex.is_common(word[1][:-1]) and not lex.cue(word[1], "clause", "preposition")

    def follows(self, kind: str, start: int) -> bool:
        """Whether the word before the match, or a preposition on the match itself, is a cue of this kind."""
        head = self._text[:start]
        clitics = re.search(r"\w*$", head)
        if kind == "place" and clitics and clitics[0].endswith("ب"):
            return True
        word = re.search(r"(\w+)[ '(]*$", head[: clitics.start()] if clitics else head)
        if word is None:
            return False
        lex = lexicon("ar")
        if kind == "no_place" and any(_of_land(form) for form in strip_clitics(word[1])):
            ahead = re.search(r"(\w+) +\w+[ '(]*$", head[: clitics.start()] if clitics else head)  # بلدية مدينة أبوظبي
            word = ahead or word
        heads = lex.place_heads if kind == "place" else {}
        if kind == "no_place" and _mayor(head[: word.start()]):
            return False
        return any(lex.cue(form, kind) or form in heads for form in strip_clitics(word[1]))

    def _before_dash(self, end: int) -> bool:
        # Folding makes spaces of dashes.
        return bool(_DASH.match(self._folded.raw, self._folded.offsets[end]))

    def _anywhere(self, word: str) -> bool:
        if " " in word:
            return f" {word} " in f" {self._text} "
        if self._all is None:
            self._all = frozenset(form for token in re.findall(r"\w+", self._text) for form in _forms(token))
        return word in self._all

    def _before(self, word: str, start: int) -> bool:
        head = self._text[:start]
        # The match may stand after its own clitic (بالدولة): what precedes the word counts, not the clitic.
        while head and head[-1].isalnum():
            head = head[:-1]
        words = re.findall(r"\w+", head[-80:].rstrip(" '("))[-len(word.split()) :]
        if not words or head.rstrip()[-1:] in (",", "،", ".", ":", ";", "؛"):
            return False
        return any(" ".join([form, *words[1:]]) == word for form in _forms(words[0]))

    def _after(self, word: str, end: int) -> bool:
        tail = self._text[end : end + 80].lstrip(" ')(")
        words = re.findall(r"\w+", tail)[: len(word.split())]
        return bool(words) and any(" ".join([form, *words[1:]]) == word for form in _forms(words[0]))


def _of_land(form: str) -> bool:
    """Whether an Arabic word is one for a town or region, which stands between the head of a body and its name."""
    head = lexicon("ar").place_heads.get(form)
    return head is not None and (head.kind != "head" or head.type in ("City", "Region"))


def _mayor(before: str) -> bool:
    """Whether a text ends with the head of the body that follows, who is named after the place: رئيس بلدية درنة."""
    last = re.findall(r"\w+", before)[-1:]
    return any(cued(word, "mayor") for word in last)


def _forms(token: str) -> Iterable[str]:
    return strip_clitics(token) if is_arabic(token) else (token,)
