"""The reference facts and the record of a run as graphs."""

from functools import cache

from kg.rdf.article import write_types
from kg.rdf.lines import Lines
from kg.rdf.listed import write_lists
from kg.terms import boolean, day, decimal, iri, literal
from ontology.namespaces import BASE, MO, entity_iri, short_hash
from ontology.normalize import normalize
from ontology.reference import Alias, Designation, Post, Reference, ReferenceEntity
from ontology.vocabulary import contentious

_WIKIDATA = "http://www.wikidata.org/entity/"


def reference_graph(reference: Reference) -> tuple[str, ...]:
    """Everything that is known beforehand, as sorted N-Triples lines."""
    lines = Lines()
    for entity in reference.entities.values():
        _write_entity(lines, entity, reference.aliases_of(entity.id))
    nodes: dict[tuple[str, str], str] = {}
    for designation in reference.designations:
        name = _write_designation(lines, designation)
        nodes.setdefault((designation.source, designation.entity), name)
    for post in reference.posts:
        _write_post(lines, post)
    for membership in reference.memberships:
        _write_claim(lines, membership.person, membership.predicate, membership.group, membership.sources)
    for relation in reference.relations:
        _write_claim(lines, relation.subject, relation.predicate, relation.object, relation.sources)
    if reference.listed is not None:
        write_lists(lines, reference.listed, nodes)
    return lines.result()


def run_lines(run: str, fingerprint: str, version: str) -> tuple[str, ...]:
    """The record of a run. When it ran stands in the table ``runs``, so that equal input gives equal graphs."""
    lines = Lines()
    lines.types(run, "mo:Run", "prov:Activity")
    lines.text(run, "mo:fingerprint", fingerprint)
    lines.text(run, "mo:softwareVersion", version)
    return lines.result()


def _write_entity(lines: Lines, entity: ReferenceEntity, aliases: tuple[Alias, ...]) -> None:
    name = entity.iri
    write_types(lines, name, entity.all_types)
    labels = dict(entity.labels)
    for language, label in entity.labels:
        lines.text(name, "skos:prefLabel", label, language)
        lines.text(name, "mo:normalizedLabel", normalize(label))
    for alias in aliases:
        # "Tunisian" is said of Tunisia and is no name of it.
        if alias.kind != "demonym" and labels.get(alias.language) != alias.text:
            # A name that its list calls weak is found by a search, and not shown as a name.
            if alias.quality != "low":
                # Nor is one that only one side of a dispute uses.
                shown = "skos:hiddenLabel" if alias.kind == "partisan" else "skos:altLabel"
                lines.text(name, shown, alias.text, alias.language)
            lines.text(name, "mo:normalizedLabel", normalize(alias.text))
    for identifier in entity.identifiers:
        lines.text(name, "dcterms:identifier", identifier)
        scheme, _, value = identifier.partition(":")
        if scheme == "wikidata":
            lines.link(name, "schema:sameAs", _WIKIDATA + value)
    for country in entity.countries:
        lines.link(name, "mo:country", entity_iri(country))
    if entity.lat is not None and entity.lon is not None:
        lines.add(name, "wgs:lat", decimal(entity.lat, places=6))
        lines.add(name, "wgs:long", decimal(entity.lon, places=6))
    if entity.parent is not None:
        place = "Place" in entity.all_types
        lines.link(name, "mo:locatedIn" if place else "mo:partOf", entity_iri(entity.parent))
    _write_validity(lines, name, entity.start, entity.end)
    for source in entity.sources:
        lines.text(name, "dcterms:source", source)


def _write_designation(lines: Lines, item: Designation) -> str:
    name = lines.minter.mint("designation", item.entity, item.authority, item.list_name, item.reference)
    lines.types(name, "mo:Designation")
    lines.link(name, "mo:designates", entity_iri(item.entity))
    lines.link(name, "mo:authority", entity_iri(item.authority))
    lines.text(name, "mo:list", item.list_name)
    lines.text(name, "dcterms:identifier", item.reference)
    lines.text(name, "dcterms:source", item.source)
    if item.listed_on is not None:
        lines.add(name, "mo:listedOn", day(item.listed_on))
    if item.delisted_on is not None:
        lines.add(name, "mo:delistedOn", day(item.delisted_on))
    if item.inferred:
        lines.add(name, "mo:delistingInferred", boolean(True))
    for programme in item.programmes:
        lines.text(name, "mo:programme", programme)
    return name


def _write_post(lines: Lines, post: Post) -> None:
    titles = dict(post.titles)
    name = BASE + "post/" + short_hash(post.person, post.body, titles.get("en", ""), post.start or "")
    lines.types(name, "org:Post")
    for language, title in post.titles:
        lines.text(name, "skos:prefLabel", title, language)
        lines.text(name, "mo:postTitle", title)
    lines.link(name, "org:postIn", entity_iri(post.body))
    lines.link(name, "org:heldBy", entity_iri(post.person))
    lines.link(entity_iri(post.person), "mo:holdsPost", name)
    _write_validity(lines, name, post.start, post.end)
    for source in post.sources:
        lines.text(name, "dcterms:source", source)


def _write_claim(lines: Lines, subject: str, predicate: str, target: str, sources: tuple[str, ...]) -> None:
    """A relation that a source states, as a claim; beside it as a plain triple where the relation is uncontentious."""
    one, other = entity_iri(subject), entity_iri(target)
    name = lines.minter.mint("claim", "reference", one, predicate, other)
    lines.types(name, "mo:ReferenceClaim")
    lines.link(name, "rdf:subject", one)
    lines.link(name, "rdf:predicate", MO + predicate)
    lines.link(name, "rdf:object", other)
    for source in sources:
        lines.text(name, "dcterms:source", source)
    if not contentious(predicate):
        lines.link(one, MO + predicate, other)


def _write_validity(lines: Lines, name: str, start: str | None, end: str | None) -> None:
    """Dates as sourced: a bare year spans the year, and its precision says so."""
    for predicate, value, edge in (("mo:validFrom", start, "-01-01"), ("mo:validTo", end, "-12-31")):
        if value is not None:
            lines.add(name, predicate, day(value if len(value) > 4 else value + edge))
    known = [value for value in (start, end) if value]
    if known:
        lines.text(name, "mo:datePrecision", "year" if any(len(value) == 4 for value in known) else "day")


@cache
def ontology_graph() -> tuple[str, ...]:
    """The vocabulary and the event scheme as sorted N-Triples lines; they hold no blank nodes."""
    import rdflib

    from ontology.vocabulary import graph

    def spell(node: rdflib.term.Node) -> str:
        if isinstance(node, rdflib.Literal):
            return literal(str(node), language=node.language, datatype=node.datatype and str(node.datatype))
        return iri(str(node))

    return tuple(sorted(" ".join(map(spell, triple)) for triple in graph()))
