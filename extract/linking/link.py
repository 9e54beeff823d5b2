"""Linking: every mention to an entity or to none, each with its reason in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extract.analysis import Analysis
from extract.context import cued, strip_clitics, word_before
from extract.gazetteer import TANWIN, Candidate, Found, Gazetteer
from extract.linking.bodies import generic_body, organizations
from extract.linking.choice import SURE_KIND, Chooser, fits
from extract.linking.connections import Connections
from extract.linking.entities import from_reference
from extract.linking.focus import world_city
from extract.linking.known_names import KnownNames, surname_of
from extract.linking.media import agencies, media
from extract.linking.nominals import nominals
from extract.linking.people import persons
from extract.linking.place_words import of_body, quarter
from extract.linking.toponyms import places
from extract.linking.trust import Evidence, judged
from extract.linking.work import Work
from extract.model import Dropped, Entity, EntityLink, Mention
from ontology.namespaces import entity_iri
from ontology.normalize import normalize
from ontology.reference import Reference
from ontology.vocabulary import is_a

SURE_ALONE = 0.97
"""From this probability on an acronym that one armed group of the article's countries alone has is that group's."""
SURE_ACRONYM = 0.9
"""From this probability on an acronym is taken for that of a body, a word for the name of a group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkResult:
    """Mentions with the nominal ones added, their links in parallel, and every linked entity by first mention."""

    mentions: tuple[Mention, ...]
    links: tuple[EntityLink, ...]
    entities: tuple[Entity, ...]
    dropped: tuple[Dropped, ...] = ()


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
    evidence, links = proposed(analysis, mentions, gazetteer, reference, found)
    sure = tuple(_refined(judged(evidence, item), evidence.work) for item in links)
    unlinked = sum(item.entity is None for item in sure)
    return LinkResult(
        mentions=tuple(item.mention for item in sure),
        links=sure,
        entities=_entities(evidence.work, (item.entity for item in sure)),
        dropped=(Dropped(what="mention", reason="linked to no entity", count=unlinked),) if unlinked else (),
    )


def proposed(
    analysis: Analysis,
    mentions: tuple[Mention, ...],
    gazetteer: Gazetteer,
    reference: Reference,
    found: Found | None = None,
) -> tuple[Evidence, tuple[EntityLink, ...]]:
    """The best link of each mention as the steps choose it, before it is asked whether it is sure enough."""
    found = found if found is not None else gazetteer.find(analysis)
    matches = {(match.start, match.end): match for match in found.matches}
    work = Work(analysis, mentions, reference, gazetteer, matches, found)
    _known(work)
    _elsewhere(work)
    _parts_of_bodies(work)
    _in_context(work)
    places(work)
    media(work)
    _adjectives(work)
    persons(work)
    _surnames_of_another_kind(work)
    organizations(work)
    _one_sense(work)
    for index in range(len(work.mentions)):
        work.links.setdefault(index, (None, 0.0, "no entity of the reference has this name"))
    return _described(work)


def _known(work: Work) -> None:
    """Mentions that the reference names: the best candidate, or none where two are as good."""
    chooser = Chooser(work.analysis, work.reference, work.found)
    for index, mention in enumerate(work.mentions):
        match = work.match(mention)
        if match is not None:
            choice = chooser.choose(mention, match)
            work.links[index] = (choice.entity, choice.score, choice.reason)
            if choice.place:
                work.places.add(index)
            if choice.team:
                work.teams.add(index)


def _after_cue(work: Work, mention: Mention, kind: str) -> bool:
    """Whether the word before an Arabic name is a cue of a kind: عند السراج, بعثة الأمم المتحدة."""
    return cued(word_before(work.analysis.article.text, mention.span.start), kind)


def _had(work: Work, mention: Mention) -> bool:
    """Whether the word before an Arabic name of a body begins that of another, which it has."""
    return _after_cue(work, mention, "institution") or _after_cue(work, mention, "named_after")


