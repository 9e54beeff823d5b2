"""Names of private persons, and what an export writes in their place."""

from collections.abc import Mapping

from kg.store import Store

_LABELS = """
SELECT DISTINCT ?person ?label WHERE { ?person mo:isPrivate true ; rdfs:label ?label } ORDER BY ?label ?person"""
_PERSONS = "SELECT DISTINCT ?person WHERE { ?person mo:isPrivate true } ORDER BY ?person"


def private_persons(store: Store) -> tuple[str, ...]:
    """The IRIs of all private persons, sorted."""
    return tuple(row["person"] for row in store.rows(_PERSONS))


def private_names(store: Store) -> Mapping[str, str]:
    """Every name under which a private person stands in a label or a text, longest first, with the pseudonym.

    A name that several persons share gets the pseudonym of the first, by IRI: what counts is that it is masked.
    """
    persons = private_persons(store)
    names: dict[str, str] = {row["label"]: row["person"] for row in reversed(store.rows(_LABELS))}
    texts: dict[str, str] = {}
    for person in persons:
        for mention in store.table.mentions(entity=person):
            if mention.kind != "name":
                continue
            if mention.article not in texts:
                texts[mention.article] = store.table.text(mention.article) or ""
            names.setdefault(texts[mention.article][mention.start : mention.end], person)
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return {name: store.pseudonym(names[name]) for name in ordered if name.strip()}
