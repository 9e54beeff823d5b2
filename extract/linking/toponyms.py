"""Places: which of all places of a name an article means, by what else it names; none where several stay possible.

What speaks for a place, in points (``WEIGHTS``): its people (powers of ten), that the reference has it, that the text
says what it lies in (Paris, Texas), that the article is about its country or names its region, that other places of
the article are near. Population alone decides only for large places.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log10
from types import MappingProxyType

from extract.context import Words, cued, fold, strip_clitics
from extract.gazetteer import TANWIN
from extract.lexicon import lexicon
from extract.linking.atlas import COUNTRY, DISTRICT, REGION, TOWN, Atlas, Option, cues
from extract.linking.work import Work
from extract.model import Mention
from ontology.gazetteer.index import distance, named, region_forms
from ontology.namespaces import entity_iri
from ontology.normalize import normalize
from ontology.vocabulary import is_a

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "land": 8.5,
        "reference": 1.0,
        "linked": 1.5,
        "alternate": -1.5,
        "state": 1.0,
        "seat": -2.0,
        "district": -2.0,
        "kind": 0.7,
        "head": 2.0,
        "region head": 3.5,
        "country": 3.0,
        "region": 1.5,
        "near": 1.0,
        "cluster": 0.5,
        "within": 6.0,
        "elsewhere": -4.0,
    }
)
"""Points: of a country instead of its people; of a place of the reference, and of the one that its rules
chose; of a name that is not the best known one; of a first-level region, of one called after a town in it, and of a
second-level region; where the reader's kind or
the word before the name fits; the share of the article's countries; where the article names the region, where another
place is near, for each other name that may be near; where the text says what it lies in, or something else."""
MARGIN = 0.5
"""Points by which the best place must lead those elsewhere."""
NEAR = 200.0
"""Kilometres within which another place of the article speaks for one."""
BESIDE = 15.0
"""Kilometres within which a town may be a part of another."""
CLUSTER, CLUSTERED = 75.0, 2
"""Kilometres within which places that other names may mean speak for one, and of how many names it takes."""
SAME = 100.0
"""Kilometres within which a town and its region are one answer."""
LARGE = 100_000
"""People from which a place needs nothing else in the article to speak for it."""
SURE = 1.2
"""The margin of a place that may speak for others."""
SHORTEST = 3
ABOUT, HALF = 0.2, 0.5
"""The share of an article's countries from which it is about one, and surely so."""
HEARD = 0.8
"""From this probability that it is a place, a name that no table has may be one that sounds so."""
SURELY_READ = 0.97
"""From this probability on a name is no everyday word with its clitics and endings: الميلية, بيراما."""
SURE_PLACE, LONG = 0.9, 4
PEOPLED = 20_000
"""People from which the only place of its name in the gazetteer is meant, whatever countries the article names."""
"""From this probability that it is a place, and so many letters, a name of one single place needs nothing else."""
_LONGEST_GAP = 12
_TOWN = 10_000
_CLOSED = re.compile(r"[\s]*(?:[,.;:)\n]|$)")
_NEXT = re.compile(r"\s*(?:,|\()?\s*(?:in\s+)?((?:[A-Z][\w.'’-]*)(?:[ \t][A-Z][\w.'’-]*){0,3})")


@dataclass(slots=True)
class _Name:
    """A name of the article: where it stands, what it may mean, and what the text says of it."""

    key: str
    quote: str
    mentions: list[int] = field(default_factory=list)
    options: tuple[Option, ...] = ()
    linked: str | None = None
    unlinked: bool = False
    head: str | None = None
    area: bool = False
    """The word before it may mean what lies around a town, as منطقة does outside Saudi Arabia."""
    second: bool = False
    """The word before it calls it a region of the second level."""
    kind: str = ""
    within: set[str] = field(default_factory=set)
    quarter: bool = False
    """The text calls it a part of a town: a town of this name must lie in or beside one that the article names."""
    alone: bool = False
    """The reader surely takes it for a place, and it is long enough that no other is likely to be called so."""
    sure: bool = False
    """The reader surely takes it for a place, or the word before it says that it is one: it is no everyday word."""
    heard: bool = False
    """The reader takes it for a place, so that one whose name only sounds so may be meant."""


