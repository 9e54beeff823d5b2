"""A name of the reader beside those of the reference that it meets: the same, another one, or no name at all."""

from dataclasses import replace

from extract.analysis import Analysis, Token
from extract.clauses.tables import entries, nominal_stems
from extract.context import cued, strip_clitics
from extract.gazetteer import PLACES, Match
from extract.lexicon import lexicon
from extract.mentions.draft import Draft
from ontology.gazetteer.index import named
from ontology.normalize import normalize
from ontology.vocabulary import is_a

GAZETTEER, OVER_GAZETTEER = 3, 4
"""Ranks of drafts: of the reference's names, and of those of the reader that win over them."""
_SURE_FACILITY = 0.8
_SURE_BODY = 0.9
_SURE_PERSON = 0.9
_SURE_NAME = 0.97


def judge(draft: Draft, near: tuple[Match, ...], demonyms: frozenset[int], analysis: Analysis) -> Draft | None:
    """A draft that meets names of the reference: raised above them, left as it is, or ``None`` where they win."""
    met = [match for match in near if match.start < draft.end and draft.start < match.end]
    if not met:
        return draft
    if any(match.start < draft.start or draft.end < match.end for match in met):
        return replace(draft, rank=OVER_GAZETTEER) if _begins_another(draft, met, analysis) else None
    if any((match.start, match.end) == (draft.start, draft.end) for match in met):
        return None
    raised = replace(draft, rank=OVER_GAZETTEER)
    if draft.type == "Person":
        several = _several_persons(draft, met, analysis)
        return raised if not several and all(_other_person(draft, match, analysis) for match in met) else None
    if _describes_place(draft, met, demonyms, analysis):
        return None
    if is_a(draft.type, "Organization"):
        if _forces_of(draft, met, analysis) or _words_before_group(draft, met, analysis):
            return None
        bodies = [match for match in met if names_body(match)]
        return raised if not bodies or _other_body(draft, bodies, demonyms, analysis, near) else None
    # مطار صنعاء is no town, whatever is called so within it, and stade Alassane-Ouattara no person.
    facility = draft.type == "Facility" and draft.score >= _SURE_FACILITY
    if facility and all(types_of(match) <= PLACES or "Person" in types_of(match) for match in met):
        return raised
    return raised if _other_place(draft, met, analysis) else None


def names_body(match: Match) -> bool:
    """Whether a match may name an organization."""
    return any(is_a(name, "Organization") for name in types_of(match))


def types_of(match: Match) -> set[str]:
    """The classes of all whom a match may name."""
    return {name for candidate in match.candidates for name in candidate.types}


def _begins_another(draft: Draft, met: list[Match], analysis: Analysis) -> bool:
    """Whether a body goes on after what the reference knows by an article and its first word: the Independent Electoral
    Commission is no newspaper."""
    text = analysis.article.text
    only = met[0]
    before = text[only.start : draft.start].strip()
    return (
        len(met) == 1
        and is_a(draft.type, "Organization")
        and only.start < draft.start
        and only.end < draft.end
        and lexicon(analysis.language).cue(normalize(before), "article")
    )


def _forces_of(draft: Draft, met: list[Match], analysis: Analysis) -> bool:
    """Whether a stretch is no name but the forces of a person: قوات صالح."""
    lex = lexicon(analysis.language)
    outside = _outside(draft, met, analysis)
    return all("Person" in types_of(match) for match in met) and all(
        any(lex.cue(form, "forces") or form in lex.titles for form in strip_clitics(token.norm)) for token in outside
    )


def _describes_place(draft: Draft, met: list[Match], demonyms: frozenset[int], analysis: Analysis) -> bool:
    """Whether an Arabic stretch is no name but common nouns before a known place: مركز محافظة نينوى, كمين الفرافرة."""
    if analysis.language != "ar" or draft.type not in ("Facility", "ArmedGroup"):
        return False
    last = met[-1]
    outside = [token for token in _outside(draft, met, analysis) if token.end not in demonyms]
    if not outside or outside[-1].end > last.start or not types_of(last) <= PLACES:
        return False
    lex, words = lexicon("ar"), normalize(analysis.article.text[last.start : last.end]).split()
    # محافظة نينوى is a name of the reference with its head.
    before = words[0] if len(words) > 1 else outside[-1].norm if len(outside) > 1 else ""
    head = lex.place_heads.get(before)
    headed = head is not None and head.kind == "head" and head.type in ("City", "Region")
    return headed or cued(outside[-1].norm, "scene")