def _one_sense(work: Work) -> None:
    """Links names that nothing decides as the article links the same name elsewhere: it hardly means two by one name
    (Gale, Church and Yarowsky 1992)."""
    senses: dict[tuple[str, str], dict[str, str]] = {}
    for index, mention in enumerate(work.mentions):
        entity = work.links.get(index, (None,))[0]
        known = work.reference.by_iri(entity) if entity else None
        if known is not None:
            kind = "Place" if is_a(mention.type, "Place") else "Organization"
            senses.setdefault((kind, normalize(mention.span.quote)), {})[known.iri] = mention.span.quote
    for index, mention in enumerate(work.mentions):
        kind = next((kind for kind in ("Place", "Organization") if is_a(mention.type, kind)), "")
        found = senses.get((kind, normalize(mention.span.quote)), {})
        if TANWIN in mention.span.quote:
            continue  # تركيًا is an adverb
        if len(found) == 1 and work.links.get(index, (None,))[0] is None and index not in work.teams:
            iri, quote = next(iter(found.items()))
            work.links[index] = (iri, 0.65, f"as {quote!r} elsewhere in the article")


def _parts_of_bodies(work: Work) -> None:
    """Leaves out the places that only a body is called after (بلدية باماكو), and the bodies that only have the one
    which is meant (بعثة الأمم المتحدة)."""
    for index, mention in enumerate(work.mentions):
        body = index not in work.links and is_a(mention.type, "InternationalBody")
        if body and _had(work, mention) and work.gazetteer.lookup(mention.span.quote):
            work.links[index] = (None, 0.0, "a body after the word for another one that it has")
            work.teams.add(index)
        latin = work.analysis.language != "ar"
        if (latin or index not in work.links) and is_a(mention.type, "Place") and of_body(work, mention):
            work.links[index] = (None, 0.0, "a part of the name of a body, by the word before it")
            work.teams.add(index)


def _surnames_of_another_kind(work: Work) -> None:
    """Persons of the reference that the reader took for a body or a place: كوبلر, Zawahiri, Abou Mohammad el-Jolani."""
    known, named = KnownNames.of(work.reference), work.named()
    for index, mention in enumerate(work.mentions):
        surname = surname_of(mention.span.quote)
        if index in work.links or is_a(mention.type, "Person"):
            continue
        person = known.spelled(mention.span.quote, "Person") if " " in mention.span.quote else None
        if person is not None:
            work.links[index] = (person[0], 0.7, f"another spelling of {person[1]!r} of the reference, a person")
            continue
        if not surname or (is_a(mention.type, "Place") and _after_cue(work, mention, "place")):
            continue
        found = known.surnamed(surname, named)
        if found is not None:
            why = f"surname of a person whom the reference connects with {found[1]!r} in this article"
            work.links[index] = (found[0], 0.65, why)


def _adjectives(work: Work) -> None:
    """Unlinks names of countries that are an adjective or inhabitants, as the reader surely takes it (منطقة الجوف
    السعودية) or by the definite noun before it (القوات الأمنية السعودية)."""
    adjectives = {(s.start, s.end) for s in work.analysis.model_spans if s.type == "NORP" and s.score >= SURE_KIND}
    for index, mention in enumerate(work.mentions):
        known = work.reference.by_iri(work.links[index][0] or "") if index in work.links else None
        shaped = work.analysis.language != "ar" or normalize(mention.span.quote).endswith(("ي", "يه"))
        adjective = shaped and (mention.span.start, mention.span.end) in adjectives
        adjective = adjective or _after_definite(work, mention)
        if known is not None and "Country" in known.types and adjective:
            work.links[index] = (None, 0.0, f"an adjective here, and not the name of {known.id}")
            work.teams.add(index)


