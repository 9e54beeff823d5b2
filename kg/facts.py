"""The reference facts of a store: whether its graph is up to date, and what of them needs a proof by the shapes."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import kg
import ontology
from kg.rdf import ontology_graph, reference_graph
from kg.terms import digest
from ontology.reference import COLUMNS, Reference

# What the graph of reference facts is written by, beside the tables.
_WRITERS = (("kg", "rdf/*.py"), ("kg", "terms.py"), ("ontology", "*.py"), ("ontology", "lists/*.py"))
_TABLES = ("ontology", "tables/*.tsv")


def fingerprint(reference: Reference) -> str:
    """What changes with the vocabulary, the facts, and how both are written.

    With lists the facts are a million triples: then it stands on the files that these follow from, and none of them is
    written to find out that nothing changed.
    """
    vocabulary = digest(ontology_graph())
    if reference.listed is None:
        return digest((digest(reference_graph(reference)), vocabulary))
    return digest((reference.listed.key, _writers(), vocabulary))


@cache
def _writers() -> str:
    roots = {"kg": Path(kg.__path__[0]), "ontology": Path(ontology.__path__[0])}
    paths = (path for package, pattern in (*_WRITERS, _TABLES) for path in sorted(roots[package].glob(pattern)))
    found = sha256()
    for path in paths:
        found.update(f"{path.name}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def to_prove(reference: Reference, folder: Path) -> tuple[str, ...]:
    """The facts that the shapes must prove, as N-Triples lines: those of the tables that a store has of its own, beside
    those that come with Marsad. Those of lists follow from their tables by code that the tests prove; none, where the
    folder has no tables."""
    if not any((folder / f"{name}.tsv").is_file() for name in COLUMNS):
        return ()
    return reference_graph(reference if reference.listed is None else reference.listed.base)
