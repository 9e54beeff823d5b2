"""What the words around the name of a place say of it: what it is, what it lies in, what else is called after it."""

import re
from collections.abc import Container

from extract.context import Words, cued, fold, strip_clitics, words_ahead
from extract.lexicon import lexicon
from extract.linking.atlas import REGION, Atlas, cues
from extract.linking.work import Work
from extract.model import Mention
from ontology.gazetteer.index import named
from ontology.normalize import normalize
from ontology.vocabulary import is_a

_LONGEST_GAP = 12
_TOWN = 10_000
_CLOSED = re.compile(r"[\s]*(?:[,.;:)\n]|$)")
_NEXT = re.compile(r"\s*(?:,|\()?\s*(?:in\s+)?((?:[A-Z][\w.'’-]*)(?:[ \t][A-Z][\w.'’-]*){0,3})")


def with_article(work: Work, mention: Mention) -> str:
    """A name with the article that French draws into a preposition: au Caire."""
    quote, before = mention.span.quote, words_ahead(work.analysis.article.text, mention.span.start)
    if work.analysis.language == "fr" and before and before[0].lower() in cues("fr", "contraction"):
        return f"Le {quote}"
    return quote


def facility(mention: Mention, language: str) -> bool:
    """Whether a place is a facility and no town that the reader takes for one: its name says so, or no town has it."""
    if not is_a(mention.type, "Facility"):
        return False
    lex, words = lexicon(language), normalize(mention.span.quote).split()
    ends = [words[:1], words[-1:]] if language != "ar" else [words[:1]]
    said = any(word[0] in lex.place_heads or word[0] in lex.organization_heads for word in ends)
    towns = (item.place for item in named(mention.span.quote) if not item.alternate)
    known = any(place.population >= _TOWN for place in towns)
    return said or mention.method != "model" or (len(words) > 1 and not known)


def of_body(work: Work, mention: Mention) -> bool:
    """Whether the words before an Arabic place make it a part of the name of a body: إمارة منطقة مكة المكرمة."""
    if work.analysis.language != "ar":
        return _of_latin_name(work, mention)
    sentence = work.analysis.sentence_at(mention.span.start)
    if sentence is None:
        return False
    folded = fold(work.analysis.article.text[sentence.start : mention.span.start])
    words = Words(folded)
    prayer = lexicon("ar").cue(normalize(mention.span.quote), "prayer_name") and words.follows(
        "prayer", len(folded.text)
    )
    return prayer or words.follows("no_place", len(folded.text))


def _of_latin_name(work: Work, mention: Mention) -> bool:
    """Whether the noun before a place (French) or after it (English) makes it a part of a longer name: l'ambassade du
    Japon, the Atacama desert."""
    text, lex = work.analysis.article.text, lexicon(work.analysis.language)
    if work.analysis.language == "fr":
        return lex.cue(noun_before(text, mention, cues("fr", "join")), "no_place")
    after = re.match(r" ((?:[a-z]+ ){0,2}?)([a-z]+)\b", text[mention.span.end : mention.span.end + 40])
    return after is not None and lex.cue(after[2], "no_place") and not lex.cue(after[1].strip(), "preposition")


def words_before(text: str, mention: Mention) -> list[str]:
    """The folded words right before a mention, back to the last mark."""
    clause = re.split(r"[.,;:!?،؛؟()«»\"\n]", text[: mention.span.start][-60:])[-1]
    return [normalize(word) for word in re.findall(r"[\w-]+['’]?", clause)]


def noun_before(text: str, mention: Mention, *small: Container[str]) -> str:
    """The folded word right before a mention, but for small ones that may join them (de la); empty after a mark."""
    before = words_before(text, mention)
    while before and any(before[-1] in words for words in small):
        before.pop()
    return before[-1] if before else ""


def quarter(work: Work, mention: Mention) -> bool:
    """Whether the text calls a place a part of a town, which no town elsewhere is: حي النصر, quartier de Kadiköy."""
    text = work.analysis.article.text
    before = noun_before(text, mention, cues(work.analysis.language, "join"))
    after = (
        re.findall(r"\w+", text[mention.span.end : mention.span.end + 20])[:1] if work.analysis.language == "en" else []
    )
    return any(cued(normalize(word), "quarter", work.analysis.language) for word in (before, *after))


