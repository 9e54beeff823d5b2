"""All there is about one entity, and the lines that commands print of accounts: plain values ready for JSON."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from kg import tellings
from kg.cards import Card, cards, own_facts, types_of
from kg.lens import Focus
from kg.store import Store
from kg.table import ArticleRow
from kg.tellings import Account, Claim, Evidence, Quoted, Standing
from ontology.namespaces import ENTITY, MO
from ontology.reference import LANGUAGES

Json = dict[str, Any]
_FACTS = "SELECT ?property ?value (LANG(?value) AS ?language) { ?this ?property ?value } ORDER BY ?property ?value"
_DESIGNATIONS = """
SELECT * { ?listing a mo:Designation ; mo:designates ?this ; mo:authority ?authority ; mo:list ?list .
  OPTIONAL { ?listing dcterms:identifier ?reference }
  OPTIONAL { ?listing mo:listedOn ?on }
  OPTIONAL { ?listing mo:delistedOn ?off }
  OPTIONAL { ?listing dcterms:source ?from } } ORDER BY ?on ?list ?reference ?listing"""
_POSTS = """
SELECT ?post ?title ?language ?body ?start ?end ?from {
  GRAPH <https://w3id.org/marsad/graph/reference> { ?post a org:Post ; org:heldBy ?this ; org:postIn ?body .
    OPTIONAL { ?post skos:prefLabel ?title BIND(LANG(?title) AS ?language) }
    OPTIONAL { ?post mo:validFrom ?start }
    OPTIONAL { ?post mo:validTo ?end }
    OPTIONAL { ?post dcterms:source ?from } } } ORDER BY ?start ?post ?language ?from"""


class Describer:
    """Turns what was found into JSON values with labels in one language; reads labels and articles once."""

    def __init__(self, store: Store, language: str = "en") -> None:
        self.store = store
        self.language = language

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """The cards of all entities."""
        return cards(self.store, language=self.language)

    @cached_property
    def _articles(self) -> Mapping[str, ArticleRow]:
        return {row.iri: row for row in self.store.table.articles()}

    def entity(self, iri: str | None, words: str | None = None) -> Json:
        """IRI and label; of words that name no entity, the words."""
        known = self.cards.get(iri) if iri else None
        label = known.label if known else words or (iri or "").removeprefix(ENTITY) or None
        return {"entity": iri, "label": label}

    def article(self, iri: str) -> Json:
        """Id, title, day, publisher and address of an article."""
        row = self._articles.get(iri)
        return {
            "iri": iri,
            "id": row.id if row else None,
            "title": row.title if row else None,
            "published": row.published.isoformat() if row and row.published else None,
            "publisher": row.publisher if row else None,
            "url": row.url if row else None,
        }

    def standing(self, standing: Standing) -> Json:
        """Polarity, certainty, attribution and wording, named as ``extract`` names them."""
        return {
            "polarity": standing.polarity,
            "certainty": standing.certainty,
            "attributed_to": {"kind": standing.kind, **self.entity(standing.source, standing.words)},
            "wording": standing.wording,
            "confidence": standing.confidence,
        }

    def evidence(self, evidence: Evidence) -> Json:
        """The quote, where it stands, and in which article."""
        return {
            "quote": evidence.quote,
            "start": evidence.start,
            "end": evidence.end,
            "article": self.article(evidence.article),
        }

    def account(self, account: Account) -> Json:
        """One telling of an event."""
        dated = account.start or account.end
        return {
            "account": account.iri,
            "occurrence": account.occurrence,
            "type": account.type,
            "name": account.name,
            "date": {"start": account.start, "end": account.end, "precision": account.precision} if dated else None,
            "place": self.entity(account.place, account.place_words) if account.place or account.place_words else None,
            "arguments": [{"role": role, **self.entity(iri, words)} for role, iri, words in account.roles],
            "counts": [
                {"kind": count.kind, "value": count.value, "qualifier": count.qualifier, "unit": count.unit}
                for count in account.counts
            ],
            **self.standing(account.standing),
            **self.evidence(account.evidence),
        }

    def claim(self, claim: Claim) -> Json:
        """One claim of a relation."""
        return {
            "claim": claim.iri,
            "subject": self.entity(claim.subject),
            "predicate": claim.predicate,
            "object": self.entity(claim.target),
            "title": claim.title,
            "from": claim.start,
            "to": claim.end,
            **self.standing(claim.standing),
            **self.evidence(claim.evidence),
        }

    def quotation(self, quoted: Quoted) -> Json:
        """Words given to a speaker."""
        return {
            "quotation": quoted.iri,
            "cue": quoted.cue,
            "direct": quoted.direct,
            **self.evidence(quoted.evidence),
        }


def profile(store: Store, iri: str, *, language: str = "en", seen: Focus | None = None) -> Json:
    """All there is about an entity: names, facts, listings, posts, claims, accounts and quotations.

    Through a lens (``seen``) the listings are those that it counts, and ``lens`` tells whether the entity passes.
    """
    tell = Describer(store, language)
    mentions, articles = store.table.mention_counts().get(iri, (0, 0))
    members = store.canonical.members(iri)
    return {
        "iri": iri,
        "label": tell.cards[iri].label,
        **_names_and_facts(store, iri, tell),
        "lens": seen.of(iri) if seen else None,
        "designations": [_designation(row, tell) for row in _listings(store, iri, seen)],
        "posts": list(_posts((row for raw in members for row in store.rows(_POSTS, this=raw)), tell)),
        "mentions": mentions,
        "articles": articles,
        "claims": [tell.claim(claim) for claim in tellings.claims(store, entity=iri)],
        "accounts": [tell.account(account) for account in tellings.accounts(store, about=iri)],
        "quotations": [tell.quotation(quoted) for quoted in tellings.quotations(store, speaker=iri)],
    }


def _names_and_facts(store: Store, iri: str, tell: Describer) -> Json:
    rows = store.rows(_FACTS, this=iri)
    if iri in store.canonical.clusters:
        own = own_facts(store, iri)
        rows.sort(key=lambda row: (row["property"], row["value"]) not in own)

    def values(*properties: str) -> list[str]:
        return list(dict.fromkeys(r["value"] for name in properties for r in rows if _local(r["property"]) == name))

    labels: dict[str, str | None] = dict.fromkeys(LANGUAGES)
    for name in ("prefLabel", "label"):  # curated names come before those that articles use
        for row in rows:
            tag = row.get("language", "")
            if _local(row["property"]) == name and tag in labels and labels[tag] is None:
                labels[tag] = row["value"]
    types = types_of(store, iri, (v.removeprefix(MO) for v in values("type") if v.startswith(MO)))
    lat, lon = values("lat"), values("long")
    return {
        "labels": labels,
        "aliases": [name for name in values("altLabel", "label") if name not in labels.values()],
        "types": list(types),
        "private": values("isPrivate") == ["true"],
        "identifiers": values("identifier"),
        "same_as": values("sameAs"),
        "country": [tell.entity(value) for value in values("country")],
        "part_of": [tell.entity(value) for value in values("locatedIn", "partOf")],
        "lat": float(lat[0]) if lat else None,
        "lon": float(lon[0]) if lon else None,
        "from": next(iter(values("validFrom")), None),
        "to": next(iter(values("validTo")), None),
        "sources": values("source"),
    }


def _listings(store: Store, iri: str, seen: Focus | None) -> list[Mapping[str, str]]:
    rows = _merge(store.rows(_DESIGNATIONS, this=iri), "listing")
    if seen is None:
        return rows
    counted = {item.iri for item in filter(seen.lens.sees, seen.listings)}
    return [row for row in rows if row["listing"] in counted]


def _designation(row: Mapping[str, str], tell: Describer) -> Json:
    return {
        "authority": tell.entity(row["authority"]),
        "list": row["list"],
        "reference": row.get("reference"),
        "listed_on": row.get("on"),
        "delisted_on": row.get("off"),
        "source": row.get("from"),
    }


def _posts(rows: Iterable[Mapping[str, str]], tell: Describer) -> Iterable[Json]:
    posts: dict[str, Json] = {}
    for row in rows:
        post = posts.setdefault(
            row["post"],
            {
                "titles": dict.fromkeys(LANGUAGES),
                "body": tell.entity(row["body"]),
                "from": row.get("start"),
                "to": row.get("end"),
                "sources": [],
            },
        )
        if row.get("language") in post["titles"]:
            post["titles"][row["language"]] = row["title"]
        if "from" in row and row["from"] not in post["sources"]:
            post["sources"].append(row["from"])
    return posts.values()


def _merge(rows: Iterable[Mapping[str, str]], key: str) -> list[Mapping[str, str]]:
    """One row for each value of ``key``: the first."""
    found: dict[str, Mapping[str, str]] = {}
    for row in rows:
        found.setdefault(row[key], row)
    return list(found.values())


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
