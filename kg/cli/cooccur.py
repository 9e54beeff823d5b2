"""``marsad cooccur``: who is named together with whom."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import AskedLens, json_option, language, lens_options, store_option
from kg.cli.output import print_json, print_table, say, say_lens

if TYPE_CHECKING:
    import networkx as nx


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
@lens_options()
@store_option()
@json_option()
def cooccur(
    types: tuple[str, ...],
    level: str,
    companion: str | None,
    min_count: int,
    limit: int,
    asked: AskedLens,
    store_path: Path,
    as_json: bool,
) -> None:
    """Pairs of entities that the same sentences (or articles) name, the most frequent first.

    Through a lens of listings, only pairs of which both are listed.
    """
    from kg.cli.names import entity_classes
    from kg.lookup import find
    from kg.networks import cooccurrence
    from kg.store import Store

    classes = entity_classes(types)
    with Store.open(store_path) as store:
        iri = find(store, companion).iri if companion else None
        seen = asked.focus(store)
        lens = seen.lens if seen else None
        graph = cooccurrence(
            store, level=level, types=classes, with_=iri, min_count=min_count, language=language(), lens=lens
        )
    say_lens(seen)
    if seen and iri and iri not in seen.entities:
        say(f"{companion!r} does not pass this lens, and so has no pairs")
    ranked = sorted(graph.edges, key=lambda pair: (-graph.edges[pair]["count"], *sorted(pair)))[:limit]
    pairs = [_pair(graph, one, other, iri) for one, other in ranked]
    if as_json:
        print_json(pairs)
        return
    if not pairs:
        say("no such pairs")
        return
    rows = [
        (p["source"]["label"], p["source"]["type"], p["target"]["label"], p["target"]["type"], p["count"])
        for p in pairs
    ]
    print_table(("name", "type", "with", "type", f"{level}s"), rows)


def _pair(graph: "nx.Graph[str]", one: str, other: str, first: str | None) -> dict[str, Any]:
    """The pair in the order of the IRIs, or with the entity that was asked for on the left."""
    source, target = sorted((one, other), key=lambda iri: (iri != first, iri))
    left, right = (
        {"entity": iri, "label": graph.nodes[iri]["label"], "type": graph.nodes[iri]["type"]}
        for iri in (source, target)
    )
    return {"source": left, "target": right, "count": graph.edges[one, other]["count"]}
