"""``marsad query`` and ``marsad queries``: SPARQL by hand, from a file or by name."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import json_option, language, param_option, store_option, unused_store_option
from kg.cli.output import print_json, print_paragraph, print_table, print_title, say

if TYPE_CHECKING:
    from kg.answers import Answer
    from kg.terms import Term

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")


@click.command()
@click.argument("query_text", metavar="[QUERY]", required=False)
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Read the query from a file (- is standard input).",
)
@click.option("--name", help="Run a named query; 'marsad queries' lists them.")
@param_option()
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default=None, help="How to print the answer.  [default: table]"
)
@store_option()
@json_option("Short for --format json.")
def query(
    query_text: str | None,
    file: Path | None,
    name: str | None,
    parameters: dict[str, str],
    form: str | None,
    store_path: Path,
    as_json: bool,
) -> None:
    """Ask the graph in SPARQL. A query reads this store only: no updates, no SERVICE.

    The default graph is the union of all graphs; the prefixes of the ontology are known (mo:, sem:, skos:, entity:).
    """
    from kg.questions import ask, named
    from kg.store import Store

    if sum(given is not None for given in (query_text, file, name)) != 1:
        raise click.UsageError("give one of QUERY, --file FILE or --name NAME")
    if parameters and name is None:
        raise click.UsageError("--param goes with --name")
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} exclude each other")
    text = _read(file) if file is not None else query_text
    with Store.open(store_path) as store:
        answer = named(store, name, parameters, language=language()) if name is not None else ask(store, text or "")
        _print(answer, "json" if as_json else form or "table")


def _read(file: Path) -> str:
    data = sys.stdin.buffer.read() if str(file) == "-" else _bytes(file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is not UTF-8; save it as UTF-8") from None


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read ({error.strerror}); check the name") from None


def _print(answer: "Answer", form: str) -> None:
    if form == "table":
        if not answer.rows:
            say("no answers")
            return
        print_table(answer.variables, [[_shown(term) for term in row] for row in answer.rows])
        return
    # Bytes as they are: a text stream would change the line ends that CSV has to have.
    data = answer.serialize(form)
    click.echo(data, nl=not data.endswith(b"\n"))


def _shown(term: "Term | None") -> object:
    """A term for a table: prefixed where a prefix is known, numbers as numbers."""
    from ontology.namespaces import PREFIXES

    if term is None:
        return ""
    if term.kind == "iri":
        for prefix, namespace in PREFIXES.items():
            local = term.value.removeprefix(namespace)
            if local != term.value and local and "/" not in local and "#" not in local:
                return f"{prefix}:{local}"
        return term.value
    if term.datatype == PREFIXES["xsd"] + "integer" and term.value.lstrip("-").isdigit():
        return int(term.value)
    return term.value


@click.command()
@unused_store_option()
@json_option()
def queries(as_json: bool) -> None:
    """The named queries, what each answers, and its parameters."""
    from kg.questions import listing

    if as_json:
        print_json(
            [
                {
                    "name": query.name,
                    "title": query.title,
                    "description": query.description,
                    "parameters": [
                        {"name": p.name, "default": p.shown, "description": p.description} for p in query.parameters
                    ],
                    "query": query.text,
                }
                for query in listing()
            ]
        )
        return
    for index, query in enumerate(listing()):
        if index:
            click.echo()
        print_title(query.name)
        print_paragraph(f"{query.title}. {query.description}", "  ")
        for parameter in query.parameters:
            print_paragraph(f"--param {parameter.name}={parameter.shown}  {parameter.description}", "  ")
