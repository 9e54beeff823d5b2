"""How sure a link is, and the links that are not sure enough: a logistic regression over what speaks for each.

The steps of linking choose whom a name may mean at best; this asks whether that is good enough to be said. The weights
in ``trust.tsv`` are fitted on the golds of linking by ``extract.training.trust``, which calls the same ``signs``.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.analysis import ModelSpan
from extract.context import strip_clitics
from extract.lexicon import lexicon
from extract.linking.work import Work
from extract.model import Entity, EntityLink
from extract.reader.scheme import NAME_TYPES
from ontology.gazetteer.index import named
from ontology.namespaces import entity_iri
from ontology.normalize import normalize
from ontology.tables import read_table
from ontology.vocabulary import is_a

TABLE = Path(__file__).with_name("trust.tsv")
BIAS, LEAST = "bias", "least"
_WORD = re.compile(r"[\w']+")
_BEFORE = 40
_LONGEST_OVER = 20
_FEW_LETTERS = 3
_OFTEN = 3
_GROUPS = {
    "City": "town",
    "Region": "region",
    "Country": "country",
    "Facility": "facility",
    "Person": "person",
    "MediaOutlet": "media",
    "ArmedGroup": "group",
    "PoliticalMovement": "group",
}
_COARSE = {"PER": "person", "LOC": "place", "ORG": "body"}
# The reader is not as good in each language: what it reads otherwise weighs by language.
_BY_LANGUAGE = frozenset(
    {
        "read longer",
        "read longer place",
        "read otherwise",
        "read otherwise longer",
        "read otherwise place",
        "unread",
        "unsure",
    }
)
_PLACE = frozenset({"town", "region", "country", "facility"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an article tells of all its links together."""

    work: Work
    entities: Mapping[str, Entity]
    namings: Counter[str]
    lands: Counter[str]
    read: Mapping[int, Sequence[ModelSpan]]
    """What the reader saw, by sentence."""

    @classmethod
    def of(cls, work: Work, links: Sequence[EntityLink], entities: Mapping[str, Entity]) -> "Evidence":
        """``entities``: those of the links, by IRI."""
        namings = Counter(link.entity for link in links if link.entity is not None)
        lands: Counter[str] = Counter(demonym.country for demonym in work.found.demonyms)
        for iri, count in namings.items():
            countries = _countries(work, entities[iri])
            if len(countries) == 1:
                lands[countries[0]] += count
        read: dict[int, list[ModelSpan]] = {}
        for span in work.analysis.model_spans:
            read.setdefault(span.sentence, []).append(span)
        return cls(work, entities, namings, lands, read)

    def meant(self, link: EntityLink) -> Entity | None:
        """The entity of a link that is to be judged: none where it has none, or one that the article minted."""
        entity = self.entities.get(link.entity) if link.entity is not None else None
        return entity if entity is not None and entity.status != "minted" else None


def judged(evidence: Evidence, link: EntityLink) -> EntityLink:
    """The link with its probability as score; without its entity where that is below the least of ``trust.tsv``.

    Links to what the article minted, and mentions without an entity, stay as they are.
    """
    entity = evidence.meant(link)
    if entity is None:
        return link
    sure = probability(signs(evidence, link, entity))
    if sure < _weights()[LEAST]:
        return replace(link, entity=None, score=sure, reason=f"not sure enough ({sure:.2f}): {link.reason}")
    return replace(link, score=sure)


def probability(found: Mapping[str, float]) -> float:
    """That a link with these signs is right, by the weights of ``trust.tsv``; two decimals."""
    weights = _weights()
    total = weights[BIAS] + sum(weights.get(sign, 0.0) * value for sign, value in sorted(found.items()))
    return round(1.0 / (1.0 + math.exp(-total)), 2)


def signs(evidence: Evidence, link: EntityLink, entity: Entity) -> dict[str, float]:
    """What speaks for or against a link, by name: the kind of entity, what the reader saw there, how common the name
    is, and how much else in the article is of its country."""
    work, span = evidence.work, link.mention.span
    language = work.analysis.language
    kind = next((_GROUPS[name] for name in entity.types if name in _GROUPS), "body")
    coarse = "place" if kind in _PLACE else kind if kind == "person" else "body"
    found = {f"language {language}": 1.0, f"kind {kind}": 1.0, "score of the step": link.score}
    if entity.status == "gazetteer":
        found |= {"gazetteer": 1.0, f"gazetteer {language}": 1.0}
    if link.mention.kind != "name":
        what = f"description of a {kind}"
        found |= {what: 1.0, f"{what}, {language}": 1.0}
    else:
        read = _read(evidence, link, kind, coarse)
        found |= read | {f"{sign}, {language}": value for sign, value in read.items() if sign in _BY_LANGUAGE}
    words = span.quote.split()
    if len(words) == 1:
        found |= {"one word": 1.0, f"one word {kind}": 1.0}
    if len(span.quote) <= _FEW_LETTERS:
        found["few letters"] = 1.0
    namings = evidence.namings[entity.iri]
    found |= {"once": 1.0} if namings == 1 else {"often": 1.0} if namings >= _OFTEN else {}
    found |= _of_name(work, link, entity, kind)
    if coarse == "place":
        found["places of this name"] = math.log1p(len(named(span.quote)))
        found |= _ahead(work, span.start)
    return found | _of_country(evidence, entity, coarse)


