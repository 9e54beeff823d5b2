"""What is known of where places lie: enough to tell whether two places can be one."""

from collections.abc import Iterator

from extract.linking.atlas import Atlas
from ontology.gazetteer.index import by_iri
from ontology.namespaces import entity_iri
from ontology.reference import Reference


class Gazette:
    """Containment of places by the parents and countries of the reference and of the open gazetteer."""

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
            if iri not in seen:
                seen.add(iri)
                pending.extend(self._above(iri))
        return False

    def _above(self, iri: str) -> Iterator[str]:
        known, row = self._reference.by_iri(iri), by_iri(iri)
        if known is not None:
            yield from map(entity_iri, known.countries)
            if known.parent:
                yield entity_iri(known.parent)
        elif row is not None:
            place = Atlas.of(self._reference).entity(row)
            yield from filter(None, (place.country, place.parent))
