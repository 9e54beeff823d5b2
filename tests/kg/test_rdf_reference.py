"""The graph of the reference: relations as claims with their source, names of one side as hidden labels."""

from dataclasses import replace

import rdflib
from rdflib.namespace import RDF, SKOS

from kg.rdf import reference_graph
from ontology.namespaces import MO, entity_iri
from ontology.reference import COLUMNS, Reference, Row, build, load
from ontology.vocabulary import graph, shapes


def rows(table: str, *cells: dict[str, str]) -> tuple[Row, ...]:
    return tuple(dict.fromkeys(COLUMNS[table], "") | {"source": "curated"} | row for row in cells)


def small() -> Reference:
    group = {"type": "ArmedGroup"}
    return build(
        {
            "groups": rows(
                "groups",
                group | {"id": "first", "label_ar": "الجماعة الأولى"},
                group | {"id": "second", "label_ar": "الجماعة الثانية"},
            ),
            "places": rows("places", {"id": "town", "type": "City", "label_ar": "بلدة"}),
            "aliases": rows(
                "aliases",
                {"entity": "first", "language": "ar", "alias": "عصابة أولى", "kind": "partisan"},
                {"entity": "first", "language": "ar", "alias": "الأولى", "kind": "short"},
            ),
            "relations": rows(
                "relations",
                {"subject": "first", "predicate": "splitFrom", "object": "second", "source": "ucdp-22.1#7"},
                {"subject": "first", "predicate": "basedIn", "object": "town", "source": "un-2025-04-19#QDe.001"},
                {"subject": "first", "predicate": "operatesIn", "object": "town", "source": "ucdp-22.1#7"},
            ),
        }
    )


def parsed(reference: Reference) -> rdflib.Graph:
    return rdflib.Graph().parse(data="\n".join(line + " ." for line in reference_graph(reference)), format="nt")


def test_relations_are_claims_and_plain_only_where_uncontentious() -> None:
    found = parsed(small())
    first, second, town = (rdflib.URIRef(entity_iri(name)) for name in ("first", "second", "town"))
    claims = {
        (found.value(claim, RDF.predicate), found.value(claim, RDF.object), str(source))
        for claim in found.subjects(RDF.type, rdflib.URIRef(MO + "ReferenceClaim"))
        for source in found.objects(claim, rdflib.DCTERMS.source)
    }
    split, based, active = (rdflib.URIRef(MO + name) for name in ("splitFrom", "basedIn", "operatesIn"))
    assert claims == {
        (split, second, "ucdp-22.1#7"),
        (based, town, "un-2025-04-19#QDe.001"),
        (active, town, "ucdp-22.1#7"),
    }
    assert (first, based, town) in found
    assert (first, split, second) not in found
    assert (first, active, town) not in found


def test_names_of_one_side_are_hidden_and_found_by_search() -> None:
    found = parsed(small())
    first = rdflib.URIRef(entity_iri("first"))
    assert [str(name) for name in found.objects(first, SKOS.hiddenLabel)] == ["عصابة أولى"]
    assert [str(name) for name in found.objects(first, SKOS.altLabel)] == ["الأولى"]
    assert "عصابه اولي" in {str(name) for name in found.objects(first, rdflib.URIRef(MO + "normalizedLabel"))}


def test_the_shipped_relations_conform() -> None:
    import pyshacl

    shipped = load()
    sample = {r.subject for r in shipped.relations[::40]} | {r.object for r in shipped.relations[::40]}
    part = Reference(
        entities={name: replace(shipped.entities[name], countries=(), parent=None) for name in sorted(sample)},
        aliases=(),
        designations=(),
        posts=(),
        memberships=(),
        alias_index={},
        relations=shipped.relations[::40],
    )
    conforms, _, text = pyshacl.validate(parsed(part), shacl_graph=shapes(), ont_graph=graph(), advanced=True)
    assert conforms, text
