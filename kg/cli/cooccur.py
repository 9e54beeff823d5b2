"""``marsad cooccur``: who is named together with whom."""

from pathlib import Path

import click

from kg.cli.options import json_option, language, store_option
from kg.cli.output import print_json, print_table, say


@click.command()
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Only entities of this class, such as ArmedGroup.")
@click.option(
    "--level",
    type=click.Choice(["sentence", "article"]),
    default="sentence",
    show_default=True,
    help="Named together in one of these.",
)
@click.option("--with", "companion", metavar="NAME", help="Only pairs with this entity.")
@click.option(
    "--min-count", type=click.IntRange(min=1), default=1, show_default=True, help="Pairs with fewer are left out."
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Print so many pairs.")
@store_option()
@json_option()
def cooccur(
    types: tuple[str, ...],
    level: str,
    companion: str | None,
    min_count: int,
    limit: int,
    store_path: Path,
    as_json: bool,
) -> None:
    """Pairs of entities that the same sentences (or articles) name, the most frequent first."""
    from kg.cli.names import entity_classes
    from kg.lookup import find
    from kg.networks import cooccurrence
    from kg.store import Store

    classes = entity_classes(types)
    with Store.open(store_path) as store:
        iri = find(store, companion).iri if companion else None
        graph = cooccurrence(store, level=level, types=classes, with_=iri, min_count=min_count, language=language())
    pairs = sorted(graph.edges(data="count"), key=lambda edge: (-edge[2], edge[0], edge[1]))[:limit]
    if as_json:
        print_json([_pair(graph.nodes, *(_first(pair, iri))) for pair in pairs])
        return
    if not pairs:
        say("no such pairs")
        return
    rows = []
    for pair in pairs:
        one, other, count = _first(pair, iri)
        left, right = graph.nodes[one], graph.nodes[other]
        rows.append((left["label"], left["type"], right["label"], right["type"], count))
    print_table(("name", "type", "with", "type", f"{level}s"), rows)


def _first(pair: tuple[str, str, int], iri: str | None) -> tuple[str, str, int]:
    """The pair with the entity that was asked for on the left."""
    one, other, count = pair
    return (other, one, count) if iri is not None and other == iri else pair


def _pair(nodes: object, one: str, other: str, count: int) -> dict[str, object]:
    from typing import Any, cast

    known = cast("Any", nodes)
    left, right = ({"entity": iri, "label": known[iri]["label"], "type": known[iri]["type"]} for iri in (one, other))
    return {"source": left, "target": right, "count": count}
