"""Whatever the code and the queries of kg name is declared, and the reference facts that come with Marsad hold."""

import re
from pathlib import Path

import pytest

from kg.rdf import reference_graph
from kg.validate import check
from ontology.namespaces import PREFIXES, REFERENCE_GRAPH
from ontology.reference import load
from ontology.vocabulary import classes, event_types, properties

KG = Path(__file__).parents[2] / "kg"
FILES = sorted([*KG.glob("*.py"), *(KG / "rdf").glob("*.py"), *(KG / "queries").glob("*.rq")])
DECLARED = set(classes()) | set(properties())


def test_files_are_found() -> None:
    assert len(FILES) > 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_term_is_declared(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"(?<![\w:])mo:(\w+)", text)) <= DECLARED
    assert set(re.findall(r"(?<![\w:])event:(\w+)", text)) <= set(event_types())
    assert set(re.findall(r"(?m)^PREFIX (\w+): <", text)) <= set(PREFIXES)


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".rq"], ids=lambda path: path.name)
def test_prefixes_of_queries_are_those_of_the_contract(path: Path) -> None:
    found = dict(re.findall(r"(?m)^PREFIX (\w+): <(.*)>$", path.read_text(encoding="utf-8")))
    assert found
    assert all(PREFIXES[prefix] == iri for prefix, iri in found.items())


@pytest.mark.slow
def test_the_reference_facts_hold() -> None:
    assert check(reference_graph(load()), graph=REFERENCE_GRAPH) == ()
