"""Entities as extraction hands them on: taken from the reference, or minted for names that nobody knows."""

from extract.model import Article, Entity
from ontology.gazetteer.index import GazetteerPlace
from ontology.namespaces import entity_iri, short_hash
from ontology.normalize import normalize
from ontology.reference import Reference, ReferenceEntity
from ontology.vocabulary import superclasses

_WIKIDATA = "http://www.wikidata.org/entity/"


def from_reference(reference: Reference, known: ReferenceEntity) -> Entity:
    """An entity with all that the reference holds of it; demonyms are no aliases."""
    labels = {text for _, text in known.labels}
    aliases = (alias.text for alias in reference.aliases_of(known.id) if alias.kind != "demonym")
    country = reference.entities.get(known.countries[0]) if known.countries else None
    return Entity(
        iri=known.iri,
        types=known.all_types,
        labels=known.labels,
        status="reference",
        aliases=tuple(dict.fromkeys(text for text in aliases if text not in labels)),
        identifiers=known.identifiers,
        same_as=tuple(
            _WIKIDATA + identifier.removeprefix("wikidata:")
            for identifier in known.identifiers
            if identifier.startswith("wikidata:")
        ),
        country=country.iri if country is not None else None,
        parent=entity_iri(known.parent) if known.parent is not None and "Place" in known.all_types else None,
        lat=known.lat,
        lon=known.lon,
        sources=known.sources,
    )


def person_iri(article: Article, offset: int) -> str:
    """The IRI of a person unknown to the reference: opaque, and of this article alone."""
    return entity_iri(f"x-{short_hash(article.id, str(offset))}")


def organization_iri(name: str, scope: str = "") -> str:
    """The IRI of an organization unknown to the reference: the same for the same name in any article.

    ``scope`` keeps apart bodies that many states have under one name (وزارة الداخلية): a country, or the article.
    """
    key = organization_key(name)
    return entity_iri(f"o-{short_hash(key, scope) if scope else short_hash(key)}")


def organization_key(name: str) -> str:
    """The form of an organization's name that two mentions share: folded, without quotation marks."""
    return " ".join(normalize(name).replace('"', " ").split())


def mint(
    iri: str,
    kind: str,
    label: str,
    language: str,
    *,
    aliases: tuple[str, ...] = (),
    private: bool = False,
    country: str | None = None,
) -> Entity:
    """A minted entity of class ``kind``, labelled as the article has it."""
    return Entity(
        iri=iri,
        types=superclasses(kind),
        labels=((language, label),),
        status="minted",
        aliases=aliases,
        private=private,
        country=country,
    )


def from_gazetteer(place: GazetteerPlace, country: str | None, parent: str | None) -> Entity:
    """A place of the open gazetteer: its facts go with the article, since the reference does not hold it.

    ``country`` and ``parent`` are the IRIs of its country and of the region around it.
    """
    labels = [("en", place.name)] + ([("ar", place.arabic)] if place.arabic else [])
    return Entity(
        iri=place.iri,
        types=superclasses(place.type),
        labels=tuple(sorted(labels)),
        status="gazetteer",
        identifiers=(f"geonames:{place.id}", *((f"iso3166-2:{place.code}",) if place.code else ())),
        country=country,
        parent=parent,
        lat=place.lat,
        lon=place.lon,
        sources=place.sources,
    )
