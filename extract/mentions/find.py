"""Puts names together: the reference wins on type, the longer span on extent, the trained model adds the unknown."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.analysis import Analysis, ModelSpan, Sentence, Token
from extract.clauses.tables import entries, nominal_stems
from extract.context import cued, strip_clitics
from extract.gazetteer import PLACES, Found, Gazetteer, Match
from extract.lexicon import lexicon
from extract.mentions.draft import Draft, resolve
from extract.mentions.model_names import model_names
from extract.mentions.surnames import surnames
from extract.model import Dropped, Mention
from ontology.gazetteer.index import named
from ontology.normalize import normalize
from ontology.vocabulary import is_a

_GAZETTEER, _OVER_GAZETTEER = 3, 4
_SURE_FACILITY = 0.8
_SURE_BODY = 0.9
_SURE_PERSON = 0.9
_SURE_NAME = 0.97
_SURE_EVENT = 0.8
_OF_STATES = ("StateBody", "Facility", "CivilSociety", "Organization")
_TITLE_CASE = 0.8
_HEADLINE_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionResult:
    """The named mentions of an article, what the gazetteer found (linking needs it), and what was left out."""

    mentions: tuple[Mention, ...]
    found: Found
    dropped: tuple[Dropped, ...]


def find_mentions(analysis: Analysis, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The names in title and body, sorted, no two overlapping. Nominal mentions come with linking."""
    return mention_result(analysis, gazetteer).mentions


def mention_result(analysis: Analysis, gazetteer: Gazetteer) -> MentionResult:
    """``find_mentions`` with what it rests on and what it left out."""
    found = gazetteer.find(analysis)
    dropped: Counter[str] = Counter({item.reason: item.count for item in found.dropped})
    read = (_by_reference(draft, analysis, gazetteer) for draft in model_names(analysis, dropped))
    others = [_before_another(_with_demonym(draft, analysis, found), found, analysis) for draft in read]
    events = [(s.start, s.end) for s in analysis.model_spans if _contest(s, analysis)]
    known = [_from_match(match) for match in found.matches]
    demonyms = frozenset(demonym.end for demonym in found.demonyms)
    judged = [
        draft
        for other in others
        if (draft := _judge(other, found.matches_of(other.sentence), demonyms, analysis)) is not None
    ]
    dropped["model span: the reference explains it"] += len(others) - len(judged)
    drafts = resolve([*_short_names(known, found, analysis, dropped, events), *judged])
    drafts = resolve([*drafts, *surnames(analysis, drafts)])
    drafts = _without_states(drafts, found, analysis, dropped)
    return MentionResult(
        mentions=tuple(_mention(analysis, draft) for draft in drafts),
        found=found,
        dropped=tuple(Dropped(what="mention", reason=r, count=n) for r, n in sorted(dropped.items()) if n),
    )


def _by_reference(draft: Draft, analysis: Analysis, gazetteer: Gazetteer) -> Draft:
    """The draft, corrected where the reference knows the name: a first letter that is no clitic (وزان), a place that is
    no person (بن قردان)."""
    text = analysis.article.text
    start = draft.start
    while start and text[start - 1].isalnum():
        start -= 1
    if start < draft.start and gazetteer.lookup(text[start : draft.end]):
        draft = replace(draft, start=start)
    elif analysis.language == "ar" and draft.type != "Person":
        draft = _without_clitic(draft, text, gazetteer)
    if analysis.language == "ar" and (draft.type == "Facility" or is_a(draft.type, "Organization")):
        draft = _without_seat(draft, text, gazetteer)
    if draft.type != "Person" or " " not in text[draft.start : draft.end]:
        return draft
    types = [candidate.types[0] for candidate in gazetteer.lookup(text[draft.start : draft.end])]
    return replace(draft, type=types[0]) if types and set(types) <= PLACES else draft


def _without_clitic(draft: Draft, text: str, gazetteer: Gazetteer) -> Draft:
    """The draft without a preposition that the reader left on a known name: للقاهرة, بالمسجد الأقصى."""
    name = text[draft.start : draft.end]
    bare = "ال" + name[2:] if name.startswith("لل") else name[1:]
    whole = not name.startswith("لل") and gazetteer.lookup(name)
    if name[:1] not in tuple("وفبلك") or whole or not gazetteer.lookup(bare):
        return draft
    return replace(draft, start=draft.start + 1)