def _words_before_group(draft: Draft, met: list[Match], analysis: Analysis) -> bool:
    """Whether an Arabic stretch is no name but common nouns before a known group: ميليشيات التمرد الحوثي."""
    last, outside = met[-1], _outside(draft, met, analysis)
    group = any(is_a(name, "ArmedGroup") for name in types_of(last))
    if analysis.language != "ar" or draft.type != "ArmedGroup" or not group or last.end != draft.end or not outside:
        return False
    lex = lexicon("ar")
    return outside[-1].end <= last.start and all(
        cued(token.norm, "forces")
        or (lex.is_common(token.norm) and token.norm not in lex.organization_heads and not token.norm.endswith("ي"))
        for token in outside
    )


def _other_person(draft: Draft, match: Match, analysis: Analysis) -> bool:
    """Whether a longer personal name is another one than the reference's within it."""
    short = " " not in analysis.article.text[match.start : match.end].strip()
    if "Person" not in types_of(match):
        sure = analysis.language != "ar" or draft.score >= _SURE_NAME
        return short and bool(types_of(match) & PLACES) and sure
    extra = _outside(draft, [match], analysis)
    told = extra and extra[-1].end <= match.start and any(candidate.rule == "before" for candidate in match.candidates)
    if short and told and len(extra) == 1:
        return False  # the word before it is what tells of whom: نظام الأسد
    if short and analysis.language == "ar" and draft.score < _SURE_PERSON and extra and extra[-1].end <= match.start:
        lex = lexicon("ar")
        return any(token.norm in lex.names or not lex.is_common(token.norm) for token in extra)  # أدانت عشماوي
    if short:
        return bool(extra)
    if analysis.language != "ar":
        return False
    return any(_name_word(token.norm) for token in extra)


def _several_persons(draft: Draft, met: list[Match], analysis: Analysis) -> bool:
    """Whether a stretch is a full known name and another known one after it: اتهم فايز السراج حفتر."""
    known = [match for match in met if "Person" in types_of(match)]
    full = any(" " in analysis.article.text[match.start : match.end].strip() for match in known)
    return len(known) > 1 and full and not _outside(draft, known, analysis)


def _name_word(norm: str) -> bool:
    """Whether an Arabic word after a full name may be one more of its names, and not what the sentence says next."""
    lex = lexicon("ar")
    nisba = norm.startswith("ال") and (norm.endswith("ي") or not lex.is_common(norm))
    return norm in lex.names or nisba


def _other_place(draft: Draft, met: list[Match], analysis: Analysis) -> bool:
    """Whether a longer name of a place is a known one of its own: New Mexico, and not Mexico."""
    if not is_a(draft.type, "Place") or not all(types_of(match) & PLACES for match in met):
        return False
    first = normalize(analysis.article.text[draft.start : draft.end]).split()[0]
    if lexicon(analysis.language).cue(first, "part") and all("City" in types_of(match) for match in met):
        return True  # Lower Manhattan, South Jakarta
    return any(not found.alternate for found in named(analysis.article.text[draft.start : draft.end]))


