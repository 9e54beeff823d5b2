"""Accounts, claims and quotations as plain values, each with its quote and the article that it stands in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.store import Store
from kg.terms import iri
from ontology.namespaces import EVENT_TYPE, MO

_STANDING = """
  ?node mo:polarity ?polarity ; mo:certainty ?certainty ; mo:attributionKind ?kind ; mo:confidence ?confidence .
  OPTIONAL { ?node mo:attributedTo ?source }
  OPTIONAL { ?node mo:attributionLabel ?words }
  OPTIONAL { ?node mo:wording ?wording }"""
_EVIDENCE = """
  ?node prov:wasDerivedFrom ?article ; mo:evidence/oa:hasTarget/oa:hasSelector ?selector .
  ?selector oa:exact ?quote ; oa:start ?from_ ; oa:end ?to_ ."""
_ACCOUNTS = f"""
SELECT * WHERE {{
  ?node a mo:EventAccount ; sem:eventType ?type .{_STANDING}{_EVIDENCE}
  OPTIONAL {{ ?node rdfs:label ?name }}
  OPTIONAL {{ ?node sem:hasPlace ?place }}
  OPTIONAL {{ ?node mo:placeLabel ?placeWords }}
  OPTIONAL {{ ?node sem:hasEarliestBeginTimeStamp ?start }}
  OPTIONAL {{ ?node sem:hasLatestEndTimeStamp ?end }}
  OPTIONAL {{ ?node mo:datePrecision ?precision }}
  OPTIONAL {{ ?node mo:accountOf ?occurrence }} }}"""
_ROLES = """
SELECT ?node ?role ?filler ?label WHERE {
  ?node a mo:EventAccount ; ?role ?filler .
  VALUES ?role { %s }
  OPTIONAL { ?filler a mo:TextArgument ; rdfs:label ?label } } ORDER BY ?node ?role ?filler"""
_COUNTS = """
SELECT ?node ?kind ?value ?qualifier ?unit WHERE {
  ?node a mo:EventAccount ; mo:count ?count .
  ?count mo:countKind ?kind ; mo:countValue ?value .
  OPTIONAL { ?count mo:countQualifier ?qualifier }
  OPTIONAL { ?count mo:countUnit ?unit } } ORDER BY ?node ?kind ?value ?qualifier ?unit"""
_CLAIMS = f"""
SELECT * WHERE {{
  ?node a mo:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .{_STANDING}{_EVIDENCE}
  OPTIONAL {{ ?node mo:postTitle ?title }}
  OPTIONAL {{ ?object org:postIn ?body }}
  OPTIONAL {{ ?node mo:validFrom ?start }}
  OPTIONAL {{ ?node mo:validTo ?end }} }}"""
_QUOTATIONS = f"""
SELECT * WHERE {{
  ?node a mo:Quotation ; mo:speaker ?speaker ; mo:cue ?cue .{_EVIDENCE}
  OPTIONAL {{ ?node mo:isDirect ?direct }} }}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where something stands: article IRI, verbatim quote, code-point offsets into the article's text."""

    article: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a claim stands: polarity, certainty, whose word it is (entity IRI, verbatim words), confidence, wording."""

    polarity: str
    certainty: str
    kind: str
    source: str | None
    words: str | None
    confidence: float
    wording: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A toll: killed, wounded, arrested or participants."""

    kind: str
    value: int
    qualifier: str | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One telling of an event. ``roles`` are (role, entity IRI or ``None``, words); ``place`` is an IRI."""

    iri: str
    type: str
    name: str | None
    start: str | None
    end: str | None
    precision: str | None
    place: str | None
    place_words: str | None
    roles: tuple[tuple[str, str | None, str | None], ...]
    counts: tuple[Count, ...]
    occurrence: str | None
    standing: Standing
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of a relation; of a post, ``target`` is the body it is in and ``title`` its verbatim title."""

    iri: str
    subject: str
    predicate: str
    target: str
    title: str | None
    start: str | None
    end: str | None
    standing: Standing
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words given to a speaker (IRI of an entity)."""

    iri: str
    speaker: str
    cue: str
    direct: bool
    evidence: Evidence


def accounts(
    store: Store,
    *,
    types: Collection[str] = (),
    actor: str | None = None,
    about: str | None = None,
    places: Collection[str] = (),
    since: date | None = None,
    until: date | None = None,
    listed: Collection[str] | None = None,
) -> tuple[Account, ...]:
    """Accounts by day and IRI, filtered; what is empty filters nothing.

    ``types`` are event types; ``actor`` has a part in any role, ``about`` that or is the place; ``places`` are IRIs;
    the date overlaps the days from ``since`` to ``until`` (both included). One of ``listed`` has a part in it; an empty
    collection lets nothing pass.
    """
    roles, counts = _roles(store), _counts(store)
    found = (_account(row, roles, counts) for row in _once(store.rows(_ACCOUNTS)))
    kept = (
        account
        for account in found
        if (not types or account.type in types)
        and (actor is None or _takes_part(account, actor))
        and (about is None or account.place == about or _takes_part(account, about))
        and (not places or account.place in places)
        and _overlaps(account, since, until)
        and (listed is None or any(filler in listed for _, filler, _ in account.roles))
    )
    return tuple(sorted(kept, key=lambda account: (account.start or "9999", account.evidence.article, account.iri)))


def claims(store: Store, *, entity: str) -> tuple[Claim, ...]:
    """Claims whose subject or object is the entity, by predicate and IRI."""
    found = (
        Claim(
            iri=row["node"],
            subject=row["subject"],
            predicate=row["predicate"].removeprefix(MO),
            target=row.get("body", row["object"]),
            title=row.get("title"),
            start=row.get("start"),
            end=row.get("end"),
            standing=_standing(row),
            evidence=_evidence(row),
        )
        for row in _once(store.rows(_CLAIMS))
    )
    kept = (claim for claim in found if entity in (claim.subject, claim.target))
    return tuple(sorted(kept, key=lambda claim: (claim.predicate, claim.subject, claim.target, claim.iri)))


def quotations(store: Store, *, speaker: str) -> tuple[Quoted, ...]:
    """Words given to the speaker, by article and place in it."""
    rows = store.rows(_QUOTATIONS.replace("?speaker", iri(speaker), 1))
    found = (
        Quoted(
            iri=row["node"],
            speaker=speaker,
            cue=row["cue"],
            direct=row.get("direct") == "true",
            evidence=_evidence(row),
        )
        for row in _once(rows)
    )
    return tuple(sorted(found, key=lambda quoted: (quoted.evidence.article, quoted.evidence.start)))


def _once(rows: Iterable[Mapping[str, str]]) -> Iterable[Mapping[str, str]]:
    """Each node once, whatever it has two values of: the first by all values."""
    seen: set[str] = set()
    for row in sorted(rows, key=lambda row: sorted(row.items())):
        if row["node"] not in seen:
            seen.add(row["node"])
            yield row


def _account(
    row: Mapping[str, str],
    roles: Mapping[str, list[tuple[str, str | None, str | None]]],
    counts: Mapping[str, list[Count]],
) -> Account:
    node = row["node"]
    return Account(
        iri=node,
        type=row["type"].removeprefix(EVENT_TYPE),
        name=row.get("name"),
        start=row.get("start"),
        end=row.get("end"),
        precision=row.get("precision"),
        place=row.get("place"),
        place_words=row.get("placeWords"),
        roles=tuple(roles.get(node, ())),
        counts=tuple(counts.get(node, ())),
        occurrence=row.get("occurrence"),
        standing=_standing(row),
        evidence=_evidence(row),
    )


def _standing(row: Mapping[str, str]) -> Standing:
    return Standing(
        polarity=row["polarity"],
        certainty=row["certainty"],
        kind=row["kind"],
        source=row.get("source"),
        words=row.get("words"),
        confidence=float(row["confidence"]),
        wording=row.get("wording"),
    )


def _evidence(row: Mapping[str, str]) -> Evidence:
    return Evidence(article=row["article"], quote=row["quote"], start=int(row["from_"]), end=int(row["to_"]))


def _roles(store: Store) -> Mapping[str, list[tuple[str, str | None, str | None]]]:
    from ontology.vocabulary import roles

    found: dict[str, list[tuple[str, str | None, str | None]]] = defaultdict(list)
    for row in store.rows(_ROLES % " ".join(f"mo:{role}" for role in roles())):
        words = row.get("label")
        filler = None if words is not None else row["filler"]
        found[row["node"]].append((row["role"].removeprefix(MO), filler, words))
    return found


def _counts(store: Store) -> Mapping[str, list[Count]]:
    found: dict[str, list[Count]] = defaultdict(list)
    for row in store.rows(_COUNTS):
        found[row["node"]].append(
            Count(kind=row["kind"], value=int(row["value"]), qualifier=row.get("qualifier"), unit=row.get("unit"))
        )
    return found


def _takes_part(account: Account, entity: str) -> bool:
    return any(filler == entity for _, filler, _ in account.roles)


def _overlaps(account: Account, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    start, end = account.start or account.end, account.end or account.start
    if start is None or end is None:
        return False
    return (since is None or end >= since.isoformat()) and (until is None or start <= until.isoformat())
