"""The graph as networks: networkx views with flat attributes (str, int, float, bool) and in a fixed order."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.cards import Card, cards, of_types
from kg.lens import Lens, focus, narrow
from kg.store import Store
from ontology.errors import UsageError
from ontology.namespaces import EVENT_TYPE, MO

if TYPE_CHECKING:
    import networkx as nx

LEVELS = ("sentence", "article")

_OCCURRENCES = """
SELECT ?occurrence (MIN(?kind) AS ?type) (MIN(?name) AS ?label) (MIN(?from) AS ?start) (MAX(?to) AS ?end)
  (MIN(?where) AS ?place) (COUNT(DISTINCT ?account) AS ?accounts) (COUNT(DISTINCT ?article) AS ?articles)
WHERE {
  ?occurrence a sem:Event ; sem:eventType ?kind .
  ?account mo:accountOf ?occurrence ; prov:wasDerivedFrom ?article .
  OPTIONAL { ?occurrence rdfs:label ?name }
  OPTIONAL { ?occurrence sem:hasEarliestBeginTimeStamp ?from }
  OPTIONAL { ?occurrence sem:hasLatestEndTimeStamp ?to }
  OPTIONAL { ?occurrence sem:hasPlace ?where }
} GROUP BY ?occurrence ORDER BY ?occurrence"""
_TAKING_PART = """
SELECT ?occurrence ?actor (COUNT(DISTINCT ?account) AS ?accounts) WHERE {
  ?occurrence a sem:Event ; sem:hasActor ?actor .
  ?account mo:accountOf ?occurrence ; sem:hasActor ?actor
} GROUP BY ?occurrence ?actor ORDER BY ?occurrence ?actor"""
_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?title ?body ?polarity ?certainty ?kind ?source ?words ?confidence ?wording
  ?from ?to ?quote ?article ?issued
WHERE {
  ?claim a mo:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; mo:polarity ?polarity ;
    mo:certainty ?certainty ; mo:attributionKind ?kind ; mo:confidence ?confidence ; prov:wasDerivedFrom ?article ;
    mo:evidence/oa:hasTarget/oa:hasSelector/oa:exact ?quote .
  OPTIONAL { ?object org:postIn ?body }
  OPTIONAL { ?claim mo:postTitle ?title }
  OPTIONAL { ?claim mo:attributedTo ?source }
  OPTIONAL { ?claim mo:attributionLabel ?words }
  OPTIONAL { ?claim mo:wording ?wording }
  OPTIONAL { ?claim mo:validFrom ?from }
  OPTIONAL { ?claim mo:validTo ?to }
  OPTIONAL { ?article dcterms:issued ?issued }
} ORDER BY ?subject ?object ?predicate ?claim"""
_ROLES = """
SELECT ?account ?property ?entity ?type ?polarity ?certainty ?kind ?source ?words ?confidence ?start ?end ?place
  ?article ?occurrence ?quote
WHERE {
  ?account a mo:EventAccount ; ?property ?entity ; sem:eventType ?type ; mo:polarity ?polarity ;
    mo:certainty ?certainty ; mo:attributionKind ?kind ; mo:confidence ?confidence ; prov:wasDerivedFrom ?article ;
    mo:evidence/oa:hasTarget/oa:hasSelector/oa:exact ?quote .
  FILTER(STRSTARTS(STR(?entity), "https://w3id.org/marsad/entity/") && ?property NOT IN (mo:attributedTo, sem:hasActor))
  OPTIONAL { ?account mo:attributedTo ?source }
  OPTIONAL { ?account mo:attributionLabel ?words }
  OPTIONAL { ?account sem:hasEarliestBeginTimeStamp ?start }
  OPTIONAL { ?account sem:hasLatestEndTimeStamp ?end }
  OPTIONAL { ?account sem:hasPlace ?place }
  OPTIONAL { ?account mo:accountOf ?occurrence }
} ORDER BY ?account ?property ?entity"""


