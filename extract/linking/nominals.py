"""Common nouns that surely stand for one entity named before: التنظيم, the group, le ministre."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from extract.analysis import Analysis, Sentence, Token
from extract.context import cued, strip_clitics, word_before
from extract.lexicon import Lexicon, lexicon
from extract.linking.posts import posts_beside
from extract.model import Entity, EntityLink, Mention
from ontology.normalize import normalize, normalize_with_offsets

NATIONAL = "StateBody"
"""The class in ``nominals.tsv`` of nouns for which a state has one body."""
_BODIES = ("Organization", NATIONAL)
_LONGEST = 4
_BESIDE = 3


def nominals(
    analysis: Analysis,
    links: tuple[EntityLink, ...],
    entities: Mapping[str, Entity],
    national: Callable[[str, int], Entity | None],
) -> Iterator[EntityLink]:
    """Nominal mentions with their links; a noun that could stand for two, or for something unnamed, gives none.

    ``national``: whom a noun (folded) at an offset means by the country of the article, if it is one of the nouns for
    which there is one body in a state (الجيش).
    """
    holders = _holders(analysis, links)
    starts = [item.mention.span.start for item in links]
    for sentence in analysis.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        taken = [item.mention.span for item in links[first:last]]
        for start, end, kind, word in _phrases(analysis, sentence):
            if kind in _BODIES and _of_another_noun(analysis, start, word):
                continue
            if any(start < span.end and span.start < (end + _BESIDE if kind == "Person" else end) for span in taken):
                continue  # part of a name, or the title of the name after it
            found = (
                _person(analysis, holders, word, start)
                if kind == "Person"
                else _antecedent(analysis, links, entities, sentence, start, kind, word)
                if kind == "ArmedGroup"
                else _same_noun(links, entities, start, word, kind)
            )
            body = national(word, start) if found is None and kind == NATIONAL else None
            if found is None and body is None:
                continue
            iri, label = found if found is not None else (body.iri if body is not None else "", "")
            types = entities[iri].types if body is None else body.types
            mention = Mention(
                span=analysis.span(start, end),
                kind="nominal",
                type=types[0],
                zone=sentence.zone,
                method="rule:nominal",
                score=0.7,
            )
            why = (
                f"stands for {label!r}, named before it"
                if label
                else "the one of the country that the article is about"
            )
            yield EntityLink(mention=mention, entity=iri, score=0.7, reason=why)


def _phrases(analysis: Analysis, sentence: Sentence) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, class, folded word) of each noun phrase of the tables in a sentence; a post has the class Person."""
    lex = lexicon(analysis.language)
    tokens = sentence.tokens
    index = 0
    while index < len(tokens):
        found = _phrase(analysis.language, tokens, index, lex)
        if found is None:
            index += 1
            continue
        size, first, kind, word = found
        after = tokens[index + size] if index + size < len(tokens) else None
        if not _goes_on(after, analysis.language, kind):
            cut = _cut(tokens[index], first) if analysis.language == "ar" else 0
            yield tokens[index].start + cut, tokens[index + size - 1].end, kind, word
        index += size


def _phrase(language: str, tokens: tuple[Token, ...], index: int, lex: Lexicon) -> tuple[int, str, str, str] | None:
    """(words, form of the first word, class, folded word) of the longest phrase that begins at ``index``."""
    for first in strip_clitics(tokens[index].norm) if language == "ar" else (tokens[index].norm,):
        if not _opens(first, language):
            continue
        for size in range(min(_LONGEST, len(tokens) - index), 0, -1):
            form = " ".join([first, *(token.norm for token in tokens[index + 1 : index + size])]).replace("' ", "'")
            if form in lex.nominals:
                return size, first, lex.nominals[form], form
            post = lex.posts.get(_definite_post(form, language))
            if post is not None and post.public and post.kind == "post":
                return size, first, "Person", post.form
    return None


def _opens(first: str, language: str) -> bool:
    return first.startswith("ال") if language == "ar" else len(first) < 6


def _cut(token: Token, first: str) -> int:
    """Raw letters of clitics before the phrase: وللتنظيم gives 2, so that the span begins at the second lam."""
    folded = len(token.norm) - len(first) if token.norm.endswith(first) else token.norm.index("لل") + 1
    return normalize_with_offsets(token.text).offsets[folded]


def _definite_post(form: str, language: str) -> str:
    """The post word of الوزير, le ministre, the minister; empty for any other phrase."""
    if language == "ar":
        return form[2:] if form.startswith("ال") and " " not in form else ""
    article, _, rest = form.partition(" ")
    return rest if lexicon(language).cue(article, "article") else ""


def _goes_on(after: Token | None, language: str, kind: str) -> bool:
    """Whether the phrase goes on, so that it describes something of its own (the group of, الحركة الإسلامية)."""
    if after is None:
        return False
    lex = lexicon(language)
    if language == "ar":
        definite = after.norm.startswith(("ال", "لل")) and not lex.cue(after.norm, "clause", "preposition", "owned")
        if kind == NATIONAL and (after.norm in _title_words(language) or _participle(after.norm)):
            return False  # قائد الجيش العماد جوزف عون, الجيش المدعوم من
        return definite or (kind == "Person" and lex.cue(after.norm, "preposition"))
    of = lex.cue(after.norm, "of") and (kind not in _BODIES or after.norm.startswith(("d", "of")))
    if of or lex.cue(after.norm, "relative") or after.text[:1].isupper():
        return True
    return after.pos in ("ADJ", "PROPN") or (language == "en" and after.pos == "NOUN")


