"""``marsad events``: what articles tell of, filtered."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path

import click

from kg.cli.options import AskedLens, json_option, language, lens_options, store_option
from kg.cli.output import print_json, print_table, say, say_lens
from kg.cli.wording import date_of, roles_of, source_line, tolls_of


def _day(ctx: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """A day, or the first (since) or last (until) day of a month or year."""
    if value is None:
        return None
    last = option.name == "until"
    try:
        if re.fullmatch(r"\d{4}", value):
            return date(int(value), 12, 31) if last else date(int(value), 1, 1)
        if re.fullmatch(r"\d{4}-\d{2}", value):
            year, month = map(int, value.split("-"))
            return date(year, month, monthrange(year, month)[1] if last else 1)
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no date; write 2018-07-03, 2018-07 or 2018", ctx=ctx, param=option
        ) from None


@click.command()
@click.option("--type", "kinds", multiple=True, metavar="TYPE", help="An event type; narrower types count too.")
@click.option("--actor", metavar="NAME", help="Who has a part in it, in any role.")
@click.option("--place", metavar="NAME", help="Where; places within it count too.")
@click.option("--since", metavar="DATE", callback=_day, help="From this day, month or year on.")
@click.option("--until", metavar="DATE", callback=_day, help="Up to this day, month or year.")
@lens_options()
@store_option()
@json_option()
def events(
    kinds: tuple[str, ...],
    actor: str | None,
    place: str | None,
    since: date | None,
    until: date | None,
    asked: AskedLens,
    store_path: Path,
    as_json: bool,
) -> None:
    """Accounts of events, the oldest first: one line for each telling, with the article that tells it.

    Accounts of the same occurrence share its IRI in the JSON. With --since or --until, undated accounts are left out.
    Through a lens of listings, only accounts in which one who is listed has a part; --on is the day of the listing,
    not of the event.
    """
    from kg.cli.names import event_types_within
    from kg.lookup import find
    from kg.profiles import Describer
    from kg.store import Store
    from kg.tellings import accounts

    types = event_types_within(kinds)
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
    with Store.open(store_path) as store:
        tell = Describer(store, language())
        seen = asked.focus(store)
        found = accounts(
            store,
            types=types,
            actor=find(store, actor).iri if actor else None,
            places=_within(store, find(store, place).iri) if place else (),
            since=since,
            until=until,
            listed=seen.entities if seen else None,
        )
        items = [tell.account(account) for account in found]
    say_lens(seen)
    if as_json:
        print_json(items)
        return
    if not items:
        say("no such accounts")
        return
    rows = [
        (
            date_of(item),
            item["type"] if item["polarity"] == "affirmed" else f"{item['type']} ({item['polarity']})",
            item["place"]["label"] if item["place"] else "",
            roles_of(item),
            tolls_of(item),
            item["certainty"],
            source_line(item["article"]),
        )
        for item in items
    ]
    print_table(("date", "type", "place", "who", "toll", "certainty", "article"), rows)


def _within(store: object, place: str) -> frozenset[str]:
    from kg.occurrences import load_places
    from kg.store import Store

    assert isinstance(store, Store)
    around = load_places(store).around
    return frozenset({place} | {inner for inner, outers in around.items() if place in outers})
