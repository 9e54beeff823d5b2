"""``marsad export``: the graph as a file for Gephi and other programs."""

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import AskedLens, json_option, language, lens_options, store_option
from kg.cli.output import print_json, say, say_lens

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
@lens_options()
@store_option()
@json_option()
def export(
    file: Path, view: str | None, include_private: bool, asked: AskedLens, store_path: Path, as_json: bool
) -> None:
    """Write FILE; the end of its name is the format: .gexf .graphml .csv (networks), .ttl .nq .jsonld (RDF).

    .csv makes two files, NAME-nodes.csv and NAME-edges.csv. Names of private persons are masked.
    Through a lens of listings, co-occurrence is that of listed entities, and the other views keep what touches one;
    the file says which lens, where its format has a place for that (all but .csv and .jsonld).
    """
    from kg.export import export as write
    from kg.store import Store

    with Store.open(store_path, snapshot=True) as store:
        seen = asked.focus(store)
        lens = seen.lens if seen else None
        report = write(store, file, view=view, include_private=include_private, language=language(), lens=lens)
    say_lens(seen)
    if as_json:
        print_json(asdict(report))
        return
    size = f"{report.nodes} nodes, {report.edges} edges; " if report.nodes is not None else ""
    private = "no name masked" if include_private else f"{report.masked} private persons masked"
    say(f"wrote {', '.join(report.files)}: {report.view}, {size}{private}")
