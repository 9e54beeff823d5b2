"""Bodies of an article: known under another spelling, the short form in brackets of one, or minted."""

import re
from collections.abc import Iterator, Mapping

from extract.context import cued, strip_clitics
from extract.gazetteer import PLACES
from extract.lexicon import lexicon
from extract.linking.atlas import cues
from extract.linking.brackets import short_forms
from extract.linking.choice import fits
from extract.linking.entities import mint, organization_iri, organization_key
from extract.linking.focus import NationalBodies
from extract.linking.known_names import KnownNames
from extract.linking.nominals import NATIONAL, same_noun
from extract.linking.place_words import noun_before
from extract.linking.work import Work, plain
from extract.model import Mention
from ontology.namespaces import entity_iri
from ontology.normalize import normalize
from ontology.reference import ReferenceEntity
from ontology.vocabulary import is_a

SURE_GROUP = 0.8
"""From this probability on a stretch is the name of a group."""
_LAM_AND_WORD = 4
_LONGEST_PREPOSITION = 6
# A body so near the beginning is the one of the country of the dateline: الكويت - كونا: أعلنت وزارة الداخلية.
_DATELINE = 40
_OWN_ARMY = normalize("الوطني")
_ARTICLE = re.compile(r"^(?:l'\s*|(?:le|la|les|the)\s+)")


def organizations(work: Work) -> None:
    """Bodies: known under another spelling, the short form in brackets of one, or minted."""
    shorts = short_forms(work.analysis, work.mentions)
    _index_bodies(work)
    pending: list[int] = []
    known = KnownNames.of(work.reference)
    focus = work.focus().clear()
    for index, mention in enumerate(work.mentions):
        if index in work.links or not is_a(mention.type, "Organization"):
            continue
        spelled = known.spelled(mention.span.quote, mention.type)
        candidates = {
            candidate.entity: candidate
            for name in (mention.span.quote, mention.span.quote.replace(".", ""))
            for candidate in work.gazetteer.lookup(name)
            if not candidate.alias.context and fits(candidate, "Organization")
        }
        national = _of_country(work, mention, focus)
        if len(candidates) == 1:
            entity = next(iter(candidates))
            work.links[index] = (entity, 0.8, "name of the reference in another spelling")
        elif spelled is not None:
            work.links[index] = (spelled[0], 0.75, f"another spelling of {spelled[1]!r} of the reference")
        elif national is not None:
            work.links[index] = (national[0], 0.75, national[1])
        elif (worded := known.worded(mention.span.quote, work.analysis.language)) is not None:
            work.links[index] = (worded[0], 0.7, f"the words of {worded[1]!r} of the reference in another form")
        elif (part := _part_of_name(work, mention)) is not None:
            work.links[index] = (part, 0.65, "a part of the name of a group that is active where the article is about")
        elif (described := _described(work, index)) is not None:
            work.links[index] = described
        else:
            pending.append(index)
    pending = _by_short_forms(work, shorts, pending)
    pending = _by_quoted_names(work, pending)
    for index in pending:
        owner = shorts.get(normalize(work.mentions[index].span.quote))
        if owner is None or owner == index:
            _mint_body(work, index)
    for index in pending:
        owner = shorts.get(normalize(work.mentions[index].span.quote))
        if owner is not None and owner != index:
            name = plain(work.mentions[owner].span.quote)
            work.links[index] = (work.links[owner][0], 0.8, f"short form of {name!r}, given in brackets")


def _by_short_forms(work: Work, shorts: Mapping[str, int], pending: list[int]) -> list[int]:
    """Settles full names and the short forms beside them by each other; gives those that are pending after it.

    The short form of a known body is that body's, whoever else is called so (RSF); an unknown full name is whom its
    known short form means, unless its kind or state contradicts: then the short form is the unknown one's, too (AFP).
    """
    left = set(pending)
    for short, owner in shorts.items():
        same = [i for i, mention in enumerate(work.mentions) if normalize(mention.span.quote) == short and i != owner]
        full = work.reference.by_iri(work.links[owner][0] or "") if owner in work.links else None
        known = {iri for i in same if i in work.links and (iri := work.links[i][0]) and work.reference.by_iri(iri)}
        quote = work.mentions[same[0]].span.quote
        told = None if known or full is not None or owner not in left else _told_by_brackets(work, owner, quote)
        if told is not None:
            work.links.update(dict.fromkeys((owner, *same), (told, 0.75, f"the text gives {quote!r} for it")))
            left -= {owner, *same}
            continue
        if len(known) != 1:
            continue
        meant = next(iter(known))
        name = plain(work.mentions[owner].span.quote)
        if full is not None and full.iri != meant and _has_head(work, owner):
            work.links[owner] = (meant, 0.75, f"the text gives {quote!r} for it, a mission of the body that it names")
            continue
        other = full is not None and full.iri != meant and _contradicts(full, work.reference.by_iri(meant))
        if full is not None and (other or (full.iri != meant and _initials(quote, name))):
            work.links.update(dict.fromkeys(same, (full.iri, 0.8, f"short form of {name!r}, given in brackets")))
        elif full is None and owner in left and _agrees(work, owner, meant):
            work.links[owner] = (meant, 0.75, f"the text gives {quote!r} for it")
            left.discard(owner)
        elif full is None and owner in left and " " in name and _clashes(work, owner, meant):
            for i in same:
                del work.links[i]
            left.update(same)
    return sorted(left)