def _after_definite(work: Work, mention: Mention) -> bool:
    """Whether an Arabic name with article and the ending of a nisba stands right after another word with article."""
    norm, text, start = normalize(mention.span.quote), work.analysis.article.text, mention.span.start
    if work.analysis.language != "ar" or not (norm.startswith("ال") and norm.endswith("يه") and " " not in norm):
        return False
    beside = text[max(0, start - 1) : start] == " " and text[max(0, start - 2) : start - 1].isalpha()
    before = word_before(text, start)
    definite = any(form.startswith("ال") for form in strip_clitics(before)) or before.startswith("لل")
    return beside and definite and not cued(before, "place")


def _in_context(work: Work) -> None:
    """Names that the reference holds to be ambiguous, where the article names what one bearer alone belongs with."""
    connections, named = Connections.of(work.reference), work.named()
    groups = {known: quote for known, quote in named.items() if _armed(work.reference, known)}
    for index, mention in enumerate(work.mentions):
        candidates = work.gazetteer.lookup(mention.span.quote)
        if index in work.links or not candidates:
            continue
        focus = work.focus().most()
        near = {
            candidate.entity: (candidate, why)
            for candidate in candidates
            # What a published list holds to be ambiguous takes more than a country: محمد يعقوب is many men.
            if not candidate.alias.source
            and all(rule.kind not in ("beside", "dateline") for rule in candidate.alias.context)
            and fits(candidate, mention.type)
            and not (focus is not None and _elsewheres_body(work.reference, candidate, focus))
            and (why := _near(candidate, connections, named, groups)) is not None
        }
        near = _surest(near, connections, named)
        world = None if near else _world_body(mention, candidates, work.analysis.language)
        group = None if near else _sure_group(mention, candidates, work.reference, named)
        if group is not None:
            told = f"{group.alias.kind} {group.alias.text!r} of the reference, of one group alone"
            work.links[index] = (group.entity, 0.65, f"{told}, and the text surely names a group")
        elif world is not None:
            told = f"acronym {world.alias.text!r} of the reference, which nobody else in it has"
            work.links[index] = (world.entity, 0.7, f"{told}, and the text names an organization")
        elif len(near) == 1:
            candidate, why = next(iter(near.values()))
            told = f"{candidate.alias.kind} {candidate.alias.text!r} of the reference, which connects it with {why!r}"
            work.links[index] = (candidate.entity, 0.7, f"{told} in this article")


def _elsewheres_body(reference: Reference, candidate: Candidate, focus: str) -> bool:
    """Whether a candidate is a body of another state than the one that the article is about (IRI)."""
    known = reference.entities[candidate.alias.entity]
    own = {entity_iri(country) for country in known.countries}
    return "StateBody" in known.types and bool(own) and focus not in own


def _world_body(mention: Mention, candidates: tuple[Candidate, ...], language: str) -> Candidate | None:
    """The body of the whole world that alone has an acronym (HCR, CPI), where the reader surely takes it for a body.

    An acronym of another language is another body: CPI in English is no court.
    """
    sure = mention.method == "model" and mention.score >= SURE_ACRONYM and is_a(mention.type, "Organization")
    if not sure or len({candidate.entity for candidate in candidates}) != 1:
        return None
    only = next((candidate for candidate in candidates if candidate.alias.language == language), candidates[0])
    own = language == "ar" or only.alias.language == language
    return only if own and only.alias.kind == "acronym" and only.types[0] == "InternationalBody" else None


def _sure_group(
    mention: Mention, candidates: tuple[Candidate, ...], reference: Reference, named: Mapping[str, str]
) -> Candidate | None:
    """The armed group that alone has a name which is a word too (القاعدة), where the reader surely takes it for one."""
    sure = mention.method == "model" and mention.score >= SURE_ACRONYM and mention.type == "ArmedGroup"
    if not sure or any(candidate.alias.source for candidate in candidates):
        return None
    free = [candidate for candidate in candidates if not _needs_word_beside(candidate)]
    only = free[0] if len({candidate.entity for candidate in free}) == 1 else None
    if only is None or not is_a(only.types[0], "ArmedGroup"):
        return None
    here = any(country in named for country in reference.entities[only.alias.entity].countries)
    return only if only.alias.kind != "acronym" or (here and mention.score >= SURE_ALONE) else None