def _other_body(
    draft: Draft, bodies: list[Match], demonyms: frozenset[int], analysis: Analysis, near: tuple[Match, ...]
) -> bool:
    """Whether a longer name of a body is another one than the bodies of the reference within it."""
    heads = lexicon(analysis.language).organization_heads
    outside = _outside(draft, bodies, analysis)
    after = [token for token in outside if token.start >= bodies[-1].end]
    complement = bool(after) and after[0].norm.startswith("ل") and analysis.language == "ar"
    if complement and cued(after[0].norm, "sport"):
        return True  # الاتحاد الأفريقي لكرة القدم
    if complement:
        return False  # a complement by preposition: الاتحاد الأوروبي للشؤون الخارجية
    if after and _no_more_name(after[0], outside, draft, analysis):
        return False  # the sentence goes on: تنظيم داعش عامه الثاني, تنظيم القاعدة في سوريا
    if after and (_tells_event(after[0], analysis.language) or _another_name(after[0], draft, near, analysis)):
        return False  # the sentence goes on: أدان مجلس الأمن الدولي العملية الانتحارية, للجيش المالي وفاغنر
    if _seat_of_another(outside, bodies, draft, analysis):
        return True
    extra = [
        token
        for token in outside
        if token.end not in demonyms
        and not cued(token.norm, "forces")
        and (
            token.norm not in heads
            or heads[token.norm].kind in ("inner", "adjective")
            or _own_head(token, bodies, analysis)
        )
    ]
    if analysis.language == "en":
        extra = [token for token in extra if token.text[:1].isupper()]  # Islamic State cell, Group of Seven summit
    return any(token.text.isalpha() and len(token.text) > 2 and not _epithet(token, bodies) for token in extra)


def _seat_of_another(outside: list[Token], bodies: list[Match], draft: Draft, analysis: Analysis) -> bool:
    """Whether an Arabic stretch begins with the head of an institution that a known one within it has: بعثة الأمم
    المتحدة, أكاديمية الشرطة الأفغانية."""
    first = outside[0] if analysis.language == "ar" and outside else None
    if first is None or first.start > draft.start or first.end > bodies[0].start:
        return False
    known = any(is_a(name, kind) for kind in ("StateBody", "InternationalBody") for name in types_of(bodies[0]))
    return known and cued(first.norm, "institution")


def _no_more_name(first: Token, outside: list[Token], draft: Draft, analysis: Analysis) -> bool:
    """Whether an Arabic word after a body that begins a stretch is no part of a name: a preposition, a common noun
    without the article, alone or joined by و, in a stretch of which the reader is not sure."""
    if analysis.language != "ar" or outside[0] is not first:
        return False
    lex, word = lexicon("ar"), first.norm.removeprefix("و")
    if len(outside) == 1 and first.norm.startswith("وال"):
        return True  # ميليشيات الحوثي والمخلوع, الجمعية العامة للأمم المتحدة والمنعقدة
    joined = word != first.norm and lex.is_common(word) and not word.startswith("ال")
    if joined and len(outside) > 1:
        return True  # المرصد السوري لحقوق الإنسان ومصادر من
    if draft.score >= _SURE_BODY or word.startswith(("ال", "لل")):
        return False
    return lex.cue(first.norm, "preposition") or lex.is_common(word)


def _own_head(token: Token, bodies: list[Match], analysis: Analysis) -> bool:
    """Whether an English noun after a known institution is the head of another: African Union Commission."""
    return (
        analysis.language == "en"
        and token.start >= bodies[-1].end
        and not any(is_a(name, "ArmedGroup") for name in types_of(bodies[-1]))
    )


def _epithet(token: Token, bodies: list[Match]) -> bool:
    """Whether a word before a known body only tells of what kind it is: banned, Maoist, l'ex-."""
    return token.end <= bodies[0].start and (token.pos in ("ADJ", "VERB", "DET", "ADP") and token.dep != "compound")


def _another_name(token: Token, draft: Draft, near: tuple[Match, ...], analysis: Analysis) -> bool:
    """Whether a word joined by و begins what is told of another one, whom the reference knows too."""
    inside = [match for match in near if token.start < match.start and match.end <= draft.end]
    return analysis.language == "ar" and token.norm.startswith("و") and bool(inside)


def _tells_event(token: Token, language: str) -> bool:
    table = entries(language, "triggers").by_word
    return language == "ar" and any(stem in table for stem in nominal_stems(token.norm, language))


def _outside(draft: Draft, matches: list[Match], analysis: Analysis) -> list[Token]:
    return [
        token
        for token in analysis.sentences[draft.sentence].tokens
        if draft.start <= token.start
        and token.end <= draft.end
        and not any(token.start < match.end and match.start < token.end for match in matches)
    ]
