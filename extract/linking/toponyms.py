"""Places: which of all places of a name an article means, by what else it names; none where several stay possible.

Population alone decides only for large places; ``place_ranking`` has what else speaks for one.
"""

from collections.abc import Mapping

from extract.context import words_ahead
from extract.gazetteer import TANWIN
from extract.lexicon import lexicon
from extract.linking.atlas import COUNTRY, DISTRICT, REGION, TOWN, Atlas, Option, cues
from extract.linking.place_ranking import ABOUT, HALF, Context, Name, Scored, leads, rank, same_place
from extract.linking.place_words import calls, facility, head_class, quarter, with_article, within
from extract.linking.work import Work
from extract.model import Mention
from ontology.gazetteer.index import region_forms
from ontology.namespaces import entity_iri
from ontology.normalize import normalize
from ontology.vocabulary import is_a

MARGIN = 0.5
"""Points by which the best place must lead those elsewhere."""
LARGE = 100_000
"""People from which a place needs nothing else in the article to speak for it."""
SURE = 1.2
"""The margin of a place that may speak for others."""
SHORTEST = 3
HEARD = 0.8
"""From this probability that it is a place, a name that no table has may be one that sounds so."""
SURELY_READ = 0.97
"""From this probability on a name is no everyday word with its clitics and endings: الميلية, بيراما."""
SURE_PLACE, LONG = 0.9, 4
"""From this probability that it is a place, and so many letters, a name of one single place needs nothing else."""
PEOPLED = 20_000
"""People from which the only place of its name in the gazetteer is meant, whatever countries the article names."""


def places(work: Work) -> None:
    """Links the places that the reference left open, and those of its places that the article puts elsewhere."""
    atlas = Atlas.of(work.reference)
    names = _names(work, atlas)
    if not names:
        return
    context = _known_context(work, names)
    context.possible = {name.key: _towns(name) for name in names.values()}
    for name in names.values():
        ranked = rank(name, Context())
        sure = bool(ranked) and not _ordinary(name.key, work.analysis.language) and (
            name.within or name.linked is None) and leads(ranked, SURE)  # fmt: skip
        if sure and (ranked[0].option.population >= LARGE or name.within):
            context.add(name.key, ranked[0].option, len(name.mentions))
    for name in names.values():
        if work.analysis.language == "ar" and name.heard and all(o.population < LARGE for o in name.options):
            name.options += atlas.known_everywhere(name.quote, "ar")
        told = _about(context, name, work) if name.heard and name.linked is None else []
        if not name.options:
            name.options = atlas.sounding(name.quote, work.analysis.language, told)
            if not name.options and work.analysis.language == "ar":
                _without_clitic(name, told, atlas, work)
        elif told and not any(option.country in told for option in name.options):
            # All that are written so lie elsewhere: بالو in Indonesia is Palu.
            heard = atlas.sounding(name.quote, work.analysis.language, told)
            name.options += tuple(option for option in heard if option.level == TOWN)
    for name in names.values():
        _settle(name, rank(name, context), work)


def _about(context: Context, name: Name, work: Work) -> list[str]:
    """The countries (IRI) that an article is about, whatever a name of it means."""
    least = ABOUT if work.analysis.language == "ar" else HALF
    return [country for country in context.countries if context.share(country, name.key) >= least]


def _without_clitic(name: Name, told: list[str], atlas: Atlas, work: Work) -> None:
    """Takes a conjunction or preposition that the reader left on a name off it where a place has the rest: وروتشورو."""
    bare = name.quote[1:]
    joined = "و" if name.head else "وفبلك"  # after a word for a town no preposition follows
    if name.quote[:1] not in tuple(joined) or len(bare) < SHORTEST or normalize(bare) in lexicon("ar").common:
        return
    found = atlas.options(bare, "ar", work.gazetteer, name.kind, sure=True)
    name.options = tuple(option for option in found if option.country in told)
    if not name.options and name.quote.startswith("و"):
        name.options = atlas.sounding(bare, "ar", told)
    for index in name.mentions if name.options else ():
        if work.mentions[index].span.quote[:1] == name.quote[:1]:
            work.cut(index, 1)


