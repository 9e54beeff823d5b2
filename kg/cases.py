"""Proposed merges and decisions as plain values ready for JSON: the two side by side, each with its sources."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.merges import Evidence
from kg.profiles import Describer
from kg.rdf.decisions import Decision, Signature
from kg.store import Store
from kg.terms import Term
from ontology.namespaces import ENTITY, expand

Json = dict[str, Any]
_POSTS = """
SELECT DISTINCT ?title ?body { ?claim rdf:subject ?this ; a mo:Claim ; rdf:predicate mo:holdsPost ; rdf:object ?post .
  ?post org:postIn ?body ; mo:postTitle ?title } ORDER BY ?title ?body"""
_NAMES = "SELECT DISTINCT ?name { ?this rdfs:label|skos:prefLabel|skos:altLabel ?name } ORDER BY ?name"
_LABEL = expand("rdfs:label")
_QUOTES = 2
_AROUND = 70


class Cases:
    """Describes proposals and decisions of one store, with labels in one language."""

    def __init__(self, store: Store, language: str = "en") -> None:
        self._store = store
        self._tell = Describer(store, language)

    def proposal(self, evidence: Evidence) -> Json:
        """A proposed merge: ``one`` and ``other``, what they share, and what speaks against it."""
        tell = self._tell.entity
        return {
            "likeness": round(evidence.names.likeness, 4),
            "one": self._side(evidence.one, evidence.names.one),
            "other": self._side(evidence.other, evidence.names.other),
            "bodies": [tell(iri) for iri in evidence.bodies],
            "company": [tell(iri) for iri in evidence.company],
            "countries": [tell(iri) for iri in evidence.countries],
            "against": list(evidence.against),
        }

    def decision(self, decision: Decision) -> Json:
        """A decision with who, when and why, and its undoing. An entity that is gone has no label."""
        return {
            "decision": decision.id,
            "iri": decision.iri,
            "kind": decision.kind,
            "entities": [self._entity(iri) for iri in decision.entities],
            "apart": [self._entity(iri) for iri in decision.apart],
            **_signature(decision.made),
            "likeness": decision.likeness,
            "shared": [self._entity(iri) for iri in decision.shared],
            "undone": None if decision.undone is None else _signature(decision.undone),
        }

    def _entity(self, iri: str) -> Json:
        """An entity of a decision, under a name of its own also where another stands for it."""
        own = sorted(o.value for *_, o, _ in self._store.named(Term("iri", iri), _LABEL))
        card = self._tell.cards.get(self._store.canonical.get(iri))
        whole = card.label if card else None
        return {"entity": iri, "label": own[0] if own and iri in self._store.canonical.of else whole}

    def _side(self, iri: str, name: str) -> Json:
        card = self._tell.cards[iri]
        mentions = list(self._store.table.mentions(entity=iri))
        articles = [self._tell.article(name) for name in dict.fromkeys(mention.article for mention in mentions)]
        articles.sort(key=lambda article: (article["published"] or "9999", article["iri"]))
        return {
            "entity": iri,
            "label": card.label,
            "type": card.type,
            "private": card.private,
            "name": name,
            "names": [row["name"] for row in self._store.rows(_NAMES, this=iri)],
            "posts": [{"title": row["title"], "body": self._tell.entity(row["body"])} for row in self._posts(iri)],
            "mentions": len(mentions),
            "articles": articles,
            "quotes": list(self._quotes(iri)),
        }

    def _posts(self, iri: str) -> list[dict[str, str]]:
        return self._store.rows(_POSTS, this=iri)

    def _quotes(self, iri: str) -> Iterator[Json]:
        """The words around the first mention in each of the first articles, verbatim."""
        seen: dict[str, None] = {}
        for mention in self._store.table.mentions(entity=iri):
            if mention.article in seen or mention.kind != "name" or len(seen) == _QUOTES:
                continue
            seen[mention.article] = None
            text = self._store.table.text(mention.article) or ""
            start, end = around(text, mention.start, mention.end)
            yield {"quote": text[start:end], "start": start, "end": end, "article": self._tell.article(mention.article)}


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a text around ``[start, end)``: whole words of the same line, and not many of them."""
    left = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    if left == start - _AROUND and left > 0:
        left = text.find(" ", left, start) + 1 or start
    line = text.find("\n", end)
    right = min(len(text) if line < 0 else line, end + _AROUND)
    if right == end + _AROUND and right < len(text):
        right = max(text.rfind(" ", end, right), end)
    return left, right


def short(iri: str) -> str:
    """An entity as the commands take it."""
    return iri.removeprefix(ENTITY)


def _signature(made: Signature) -> Mapping[str, Any]:
    return {"by": made.by, "at": made.at, "why": made.why, "automatic": made.automatic}
