"""What the reference knows of where places lie: enough to tell whether two places can be one."""

from ontology.namespaces import entity_iri
from ontology.reference import Reference


class Gazette:
    """Containment of places by the parents and countries of the reference."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    def inside(self, one: str, other: str) -> bool:
        """Whether place ``one`` (an IRI) is ``other`` or lies in it."""
        seen = set()
        pending = [one]
        while pending:
            iri = pending.pop()
            if iri == other:
                return True
            if iri in seen:
                continue
            seen.add(iri)
            entity = self._reference.by_iri(iri)
            if entity is not None:
                above = [*entity.countries, *([entity.parent] if entity.parent else [])]
                pending.extend(entity_iri(identifier) for identifier in above)
        return False
