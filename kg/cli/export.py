"""``marsad export``: the graph as a file for Gephi and other programs."""

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import json_option, language, store_option
from kg.cli.output import print_json, say

VIEWS = ("cooccurrence", "events", "claims", "all")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default=None,
    help="What to write.  [default: cooccurrence; of ttl, nq and jsonld all]",
)
@click.option("--include-private", is_flag=True, help="Do not mask the names of private persons.")
@store_option()
@json_option()
def export(file: Path, view: str | None, include_private: bool, store_path: Path, as_json: bool) -> None:
    """Write FILE; the end of its name is the format: .gexf .graphml .csv (networks), .ttl .nq .jsonld (RDF).

    .csv makes two files, NAME-nodes.csv and NAME-edges.csv. Names of private persons are masked.
    """
    from kg.export import export as write
    from kg.store import Store

    with Store.open(store_path, snapshot=True) as store:
        report = write(store, file, view=view, include_private=include_private, language=language())
    if as_json:
        print_json(asdict(report))
        return
    size = f"{report.nodes} nodes, {report.edges} edges; " if report.nodes is not None else ""
    private = "no name masked" if include_private else f"{report.masked} private persons masked"
    say(f"wrote {', '.join(report.files)}: {report.view}, {size}{private}")
