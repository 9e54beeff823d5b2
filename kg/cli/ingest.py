"""``marsad ingest``: articles in, graph out."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import field_option, json_option, store_option
from kg.cli.output import NOTHING, print_facts, print_json, say
from kg.cli.progress import Progress

if TYPE_CHECKING:
    from kg.ingest import IngestReport


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@field_option()
@store_option()
@json_option()
def ingest(paths: tuple[str, ...], fields: dict[str, str], store_path: Path, as_json: bool) -> int:
    """Read articles into the store, which is made where there is none. Articles that it has already are left alone.

    PATH is a file (.txt, .html, .json, .jsonl, .csv, each also .gz), a folder, or - for standard input. A bad input is
    named and the others go on; the exit code is then 1.
    """
    from extract.reading.names import check_fields
    from kg.store import Store

    check_fields(fields)
    with Store.open(store_path, write=True, create=True) as store:
        from extract.pipeline import Pipeline
        from kg.ingest import Failure, ingest_articles, read_articles

        pipeline = Pipeline(store.reference())
        inside = store_path.resolve()
        with Progress() as progress:
            # The store may lie in the folder that is read (marsad ingest .), and its own files are no articles.
            articles = (
                (source, article)
                for source, article in read_articles(paths, fields)
                if not Path(source).resolve().is_relative_to(inside)
            )
            report = ingest_articles(store, articles, pipeline=pipeline, progress=progress)
    if not report.articles and not report.failed:
        report = replace(report, failed=(Failure(input=", ".join(paths), reason=NOTHING),))
    for failure in report.failed:
        say(f"failed: {failure.input}: {failure.reason}")
    if as_json:
        print_json(asdict(report))
    else:
        _print(report, store_path)
    return 1 if report.failed else 0


def _print(report: "IngestReport", store_path: Path) -> None:
    changes = {"added": report.added, "replaced": report.replaced, "unchanged": report.unchanged}
    told = ", ".join(f"{number} {name}" for name, number in changes.items() if number)
    print_facts(
        {
            "store": store_path,
            "articles": f"{report.articles} ({told})" if told else report.articles,
            "failed": len(report.failed),
            "entities": report.entities,
            "mentions": report.mentions,
            "accounts": report.accounts,
            "claims": report.claims,
            "quotations": report.quotations,
            "occurrences": report.occurrences,
            "merged": report.merged,
            "seconds": f"{report.seconds:.1f}",
        }
    )
    if report.repeated:
        say(f"{len(report.repeated)} ids came more than once, the last of each stays: {', '.join(report.repeated[:5])}")
