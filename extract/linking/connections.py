"""What the reference connects with what: the context in which a name that many bear is likely to mean one of them."""

from collections.abc import Mapping

from extract.per_reference import per_reference
from ontology.reference import Reference


class Connections:
    """Entities of the reference by id, each with those that it belongs with: posts, groups, parents, countries."""

    def __init__(self, reference: Reference) -> None:
        self._near: dict[str, dict[str, None]] = {}
        self._entities = entities = reference.entities
        pairs = [(post.person, post.body) for post in reference.posts]
        pairs += [(item.person, item.group) for item in reference.memberships]
        for person, other in pairs:
            self._join(person, other)
            self._join(other, person)
            if other in entities and "Country" not in entities[other].types:
                for country in entities[other].countries:
                    self._join(person, country)
        for entity in entities.values():
            for country in entity.countries:
                self._join(entity.id, country)
            if entity.parent is not None:
                self._join(entity.id, entity.parent)
                self._join(entity.parent, entity.id)

    @classmethod
    def of(cls, reference: Reference) -> "Connections":
        """The connections of a reference, built once for each reference object."""
        return _built(reference)

    def named(self, entity: str, named: Mapping[str, str]) -> str | None:
        """How an article names something that the entity belongs with; ``named`` maps ids to names in the article."""
        return next((named[other] for other in self._near.get(entity, ()) if other in named), None)

    def countries(self, person: str) -> tuple[str, ...]:
        """Ids of the countries in which a person holds or held a post."""
        near = (self._entities[other] for other in self._near.get(person, ()) if other in self._entities)
        return tuple(entity.id for entity in near if "Country" in entity.types)

    def _join(self, one: str, other: str) -> None:
        self._near.setdefault(one, {})[other] = None


@per_reference
def _built(reference: Reference) -> Connections:
    return Connections(reference)
