"""The links of one article while they are found, shared by the steps of linking."""

from dataclasses import dataclass, field, replace

from extract.analysis import Analysis
from extract.gazetteer import Found, Gazetteer, Match
from extract.linking.connections import Connections
from extract.linking.focus import Focus
from extract.model import Entity, Mention
from ontology.namespaces import entity_iri
from ontology.reference import Reference


@dataclass(slots=True)
class Work:
    """The links of one article while they are found: by index of the mention."""

    analysis: Analysis
    mentions: tuple[Mention, ...]
    reference: Reference
    gazetteer: Gazetteer
    matches: dict[tuple[int, int], Match]
    found: Found
    links: dict[int, tuple[str | None, float, str]] = field(default_factory=dict)
    places: set[int] = field(default_factory=set)
    """Mentions that are places by the word before them, whatever their type."""
    teams: set[int] = field(default_factory=set)
    """Mentions that are no places by the word beside them."""
    minted: dict[str, Entity] = field(default_factory=dict)
    countries_by_sentence: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    lines_by_body: dict[str, list[int]] = field(default_factory=dict)

    def match(self, mention: Mention) -> Match | None:
        """What the gazetteer found at exactly this mention."""
        return self.matches.get((mention.span.start, mention.span.end))

    def cut(self, index: int, letters: int) -> None:
        """Begins a mention so many letters later."""
        mention = self.mentions[index]
        shorter = replace(mention, span=self.analysis.span(mention.span.start + letters, mention.span.end))
        self.mentions = (*self.mentions[:index], shorter, *self.mentions[index + 1 :])

    def focus(self) -> Focus:
        """The countries that the article names, with the places that are surely linked so far."""
        linked = (entity for entity, _, _ in self.links.values() if entity is not None)
        lands = {
            iri: place.country for iri, place in self.minted.items() if place.status == "gazetteer" and place.country
        }
        return Focus(self.reference, self.found, linked, lands)

    def countries_of_actors(self) -> set[str]:
        """The country (IRI) of the office holders and bodies that the article names; none where there are several."""
        found: set[str] = set()
        held = Connections.of(self.reference)
        for entity in {entity for entity, _, _ in self.links.values() if entity is not None}:
            known = self.reference.by_iri(entity)
            if known is not None and ("Person" in known.types or "StateBody" in known.types):
                lands = held.countries(known.id) if "Person" in known.types else known.countries
                found |= {entity_iri(country) for country in lands}
        return found if len(found) == 1 else set()

    def named(self) -> dict[str, str]:
        """Ids of the reference entities that the article names so far, with how it names each; a country also by what
        is there alone (a town, a party)."""
        named: dict[str, str] = {}
        inside: dict[str, str] = {}
        for index, (entity, _, _) in sorted(self.links.items()):
            known = self.reference.by_iri(entity) if entity else None
            if known is not None:
                named.setdefault(known.id, self.mentions[index].span.quote)
                if len(known.countries) == 1:
                    inside.setdefault(known.countries[0], self.mentions[index].span.quote)
        for demonym in self.found.demonyms:
            known = self.reference.by_iri(demonym.country)
            if known is not None:
                named.setdefault(known.id, self.analysis.article.text[demonym.start : demonym.end])
        return inside | named


def plain(quote: str) -> str:
    """A quote as a label: on one line, without quotation marks."""
    return " ".join(quote.replace('"', " ").replace("«", " ").replace("»", " ").split())
