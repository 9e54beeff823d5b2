"""Linking: every mention to an entity or to none, each with its reason in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extract.analysis import Analysis
from extract.context import strip_clitics
from extract.gazetteer import PLACES, Candidate, Found, Gazetteer, Match
from extract.lexicon import lexicon
from extract.linking.brackets import short_forms
from extract.linking.entities import (
    from_reference,
    mint,
    organization_iri,
    organization_key,
    person_iri,
)
from extract.linking.focus import Focus, NationalBodies, world_city
from extract.linking.known_persons import KnownPersons
from extract.linking.nominals import nominals
from extract.linking.persons import Person, cluster, name_words
from extract.linking.posts import posts_beside
from extract.model import Dropped, Entity, EntityLink, Mention
from ontology.normalize import normalize
from ontology.reference import Reference
from ontology.vocabulary import is_a


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkResult:
    """Mentions with the nominal ones added, their links in parallel, and every linked entity by first mention."""

    mentions: tuple[Mention, ...]
    links: tuple[EntityLink, ...]
    entities: tuple[Entity, ...]
    dropped: tuple[Dropped, ...] = ()


@dataclass(slots=True)
class _Work:
    """The links of one article while they are found: by index of the mention."""

    analysis: Analysis
    mentions: tuple[Mention, ...]
    reference: Reference
    gazetteer: Gazetteer
    matches: dict[tuple[int, int], Match]
    found: Found
    links: dict[int, tuple[str | None, float, str]] = field(default_factory=dict)
    minted: dict[str, Entity] = field(default_factory=dict)
    countries_by_sentence: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    lines_by_body: dict[str, list[int]] = field(default_factory=dict)

    def match(self, mention: Mention) -> Match | None:
        return self.matches.get((mention.span.start, mention.span.end))


def link(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    gazetteer: Gazetteer,
    reference: Reference,
    found: Found | None = None,
) -> LinkResult:
    """Links of the mentions of an article, and of the nominal mentions that one named entity surely explains.

    ``found`` is what the gazetteer found in this analysis (``mention_result`` has it); it is found again if absent.
    """
    found = found if found is not None else gazetteer.find(analysis)
    matches = {(match.start, match.end): match for match in found.matches}
    work = _Work(analysis, mentions, reference, gazetteer, matches, found)
    _known(work)
    _elsewhere(work)
    _persons(work)
    _organizations(work)
    for index in range(len(mentions)):
        work.links.setdefault(index, (None, 0.0, "no entity of the reference has this name"))
    return _result(work)


def _known(work: _Work) -> None:
    """Mentions that the reference names: the best candidate, or none where two are as good."""
    countries = _countries(work)
    for index, mention in enumerate(work.mentions):
        match = work.match(mention)
        if match is None:
            continue
        ranked = sorted(match.candidates, key=lambda c: (-_weight(c, mention, match, work, countries), c.entity))
        best, weight = ranked[0], _weight(ranked[0], mention, match, work, countries)
        if len(ranked) > 1 and _weight(ranked[1], mention, match, work, countries) == weight:
            names = ", ".join(candidate.alias.entity for candidate in ranked[:3])
            work.links[index] = (None, 0.0, f"could be {names}")
        else:
            work.links[index] = (best.entity, min(0.99, mention.score), _reason(best, len(ranked) > 1))


def _focus(work: _Work) -> Focus:
    return Focus(work.reference, work.found, (entity for entity, _, _ in work.links.values() if entity is not None))


def _elsewhere(work: _Work) -> None:
    """Unlinks Arabic places outside the one country of all else: many towns share a name with a quarter elsewhere."""
    if work.analysis.language != "ar":
        return
    focus = _focus(work)
    for index, (entity, _, _) in list(work.links.items()):
        mention, match = work.mentions[index], work.match(work.mentions[index])
        if entity is None or match is None or any(c.rule for c in match.candidates) or world_city(mention.span.quote):
            continue
        if focus.elsewhere(entity, quarter=_in_quarter(work, match)):
            work.links[index] = (None, 0.0, "a place of this name lies outside the country of all else in the article")


def _in_quarter(work: _Work, match: Match) -> bool:
    tokens = [t for t in work.analysis.sentences[match.sentence].tokens if t.end <= match.start][-1:]
    return any(lexicon("ar").cue(form, "quarter") for token in tokens for form in strip_clitics(token.norm))


def _countries(work: _Work) -> set[str]:
    """Ids of the countries that the article names, by name or by demonym."""
    sure = {
        match.candidates[0].alias.entity
        for match in work.found.matches
        if len(match.candidates) == 1 and "Country" in match.candidates[0].types
    }
    return sure | {demonym.country.rsplit("/", 1)[-1] for demonym in work.found.demonyms}


def _weight(candidate: Candidate, mention: Mention, match: Match, work: _Work, countries: set[str]) -> float:
    known = work.reference.entities[candidate.alias.entity]
    weight = 0.0 if candidate.alias.context else 1.0
    weight += {"before": 2.0, "after": 2.0, "sentence": 1.5, "article": 1.5}.get(candidate.rule or "", 0.0)
    weight += 1.0 if candidate.alias.kind in ("name", "acronym") else 0.0
    weight += 1.0 if countries & set(known.countries) else 0.0
    weight += 0.5 if candidate.alias.language == work.analysis.language else 0.0
    head = _head_type(work, match)
    if head is not None:
        weight += 1.5 if any(is_a(name, head) for name in known.types) else 0.0
    elif "City" in known.types or "Country" in known.types:
        weight += 0.25
    return weight


def _head_type(work: _Work, match: Match) -> str | None:
    """The class that the word before a place implies (محافظة, ville de), if there is one."""
    if not any(set(candidate.types) & PLACES for candidate in match.candidates):
        return None
    lex = lexicon(work.analysis.language)
    tokens = [t for t in work.analysis.sentences[match.sentence].tokens if t.end <= match.start][-2:]
    for size in (2, 1):
        phrase = " ".join(token.norm for token in tokens[-size:])
        head = lex.place_heads.get(phrase) or lex.place_heads.get(phrase[1:])
        if head is not None and head.kind == "head":
            return head.type
    return None


def _reason(candidate: Candidate, ambiguous: bool) -> str:
    alias = candidate.alias
    rules = {
        "before": "after a word that tells which is meant",
        "after": "before a word that tells which is meant",
        "sentence": "the sentence tells which is meant",
        "article": "the article gives the full name too",
    }
    why = f"{alias.kind} {alias.text!r} of the reference"
    if candidate.rule:
        why += f", {rules[candidate.rule]}"
    return why + (", best of several by context and country" if ambiguous else "")


def _persons(work: _Work) -> None:
    """Persons of the article as clusters of names; unknown ones are minted."""
    index_of = [i for i, mention in enumerate(work.mentions) if is_a(mention.type, "Person")]
    known = KnownPersons.of(work.reference)
    items: list[tuple[int, tuple[str, ...], str | None]] = []
    for index in index_of:
        words = name_words(work.mentions[index].span.quote)
        if not words:
            work.links.setdefault(index, (None, 0.0, "no part of a name in it"))
            continue
        entity = work.links[index][0] if index in work.links else None
        if index not in work.links:
            near = known.nearest(words)
            if near is not None:
                entity = near
                work.links[index] = (near, 0.8, "given name and surname of a person of the reference")
        items.append((index, words, entity))
    for person in cluster(_demoted(items, work), work.analysis.language):
        _settle(person, work)


def _demoted(
    items: list[tuple[int, tuple[str, ...], str | None]], work: _Work
) -> list[tuple[int, tuple[str, ...], str | None]]:
    """A bare surname means the person whom the article names in full, before it means one of the reference."""
    full = [(words, entity) for _, words, entity in items if len(words) > 1]
    out = []
    for index, words, entity in items:
        others = {name for name, owner in full if owner is None and name[-1] == words[-1]}
        same = any(owner == entity for _, owner in full)
        if entity is not None and len(words) == 1 and others and not same:
            del work.links[index]
            entity = None
        out.append((index, words, entity))
    return out


def _settle(person: Person, work: _Work) -> None:
    """Links the members of a cluster."""
    longest = _fullest(person, work)
    full = _plain(work.mentions[longest].span.quote)
    if person.entity is None:
        _mint_person(person, full, longest, work)
        return
    for index in person.members:
        if work.links.get(index, (None,))[0] is None:
            work.links[index] = (person.entity, 0.85, f"the last name of {full!r}, named in this article")


def _fullest(person: Person, work: _Work) -> int:
    """The member that names the person best: of the names of several words the most frequent one, else the longest."""
    words = {index: name_words(work.mentions[index].span.quote) for index in person.members}
    counts = Counter(words.values())
    return max(words, key=lambda i: (len(words[i]) > 1, counts[words[i]], len(words[i]), -i))


def _surname_of_others(person: Person, work: _Work) -> bool:
    """Whether the article knows the person by a bare surname alone, and names others of that surname in full."""
    own = {name_words(work.mentions[index].span.quote) for index in person.members}
    if any(len(words) > 1 for words in own):
        return False
    full = {name_words(m.span.quote) for m in work.mentions if is_a(m.type, "Person")}
    lasts = {words[-1] for words in full if len(words) > 1}
    return any(words[-1] in lasts for words in own)


def _mint_person(person: Person, full: str, longest: int, work: _Work) -> None:
    if _surname_of_others(person, work):
        for index in person.members:
            work.links[index] = (None, 0.0, "a surname of several persons of this article")
        return
    if all(index in work.links for index in person.members):
        return  # between two persons of the reference: nobody is minted
    iri = person_iri(work.analysis.article, work.mentions[min(person.members)].span.start)
    public = any(held.post.public for i in person.members for held in posts_beside(work.analysis, work.mentions[i]))
    names = dict.fromkeys(_plain(work.mentions[index].span.quote) for index in person.members)
    aliases = tuple(name for name in names if name != full)
    language = work.analysis.language
    work.minted[iri] = mint(iri, "Person", full, language, aliases=aliases, private=not public)
    for index in person.members:
        same = index != longest and len(person.members) > 1
        why = f"the same person as {full!r} in this article" if same else "a person unknown to the reference"
        work.links[index] = (iri, 0.7, why)


def _organizations(work: _Work) -> None:
    """Bodies: known under another spelling, the short form in brackets of one, or minted."""
    shorts = short_forms(work.analysis, work.mentions)
    _index_bodies(work)
    pending: list[int] = []
    country, bodies = _focus(work).clear(), NationalBodies.of(work.reference)
    for index, mention in enumerate(work.mentions):
        if index in work.links or not is_a(mention.type, "Organization"):
            continue
        candidates = {c.entity: c for c in work.gazetteer.lookup(mention.span.quote) if not c.alias.context}
        national = bodies.named(country, mention.span.quote) if country and is_a(mention.type, "StateBody") else None
        if len(candidates) == 1:
            entity = next(iter(candidates))
            work.links[index] = (entity, 0.8, "name of the reference in another spelling")
        elif national is not None:
            work.links[index] = (national, 0.75, "the body of this name of the country that the article is about")
        else:
            pending.append(index)
    for index in pending:
        owner = shorts.get(normalize(work.mentions[index].span.quote))
        if owner is None or owner == index:
            _mint_body(work, index)
    for index in pending:
        owner = shorts.get(normalize(work.mentions[index].span.quote))
        if owner is not None and owner != index:
            name = _plain(work.mentions[owner].span.quote)
            work.links[index] = (work.links[owner][0], 0.8, f"short form of {name!r}, given in brackets")


def _index_bodies(work: _Work) -> None:
    """Notes the countries named in each sentence, and the sentences that name each body."""
    for demonym in work.found.demonyms:
        named = (demonym.start, demonym.end, demonym.country)
        work.countries_by_sentence.setdefault(demonym.sentence, []).append(named)
    for match in work.found.matches:
        if "Country" in match.candidates[0].types:
            country = (match.start, match.end, match.candidates[0].entity)
            work.countries_by_sentence.setdefault(match.sentence, []).append(country)
    for mention in work.mentions:
        sentence = work.analysis.sentence_at(mention.span.start)
        if sentence is not None and is_a(mention.type, "Organization"):
            key = organization_key(_body_name(work, mention))
            work.lines_by_body.setdefault(key, []).append(sentence.index)


def _mint_body(work: _Work, index: int) -> None:
    mention = work.mentions[index]
    label = _body_name(work, mention)
    scope, country = _scope(work, mention)
    iri = organization_iri(label, scope)
    if iri not in work.minted:
        work.minted[iri] = mint(iri, mention.type, label, work.analysis.language, country=country)
    work.links[index] = (iri, 0.6, "an organization unknown to the reference")


def _scope(work: _Work, mention: Mention) -> tuple[str, str | None]:
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


def _body_name(work: _Work, mention: Mention) -> str:
    """The name of a body as a label; after للX, where the article is written with the preposition, with its article."""
    label = _plain(mention.span.quote)
    before = work.analysis.article.text[max(0, mention.span.start - 1) : mention.span.start]
    if before != "ل" or not label.startswith("ل"):
        return label
    own = normalize(label.split()[0]) in lexicon("ar").organization_heads
    return label if own else "ال" + label[1:]


def _plain(quote: str) -> str:
    """A quote as a label: on one line, without quotation marks."""
    return " ".join(quote.replace('"', " ").replace("«", " ").replace("»", " ").split())


def _result(work: _Work) -> LinkResult:
    links = [
        EntityLink(mention=mention, entity=work.links[i][0], score=work.links[i][1], reason=work.links[i][2])
        for i, mention in enumerate(work.mentions)
    ]
    entities = _entities(work, (item.entity for item in links))
    links += nominals(work.analysis, tuple(links), {entity.iri: entity for entity in entities})
    links.sort(key=lambda item: item.mention.span.start)
    refined = tuple(_refined(item, work) for item in links)
    unlinked = sum(item.entity is None for item in refined)
    return LinkResult(
        mentions=tuple(item.mention for item in refined),
        links=refined,
        entities=_entities(work, (item.entity for item in refined)),
        dropped=(Dropped(what="mention", reason="linked to no entity", count=unlinked),) if unlinked else (),
    )


def _refined(item: EntityLink, work: _Work) -> EntityLink:
    """The link with its mention typed as the chosen entity is."""
    known = work.reference.by_iri(item.entity) if item.entity else None
    if known is None or known.types[0] == item.mention.type:
        return item
    return replace(item, mention=replace(item.mention, type=known.types[0]))


def _entities(work: _Work, iris: Iterable[str | None]) -> tuple[Entity, ...]:
    out: dict[str, Entity] = {}
    for iri in iris:
        if iri is None or iri in out:
            continue
        known = work.reference.by_iri(iri)
        out[iri] = from_reference(work.reference, known) if known is not None else work.minted[iri]
    return tuple(out.values())
