"""What published lists say, in RDF: the names of each entry as the list prints them, and entries of registers.

A name hangs on the entry that gives it (a ``mo:Designation``, or a ``mo:ListEntry`` of a register), so that its list,
authority, date and source are those of the entry. The property tells the quality; the language tag tells language and
script: ``"محمد طاهر أنوري"@und-arab``.
"""

from collections.abc import Mapping

from kg.rdf.lines import Lines
from ontology.listed import Listed
from ontology.lists.files import NAME_COLUMNS, NAMES, read_manifest, read_rows
from ontology.namespaces import entity_iri

_PROPERTIES = {"primary": "mo:primaryName", "good": "mo:goodName", "low": "mo:lowName"}
_OPEN = "und"


def write_lists(lines: Lines, listed: Listed, nodes: Mapping[tuple[str, str], str]) -> None:
    """Write the names of all entries. ``nodes``: source and entity of each listing to the IRI of it."""
    for folder in listed.folders:
        info = read_manifest(folder).info
        at: dict[str, str] = {}
        for reference, text, language, script, quality, *_ in read_rows(folder / NAMES, NAME_COLUMNS):
            entry = listed.entries.get((info.name, reference))
            if entry is None:
                continue
            if reference not in at:
                known = nodes.get((entry.source, entry.entity))
                at[reference] = known or _register_entry(lines, listed, info.name, reference)
            lines.text(at[reference], _PROPERTIES[quality], text, f"{language or _OPEN}-{script}")


def _register_entry(lines: Lines, listed: Listed, name: str, reference: str) -> str:
    entry = listed.entries[name, reference]
    node = lines.minter.mint("list-entry", name, reference)
    lines.types(node, "mo:ListEntry")
    lines.link(node, "mo:entryOf", entity_iri(entry.entity))
    lines.text(node, "mo:list", listed.titles[name])
    lines.text(node, "dcterms:identifier", reference)
    lines.text(node, "dcterms:source", entry.source)
    return node
