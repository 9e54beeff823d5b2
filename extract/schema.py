"""What ``marsad extract`` prints: an extraction as JSON, and the JSON Schema of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from extract.model import (
    Attribution,
    AttributionKind,
    Certainty,
    Count,
    CountKind,
    CountQualifier,
    Entity,
    EntityLink,
    EventAccount,
    Extraction,
    MentionKind,
    Polarity,
    Precision,
    Quotation,
    RelationClaim,
    Status,
    TextSpan,
    ZoneKind,
)

SCHEMA_VERSION = "1.0"
"""Grows in its first number when a key goes or changes its meaning, in its second when one is added."""

Json = dict[str, Any]


def to_json(extraction: Extraction) -> Json:
    """The extraction in plain JSON values, in the order that the schema gives."""
    article = extraction.article
    labels = {entity.iri: entity.label(article.language) for entity in extraction.entities}
    return {
        "schema": SCHEMA_VERSION,
        "article": {
            "id": article.id,
            "title": article.title,
            "text": article.text,
            "language": article.language,
            "published": _iso(article.published),
            "publisher": article.publisher,
            "url": article.url,
            "zones": [{"kind": zone.kind, "start": zone.start, "end": zone.end} for zone in article.zones],
        },
        "entities": [_entity(entity) for entity in extraction.entities],
        "mentions": [_mention(link, labels) for link in extraction.links],
        "events": [_event(event) for event in extraction.events],
        "relations": [_relation(claim) for claim in extraction.relations],
        "quotations": [_quotation(quotation) for quotation in extraction.quotations],
        "dropped": [{"what": d.what, "reason": d.reason, "count": d.count} for d in extraction.dropped],
    }


def _entity(entity: Entity) -> Json:
    labels = dict(entity.labels)
    return {
        "id": entity.iri,
        "types": list(entity.types),
        "labels": {language: labels.get(language) for language in ("ar", "fr", "en")},
        "identifiers": list(entity.identifiers),
        "same_as": list(entity.same_as),
        "status": entity.status,
        "private": entity.private,
        "country": entity.country,
        "parent": entity.parent,
        "lat": entity.lat,
        "lon": entity.lon,
    }


def _mention(link: EntityLink, labels: Mapping[str, str]) -> Json:
    mention = link.mention
    return {
        **_span(mention.span),
        "kind": mention.kind,
        "type": mention.type,
        "zone": mention.zone,
        "method": mention.method,
        "entity": link.entity,
        "label": labels.get(link.entity, mention.span.quote) if link.entity else mention.span.quote,
        "score": link.score if link.entity else mention.score,
    }


def _event(event: EventAccount) -> Json:
    time, place = event.time, event.place
    return {
        "id": event.id,
        "type": event.type,
        "name": event.name,
        "mentions": [_span(span) for span in event.mentions],
        "date": time
        and {
            "start": _iso(time.start),
            "end": _iso(time.end),
            "precision": time.precision,
            "quote": time.span.quote,
        },
        "place": place and {"entity": place.entity, "label": place.label},
        "arguments": [
            {"role": argument.role, "entity": argument.entity, "label": argument.label, **_span(argument.span)}
            for argument in event.arguments
        ],
        "counts": [_count(count) for count in event.counts],
        "polarity": event.polarity,
        "certainty": event.certainty,
        "attributed_to": _attribution(event.attribution),
        "wording": event.wording,
        "confidence": event.confidence,
        "occurrence": event.occurrence,
        "evidence": _span(event.evidence),
    }


def _count(count: Count) -> Json:
    return {
        "kind": count.kind,
        "value": count.value,
        "qualifier": count.qualifier,
        "unit": count.unit,
        "quote": count.span.quote,
    }


def _relation(claim: RelationClaim) -> Json:
    return {
        "subject": {"entity": claim.subject, "label": claim.subject_label},
        "predicate": claim.predicate,
        "object": {"entity": claim.object, "label": claim.object_label},
        "title": claim.title,
        "from": _iso(claim.valid_from),
        "to": _iso(claim.valid_to),
        **_span(claim.evidence),
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "attributed_to": _attribution(claim.attribution),
        "wording": claim.wording,
        "confidence": claim.confidence,
    }


def _quotation(quotation: Quotation) -> Json:
    return {
        "speaker": {"entity": quotation.speaker, "label": quotation.speaker_label},
        "cue": quotation.cue,
        "direct": quotation.direct,
        **_span(quotation.span),
    }


def _attribution(attribution: Attribution) -> Json:
    return {"kind": attribution.kind, "entity": attribution.entity, "label": attribution.label}


def _span(span: TextSpan) -> Json:
    return {"start": span.start, "end": span.end, "quote": span.quote}


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def json_schema() -> Json:
    """JSON Schema (draft 2020-12) of one object that ``extract`` prints."""
    event_attribution = _object(kind=_enum(AttributionKind), entity=_NULLABLE, label=_NULLABLE)
    named = _object(entity=_NULLABLE, label=_STRING)
    date_object = _object(start=_DATE, end=_DATE, precision=_enum(Precision), quote=_STRING)
    assertion = {
        "polarity": _enum(Polarity),
        "certainty": _enum(Certainty),
        "attributed_to": event_attribution,
        "wording": _NULLABLE,
        "confidence": _SHARE,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://w3id.org/marsad/schema/extraction-{SCHEMA_VERSION}.json",
        "title": "What one article says",
        "description": "Offsets are Unicode code points into article.text. Types are local names of the ontology.",
        **_object(
            schema={"const": SCHEMA_VERSION},
            article=_object(
                id=_STRING,
                title=_NULLABLE,
                text=_STRING,
                language={"enum": ["ar", "fr", "en"]},
                published=_DATE,
                publisher=_NULLABLE,
                url=_NULLABLE,
                zones=_list(_object(kind=_enum(ZoneKind), start=_OFFSET, end=_OFFSET)),
            ),
            entities=_list(
                _object(
                    id=_STRING,
                    types=_list(_STRING),
                    labels=_object(ar=_NULLABLE, fr=_NULLABLE, en=_NULLABLE),
                    identifiers=_list(_STRING),
                    same_as=_list(_STRING),
                    status=_enum(Status),
                    private={"type": "boolean"},
                    country=_NULLABLE,
                    parent=_NULLABLE,
                    lat=_NUMBER,
                    lon=_NUMBER,
                )
            ),
            mentions=_list(
                _object(
                    **_SPAN,
                    kind=_enum(MentionKind),
                    type=_STRING,
                    zone=_enum(ZoneKind),
                    method=_STRING,
                    entity=_NULLABLE,
                    label=_STRING,
                    score=_SHARE,
                )
            ),
            events=_list(
                _object(
                    id=_STRING,
                    type=_STRING,
                    name=_NULLABLE,
                    mentions=_list(_object(**_SPAN)),
                    date=_or_null(date_object),
                    place=_or_null(named),
                    arguments=_list(_object(role=_STRING, entity=_NULLABLE, label=_STRING, **_SPAN)),
                    counts=_list(
                        _object(
                            kind=_enum(CountKind),
                            value={"type": "integer", "minimum": 0},
                            qualifier=_enum(CountQualifier),
                            unit=_NULLABLE,
                            quote=_STRING,
                        )
                    ),
                    **assertion,
                    occurrence=_STRING,
                    evidence=_object(**_SPAN),
                )
            ),
            relations=_list(
                _object(
                    subject=named,
                    predicate=_STRING,
                    object=named,
                    title=_NULLABLE,
                    **{"from": _DATE, "to": _DATE},
                    **_SPAN,
                    **assertion,
                )
            ),
            quotations=_list(_object(speaker=named, cue=_STRING, direct={"type": "boolean"}, **_SPAN)),
            dropped=_list(_object(what=_STRING, reason=_STRING, count={"type": "integer", "minimum": 1})),
        ),
    }


_STRING: Json = {"type": "string"}
_NULLABLE: Json = {"type": ["string", "null"]}
_NUMBER: Json = {"type": ["number", "null"]}
_DATE: Json = {"type": ["string", "null"], "format": "date"}
_OFFSET: Json = {"type": "integer", "minimum": 0}
_SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
_SPAN: dict[str, Json] = {"start": _OFFSET, "end": _OFFSET, "quote": _STRING}


def _object(**properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(item: Json) -> Json:
    return {"type": "array", "items": item}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _enum(literal: Any) -> Json:
    return {"enum": list(get_args(literal))}
