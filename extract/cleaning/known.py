"""Publishers and places that the reference facts know: what a name beside a date is, where words alone cannot tell."""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from extract.cleaning.publishers import PIECE_SEPARATORS, agencies_in, tidy_publisher
from extract.cleaning.tables import folded, publication

if TYPE_CHECKING:
    # segments asks this module for places.
    from extract.cleaning.segments import Segment

NEAR = 3
"""So many lines around the title may name the publisher alone."""
MAX_WORDS = 6


@cache
def _names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Folded names of media outlets, of places that are no outlets, and of all places."""
    from ontology.reference import load

    reference = load()
    outlets, places, papers = set(), set(), set()
    for alias in reference.aliases:
        entity = reference.entities.get(alias.entity)
        if entity is None:
            continue
        if "MediaOutlet" in entity.types:
            name = tidy_publisher(alias.text)
            outlets.update({folded(alias.text), folded(name or alias.text)})
            first, _, rest = folded(alias.text).partition(" ")
            if first in publication()["newspaper"]:
                # "صحيفة الخبر الجزائرية" is called الخبر, which is a city, too.
                papers.update({rest, rest.split(" ")[0]})
        elif {"Place", "Country"} & set(entity.all_types):
            places.add(folded(alias.text))
    return frozenset(outlets), frozenset(places - outlets - papers), frozenset(places)


def is_outlet(name: str) -> bool:
    """Whether the reference facts know a name as that of a media outlet."""
    return folded(tidy_publisher(name) or name) in _names()[0]


def is_place(name: str) -> bool:
    """Whether the reference facts know a name as that of a place; papers may have it, too ("الرياض")."""
    return folded(name) in _names()[2]


def choose(names: Sequence[str]) -> str | None:
    """The publisher among the names on a publication line: a known outlet, else the first that is no known place."""
    outlets, places, _ = _names()
    known = [name for name in names if folded(name) in outlets]
    unknown = [name for name in names if folded(name) not in places]
    return next(iter(known or unknown), None)


def outlet_beside(text: str, items: "Sequence[Segment]", offset: int) -> str | None:
    """A known outlet that a short line near ``offset`` (the title, or the body's start) names: "Reuters - Gao"."""
    at = next((index for index, item in enumerate(items) if item.end > offset), 0)
    for item in items[max(0, at - NEAR) : at + NEAR + 1]:
        if item.words > MAX_WORDS or item.start <= offset < item.end:
            continue
        for piece in re.split(rf"[{re.escape(PIECE_SEPARATORS)}–—]", text[item.start : item.end]):
            name = tidy_publisher(piece)
            if name and folded(name) in _names()[0] and not agencies_in(name):
                return name
    return None