def _with_demonym(draft: Draft, analysis: Analysis, found: Found) -> Draft:
    """An Arabic body of a state with the adjective right after it that tells of which: وزارة الداخلية المغربية."""
    if analysis.language != "ar" or draft.type != "StateBody":
        return draft
    after = (demonym for demonym in found.demonyms_of(draft.sentence) if demonym.start == draft.end + 1)
    return next((replace(draft, end=demonym.end) for demonym in after), draft)


def _without_seat(draft: Draft, text: str, gazetteer: Gazetteer) -> Draft:
    """A body without the known place after it that ب joins: كتيبة عقبة بن نافع بتونس, جامعة محمد الخامس بالرباط."""
    words = text[draft.start : draft.end].split()
    if len(words) < 2 or not words[-1].startswith("ب") or lexicon("ar").cue(normalize(words[0]), "seated"):
        return draft
    types = {candidate.types[0] for candidate in gazetteer.lookup(words[-1][1:])}
    if not types or not types <= PLACES:
        return draft
    return replace(draft, end=draft.start + len(text[draft.start : draft.end].removesuffix(words[-1]).rstrip()))


def _from_match(match: Match) -> Draft:
    first = match.candidates[0]
    return Draft(
        start=match.start,
        end=match.end,
        sentence=match.sentence,
        type=first.types[0],
        method="gazetteer",
        score=0.85 if first.alias.context else 0.95,
        rank=_GAZETTEER,
    )


def _contest(span: ModelSpan, analysis: Analysis) -> bool:
    """Whether a stretch is the name of a contest, which a place in it only names: Tour de France, كأس ألمانيا."""
    if span.type != "EVENT" or span.score < _SURE_EVENT:
        return False
    words = normalize(analysis.article.text[span.start : span.end]).split()
    return any(cued(word, "contest", analysis.language) for word in words)


def _short_names(
    known: list[Draft], found: Found, analysis: Analysis, dropped: Counter[str], events: list[tuple[int, int]]
) -> Iterable[Draft]:
    """The reference's names, without a bare surname that follows another given name, and a place within the name of a
    contest (``events``: the stretches of their names)."""
    lex = lexicon(analysis.language)
    for draft, match in zip(known, found.matches, strict=True):
        size = draft.end - draft.start
        inside = any(start <= draft.start and draft.end <= end and size < end - start for start, end in events)
        if inside and _types(match) <= PLACES:
            dropped["a place in the name of an event"] += 1
            continue
        before = _token_before(analysis, draft)
        short = all(candidate.alias.kind == "short" for candidate in match.candidates)
        if draft.type == "Person" and short and before is not None and lex.names.get(before.norm) == "given":
            dropped["surname after another given name"] += 1
            continue
        if draft.type == "Person" and analysis.language == "ar" and _institution(analysis, draft):
            dropped["a person after whom an institution is called"] += 1
            continue
        if analysis.language != "ar" and _first_name(analysis, draft, match, found):
            dropped["a city that is a first name here"] += 1
            continue
        yield draft


def _without_states(drafts: list[Draft], found: Found, analysis: Analysis, dropped: Counter[str]) -> list[Draft]:
    """Drafts without the acronym of a state that begins the name of its body: U.S. Coast Guard."""
    states = {
        m.start for m in found.matches if _types(m) <= PLACES and any(c.alias.kind == "acronym" for c in m.candidates)
    }
    out: list[Draft] = []
    for draft in drafts:
        before = out[-1] if out else None
        part = draft.type in _OF_STATES and analysis.language == "en"
        if part and before is not None and before.start in states and draft.start == before.end + 1:
            dropped["a state within the name of its body"] += 1
            out.pop()
            draft = replace(draft, start=before.start) if draft.method == "model" else draft
        out.append(draft)
    return out


