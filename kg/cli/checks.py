"""``marsad validate`` and ``marsad verify``: is the graph what it says it is?"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import json_option, store_option
from kg.cli.output import print_json, say
from kg.terminal import clean

if TYPE_CHECKING:
    from kg.store import Store
    from kg.validate import Fault


@click.command()
@store_option()
@json_option()
def validate(store_path: Path, as_json: bool) -> int:
    """Check every graph against the SHACL shapes. Exit code 1 where there are faults."""
    from kg.validate import validate as check

    return _run(check, store_path, as_json, "every graph conforms to the shapes")


@click.command()
@store_option()
@json_option()
def verify(store_path: Path, as_json: bool) -> int:
    """Prove the graph anew: every quote against the stored text, every text against its hash. Exit code 1 where there
    are faults."""
    from kg.verify import verify as check

    return _run(check, store_path, as_json, "every quote stands in its text, and every text is as it was")


def _run(check: "Callable[[Store], tuple[Fault, ...]]", store_path: Path, as_json: bool, good: str) -> int:
    from kg.store import Store

    with Store.open(store_path) as store:
        articles = store.table.counts()["articles"]
        faults = check(store)
    if as_json:
        listed = [{"graph": fault.graph, "node": fault.node, "message": fault.message} for fault in faults]
        print_json({"ok": not faults, "articles": articles, "faults": listed})
    else:
        for fault in faults:
            click.echo(clean(str(fault)))
    if faults:
        say(f"{len(faults)} fault{'s' * (len(faults) != 1)} in {articles} article{'s' * (articles != 1)}")
    elif not as_json:
        click.echo(f"{articles} articles: {good}")
    return 1 if faults else 0