def _has_head(work: Work, index: int) -> bool:
    """Whether the words before a body make it a mission or force that it has: قوة الاتحاد الأفريقي (أميصوم)."""
    language = work.analysis.language
    articles = lexicon(language).cues.get("article", frozenset())
    noun = noun_before(work.analysis.article.text, work.mentions[index], cues(language, "join"), articles)
    return cued(noun, "mission", language)


def _related(one: str, other: str) -> bool:
    """Whether what one class is may be read as the other: of a group, that it is armed; of an office, whose it is."""
    families = (("ArmedGroup", "PoliticalMovement"), ("StateBody", "InternationalBody"))
    same = any(any(is_a(one, name) for name in family) and any(is_a(other, name) for name in family)
               for family in families)  # fmt: skip
    return same or is_a(one, other) or is_a(other, one)


def _contradicts(one: ReferenceEntity, other: ReferenceEntity | None) -> bool:
    """Whether two bodies are of kinds of which neither is the other: a police is no news agency."""
    return other is not None and not _related(one.types[0], other.types[0])


def _initials(short: str, full: str) -> bool:
    """Whether the letters of a short form are initials of a full name, in its order."""
    initials = iter(normalize(word)[:1] for word in re.split(r"[\s'’-]+", full))
    return all(letter in initials for letter in normalize(short).replace(".", ""))


def _by_quoted_names(work: Work, pending: list[int]) -> list[int]:
    """Settles unknown full names by a known name in quotation marks right after them; gives those still pending."""
    left = set(pending)
    for owner in short_forms(work.analysis, work.mentions, quoted=True).values():
        beside = work.links.get(owner + 1, (None,))[0]
        if owner in left and beside is not None and _agrees(work, owner, beside):
            work.links[owner] = (beside, 0.75, f"the text gives {work.mentions[owner + 1].span.quote!r} for it")
            left.discard(owner)
    return sorted(left)


def _told_by_brackets(work: Work, full: int, short: str) -> str | None:
    """The one body (IRI) with this short form that an unknown full name before it can be, and of whose country the
    article speaks: the reference may have its full name in another wording, and ask a context for the short one."""
    named = _countries_named(work)
    fits_full = set()
    for candidate in work.gazetteer.lookup(short):
        known = work.reference.by_iri(candidate.entity)
        own = {entity_iri(country) for country in known.countries} if known is not None else set()
        if fits(candidate, "Organization") and (not own or own & named) and _agrees(work, full, candidate.entity):
            fits_full.add(candidate.entity)
    return next(iter(fits_full)) if len(fits_full) == 1 else None


def _agrees(work: Work, full: int, meant: str) -> bool:
    """Whether a stretch is the full name of a body, of no other kind and no other state than a known one."""
    words = [normalize(word) for word in work.mentions[full].span.quote.split()]
    heads = lexicon(work.analysis.language).organization_heads
    if len(words) == 1 or (all(word in heads for word in words) and not all(word.startswith("ال") for word in words)):
        return False  # common nouns: تنظيم (داعش), وكالة أنباء (الأناضول), but المقاومة الإسلامية (حماس)
    return not _clashes(work, full, meant)


def _clashes(work: Work, full: int, meant: str) -> bool:
    """Whether a full name of a body speaks of another kind of body, or of another state, than a known one."""
    mention, known = work.mentions[full], work.reference.by_iri(meant)
    if known is None:
        return True
    span = mention.span
    lands = {d.country for d in work.found.demonyms if span.start <= d.start and d.end <= span.end}
    own = {entity_iri(country) for country in known.countries}
    alike = any(_related(name, mention.type) for name in known.types)
    return not alike or not lands <= own


