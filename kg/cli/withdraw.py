"""``marsad withdraw``: take an article back."""

from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.options import json_option, store_option
from kg.cli.output import print_json
from kg.terminal import clean


@click.command()
@click.argument("article", metavar="ARTICLE")
@store_option()
@json_option()
def withdraw(article: str, store_path: Path, as_json: bool) -> None:
    """Remove an article (its id, URL or IRI): its graph, its text and all that rests on it alone."""
    from kg.store import Store
    from kg.withdraw import withdraw as take_back

    with Store.open(store_path, write=True) as store:
        report = take_back(store, article)
    if as_json:
        print_json(asdict(report))
        return
    title = f" ({report.title})" if report.title else ""
    click.echo(
        clean(
            f"withdrew {report.id}{title}: {report.triples} triples, {report.mentions} mentions, "
            f"{report.accounts} accounts, {report.claims} claims, {report.quotations} quotations"
            + (f"; {report.decisions} decisions on merges ended with it" if report.decisions else "")
        )
    )
