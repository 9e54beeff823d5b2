"""Whom a name may mean, without any text around it: by the alias index, by other forms of the name, by its sound."""

from dataclasses import dataclass

from extract.gazetteer import gazetteer
from extract.linking.known_names import KnownNames
from extract.linking.persons import name_words
from ontology.reference import Reference
from ontology.romanize import likeness

_CONDITIONAL = 0.5
_OTHER_FORM = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """An entity (IRI) that a name may mean: the name of the reference that is like it, how like (0 to 1), and whether
    the name is sure of it, or counts only where the article speaks for it."""

    entity: str
    name: str
    score: float
    sure: bool


def bearers(reference: Reference, name: str) -> tuple[Bearer, ...]:
    """Who may be called ``name``, the sure and most like ones first; empty where nobody is."""
    known = KnownNames.of(reference)
    found: list[Bearer] = []
    for candidate in gazetteer(reference).lookup(name):
        sure = not candidate.alias.context
        score = 1.0 if sure else _CONDITIONAL
        found.append(Bearer(entity=candidate.entity, name=candidate.alias.text, score=score, sure=sure))
    near = known.nearest(name_words(name))
    if near is not None:
        found.append(Bearer(entity=near, name=name, score=_OTHER_FORM, sure=True))
    for kind in ("Person", "ArmedGroup"):
        spelled = known.spelled(name, kind)
        if spelled is not None:
            entity, text = spelled
            found.append(Bearer(entity=entity, name=text, score=likeness(name, text) * 0.95, sure=True))
    # A name that the reference holds to be ambiguous stays so, however like another name of the entity it is.
    best: dict[str, Bearer] = {}
    for bearer in found:
        best.setdefault(bearer.entity, bearer)
    return tuple(sorted(best.values(), key=lambda item: (-item.score, item.entity)))