def _read(evidence: Evidence, link: EntityLink, kind: str, coarse: str) -> dict[str, float]:
    """What the reader saw at a name: the same, with these or other borders, something else, or nothing."""
    span = link.mention.span
    sentence = evidence.work.analysis.sentence_at(span.start)
    here = evidence.read.get(sentence.index, ()) if sentence is not None else ()
    met = [s for s in here if s.start < span.end and span.start < s.end]
    if not met:
        return {"unread": 1.0, f"unread {coarse}": 1.0}
    read = max(met, key=lambda s: (min(span.end, s.end) - max(span.start, s.start), -s.start))
    extent = "exact" if (read.start, read.end) == (span.start, span.end) else _extent(read, span.end - span.start)
    seen = NAME_TYPES[read.type]
    if _COARSE.get(seen.coarse) != coarse:
        return {
            "read otherwise": 1.0,
            f"read as {_COARSE.get(seen.coarse, read.type)}": read.score,
            f"read otherwise {extent}": 1.0,
            f"read otherwise {coarse}": 1.0,
        }
    found = {f"read {extent}": 1.0, "unsure": 1.0 - read.score}
    if extent != "exact":
        found[f"read {extent} {coarse}"] = 1.0
    if extent == "longer":
        found["letters over"] = min(read.end - read.start - (span.end - span.start), _LONGEST_OVER) / 10
    if kind in ("town", "region", "country") and _GROUPS.get(seen.ontology_class) != kind:
        found[f"{kind} read as {read.type}"] = 1.0
    return found


def _extent(read: ModelSpan, size: int) -> str:
    return "longer" if read.end - read.start > size else "shorter"


def _of_name(work: Work, link: EntityLink, entity: Entity, kind: str) -> dict[str, float]:
    """Whether the name needs a context, is that of others too, is short, or an everyday word."""
    quote, language = link.mention.span.quote, work.analysis.language
    bearers = work.gazetteer.lookup(quote)
    own = [bearer for bearer in bearers if bearer.entity == entity.iri]
    found: dict[str, float] = {}
    if own and all(bearer.alias.context for bearer in own):
        found |= {"needs a context": 1.0, f"needs a context {kind}": 1.0}
    if any(bearer.entity != entity.iri for bearer in bearers):
        found["others of this name"] = 1.0
    if own and own[0].alias.kind in ("short", "acronym"):
        found[f"is {own[0].alias.kind}"] = 1.0
    if lexicon(language).is_common(normalize(quote)):
        found["everyday word"] = 1.0
    after = work.analysis.article.text[link.mention.span.end :][:2]
    if language != "ar" and after[:1] == " " and after[1:].isupper():
        found["a capital after it"] = 1.0
    return found


def _ahead(work: Work, start: int) -> dict[str, float]:
    """Whether the word before a place is the head of a name of places or of bodies."""
    words = _WORD.findall(work.analysis.article.text[max(0, start - _BEFORE) : start])
    forms = strip_clitics(normalize(words[-1])) if words else ()
    lex = lexicon(work.analysis.language)
    return {
        name: 1.0
        for name, table in (
            ("after a head of places", lex.place_heads),
            ("after a head of bodies", lex.organization_heads),
        )
        if any(form in table for form in forms)
    }


def _of_country(evidence: Evidence, entity: Entity, coarse: str) -> dict[str, float]:
    """How much of what the article names is of the country of an entity."""
    countries = _countries(evidence.work, entity)
    here = max((evidence.lands[country] for country in countries), default=0)
    found = {"share of its country": here / (evidence.lands.total() or 1) if countries else 0.5}
    if countries and here <= 1:
        found |= {"alone in its country": 1.0, f"alone in its country {coarse}": 1.0}
    if here and here == max(evidence.lands.values()):
        found["of the country named most"] = 1.0
    return found


def _countries(work: Work, entity: Entity) -> tuple[str, ...]:
    """The countries (IRI) of an entity; a country's is itself."""
    if is_a(entity.types[0], "Country"):
        return (entity.iri,)
    known = work.reference.by_iri(entity.iri)
    if known is not None:
        return tuple(entity_iri(country) for country in known.countries)
    return (entity.country,) if entity.country is not None else ()


@cache
def _weights() -> Mapping[str, float]:
    return {row["sign"]: float(row["weight"]) for row in read_table(TABLE, ("sign", "weight"))}
