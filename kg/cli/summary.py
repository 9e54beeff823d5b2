"""``marsad summary``."""

from pathlib import Path

import click

from kg.cli.options import json_option, language, store_option
from kg.cli.output import print_facts, print_json, print_table, print_title


@click.command()
@store_option()
@json_option()
def summary(store_path: Path, as_json: bool) -> None:
    """What the store holds, in figures."""
    from kg.overview import overview
    from kg.store import Store

    with Store.open(store_path) as store:
        found = overview(store, language=language())
    if as_json:
        print_json(found)
        return
    names = ("articles", "entities", "mentions", "occurrences", "accounts", "claims", "quotations", "triples")
    print_facts({name: found[name] for name in names})
    print_facts(
        {
            "languages": ", ".join(f"{name} {number}" for name, number in found["languages"].items()),
            "published": " to ".join(day for day in (found["first"], found["last"]) if day),
        }
    )
    if found["publishers"]:
        click.echo()
        print_table(("publisher", "articles"), [(p["publisher"], p["articles"]) for p in found["publishers"][:10]])
    for kind, entities in found["top"].items():
        click.echo()
        print_title(f"{kind}: most mentioned")
        rows = [(e["label"], e["type"], e["mentions"], e["articles"]) for e in entities]
        print_table(("name", "type", "mentions", "articles"), rows)