def cooccurrence(
    store: Store,
    *,
    level: str = "sentence",
    types: Iterable[str] = (),
    with_: str | None = None,
    min_count: int = 1,
    language: str = "en",
    lens: Lens | None = None,
) -> "nx.Graph[str]":
    """Entities that the same sentences or articles name.

    Nodes are IRIs with ``label``, ``type``, ``private``, ``mentions``, ``articles`` (and ``lat``, ``lon`` where
    known); an edge has ``count``, the exact number of sentences or articles that name both, and ``weight``, the same as
    a float. ``types`` keeps entities of these classes only, ``with_`` the edges of one entity, ``lens`` those that it
    lets pass; what the lens was then stands in the graph's attribute ``lens``.

    Raises:
        UsageError: no such level.
    """
    import networkx as nx

    if level not in LEVELS:
        raise UsageError(f"no level {level!r}; use one of {', '.join(LEVELS)}")
    known = cards(store, language=language)
    graph: nx.Graph[str] = nx.Graph()
    mentions = store.table.mention_counts()
    wanted = of_types(known, types) | ({with_} if with_ else frozenset())
    if lens is not None:
        seen = focus(store, lens, language=language)
        wanted &= seen.entities
        graph.graph["lens"] = seen.wording
    edges = [edge for edge in _pairs(store, level, wanted, with_) if edge[2] >= min_count]
    for iri in sorted({iri for one, other, _ in edges for iri in (one, other)}):
        graph.add_node(
            iri, kind="entity", **_describe(known[iri]), mentions=mentions[iri][0], articles=mentions[iri][1]
        )
    for one, other, count in edges:
        graph.add_edge(one, other, count=count, weight=float(count))
    return graph


def events(store: Store, *, language: str = "en", lens: Lens | None = None) -> "nx.Graph[str]":
    """Occurrences and the actors that take part in them, as a two-mode network without roles.

    Nodes have ``kind``, ``occurrence`` or ``actor``; occurrences have ``label``, ``type``, ``start``, ``end`` (ISO
    days, empty where unknown), ``place``, ``accounts`` and ``articles``. An edge has ``accounts``, the number of
    tellings that give the actor a part. A ``lens`` keeps the occurrences in which one has a part whom it lets pass,
    with all their actors, of whom ``listed`` tells who that is.
    """
    import networkx as nx

    known = cards(store, language=language)
    graph: nx.Graph[str] = nx.Graph()
    for row in store.rows(_OCCURRENCES):
        graph.add_node(row["occurrence"], **_occurrence(row, known, language))
    for row in store.rows(_TAKING_PART):
        if row["actor"] not in graph:
            graph.add_node(row["actor"], kind="actor", **_describe(known[row["actor"]]))
        graph.add_edge(row["occurrence"], row["actor"], accounts=int(row["accounts"]), weight=float(row["accounts"]))
    _narrow(graph, store, lens, language)
    return graph


def claims(store: Store, *, language: str = "en", lens: Lens | None = None) -> "nx.MultiDiGraph[str]":
    """Claims of relations as edges from subject to object; of a post, to the body it is in.

    Each edge is one claim of one article: ``predicate``, ``title`` (of a post), ``polarity``, ``certainty``,
    ``attribution_kind``, ``attribution`` (label), ``attributed_to`` (IRI), ``confidence``, ``wording``, ``valid_from``,
    ``valid_to``, ``quote``, ``article``, ``issued``, ``claim``; the edge's key is the IRI of the claim. A ``lens``
    keeps the claims with an end that it lets pass; ``listed`` of a node tells whether it is one.
    """
    import networkx as nx

    known = cards(store, language=language)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_claims(graph, store, known)
    _narrow(graph, store, lens, language)
    return graph


def everything(store: Store, *, language: str = "en", lens: Lens | None = None) -> "nx.MultiDiGraph[str]":
    """All of it: claims, occurrences with their actors, and each account's roles with how the account stands.

    An account is an edge from the occurrence (or, where there is none, from a node of its own of kind ``account``)
    to whoever fills the role, with the role as ``predicate``. A ``lens`` narrows it as it does claims and events.
    """
    import networkx as nx

    known = cards(store, language=language)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_claims(graph, store, known)
    for row in store.rows(_OCCURRENCES):
        graph.add_node(row["occurrence"], **_occurrence(row, known, language))
    for row in store.rows(_ROLES):
        source = row.get("occurrence") or row["account"]
        if source not in graph:
            graph.add_node(source, **_account(row, known, language))
        _add_entity(graph, row["entity"], known)
        predicate = row["property"].rpartition("#")[2].rpartition("/")[2]
        graph.add_edge(
            source,
            row["entity"],
            key=f"{row['account']} {predicate}",
            **_standing(row, known),
            predicate=predicate,
            claim=row["account"],
        )
    _narrow(graph, store, lens, language)
    return graph