def _of_country(work: Work, mention: Mention, focus: str | None) -> tuple[str, str] | None:
    """The organization that a country has under this name, which does not say the country: (IRI, reason).

    The country is one that the sentence names, else the one that the article is about, else one that it names at all;
    where two of them have such a body it is nobody's.
    """
    bodies, names = NationalBodies.of(work.reference), _national_names(mention.span.quote, work.analysis.language)
    for countries, whose in _circles(work, mention, focus):
        found = {body for country in countries for name in names if (body := bodies.named(country, name))}
        # In Latin letters a common noun without its capital is any such body of the state.
        named = work.analysis.language == "ar" or mention.span.quote[:1].isupper()
        if not found and len(countries) == 1 and named:
            found = {body for country in countries if (body := bodies.generic(country, mention.span.quote))}
        # Every state has a ministry of the interior: one of two states named must be told to be meant.
        open_ = is_a(mention.type, "StateBody") and len(countries) > 1
        if found:
            why = f"the organization of this name of {whose}"
            return (found.pop(), why) if len(found) == 1 and not open_ else None
    return None


def _part_of_name(work: Work, mention: Mention) -> str | None:
    """The one group (IRI) of the countries of an Arabic article whose name has this one in it, where the reader surely
    takes it for a group. In Latin letters short forms are acronyms rather, and parts of names are places (al-Quds)."""
    if work.analysis.language != "ar":
        return None
    group = is_a(mention.type, "ArmedGroup") or is_a(mention.type, "PoliticalMovement")
    if not group or mention.method != "model" or mention.score < SURE_GROUP:
        return None
    named = _countries_named(work)
    return NationalBodies.of(work.reference).part(named, mention.span.quote)


def _described(work: Work, index: int) -> tuple[str, float, str] | None:
    """The link of a body that is a common noun and no name: the one named before with this noun, or the country's."""
    mention = work.mentions[index]
    forms = strip_clitics(normalize(mention.span.quote))
    nominals = lexicon(work.analysis.language).nominals
    phrase = next((form for form in forms if nominals.get(form) in ("Organization", NATIONAL)), None)
    if phrase is None:
        return None
    national = nominals[phrase] == NATIONAL
    named = (
        (work.mentions[other].span.quote, work.links[other][0])
        for other in range(index)
        if other in work.links and not (national and work.mentions[other].type == "ArmedGroup")
    )
    found = same_noun(phrase, ((quote, iri) for quote, iri in named if iri))
    if found is not None and work.reference.by_iri(found) is not None:
        return found, 0.7, "stands for the body of this noun named before it"
    body = generic_body(work, phrase, mention.span.start) if national else None
    return (body, 0.7, "the one of the country that the article is about") if body is not None else None


def generic_body(work: Work, noun: str, start: int) -> str | None:
    """The body (IRI) that a common noun at ``start`` means by the country of the article: الجيش in news of Yemen.

    Where the sentence has named another country before it than the one that the article is about, nobody's.
    """
    sentence = work.analysis.sentence_at(start)
    here = work.countries_by_sentence.get(sentence.index, []) if sentence is not None else []
    focus = work.focus().most()
    countries = {country for _, _, country in here}
    ahead = any(named < start for named, _, _ in here)
    if focus is not None:
        countries = {focus} if focus in countries or not ahead else set()
    elif not ahead:
        return None
    if len(countries) != 1:
        return None
    bodies, country, name = NationalBodies.of(work.reference), next(iter(countries)), _ARTICLE.sub("", noun)
    army, _, own = name.partition(" ")
    found = bodies.generic(country, name)
    return found or (bodies.generic(country, army) if own == _OWN_ARMY else None)


def _countries_named(work: Work) -> set[str]:
    """The countries (IRI) that the article names, or of which it names a place."""
    return {country for countries in work.countries_by_sentence.values() for _, _, country in countries}


def _circles(work: Work, mention: Mention, focus: str | None) -> Iterator[tuple[set[str], str]]:
    """The countries (IRI) whose body a mention may mean, the nearest first, each circle made when it is asked for."""
    sentence = work.analysis.sentence_at(mention.span.start)
    here = work.countries_by_sentence.get(sentence.index, []) if sentence is not None else []
    after = {country for start, _, country in here if _right_after(work, mention, start)}
    yield after, "the country that the text names right after it"
    ahead = {country for start, _, country in here if start < mention.span.start <= _DATELINE}
    yield ahead, "the country of the dateline"
    yield {country for _, _, country in here}, "the country that the sentence names"
    yield {focus} if focus is not None else set(), "the country that the article is about"
    yield {most} if (most := work.focus().most()) is not None else set(), "the country that the article names most"
    yield work.countries_of_actors(), "the country of those whom the article names"
    yield _countries_named(work), "a country that the article names"