def _institution(analysis: Analysis, draft: Draft) -> bool:
    """Whether a name with its title is the name of a street, an airport, a hospital: شارع الملك سلمان."""
    lex = lexicon("ar")
    tokens = analysis.sentences[draft.sentence].tokens
    first = next((token for token in tokens if token.start <= draft.start < token.end), None)
    if first is None or first.start != draft.start:
        return False
    at = first.index if first.norm in lex.titles else first.index - 1
    if at < 1 or tokens[at].norm not in lex.titles:
        return False
    return cued(tokens[at - 1].norm, "named_after")


def _first_name(analysis: Analysis, draft: Draft, match: Match, found: Found) -> bool:
    """Paris Hilton, Manchester United: a town right before another capitalised word, and after no preposition."""
    sentence = analysis.sentences[draft.sentence]
    inside = [token for token in sentence.tokens if draft.start <= token.start < draft.end]
    if len(inside) != 1 or "City" not in _types(match) or inside[0].index + 1 >= len(sentence.tokens):
        return False
    lex, after = lexicon(analysis.language), sentence.tokens[inside[0].index + 1]
    before = sentence.tokens[inside[0].index - 1] if inside[0].index else None
    if (before is not None and before.pos == "ADP") or not after.text.isalpha() or not after.text[:1].isupper():
        return False
    if after.text.isupper() or after.pos != "PROPN" or _title_case(sentence) or after.start != draft.end + 1:
        return False
    tables = (lex.titles, lex.posts, lex.organization_heads, lex.place_heads, lex.common)
    known = any(m.start <= after.start < m.end for m in found.matches_of(draft.sentence))
    known = known or any(d.start == after.start for d in found.demonyms)
    return not known and not any(after.norm in table for table in tables)


def _token_before(analysis: Analysis, draft: Draft) -> Token | None:
    tokens = analysis.sentences[draft.sentence].tokens
    inside = [token for token in tokens if token.end <= draft.start]
    return inside[-1] if inside else None


def _judge(draft: Draft, near: tuple[Match, ...], demonyms: frozenset[int], analysis: Analysis) -> Draft | None:
    """A draft that meets names of the reference: raised above them, left as it is, or ``None`` where they win."""
    met = [match for match in near if match.start < draft.end and draft.start < match.end]
    if not met:
        return draft
    if any(match.start < draft.start or draft.end < match.end for match in met):
        return replace(draft, rank=_OVER_GAZETTEER) if _begins_another(draft, met, analysis) else None
    if any((match.start, match.end) == (draft.start, draft.end) for match in met):
        return None
    raised = replace(draft, rank=_OVER_GAZETTEER)
    if draft.type == "Person":
        several = _several_persons(draft, met, analysis)
        return raised if not several and all(_other_person(draft, match, analysis) for match in met) else None
    if _describes_place(draft, met, demonyms, analysis):
        return None
    if is_a(draft.type, "Organization"):
        if _forces_of(draft, met, analysis) or _words_before_group(draft, met, analysis):
            return None
        bodies = [match for match in met if _body(match)]
        return raised if not bodies or _other_body(draft, bodies, demonyms, analysis, near) else None
    # مطار صنعاء is no town, whatever is called so within it, and stade Alassane-Ouattara no person.
    facility = draft.type == "Facility" and draft.score >= _SURE_FACILITY
    if facility and all(_types(match) <= PLACES or "Person" in _types(match) for match in met):
        return raised
    return raised if _other_place(draft, met, analysis) else None


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


def _before_another(draft: Draft, found: Found, analysis: Analysis) -> Draft:
    """An Arabic body without the known one that و joins to it: القوات الشرعية والمقاومة الشعبية."""
    if analysis.language != "ar" or not is_a(draft.type, "Organization"):
        return draft
    text = analysis.article.text
    for match in found.matches_of(draft.sentence):
        joined = text[match.start - 2 : match.start] == " و"
        if joined and draft.start < match.start - 2 and match.end == draft.end and _body(match):
            return replace(draft, end=draft.start + len(text[draft.start : match.start - 2].rstrip()))
    return draft


def _body(match: Match) -> bool:
    return any(is_a(name, "Organization") for name in _types(match))