def _names(work: Work, atlas: Atlas) -> dict[str, Name]:
    """The names of places by folded form, with all places that they may mean."""
    names: dict[str, Name] = {}
    heads_before: dict[int, str | None] = {}
    language = work.analysis.language
    for index, mention in enumerate(work.mentions):
        entity, linked = work.links.get(index, (None, 0.0, ""))[0], index in work.links
        if not is_a(mention.type, "Place") or index in work.teams or facility(mention, language):
            continue
        match = work.match(mention)
        head = head_class(work, mention) or _head_of_list(work, index, heads_before)
        if entity is not None and match is not None and any(c.rule for c in match.candidates):
            known = work.reference.by_iri(entity)
            lesser = calls(work, mention) or calls(work, mention, "second")
            if head != "Region" or lesser or known is None or "City" not in known.types:
                continue  # a context rule of the reference has decided
        natural = not cues(language, "natural").isdisjoint(normalize(mention.span.quote).split()[:1])
        alone = natural or calls(work, mention) or calls(work, mention, "natural")
        heads_before[mention.span.end] = None if alone else head
        key = normalize(mention.span.quote)
        name = names.setdefault(f"{head or ''} {key}" if head == "Region" else key, Name(key, mention.span.quote))
        if not name.mentions:
            short = atlas.abbreviated(mention.span.quote, language)
            name.kind = mention.type if mention.method == "model" else ""
            told = bool(name.kind) and mention.score >= SURE_PLACE
            found = atlas.options(with_article(work, mention), language, work.gazetteer, name.kind, sure=told)
            name.options = (short,) if short else found
            name.quarter = quarter(work, mention)
        name.mentions.append(index)
        sure = mention.method == "model" and mention.score >= SURE_PLACE and len(key) >= LONG
        # In Arabic letters the names of many places look alike.
        name.alone = name.alone or (sure and language != "ar")
        name.heard = name.heard or _heard(work, mention, key)
        name.sure = name.sure or (bool(head) and len(key) >= SHORTEST) or sure
        name.linked = entity or name.linked
        name.unlinked = name.unlinked or (linked and entity is None)
        name.head = name.head or head
        if head == "Region":
            own = {option.iri for option in name.options}
            name.options += tuple(o for o in _called_regions(work, mention, name, atlas) if o.iri not in own)
        name.area = name.area or calls(work, mention)
        name.second = name.second or calls(work, mention, "second")
        name.within |= within(work, mention, atlas)
    # A name linked to what is no option here (the acronym US) has been decided elsewhere; دولة is no name.
    heads = lexicon(language).place_heads
    for name in names.values():
        _regions_alone(name)
    return {
        key: name
        for key, name in names.items()
        if (name.options or name.heard)
        and name.key not in heads
        and (name.linked is not None or name.key not in cues(language, "seat"))
        and (language != "ar" or name.linked is not None or name.key.removeprefix("ال") not in heads)
        and (name.linked is None or any(option.iri == name.linked for option in name.options))
    }


def _heard(work: Work, mention: Mention, key: str) -> bool:
    """Whether the reader takes a name for a place that is no quarter and no everyday word."""
    lex, (first, *rest) = lexicon("ar"), key.split()
    head = lex.place_heads.get(first) if rest else None
    least = 0.0 if head is not None and head.kind == "head" and head.type in ("City", "Region") else HEARD
    read = mention.method == "model" and mention.score >= least and len(key) > SHORTEST
    word = key in lex.common or key in lex.names or (mention.score < SURELY_READ and lex.is_common(key))
    span = mention.span
    demonym = any(found.start < span.end and span.start < found.end for found in work.found.demonyms)
    return read and not (word or demonym or TANWIN in span.quote)


def _head_of_list(work: Work, index: int, heads: Mapping[int, str | None]) -> str | None:
    """The class that the word before the first name of a list implies for a later one: محافظات الضالع ومأرب وتعز."""
    before = work.mentions[index - 1].span.end if index else -1
    between = work.analysis.article.text[before : work.mentions[index].span.start] if before in heads else "-"
    return heads[before] if before in heads and normalize(between) in cues(work.analysis.language, "list") else None


def _regions_alone(name: Name) -> None:
    """Leaves a name that the text calls a region those that are one, where it may mean any."""
    own = [option for option in name.options if not (name.area and option.alternate)]
    levels = [[option for option in own if option.level == level] for level in (REGION, DISTRICT)]
    first, second = levels[::-1] if name.second else levels
    regions = tuple(first or ([] if name.area else second))
    if name.head == "Region" and regions:
        name.options = regions
        name.linked = name.linked if any(option.iri == name.linked for option in regions) else None


def _known_context(work: Work, names: Mapping[str, Name]) -> Context:
    """What the reference has linked, and the demonyms."""
    context = Context()
    for name in names.values():
        chosen = next((option for option in name.options if option.iri == name.linked), None)
        rivals = [option for option in name.options if option is not chosen and option.level == TOWN]
        # A city with namesakes speaks for its country, but less than a country does.
        if chosen is not None and not name.within:
            context.add(name.key, chosen, len(name.mentions) * (1 if rivals and chosen.level == TOWN else 2))
    for demonym in work.found.demonyms:
        context.countries[demonym.country]["demonym"] += 2
    for entity, _, _ in work.links.values():
        known = work.reference.by_iri(entity) if entity else None
        if known is not None and "Organization" in known.all_types and len(known.countries) == 1:
            context.countries[entity_iri(known.countries[0])][known.id] += 1
    return context


