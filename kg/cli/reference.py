"""``marsad reference``: lists of persons and organizations, as published, in a store."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.group import LazyGroup
from kg.cli.options import json_option, store_option
from kg.cli.output import print_facts, print_json, print_table, print_title, say

if TYPE_CHECKING:
    from kg.lists import ImportReport, ListReport, ListSummary

_CHANGES = ("new", "changed", "delisted", "relisted")


reference = LazyGroup(
    "reference",
    {"import": "kg.cli.reference:import_", "lists": "kg.cli.reference:lists"},
    help="Published lists of persons and organizations: import their editions into a store, and see which are there.",
)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@store_option()
@click.option("--list", "name", metavar="NAME", help="Keep the list under this name instead of that of its format.")
@click.option(
    "--date", "day", type=click.DateTime(("%Y-%m-%d",)), metavar="YYYY-MM-DD", help="The day of a list that says none."
)
@click.option("--older", is_flag=True, help="Take from an edition older than the last what was gone since.")
@click.option("--accept-loss", is_flag=True, help="Take an edition that lacks more than a third of the last.")
@json_option()
def import_(
    files: tuple[Path, ...],
    store_path: Path,
    name: str | None,
    day: datetime | None,
    older: bool,
    accept_loss: bool,
    as_json: bool,
) -> int:
    """Import lists into the store, which is made where there is none.

    FILE is the consolidated list of the UN (XML), the SDN list of OFAC (SDN.XML), the EU's (XML 1.1), the UK Sanctions
    List or OFSI's list (XML, CSV), the actor list of UCDP (CSV), or a plain table (CSV, TSV) with a column name.
    What an edition no longer has is kept as delisted. Ingest articles again to link them to what was imported.
    """
    from kg.lists import Terms, import_lists
    from kg.store import Store

    terms = Terms(name=name, day=day.date() if day else None, older=older, loss=accept_loss)
    with Store.open(store_path, write=True, create=True) as store:
        report = import_lists(store, files, terms)
    for failure in report.failed:
        say(f"failed: {failure.input}: {failure.reason}")
    if as_json:
        print_json(asdict(report))
    else:
        _print(report)
    return 1 if report.failed else 0


def _print(report: "ImportReport") -> None:
    if not report.lists:
        return
    rows = [
        (item.list, item.edition, item.entries, item.new, item.changed, item.delisted, item.relisted, item.unchanged)
        for item in report.lists
    ]
    print_table(("list", "edition", "entries", "new", "changed", "delisted", "relisted", "unchanged"), rows)
    for item in report.lists:
        _print_samples(item)
    click.echo()
    print_facts(
        {
            "new entities": report.entities,
            "left out": _told(report.left_out),
            "conditional names": _told(report.conditional),
            "names": _told(report.names),
        }
    )


def _print_samples(item: "ListReport") -> None:
    told = {kind: item.samples[kind] for kind in _CHANGES if item.samples[kind]}
    if told:
        click.echo()
        print_title(f"{item.list} {item.edition}")
    for kind, names in told.items():
        rest = getattr(item, kind) - len(names)
        more = f", and {rest} more" if rest else ""
        print_facts({kind: ", ".join(f"{name} ({reference})" for reference, name in names) + more})


def _told(counts: Mapping[str, int]) -> str:
    return "; ".join(f"{number} {what}" for what, number in counts.items())


@click.command()
@store_option()
@json_option()
def lists(store_path: Path, as_json: bool) -> None:
    """The lists that the store has imported: editions, entries, names."""
    from kg.lists import lists as imported
    from kg.store import Store

    with Store.open(store_path) as store:
        found = imported(store)
    if as_json:
        print_json([asdict(item) for item in found])
    elif found:
        _print_lists(found)
    else:
        say("no list there; import one with: marsad reference import FILE")


def _print_lists(found: "tuple[ListSummary, ...]") -> None:
    columns = (
        "list",
        "title",
        "edition",
        "imported",
        "entries",
        "listed",
        "delisted",
        "persons",
        "organizations",
        "known",
    )
    rows = [
        (
            *(item.list, item.title, item.edition, item.imported, item.entries, item.listed, item.delisted),
            *(item.persons, item.organizations, item.known),
        )
        for item in found
    ]
    print_table(columns, rows)
    click.echo()
    scripts = [
        (item.list, script, *(counts.get(quality, 0) for quality in ("primary", "good", "low")))
        for item in found
        for script, counts in item.names.items()
    ]
    print_table(("list", "script", "primary", "good", "low"), scripts)