@dataclass(slots=True)
class _Context:
    """What the article names: countries and regions (IRI) by name, and points by name."""

    countries: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    regions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    possible: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def add(self, key: str, option: Option, count: int) -> None:
        if option.country is not None:
            self.countries[option.country][key] += count
        if option.level == REGION:
            self.regions[option.iri].add(key)
        if option.level >= TOWN and option.lat is not None and option.lon is not None:
            self.points[key] = (option.lat, option.lon)

    def share(self, country: str | None, key: str) -> float:
        """The part of the namings of countries, but by this name, that speaks for one."""
        totals = {iri: sum(n for name, n in counts.items() if name != key) for iri, counts in self.countries.items()}
        whole = sum(totals.values())
        return totals.get(country or "", 0) / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class _Scored:
    option: Option
    points: float
    supported: bool
    reasons: tuple[str, ...]
    placed: bool
    """Something speaks for it beside the country: its region, what it lies in, other places."""
    elsewhere: bool
    """The article names other countries than this place's."""


def places(work: Work) -> None:
    """Links the places that the reference left open, and those of its places that the article puts elsewhere."""
    atlas = Atlas.of(work.reference)
    names = _names(work, atlas)
    if not names:
        return
    context = _known_context(work, names)
    context.possible = {name.key: _towns(name) for name in names.values()}
    for name in names.values():
        ranked = _rank(name, _Context(), work)
        sure = bool(ranked) and not _ordinary(name.key, work.analysis.language) and (
            name.within or name.linked is None) and _leads(ranked, SURE)  # fmt: skip
        if sure and (ranked[0].option.population >= LARGE or name.within):
            context.add(name.key, ranked[0].option, len(name.mentions))
    for name in names.values():
        if work.analysis.language == "ar" and name.heard and all(o.population < LARGE for o in name.options):
            name.options += atlas.known_everywhere(name.quote, "ar")
        if not name.options:
            least = ABOUT if work.analysis.language == "ar" else HALF
            told = [country for country in context.countries if context.share(country, name.key) >= least]
            name.options = atlas.sounding(name.quote, work.analysis.language, told)
            if not name.options and work.analysis.language == "ar":
                _without_clitic(name, told, atlas, work)
    for name in names.values():
        _settle(name, _rank(name, context, work), work)


def _without_clitic(name: _Name, told: list[str], atlas: Atlas, work: Work) -> None:
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


def _names(work: Work, atlas: Atlas) -> dict[str, _Name]:
    """The names of places by folded form, with all places that they may mean."""
    names: dict[str, _Name] = {}
    heads_before: dict[int, str | None] = {}
    language = work.analysis.language
    for index, mention in enumerate(work.mentions):
        entity, linked = work.links.get(index, (None, 0.0, ""))[0], index in work.links
        if not is_a(mention.type, "Place") or index in work.teams or _facility(mention, language):
            continue
        match = work.match(mention)
        head = _head(work, mention) or _head_of_list(work, index, heads_before)
        if entity is not None and match is not None and any(c.rule for c in match.candidates):
            known = work.reference.by_iri(entity)
            lesser = _area(work, mention) or _area(work, mention, "second")
            if head != "Region" or lesser or known is None or "City" not in known.types:
                continue  # a context rule of the reference has decided
        natural = not cues(language, "natural").isdisjoint(normalize(mention.span.quote).split()[:1])
        alone = natural or _area(work, mention) or _area(work, mention, "natural")
        heads_before[mention.span.end] = None if alone else head
        key = normalize(mention.span.quote)
        name = names.setdefault(f"{head or ''} {key}" if head == "Region" else key, _Name(key, mention.span.quote))
        if not name.mentions:
            short = atlas.abbreviated(mention.span.quote, language)
            name.kind = mention.type if mention.method == "model" else ""
            told = bool(name.kind) and mention.score >= SURE_PLACE
            found = atlas.options(_with_article(work, mention), language, work.gazetteer, name.kind, sure=told)
            name.options = (short,) if short else found
            name.quarter = _quarter(work, mention)
        name.mentions.append(index)
        sure = mention.method == "model" and mention.score >= SURE_PLACE and len(key) >= LONG
        # In Arabic letters the names of many places look alike.
        name.alone = name.alone or (sure and language != "ar")
        name.heard = name.heard or _heard(work, mention, key)
        told_here = mention.method == "model" and mention.score >= SURE_PLACE and len(key) >= LONG
        name.sure = name.sure or (bool(head) and len(key) >= SHORTEST) or told_here
        name.linked = entity or name.linked
        name.unlinked = name.unlinked or (linked and entity is None)
        name.head = name.head or head
        if head == "Region":
            own = {option.iri for option in name.options}
            name.options += tuple(o for o in _called_regions(work, mention, name, atlas) if o.iri not in own)
        name.area = name.area or _area(work, mention)
        name.second = name.second or _area(work, mention, "second")
        name.within |= _within(work, mention, atlas)
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


