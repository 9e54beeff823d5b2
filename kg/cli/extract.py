"""``marsad extract`` and ``marsad schema``: what one article says, as JSON."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import field_option, given_store_option, unused_store_option
from kg.cli.output import NOTHING, print_json, say
from kg.cli.progress import Progress

if TYPE_CHECKING:
    from ontology.reference import Reference


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@field_option()
@given_store_option("Use the reference data of this store.")
@click.option("--json", is_flag=True, expose_value=False, help="JSON Lines: what this command prints in any case.")
def extract(paths: tuple[str, ...], fields: dict[str, str], store_path: Path | None) -> int:
    """Read articles and print one JSON object a line for each; needs no store.

    PATH is a file (.txt, .html, .json, .jsonl, .csv, each also .gz), a folder, or - for standard input. A bad input is
    named on standard error and the others go on; the exit code is then 1.
    """
    from extract.pipeline import Pipeline
    from extract.schema import to_json
    from kg.ingest import read_articles
    from ontology.errors import InputError

    failed = done = 0
    pipeline = Pipeline(store_reference(store_path))
    with Progress(beside_results=True) as progress:
        for done, (source, article) in enumerate(read_articles(paths, fields), start=1):
            try:
                if isinstance(article, InputError):
                    raise article
                print_json(to_json(pipeline.extract(article)))
            except BrokenPipeError:
                raise
            except Exception as error:
                failed += 1
                reason = error.reason if isinstance(error, InputError) else f"{type(error).__name__}: {error}"
                say(f"failed: {source}: {reason}")
            progress(done, source)
    if not done:
        say(f"failed: {', '.join(paths)}: {NOTHING}")
    return 1 if failed or not done else 0


def store_reference(store_path: Path | None) -> "Reference | None":
    """The reference facts of a store, ``None`` where none is named."""
    if store_path is None:
        return None
    from kg.store import Store

    with Store.open(store_path) as store:
        return store.reference()


@click.command()
@unused_store_option()
@click.option("--json", is_flag=True, expose_value=False, help="What this command prints in any case.")
def schema() -> None:
    """The JSON Schema of what extract prints; it carries its version."""
    from extract.schema import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))
