"""Places that are given by another one: the north of Mali, the border between two countries. They are no point there.

In "the north of Mali" something is in Mali, and where, only the words say. North of a town it is not in the town, and
on a border neither side is known: the words stay, without an entity.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.analysis import Analysis, Sentence, Token
from extract.context import fold, strip_clitics
from extract.lexicon import lexicon
from extract.linking.atlas import cues
from extract.model import EntityLink, TextSpan
from ontology.vocabulary import is_a

REACH = 8
"""Tokens before a place among which the word for a border may stand."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """The whole phrase, and whether what is there is within the place that it names."""

    span: TextSpan
    inside: bool


def bearing(analysis: Analysis, link: EntityLink, places: tuple[EntityLink, ...]) -> Bearing | None:
    """The phrase around a place of which it gives a part, a side or a border; ``None`` where the place itself is meant.

    ``places`` are the places of the sentence.
    """
    sentence = analysis.sentence_at(link.mention.span.start)
    if sentence is None:
        return None
    span = link.mention.span
    before = [token for token in sentence.tokens if token.end <= span.start][-REACH:]
    held = next((t for t in sentence.tokens if t.start < span.start < t.end), None)
    glued = analysis.article.text[held.start : span.start] if held is not None and analysis.language == "ar" else ""
    if glued not in ("", "و", "ل"):
        before = []  # a preposition on the place itself: بمالي
    border = _border(analysis, sentence, link, before, places)
    if border is not None:
        return Bearing(border, inside=False)
    return _side(analysis, link, before)


def _side(analysis: Analysis, link: EntityLink, before: list[Token]) -> Bearing | None:
    """شمال مالي, au nord de Gao, northern Mali."""
    language, span = analysis.language, link.mention.span
    joins = 0
    for token in reversed(before):
        form = _cue(token, language, "direction")
        if form is None and joins < 2 and _joins(token, language):
            joins += 1
            continue
        adjective = not joins and language == "en" and _cue(token, language, "adjective") is not None
        if form is None and not adjective:
            return None
        if language == "en" and not adjective and not joins:
            return None  # North Korea, South Africa: no part of anything
        start = token.start if form is None or language != "ar" else token.end - len(form)
        wide = any(is_a(link.mention.type, kind) for kind in ("Country", "Region"))
        return Bearing(analysis.span(start, span.end), inside=wide or adjective)
    return None


def _joins(token: Token, language: str) -> bool:
    """Whether a word may stand between a direction and its place: of the; in Arabic the word for what it is (مدينة)."""
    if language != "ar":
        return _cue(token, language, "join") is not None
    heads = lexicon(language).place_heads
    return any(form in heads and heads[form].kind == "head" for form in strip_clitics(token.norm))


def _border(
    analysis: Analysis, sentence: Sentence, link: EntityLink, before: list[Token], places: tuple[EntityLink, ...]
) -> TextSpan | None:
    """على الحدود بين مالي والنيجر, près de la frontière avec le Niger, the Niger border."""
    language, span = analysis.language, link.mention.span
    after = [token for token in sentence.tokens if token.start >= span.end][:2]
    if language == "en" and after and _cue(after[0], language, "border") is not None:
        return analysis.span(span.start, after[0].end)
    first: Token | None = None
    for token in reversed(before):
        if _cue(token, language, "border") is not None or _cue(token, language, "between") is not None:
            first = token
            if _cue(token, language, "border") is not None:
                break
        elif not (_cue(token, language, "join") or _within(token, places) or token.text == "-"):
            break
    if first is None:
        return None
    end = max([span.end, *_joined(analysis, span.end, places)])
    return analysis.span(first.start, end)


def _joined(analysis: Analysis, end: int, places: tuple[EntityLink, ...]) -> Iterator[int]:
    """Ends of the places that a conjunction joins to one that ends at ``end``."""
    for place in places:
        gap = fold(analysis.article.text[end : place.mention.span.start]).text.strip()
        words = gap.split()
        joined = 0 < len(words) <= 2 and all(word in cues(analysis.language, "join") for word in words)
        if joined and place.mention.span.start >= end:
            yield place.mention.span.end


def _within(token: Token, places: tuple[EntityLink, ...]) -> bool:
    return any(place.mention.span.start < token.end and token.start < place.mention.span.end for place in places)


def _cue(token: Token, language: str, kind: str) -> str | None:
    """The form of a word under which it is a cue, in Arabic with or without its clitics."""
    known = cues(language, kind)
    forms = strip_clitics(token.norm) if language == "ar" else (fold(token.norm).text.strip(), token.norm)
    return next((form for form in forms if form in known), None)