def _with_article(work: Work, mention: Mention) -> str:
    """A name with the article that French draws into a preposition: au Caire."""
    quote, before = mention.span.quote, work.analysis.article.text[: mention.span.start].split()[-1:]
    if work.analysis.language == "fr" and before and before[0].lower() in cues("fr", "contraction"):
        return f"Le {quote}"
    return quote


def _facility(mention: Mention, language: str) -> bool:
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
    return Words(folded).follows("no_place", len(folded.text))


def _of_latin_name(work: Work, mention: Mention) -> bool:
    """Whether the noun before a place (French) or after it (English) makes it a part of a longer name: l'ambassade du
    Japon, the Atacama desert."""
    text, lex = work.analysis.article.text, lexicon(work.analysis.language)
    if work.analysis.language == "fr":
        before = _words_before(text, mention)
        while before and before[-1] in cues("fr", "join"):
            before.pop()
        return any(lex.cue(word, "no_place") for word in before[-1:])
    after = re.match(r" ((?:[a-z]+ ){0,2}?)([a-z]+)\b", text[mention.span.end : mention.span.end + 40])
    return after is not None and lex.cue(after[2], "no_place") and not lex.cue(after[1].strip(), "preposition")


def _words_before(text: str, mention: Mention) -> list[str]:
    """The folded words right before a mention, back to the last mark."""
    clause = re.split(r"[.,;:!?،؛؟()«»\"\n]", text[: mention.span.start][-60:])[-1]
    return [normalize(word) for word in re.findall(r"[\w-]+['’]?", clause)]


def _quarter(work: Work, mention: Mention) -> bool:
    """Whether the text calls a place a part of a town, which no town elsewhere is: حي النصر, quartier de Kadiköy."""
    text = work.analysis.article.text
    before = _words_before(text, mention)
    while len(before) > 1 and before[-1] in cues(work.analysis.language, "join"):
        before.pop()
    after = (
        re.findall(r"\w+", text[mention.span.end : mention.span.end + 20])[:1] if work.analysis.language == "en" else []
    )
    return any(cued(normalize(word), "quarter", work.analysis.language) for word in (*before[-1:], *after))


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


def _regions_alone(name: _Name) -> None:
    """Leaves a name that the text calls a region those that are one, where it may mean any."""
    own = [option for option in name.options if not (name.area and option.alternate)]
    levels = [[option for option in own if option.level == level] for level in (REGION, DISTRICT)]
    first, second = levels[::-1] if name.second else levels
    regions = tuple(first or ([] if name.area else second))
    if name.head == "Region" and regions:
        name.options = regions
        name.linked = name.linked if any(option.iri == name.linked for option in regions) else None


def _known_context(work: Work, names: Mapping[str, _Name]) -> _Context:
    """What the reference has linked, and the demonyms."""
    context = _Context()
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


def _towns(name: _Name) -> list[tuple[float, float]]:
    """The points of all towns and districts that a name may mean by its own name."""
    return [
        (option.lat, option.lon)
        for option in name.options
        if option.level in (TOWN, DISTRICT)
        and not option.alternate
        and option.lat is not None
        and option.lon is not None
    ]


def _head(work: Work, mention: Mention) -> str | None:
    """The class that the words before or in a name imply: City, Region."""
    lex, language = lexicon(work.analysis.language), work.analysis.language
    words = normalize(mention.span.quote).split()
    if len(words) > 1 and set(words) & cues(language, "region"):
        return "Region"
    sentence = work.analysis.sentence_at(mention.span.start)
    before = [t.norm for t in sentence.tokens if t.end <= mention.span.start][-2:] if sentence is not None else []
    if before and not cues(language, "around").isdisjoint(strip_clitics(before[-1])):
        return None
    phrases = (words[0] if len(words) > 1 else "", " ".join(before), before[-1] if before else "")
    for phrase in phrases:
        for form in strip_clitics(phrase) if phrase else ():
            head = lex.place_heads.get(form)
            if head is not None and head.kind == "head":
                return head.type
    after = [t for t in sentence.tokens if t.start >= mention.span.end][:1] if sentence is not None else []
    head = lex.place_heads.get(after[0].norm) if language == "en" and after else None
    return head.type if head is not None and head.kind == "head" and head.type == "Region" else None


