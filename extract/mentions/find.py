"""Puts names together: the reference wins on type, the longer span on extent, the trained model adds the unknown."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.analysis import Analysis, ModelSpan, Sentence, Token
from extract.context import cued
from extract.gazetteer import PLACES, Found, Gazetteer, Match
from extract.lexicon import lexicon
from extract.mentions.draft import Draft, resolve
from extract.mentions.judge import GAZETTEER, judge, names_body, types_of
from extract.mentions.model_names import model_names
from extract.mentions.surnames import surnames
from extract.model import Dropped, Mention
from ontology.normalize import normalize
from ontology.vocabulary import is_a

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
        if (draft := judge(other, found.matches_of(other.sentence), demonyms, analysis)) is not None
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
        rank=GAZETTEER,
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
        if inside and types_of(match) <= PLACES:
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
        m.start for m in found.matches if types_of(m) <= PLACES and any(c.alias.kind == "acronym" for c in m.candidates)
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
    if len(inside) != 1 or "City" not in types_of(match) or inside[0].index + 1 >= len(sentence.tokens):
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


def _before_another(draft: Draft, found: Found, analysis: Analysis) -> Draft:
    """An Arabic body without the known one that و joins to it: القوات الشرعية والمقاومة الشعبية."""
    if analysis.language != "ar" or not is_a(draft.type, "Organization"):
        return draft
    text = analysis.article.text
    for match in found.matches_of(draft.sentence):
        joined = text[match.start - 2 : match.start] == " و"
        if joined and draft.start < match.start - 2 and match.end == draft.end and names_body(match):
            return replace(draft, end=draft.start + len(text[draft.start : match.start - 2].rstrip()))
    return draft


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
