"""Names of classes and event types as users write them."""

from collections.abc import Iterable, Sequence

import click


def event_types_within(names: Sequence[str]) -> frozenset[str]:
    """The event types with all narrower ones; none where none is asked for."""
    from ontology.vocabulary import broader, event_types

    wanted = {_known(name, event_types(), "event type") for name in names}
    return frozenset(name for name in event_types() if wanted & set(broader(name)))


def entity_classes(names: Sequence[str]) -> tuple[str, ...]:
    """The classes of entities that are meant."""
    from kg.cards import is_entity_class
    from ontology.vocabulary import classes

    return tuple(_known(name, filter(is_entity_class, classes()), "type of entity") for name in names)


def _known(name: str, known: Iterable[str], what: str) -> str:
    from rapidfuzz import process

    names = list(known)
    by_folded = {candidate.casefold(): candidate for candidate in names}
    if name.casefold() in by_folded:
        return by_folded[name.casefold()]
    near = [hit[0] for hit in process.extract(name, names, limit=3, score_cutoff=50)] or names
    raise click.UsageError(f"no {what} {name!r}; the nearest are: {', '.join(near)}")