def _called_regions(work: Work, mention: Mention, name: _Name, atlas: Atlas) -> tuple[Option, ...]:
    """The regions that are called so with the word beside the name (région de Koursk, Kursk region), and those around a
    town of this name that are called after it (ولاية أضنة)."""
    text, language = work.analysis.article.text, work.analysis.language
    start, end = mention.span.start, mention.span.end
    before, after = text[:start].split()[-2:], text[end:].split()[:1]
    names = [f"{' '.join(before[-size:])} {mention.span.quote}" for size in (1, 2)]
    names += region_forms(mention.span.quote) if language != "ar" else ()
    names += [f"{mention.span.quote} {after[0].strip('.,;:')}"] if after else []
    found = [option for called in names for option in atlas.options(called, language, work.gazetteer)]
    regions = {option.iri: option for option in found if option.level in (REGION, DISTRICT)}
    for option in name.options if not regions else ():
        regions |= {region.iri: region for region in atlas.called_after(option, mention.span.quote)}
    return tuple(regions.values())


def _area(work: Work, mention: Mention, kind: str = "area") -> bool:
    """Whether the word before a name only says that it is the land around (منطقة بالو), or (``second``) that it is a
    region of the second level (مديرية)."""
    language = work.analysis.language
    before = [normalize(word) for word in work.analysis.article.text[: mention.span.start].split()[-2:]]
    if before and before[-1] in cues(language, "join"):
        before.pop()
    after = work.analysis.article.text[mention.span.end :].split()[:1] if language == "en" else []
    cue = cues(language, kind)
    return any(form in cue for word in (*before[-1:], *map(normalize, after)) for form in strip_clitics(word))


def _within(work: Work, mention: Mention, atlas: Atlas) -> set[str]:
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


def _rank(name: _Name, context: _Context, work: Work) -> list[_Scored]:
    possible = name.options
    if name.quarter:
        possible = tuple(
            option
            for option in possible
            if option.curated
            or (option.level == DISTRICT and not option.alternate)
            or _near(option, name.key, context, BESIDE)
        )
    scored = [_score(option, name, context) for option in possible]
    if name.unlinked:  # a namesake that the reference's rules refused needs the article's word
        scored = [item for item in scored if not item.option.curated or item.supported]
    return sorted(scored, key=lambda item: (-item.points, item.option.iri))


def _score(option: Option, name: _Name, context: _Context) -> _Scored:
    points = WEIGHTS["land"] if option.level == COUNTRY else log10(max(option.population, 300))
    if option.curated and option.place is None and option.level != COUNTRY:
        points = 5.0
    points += WEIGHTS["reference"] * option.curated + WEIGHTS["alternate"] * option.alternate
    points += WEIGHTS["district"] * (option.level == DISTRICT and name.head != "Region")
    points += WEIGHTS["linked"] * (option.iri == name.linked)
    if option.level == REGION:
        points += WEIGHTS["seat" if _called_after_its_town(option, name) else "state"]
    region = option.level in (REGION, DISTRICT)
    points += WEIGHTS["kind"] * ((name.kind == "City" and option.level == TOWN) or (name.kind == "Region" and region))
    points += WEIGHTS["head"] * (name.head == "City" and option.level == TOWN)
    points += WEIGHTS["head" if name.area else "region head"] * (name.head == "Region" and region)
    reasons = [f"{option.population:,} people"] if option.population else []
    share = context.share(option.country, name.key)
    points += WEIGHTS["country"] * share
    if share >= ABOUT:
        reasons.append("the article is about its country")
    named = any(context.regions.get(region, set()) - {name.key} for region in option.within)
    points += WEIGHTS["region"] * named
    near = _near(option, name.key, context)
    points += WEIGHTS["near"] * near
    cluster = _clustered(option, name.key, context)
    points += WEIGHTS["cluster"] * min(cluster, 4)
    near = near or cluster >= CLUSTERED
    if named or near:
        reasons.append("the article names its region" if named else "other places of the article are near")
    if name.within:
        inside = bool(name.within & option.within) and option.iri not in name.within
        points += WEIGHTS["within" if inside else "elsewhere"]
        reasons += ["the text says what it lies in"] if inside else []
    else:
        inside = False
    elsewhere = share == 0 and any(set(counts) - {name.key} for counts in context.countries.values())
    return _Scored(
        option, points, inside or named or near or share >= ABOUT, tuple(reasons), inside or named or near, elsewhere
    )