def _right_after(work: Work, mention: Mention, start: int) -> bool:
    """Whether a place at ``start`` is where a body is: وزارة الداخلية في البحرين."""
    between = work.analysis.article.text[mention.span.end : start] if start > mention.span.end else "-"
    return len(between) <= _LONGEST_PREPOSITION and normalize(between) in cues(work.analysis.language, "within")


def _national_names(quote: str, language: str) -> tuple[str, ...]:
    """A name of a body; in Arabic also without a preposition that the reader left on it, and without قوات before it."""
    first, _, rest = quote.partition(" ")
    if language != "ar" or not rest:
        return (quote,)
    forms = strip_clitics(normalize(first))
    bare = (rest,) if cued(normalize(first), "forces") and " " in rest else ()
    return (quote, *(f"{form} {rest}" for form in forms[1:] if form in lexicon("ar").organization_heads), *bare)


def _index_bodies(work: Work) -> None:
    """Notes the countries named in each sentence, and the sentences that name each body."""
    for demonym in work.found.demonyms:
        named = (demonym.start, demonym.end, demonym.country)
        work.countries_by_sentence.setdefault(demonym.sentence, []).append(named)
    for match in work.found.matches:
        if "Country" in match.candidates[0].types:
            country = (match.start, match.end, match.candidates[0].entity)
            work.countries_by_sentence.setdefault(match.sentence, []).append(country)
    for index, (entity, _, _) in sorted(work.links.items()):
        known = work.reference.by_iri(entity) if entity else None
        sentence = work.analysis.sentence_at(work.mentions[index].span.start)
        if known is not None and sentence is not None and PLACES & set(known.types) and len(known.countries) == 1:
            span = work.mentions[index].span
            country = (span.start, span.end, work.reference.entities[known.countries[0]].iri)
            work.countries_by_sentence.setdefault(sentence.index, []).append(country)
    for mention in work.mentions:
        sentence = work.analysis.sentence_at(mention.span.start)
        if sentence is not None and is_a(mention.type, "Organization"):
            key = organization_key(_body_name(work, mention))
            work.lines_by_body.setdefault(key, []).append(sentence.index)


def _mint_body(work: Work, index: int) -> None:
    mention = work.mentions[index]
    label = _body_name(work, mention)
    scope, country = _scope(work, mention)
    iri = organization_iri(label, scope)
    if iri not in work.minted:
        work.minted[iri] = mint(iri, mention.type, label, work.analysis.language, country=country)
    work.links[index] = (iri, 0.6, "an organization unknown to the reference")


def _scope(work: Work, mention: Mention) -> tuple[str, str | None]:
    """What tells a body without a country in its name (وزارة الداخلية) from those of other states: (scope, country).

    The one country that the sentences with this name speak of, else the article itself; nothing for other bodies.
    """
    span, sentence = mention.span, work.analysis.sentence_at(mention.span.start)
    if not is_a(mention.type, "StateBody") or sentence is None:
        return "", None
    here = work.countries_by_sentence.get(sentence.index, [])
    inside = [country for start, end, country in here if span.start <= start and end <= span.end]
    if inside:
        return "", inside[0]
    if any(span.start <= match.start and match.end <= span.end for match in work.found.matches_of(sentence.index)):
        return "", None
    lines = work.lines_by_body[organization_key(_body_name(work, mention))]
    countries = {country for line in lines for _, _, country in work.countries_by_sentence.get(line, [])}
    if len(countries) == 1:
        country = next(iter(countries))
        return country, country
    return work.analysis.article.id, None


def _body_name(work: Work, mention: Mention) -> str:
    """The name of a body as a label; after للX, where the article is written with the preposition, with its article."""
    label = plain(mention.span.quote)
    if label.startswith("لل") and len(label) > _LAM_AND_WORD:
        return "ال" + label[2:]
    before = work.analysis.article.text[max(0, mention.span.start - 1) : mention.span.start]
    if before != "ل" or not label.startswith("ل"):
        return label
    own = normalize(label.split()[0]) in lexicon("ar").organization_heads
    return label if own else "ال" + label[1:]