def _surest(
    near: dict[str, tuple[Candidate, str]], connections: Connections, named: Mapping[str, str]
) -> dict[str, tuple[Candidate, str]]:
    """Of several bearers those whose name can do without a certain word beside it, and whom more connects with the
    article than that both are groups."""
    free = {entity: item for entity, item in near.items() if not _needs_word_beside(item[0])}
    near = free if len(near) > 1 and free else near
    connected = {e: item for e, item in near.items() if connections.named(item[0].alias.entity, named) is not None}
    return connected if len(near) > 1 and connected else near


def _needs_word_beside(candidate: Candidate) -> bool:
    """Whether a name counts with a certain word right beside it alone: it is not to be had without that word."""
    kinds = {rule.kind for rule in candidate.alias.context}
    return bool(kinds) and kinds <= {"before", "after"}


def _near(
    candidate: Candidate, connections: Connections, named: Mapping[str, str], groups: Mapping[str, str]
) -> str | None:
    """How the article names what a candidate belongs with; an armed group belongs with others."""
    near = connections.named(candidate.alias.entity, named)
    if near is None and is_a(candidate.types[0], "ArmedGroup"):
        return next((quote for known, quote in groups.items() if known != candidate.alias.entity), None)
    return near


def _armed(reference: Reference, known: str) -> bool:
    return known in reference.entities and is_a(reference.entities[known].types[0], "ArmedGroup")


def _elsewhere(work: Work) -> None:
    """Unlinks Arabic places outside the one country of all else: many towns share a name with a quarter elsewhere."""
    if work.analysis.language != "ar":
        return
    focus = work.focus()
    for index, (entity, _, _) in list(work.links.items()):
        mention, match = work.mentions[index], work.match(work.mentions[index])
        if entity is None or match is None or any(c.rule for c in match.candidates) or world_city(mention.span.quote):
            continue
        if " " in mention.span.quote.strip():
            continue  # no quarter is called جمهورية الشيشان
        if focus.elsewhere(entity, quarter=quarter(work, mention)):
            work.links[index] = (None, 0.0, "a place of this name lies outside the country of all else in the article")


def _described(work: Work) -> tuple[Evidence, tuple[EntityLink, ...]]:
    """All links with those of the nominal mentions and agencies, and what the article tells of them together."""
    links = [
        EntityLink(mention=mention, entity=work.links[i][0], score=work.links[i][1], reason=work.links[i][2])
        for i, mention in enumerate(work.mentions)
    ]
    entities = _entities(work, (item.entity for item in links))
    known = {entity.iri: entity for entity in entities}
    links += nominals(work.analysis, tuple(links), known, lambda noun, start: _national(work, noun, start))
    links += agencies(work, links)
    links.sort(key=lambda item: item.mention.span.start)
    entities = _entities(work, (item.entity for item in links))
    return Evidence.of(work, links, {entity.iri: entity for entity in entities}), tuple(links)


def _national(work: Work, noun: str, start: int) -> Entity | None:
    known = work.reference.by_iri(generic_body(work, noun, start) or "")
    return from_reference(work.reference, known) if known is not None else None


def _refined(item: EntityLink, work: Work) -> EntityLink:
    """The link with its mention typed as the chosen entity is."""
    known = work.reference.by_iri(item.entity) if item.entity else None
    if known is None or known.types[0] == item.mention.type:
        return item
    return replace(item, mention=replace(item.mention, type=known.types[0]))


def _entities(work: Work, iris: Iterable[str | None]) -> tuple[Entity, ...]:
    out: dict[str, Entity] = {}
    for iri in iris:
        if iri is None or iri in out:
            continue
        known = work.reference.by_iri(iri)
        out[iri] = from_reference(work.reference, known) if known is not None else work.minted[iri]
    return tuple(out.values())