def _forces_of(draft: Draft, met: list[Match], analysis: Analysis) -> bool:
    """Whether a stretch is no name but the forces of a person: قوات صالح."""
    lex = lexicon(analysis.language)
    outside = _outside(draft, met, analysis)
    return all("Person" in _types(match) for match in met) and all(
        any(lex.cue(form, "forces") or form in lex.titles for form in strip_clitics(token.norm)) for token in outside
    )


def _describes_place(draft: Draft, met: list[Match], demonyms: frozenset[int], analysis: Analysis) -> bool:
    """Whether an Arabic stretch is no name but common nouns before a known place: مركز محافظة نينوى, كمين الفرافرة."""
    if analysis.language != "ar" or draft.type not in ("Facility", "ArmedGroup"):
        return False
    last = met[-1]
    outside = [token for token in _outside(draft, met, analysis) if token.end not in demonyms]
    if not outside or outside[-1].end > last.start or not _types(last) <= PLACES:
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
    group = any(is_a(name, "ArmedGroup") for name in _types(last))
    if analysis.language != "ar" or draft.type != "ArmedGroup" or not group or last.end != draft.end or not outside:
        return False
    lex = lexicon("ar")
    return outside[-1].end <= last.start and all(
        cued(token.norm, "forces")
        or (lex.is_common(token.norm) and token.norm not in lex.organization_heads and not token.norm.endswith("ي"))
        for token in outside
    )


def _types(match: Match) -> set[str]:
    return {name for candidate in match.candidates for name in candidate.types}


def _other_person(draft: Draft, match: Match, analysis: Analysis) -> bool:
    """Whether a longer personal name is another one than the reference's within it."""
    short = " " not in analysis.article.text[match.start : match.end].strip()
    if "Person" not in _types(match):
        sure = analysis.language != "ar" or draft.score >= _SURE_NAME
        return short and bool(_types(match) & PLACES) and sure
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
    known = [match for match in met if "Person" in _types(match)]
    full = any(" " in analysis.article.text[match.start : match.end].strip() for match in known)
    return len(known) > 1 and full and not _outside(draft, known, analysis)


def _name_word(norm: str) -> bool:
    """Whether an Arabic word after a full name may be one more of its names, and not what the sentence says next."""
    lex = lexicon("ar")
    nisba = norm.startswith("ال") and (norm.endswith("ي") or not lex.is_common(norm))
    return norm in lex.names or nisba


def _other_place(draft: Draft, met: list[Match], analysis: Analysis) -> bool:
    """Whether a longer name of a place is a known one of its own: New Mexico, and not Mexico."""
    if not is_a(draft.type, "Place") or not all(_types(match) & PLACES for match in met):
        return False
    first = normalize(analysis.article.text[draft.start : draft.end]).split()[0]
    if lexicon(analysis.language).cue(first, "part") and all("City" in _types(match) for match in met):
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
    known = any(is_a(name, kind) for kind in ("StateBody", "InternationalBody") for name in _types(bodies[0]))
    return known and cued(first.norm, "institution")


def _no_more_name(first: Token, outside: list[Token], draft: Draft, analysis: Analysis) -> bool:
    """Whether an Arabic word after a body that begins a stretch is no part of a name: a preposition, a common noun
    without the article, alone or joined by و, in a stretch of which the reader is not sure."""
    if analysis.language != "ar" or outside[0] is not first:
        return False
    lex, word = lexicon("ar"), first.norm.removeprefix("و")
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
        and not any(is_a(name, "ArmedGroup") for name in _types(bodies[-1]))
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


def _title_case(sentence: Sentence) -> bool:
    """Whether nearly every longer word is capitalised and no stop ends it, as in an English headline."""
    long = [token.text for token in sentence.tokens if len(token.text) > 3 and token.text.isalpha()]
    if len(long) < _HEADLINE_WORDS or sentence.tokens[-1].text in (".", "!", "?"):
        return False
    return sum(word[0].isupper() for word in long) / len(long) >= _TITLE_CASE


def _mention(analysis: Analysis, draft: Draft) -> Mention:
    return Mention(
        span=analysis.span(draft.start, draft.end),
        kind="name",
        type=draft.type,
        zone=analysis.sentences[draft.sentence].zone,
        method=draft.method,
        score=draft.score,
    )
