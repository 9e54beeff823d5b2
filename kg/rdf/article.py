"""An extraction as the named graph of its article."""

from collections.abc import Mapping
from hashlib import sha256

from extract.model import Article, Entity, Extraction
from kg.rdf.accounts import write_account
from kg.rdf.claims import write_claim, write_quotation
from kg.rdf.lines import Lines
from kg.terms import boolean, day, decimal, literal, web_iri
from ontology.namespaces import MO, article_iri
from ontology.normalize import normalize
from ontology.reference import LANGUAGES
from ontology.vocabulary import is_a, is_actor


def article_graph(extraction: Extraction, *, run: str) -> tuple[str, ...]:
    """All that the article says, as sorted N-Triples lines; ``run`` is the IRI of the run that read it.

    Raises:
        ValueError: an IRI or text that RDF cannot hold; the message names it.
    """
    article = extraction.article
    name = article_iri(article.id)
    lines = Lines()
    _write_article(lines, name, article, run)
    entities: Mapping[str, Entity] = {entity.iri: entity for entity in extraction.entities}
    for entity in extraction.entities:
        write_entity(lines, entity, article.language)
    for link in extraction.links:
        if link.entity is not None:
            lines.link(name, "mo:mentions", link.entity)
    for account in extraction.events:
        write_account(lines, name, account, entities, run)
    for claim in extraction.relations:
        write_claim(lines, name, claim, run)
    for quotation in extraction.quotations:
        write_quotation(lines, name, quotation, extraction.sentences, run)
    return lines.result()


def text_sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def _write_article(lines: Lines, name: str, article: Article, run: str) -> None:
    lines.types(name, "schema:NewsArticle")
    lines.text(name, "dcterms:title", article.title, _language(article.language))
    lines.text(name, "dcterms:language", article.language)
    lines.text(name, "dcterms:publisher", article.publisher)
    lines.text(name, "dcterms:identifier", article.id)
    if article.published is not None:
        lines.add(name, "dcterms:issued", day(article.published))
    if article.url:
        address = web_iri(article.url)
        lines.add(name, "schema:url", literal(article.url) if address is None else f"<{address}>")
    lines.text(name, "mo:textSha256", text_sha256(article.text))
    lines.link(name, "prov:wasGeneratedBy", run)


def write_entity(lines: Lines, entity: Entity, language: str) -> None:
    """Types and labels of an entity. Of a known one only what the graph needs to be read by itself: the rest stands
    in the reference graph. Of a place of the gazetteer all that is known, since no other graph has it."""
    write_types(lines, entity.iri, entity.types)
    if entity.status == "reference":
        label = entity.label(language)
        tag = next((tag for tag, text in entity.labels if text == label), None)
        lines.text(entity.iri, "rdfs:label", label, _language(tag))
        return
    if entity.status == "gazetteer":
        _write_place(lines, entity)
    for tag, label in entity.labels:
        lines.text(entity.iri, "rdfs:label", label, _language(tag))
    for label in {label for _, label in entity.labels} | set(entity.aliases):
        lines.text(entity.iri, "mo:normalizedLabel", normalize(label))
    if entity.private:
        lines.add(entity.iri, "mo:isPrivate", boolean(True))


def _write_place(lines: Lines, entity: Entity) -> None:
    """Where a place of the open gazetteer is: the reference graph does not hold it."""
    for identifier in entity.identifiers:
        lines.text(entity.iri, "dcterms:identifier", identifier)
    if entity.country is not None:
        lines.link(entity.iri, "mo:country", entity.country)
    if entity.parent is not None:
        lines.link(entity.iri, "mo:locatedIn", entity.parent)
    if entity.lat is not None and entity.lon is not None:
        lines.add(entity.iri, "wgs:lat", decimal(entity.lat, places=6))
        lines.add(entity.iri, "wgs:long", decimal(entity.lon, places=6))
    for source in entity.sources:
        lines.text(entity.iri, "dcterms:source", source)


def write_types(lines: Lines, name: str, types: tuple[str, ...]) -> None:
    """Type an entity with classes of ours and, beside them, as actor or place of the Simple Event Model."""
    lines.types(name, *(MO + local for local in types))
    if any(map(is_actor, types)):
        lines.types(name, "sem:Actor")
    if any(is_a(local, "Place") for local in types):
        lines.types(name, "sem:Place")


def _language(tag: str | None) -> str | None:
    return tag if tag in LANGUAGES else None
