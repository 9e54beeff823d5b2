"""Indexes of a reference that are built once for each reference object and shared by all who read against it."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from ontology.reference import Reference

KEPT = 4
"""References whose index is kept; the oldest goes first."""

Index = TypeVar("Index")


def per_reference(build: Callable[[Reference], Index]) -> Callable[[Reference], Index]:
    """``build``, called once for each reference object among the last few."""
    built: dict[int, tuple[Reference, Index]] = {}

    @wraps(build)
    def get(reference: Reference) -> Index:
        known = built.get(id(reference))
        if known is None or known[0] is not reference:
            while len(built) >= KEPT:
                del built[next(iter(built))]
            # Keeping the reference keeps its id from being given to another object.
            known = built[id(reference)] = (reference, build(reference))
        return known[1]

    return get