def _towns(name: Name) -> list[tuple[float, float]]:
    """The points of all towns and districts that a name may mean by its own name."""
    return [
        (option.lat, option.lon)
        for option in name.options
        if option.level in (TOWN, DISTRICT)
        and not option.alternate
        and option.lat is not None
        and option.lon is not None
    ]


def _called_regions(work: Work, mention: Mention, name: Name, atlas: Atlas) -> tuple[Option, ...]:
    """The regions that are called so with the word beside the name (région de Koursk, Kursk region), and those around a
    town of this name that are called after it (ولاية أضنة)."""
    text, language = work.analysis.article.text, work.analysis.language
    start, end = mention.span.start, mention.span.end
    before, after = words_ahead(text, start, 2), text[end:].split()[:1]
    names = [f"{' '.join(before[-size:])} {mention.span.quote}" for size in (1, 2)]
    names += region_forms(mention.span.quote) if language != "ar" else ()
    names += [f"{mention.span.quote} {after[0].strip('.,;:')}"] if after else []
    found = [option for called in names for option in atlas.options(called, language, work.gazetteer)]
    regions = {option.iri: option for option in found if option.level in (REGION, DISTRICT)}
    quote = "" if calls(work, mention) else mention.span.quote
    for option in name.options if not regions else ():
        regions |= {region.iri: region for region in atlas.called_after(option, quote)}
    return tuple(regions.values())


def _ordinary(key: str, language: str) -> bool:
    """Whether a name is short, or also an everyday word or a personal name: it needs the article's word."""
    lex = lexicon(language)
    return len(key) < SHORTEST or (" " not in key and lex.is_word(key))


def _settle(name: Name, ranked: list[Scored], work: Work) -> None:
    """Links all mentions of a name, or says why not; what the reference linked stays unless another place leads it."""
    if not ranked:
        return
    best = ranked[0]
    if best.elsewhere and not best.supported:
        # A large place elsewhere, and one of the reference in the country of the article: Palma.
        here = [item for item in ranked if item.supported and item.option.curated]
        best = here[0] if len(here) == 1 else best
        ranked = [best, *(item for item in ranked if item is not best)]
    option = best.option
    linked = next((item.option for item in ranked if item.option.iri == name.linked), None)
    if linked is not None and linked.level == COUNTRY and not name.within - {option.country}:
        return  # a town called after a country needs its region beside it (Lebanon, Ohio)
    if option.iri == name.linked or (name.linked is not None and not (best.placed and leads(ranked, MARGIN))):
        return
    if linked is not None and name.head != "Region" and same_place(option, linked):
        return
    known = option.population >= LARGE or (option.curated and not name.unlinked)
    # Under a name that is not its best known one, a place of a country that the article does not name is another place.
    # In Arabic a town elsewhere shares its name with many a village.
    other = not option.curated and (work.analysis.language == "ar" or option.level == REGION)
    strange = option.alternate or option.conditional or other
    refused = option.conditional and best.elsewhere  # رفح in news of Sinai
    enough = (best.supported and not refused) or (known and not (strange and best.elsewhere))
    enough = enough or (name.alone and leads(ranked, SURE) and not option.alternate and not best.elsewhere)
    enough = enough or (name.alone and len(ranked) == 1 and not option.alternate and option.population >= PEOPLED)
    needs = _ordinary(name.key, work.analysis.language) and not best.supported and not name.sure
    around = name.area and best.supported
    if name.head == "Region" and option.level == TOWN and not option.curated and not around:
        choice: tuple[str | None, float, str] = (None, 0.0, "a region of which only a town of this name is known")
    elif not leads(ranked, MARGIN):
        labels = "; ".join(item.option.label for item in ranked[:3])
        choice = (None, 0.0, f"several places of this name: {labels}")
    elif needs or not enough:
        choice = (None, 0.0, f"a small place or an everyday word, and nothing here speaks for {option.label}")
    else:
        others = [other for other in ranked[1:] if not same_place(option, other.option)]
        lead = min((best.points - other.points for other in others), default=3.0)
        why = ", ".join(best.reasons)
        of = f", best of {len(ranked)} of this name" if len(ranked) > 1 else ""
        source = "reference" if option.curated else "gazetteer"
        score = round(min(0.95, 0.6 + 0.1 * lead), 2)
        choice = (option.iri, score, f"{option.label} of the {source}: {why}{of} (by {lead:.1f} points)")
        if not option.curated and option.place is not None:
            work.minted[option.iri] = Atlas.of(work.reference).entity(option.place)
    for index in name.mentions:
        work.links[index] = choice