def _called_after_its_town(option: Option, name: _Name) -> bool:
    """Whether a region has a town of its name in it, which the bare name means rather."""
    if "Region" in (name.head, name.kind):
        return False
    towns = (other for other in name.options if other.level == TOWN and not other.alternate)
    return any(option.iri in town.within or _same(option, town) for town in towns)


def _near(option: Option, key: str, context: _Context, most: float = NEAR) -> bool:
    if option.lat is None or option.lon is None or option.level == COUNTRY:
        return False
    lat, lon = option.lat, option.lon
    return any(other != key and distance(lat, lon, *point) <= most for other, point in context.points.items())


def _clustered(option: Option, key: str, context: _Context) -> int:
    """How many other names of the article may mean a place close by."""
    if option.lat is None or option.lon is None or option.level not in (TOWN, DISTRICT):
        return 0
    lat, lon = option.lat, option.lon
    return sum(
        other != key and any(distance(lat, lon, *point) <= CLUSTER for point in points)
        for other, points in context.possible.items()
    )


def _leads(ranked: list[_Scored], margin: float) -> bool:
    """Whether the best place leads all that lie elsewhere."""
    best = ranked[0]
    return all(best.points - other.points >= margin or _same(best.option, other.option) for other in ranked[1:])


def _same(one: Option, other: Option) -> bool:
    if one.iri in other.within or other.iri in one.within:
        return True
    if None in (one.lat, one.lon, other.lat, other.lon):
        return False
    return distance(one.lat or 0, one.lon or 0, other.lat or 0, other.lon or 0) <= SAME


def _ordinary(key: str, language: str) -> bool:
    """Whether a name is short, or also an everyday word or a personal name: it needs the article's word."""
    lex = lexicon(language)
    return len(key) < SHORTEST or (" " not in key and lex.is_word(key))


def _settle(name: _Name, ranked: list[_Scored], work: Work) -> None:
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
    if option.iri == name.linked or (name.linked is not None and not (best.placed and _leads(ranked, MARGIN))):
        return
    if linked is not None and name.head != "Region" and _same(option, linked):
        return
    known = option.population >= LARGE or (option.curated and not name.unlinked)
    # Under a name that is not its best known one, a place of a country that the article does not name is another place.
    # In Arabic a town elsewhere shares its name with many a village.
    other = not option.curated and (work.analysis.language == "ar" or option.level == REGION)
    strange = option.alternate or option.conditional or other
    enough = best.supported or (known and not (strange and best.elsewhere))
    enough = enough or (name.alone and _leads(ranked, SURE) and not option.alternate and not best.elsewhere)
    enough = enough or (name.alone and len(ranked) == 1 and not option.alternate and option.population >= PEOPLED)
    needs = _ordinary(name.key, work.analysis.language) and not best.supported and not name.sure
    around = name.area and best.supported
    if name.head == "Region" and option.level == TOWN and not option.curated and not around:
        choice: tuple[str | None, float, str] = (None, 0.0, "a region of which only a town of this name is known")
    elif not _leads(ranked, MARGIN):
        labels = "; ".join(item.option.label for item in ranked[:3])
        choice = (None, 0.0, f"several places of this name: {labels}")
    elif needs or not enough:
        choice = (None, 0.0, f"a small place or an everyday word, and nothing here speaks for {option.label}")
    else:
        lead = min((best.points - other.points for other in ranked[1:] if not _same(option, other.option)), default=3.0)
        why = ", ".join(best.reasons)
        of = f", best of {len(ranked)} of this name" if len(ranked) > 1 else ""
        source = "reference" if option.curated else "gazetteer"
        score = round(min(0.95, 0.6 + 0.1 * lead), 2)
        choice = (option.iri, score, f"{option.label} of the {source}: {why}{of} (by {lead:.1f} points)")
        if not option.curated and option.place is not None:
            work.minted[option.iri] = Atlas.of(work.reference).entity(option.place)
    for index in name.mentions:
        work.links[index] = choice