def _narrow(graph: "nx.Graph[str]", store: Store, lens: Lens | None, language: str) -> None:
    if lens is not None:
        narrow(graph, focus(store, lens, language=language))


def _pairs(store: Store, level: str, wanted: frozenset[str], with_: str | None) -> list[tuple[str, str, int]]:
    """(one, other, count) with one before the other, by IRIs: the product of the incidence with itself."""
    import numpy as np
    from scipy.sparse import coo_array, csr_array, triu

    units: dict[tuple[int, int], int] = {}
    columns: dict[str, int] = {}
    rows: list[int] = []
    cells: list[int] = []
    for article, sentence, iri in store.table.incidence(level):
        if iri in wanted:
            rows.append(units.setdefault((article, sentence), len(units)))
            cells.append(columns.setdefault(iri, len(columns)))
    if not rows:
        return []
    shape = (len(units), len(columns))
    incidence = csr_array((np.ones(len(rows), dtype=np.int64), (rows, cells)), shape=shape)
    product = coo_array(triu(incidence.T @ incidence, k=1))
    names = list(columns)
    pairs: list[tuple[str, str, int]] = []
    for a, b, count in zip(product.row, product.col, product.data, strict=True):
        one, other = sorted((names[int(a)], names[int(b)]))
        if with_ is None or with_ in (one, other):
            pairs.append((one, other, int(count)))
    return sorted(pairs)


def _describe(card: Card) -> dict[str, str | bool | float]:
    found: dict[str, str | bool | float] = {"label": card.label, "type": card.type, "private": card.private}
    if card.lat is not None and card.lon is not None:
        found |= {"lat": card.lat, "lon": card.lon}
    return found


def _add_entity(graph: "nx.MultiDiGraph[str]", iri: str, known: Mapping[str, Card]) -> None:
    if iri not in graph:
        graph.add_node(iri, kind="entity", **_describe(known[iri]))


def _add_claims(graph: "nx.MultiDiGraph[str]", store: Store, known: Mapping[str, Card]) -> None:
    for row in store.rows(_CLAIMS):
        target = row.get("body") or row["object"]
        if row["subject"] not in known or target not in known:
            continue  # a post in no known body has no second end
        _add_entity(graph, row["subject"], known)
        _add_entity(graph, target, known)
        graph.add_edge(
            row["subject"],
            target,
            key=row["claim"],
            **_standing(row, known),
            predicate=row["predicate"].removeprefix(MO),
            title=row.get("title", ""),
            wording=row.get("wording", ""),
            valid_from=row.get("from", ""),
            valid_to=row.get("to", ""),
            issued=row.get("issued", ""),
            claim=row["claim"],
        )


def _standing(row: Mapping[str, str], known: Mapping[str, Card]) -> dict[str, str | float]:
    source = row.get("source", "")
    label = known[source].label if source in known else row.get("words", "")
    return {
        "polarity": row["polarity"],
        "certainty": row["certainty"],
        "attribution_kind": row["kind"],
        "attribution": label,
        "attributed_to": source,
        "confidence": float(row["confidence"]),
        "quote": row["quote"],
        "article": row["article"],
    }


def _occurrence(row: Mapping[str, str], known: Mapping[str, Card], language: str) -> dict[str, str | int | bool]:
    return {
        "kind": "occurrence",
        **_happening(row, known, language),
        "accounts": int(row["accounts"]),
        "articles": int(row["articles"]),
    }


def _account(row: Mapping[str, str], known: Mapping[str, Card], language: str) -> dict[str, str | int | bool]:
    return {"kind": "account", **_happening(row, known, language), "accounts": 1, "articles": 1}


def _happening(row: Mapping[str, str], known: Mapping[str, Card], language: str) -> dict[str, str | bool]:
    """Label (the proper name, else type, place and day), type, place and days of an occurrence or account."""
    from ontology.vocabulary import event_types

    kind = row["type"].removeprefix(EVENT_TYPE)
    declared = event_types().get(kind)
    place = known[row["place"]].label if row.get("place") in known else ""
    title = (declared.labels.get(language) if declared else None) or kind
    parts = [part for part in (title, place, row.get("start", "")) if part]
    return {
        "label": row.get("label") or ", ".join(parts),
        "type": kind,
        "start": row.get("start", ""),
        "end": row.get("end", ""),
        "place": place,
        "private": False,
    }
