"""Accounts of events: what one telling says, with whose word it is and the quote that carries it."""

from collections.abc import Mapping

from extract.model import Argument, Attribution, Count, Entity, EventAccount, TextSpan
from kg.rdf.lines import Lines, annotate
from kg.terms import day, decimal, integer
from ontology.namespaces import EVENT_TYPE, MO
from ontology.vocabulary import is_actor

_COUNTS = {
    "killed": "mo:killedCount", "wounded": "mo:woundedCount", "arrested": "mo:arrestedCount",
    "participants": "mo:participantCount",
}  # fmt: skip


def write_account(lines: Lines, article: str, account: EventAccount, entities: Mapping[str, Entity], run: str) -> None:
    """Write one account; its IRI is that of ``account_iri`` asked in the same order."""
    name = account_iri(lines, article, account)
    lines.types(name, "mo:EventAccount")
    lines.link(name, "sem:eventType", EVENT_TYPE + account.type)
    lines.text(name, "rdfs:label", account.name)
    lines.text(name, "mo:occurrenceKey", account.occurrence)
    lines.text(name, "mo:trigger", account.mentions[0].quote if account.mentions else None)
    for mention in account.mentions:
        lines.link(name, "gaf:denotedBy", _annotate(lines, article, mention))
    for argument in account.arguments:
        _write_argument(lines, article, name, argument, entities)
    _write_time_and_place(lines, name, account, entities)
    _write_counts(lines, article, name, account.counts)
    write_standing(
        lines, name, account.polarity, account.certainty, account.attribution, account.confidence, account.wording
    )
    lines.link(name, "mo:evidence", _annotate(lines, article, account.evidence))
    write_origin(lines, name, article, run)


def account_iri(lines: Lines, article: str, account: EventAccount) -> str:
    """The IRI of an account: its article, its type and where its trigger stands."""
    trigger = account.mentions[0] if account.mentions else account.evidence
    return lines.minter.mint("account", article, account.type, trigger.start, trigger.end)


def write_standing(
    lines: Lines,
    name: str,
    polarity: str,
    certainty: str,
    attribution: Attribution,
    confidence: float,
    wording: str | None,
) -> None:
    """How a claim stands: polarity, certainty, whose word it is, confidence, and words of distance."""
    lines.text(name, "mo:polarity", polarity)
    lines.text(name, "mo:certainty", certainty)
    lines.text(name, "mo:attributionKind", attribution.kind)
    # An author is the article's own voice; an unnamed source has words and nothing else.
    if attribution.entity is not None and attribution.kind in ("person", "body"):
        lines.link(name, "mo:attributedTo", attribution.entity)
    if attribution.kind != "author":
        lines.text(name, "mo:attributionLabel", attribution.label)
    lines.add(name, "mo:confidence", decimal(confidence))
    lines.text(name, "mo:wording", wording)


def write_origin(lines: Lines, name: str, article: str, run: str) -> None:
    """Which article a claim comes from, and which run read it."""
    lines.link(name, "prov:wasDerivedFrom", article)
    lines.link(name, "prov:wasGeneratedBy", run)


def write_text_argument(lines: Lines, article: str, role: str, label: str, span: TextSpan) -> str:
    """Words that fill a role and stand for no entity; gives the IRI of their node."""
    name = lines.minter.mint("argument", article, role, span.start, span.end, label)
    lines.types(name, "mo:TextArgument")
    lines.text(name, "rdfs:label", label)
    lines.link(name, "mo:evidence", _annotate(lines, article, span))
    return name


def _write_argument(
    lines: Lines, article: str, account: str, argument: Argument, entities: Mapping[str, Entity]
) -> None:
    role = MO + argument.role
    # A weapon is a thing: even a name that is also an entity's is kept as words.
    if argument.entity is None or argument.role == "weapon":
        label = argument.label or argument.span.quote
        lines.link(account, role, write_text_argument(lines, article, argument.role, label, argument.span))
        return
    lines.link(account, role, argument.entity)
    entity = entities.get(argument.entity)
    if entity is not None and any(map(is_actor, entity.types)):
        lines.link(account, "sem:hasActor", argument.entity)


def _write_time_and_place(lines: Lines, name: str, account: EventAccount, entities: Mapping[str, Entity]) -> None:
    place, time = account.place, account.time
    if place is not None and place.entity is not None and "Place" in entities[place.entity].types:
        lines.link(name, "sem:hasPlace", place.entity)
    elif place is not None:
        lines.text(name, "mo:placeLabel", place.label or place.span.quote)
    if time is None:
        return
    if time.start is not None:
        lines.add(name, "sem:hasEarliestBeginTimeStamp", day(time.start))
    if time.end is not None:
        lines.add(name, "sem:hasLatestEndTimeStamp", day(time.end))
    lines.text(name, "mo:datePrecision", time.precision)
    lines.text(name, "mo:dateText", time.span.quote)


def _write_counts(lines: Lines, article: str, name: str, counts: tuple[Count, ...]) -> None:
    for count in counts:
        lines.add(name, _COUNTS[count.kind], integer(count.value))
        node = lines.minter.mint("count", name, count.kind, count.value, count.span.start, count.span.end)
        lines.types(node, "mo:Count")
        lines.link(name, "mo:count", node)
        lines.text(node, "mo:countKind", count.kind)
        lines.add(node, "mo:countValue", integer(count.value))
        lines.text(node, "mo:countQualifier", count.qualifier)
        lines.text(node, "mo:countUnit", count.unit)
        lines.link(node, "mo:evidence", _annotate(lines, article, count.span))
    qualifiers = {count.qualifier for count in counts}
    if len(qualifiers) == 1:
        lines.text(name, "mo:countQualifier", qualifiers.pop())


def _annotate(lines: Lines, article: str, span: TextSpan) -> str:
    return annotate(lines, article, span.start, span.end, span.quote)