@cache
def _title_words(language: str) -> frozenset[str]:
    """The first words of titles and ranks."""
    return frozenset(title.split()[0] for title in lexicon(language).titles)


def _participle(norm: str) -> bool:
    """Whether an Arabic word with the article may be a participle, which tells what a body does and not which it is."""
    return norm.startswith("الم") and not norm.endswith(("ي", "يه"))


def _antecedent(
    analysis: Analysis,
    links: tuple[EntityLink, ...],
    entities: Mapping[str, Entity],
    sentence: Sentence,
    start: int,
    kind: str,
    word: str,
) -> tuple[str, str] | None:
    """The one entity of class ``kind`` named before ``start`` in this sentence or the one before it, by a name that
    does not begin with another noun for a body than ``word`` (folded): التنظيم is no قوات سوريا الديمقراطية."""
    floor = analysis.sentences[sentence.index - 1].start if sentence.index else sentence.start
    first = bisect_left(links, floor, key=lambda item: item.mention.span.start)
    last_before = bisect_left(links, start, key=lambda item: item.mention.span.start)
    window = [item for item in links[first:last_before] if item.mention.span.end <= start]
    named = {
        item.entity: item.mention.span.quote
        for item in window
        if item.entity is not None
        and kind in entities[item.entity].types
        and not _another_noun(item.mention.span.quote, word, analysis.language)
    }
    if len(named) != 1:
        return None
    iri = next(iter(named))
    last = max(item.mention.span.end for item in window if item.entity == iri)
    between = [
        item
        for item in window
        if item.mention.span.start >= last
        and item.entity is not None
        and not _another_noun(item.mention.span.quote, word, analysis.language)
    ]
    if any("Organization" in entities[item.entity].types for item in between if item.entity):
        return None
    return iri, named[iri]


def _of_another_noun(analysis: Analysis, start: int, word: str) -> bool:
    """Whether an Arabic noun tells of what somebody is minister (وزير الخارجية) or what an institution is for
    (أكاديمية للشرطة), or is the adjective of the noun before it (الرحلات الداخلية): then it is no mention of a body."""
    if analysis.language != "ar":
        return False
    text = analysis.article.text
    before = word_before(text, start)  # وزيرا للخارجية
    adjective = word.endswith("يه") and text[max(0, start - 1) : start].isspace()
    return cued(before, "minister") or cued(before, "institution") or (adjective and before.startswith(("ال", "لل")))


def _another_noun(quote: str, word: str, language: str) -> bool:
    """Whether an Arabic name begins with another noun for a body than the first word of a description."""
    heads, first = lexicon("ar").organization_heads, normalize(quote).split()[0]
    noun = first.removeprefix("ال")
    head = heads.get(noun) or heads.get(first)
    of_body = (head is not None and head.kind == "head") or cued(first, "forces")
    return language == "ar" and of_body and noun != word.split()[0].removeprefix("ال")


def _same_noun(
    links: tuple[EntityLink, ...], entities: Mapping[str, Entity], start: int, phrase: str, kind: str
) -> tuple[str, str] | None:
    """The one body named before ``start`` with the noun of a phrase in its name: الجيش after الجيش اللبناني."""
    before = [item for item in links if item.mention.span.start < start and item.entity is not None]
    if kind == NATIONAL:  # the army is no جيش الفتح
        before = [item for item in before if item.mention.type != "ArmedGroup"]
    found = same_noun(phrase, ((item.mention.span.quote, item.entity) for item in before if item.entity))
    if found is None or "Organization" not in entities[found].types:
        return None
    return found, next(item.mention.span.quote for item in before if item.entity == found)


def same_noun(phrase: str, named: Iterable[tuple[str, str]]) -> str | None:
    """The one entity (IRI) of those named (quote, IRI) whose name has the noun of a phrase; else ``None``."""
    noun = phrase.split()[-1].split("'")[-1].removeprefix("ال")
    found = {iri for quote, iri in named if noun in _nouns(quote)}
    return next(iter(found)) if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _nouns(quote: str) -> frozenset[str]:
    return frozenset(word.removeprefix("ال") for word in normalize(quote).replace("-", " ").split())


def _holders(analysis: Analysis, links: tuple[EntityLink, ...]) -> dict[str, list[tuple[int, str, str]]]:
    """For each first word of a post, (end offset, person, label) of those named with it."""
    holders: dict[str, list[tuple[int, str, str]]] = {}
    for item in links:
        if item.entity is None or item.mention.type != "Person":
            continue
        for held in posts_beside(analysis, item.mention):
            words = held.post.form.removeprefix("ال").split()
            whole = lexicon(analysis.language).cue(words[0], "whole_post")
            for word in {words[0], held.post.form.removeprefix("ال")} if not whole else {" ".join(words)}:
                holders.setdefault(word, []).append((item.mention.span.end, item.entity, item.mention.span.quote))
    return holders


def _person(
    analysis: Analysis, holders: dict[str, list[tuple[int, str, str]]], word: str, start: int
) -> tuple[str, str] | None:
    """The one person of the article that was named with this post, before ``start`` and not right before it."""
    named = holders.get(word, [])
    before = [(end, iri, label) for end, iri, label in named if end <= start]
    if not before or len({iri for _, iri, _ in named}) != 1:
        return None
    end, iri, label = before[-1]
    # NAME الوزير ...: an apposition to the name, no mention of its own.
    return (iri, label) if len(analysis.article.text[end:start].split()) > 1 else None