def head_class(work: Work, mention: Mention) -> str | None:
    """The class that the words before or in a name imply: City, Region."""
    lex, language = lexicon(work.analysis.language), work.analysis.language
    words = normalize(mention.span.quote).split()
    if len(words) > 1 and set(words) & cues(language, "region"):
        return "Region"
    sentence = work.analysis.sentence_at(mention.span.start)
    before = [t.norm for t in sentence.tokens if t.end <= mention.span.start][-2:] if sentence is not None else []
    if before and not cues(language, "around").isdisjoint(strip_clitics(before[-1])):
        return None
    phrases = [words[0] if len(words) > 1 else "", " ".join(before), before[-1] if before else ""]
    if language == "fr":
        phrases += _noun_before(work.analysis.article.text, mention)
    for phrase in phrases:
        for form in strip_clitics(phrase) if phrase else ():
            head = lex.place_heads.get(form)
            if head is not None and head.kind == "head":
                return head.type
    after = [t for t in sentence.tokens if t.start >= mention.span.end][:1] if sentence is not None else []
    head = lex.place_heads.get(after[0].norm) if language == "en" and after else None
    return head.type if head is not None and head.kind == "head" and head.type == "Region" else None


def _noun_before(text: str, mention: Mention) -> list[str]:
    """The French noun that "de" joins to a place, as ``place_heads.tsv`` has it: provinces d'Al Haouz, province de
    l'Ituri; with an article only a region's (un village de l'Orne is no village called so)."""
    lex, ahead, article = lexicon("fr"), words_before(text, mention), False
    while ahead and lex.cue(ahead[-1], "article"):
        ahead.pop()
        article = True
    if not ahead or not lex.cue(ahead[-1], "of") or len(ahead) < 2:
        return []
    noun = f"{ahead[-2]} de"
    head = lex.place_heads.get(noun)
    return [noun] if head is not None and (head.type == "Region" or not article) else []


def calls(work: Work, mention: Mention, kind: str = "area") -> bool:
    """Whether the word before a name only says that it is the land around (منطقة بالو), or (``second``) that it is a
    region of the second level (مديرية)."""
    language = work.analysis.language
    before = [normalize(word) for word in words_ahead(work.analysis.article.text, mention.span.start, 2)]
    if before and before[-1] in cues(language, "join"):
        before.pop()
    after = work.analysis.article.text[mention.span.end :].split()[:1] if language == "en" else []
    cue = cues(language, kind)
    return any(form in cue for word in (*before[-1:], *map(normalize, after)) for form in strip_clitics(word))


def within(work: Work, mention: Mention, atlas: Atlas) -> set[str]:
    """What the text says right after a name that it lies in: IRIs of regions or countries."""
    text, end, language = work.analysis.article.text, mention.span.end, work.analysis.language
    for demonym in work.found.demonyms if language == "ar" else ():
        if 0 < demonym.start - end <= 2 and not text[end : demonym.start].strip():
            return {demonym.country}
    for match in work.found.matches:
        between = text[end : match.start]
        if 0 < match.start - end <= _LONGEST_GAP and normalize(between) in cues(language, "within"):
            lands = [c.entity for c in match.candidates if {"Country", "Region"} & set(c.types)]
            # "Paris, U.S. officials said" is no place: after a comma the country closes the phrase.
            if lands and (language == "ar" or not between.strip().startswith(",") or _CLOSED.match(text, match.end)):
                return set(lands)
    after = _NEXT.match(text, end)
    if after is None or normalize(text[end : after.start(1)]) not in cues(language, "within"):
        return set()
    return _region_named(after[1], work, atlas)


def _region_named(words: str, work: Work, atlas: Atlas) -> set[str]:
    """IRIs of the regions that the first of some words name."""
    parts = words.split()
    for size in range(min(3, len(parts)), 0, -1):
        name = " ".join(parts[:size])
        short = atlas.abbreviated(name.rstrip(","), work.analysis.language)
        if short is not None:
            return {short.iri}
        lands = {o.iri for o in atlas.options(name, work.analysis.language, work.gazetteer)
                 if o.level == REGION and not o.alternate}  # fmt: skip
        if lands:
            return lands
    return set()
