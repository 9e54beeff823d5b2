"""``marsad merges``, ``merge``, ``split``, ``not-same``, ``undo``: which entities are one, decided by people."""

import getpass
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import Decorator, json_option, language, store_option
from kg.cli.output import print_json, print_paragraph, print_table, print_title, say
from kg.cli.wording import source_line
from kg.terminal import clean

_NAMES = 4

if TYPE_CHECKING:
    from kg.rdf.decisions import Decision
    from kg.review import Review, Signature


@click.command()
@click.argument("name", metavar="[NAME_OR_IRI]", required=False)
@click.option("--decisions", is_flag=True, help="List what was decided, also what was undone since.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Print so many.")
@store_option()
@json_option()
def merges(name: str | None, decisions: bool, limit: int, store_path: Path, as_json: bool) -> None:
    """Entities that may be one, side by side with what speaks for it and against it; the best proposal comes first.

    NAME_OR_IRI: only those with this entity. Nothing changes: 'marsad merge' and 'marsad not-same' decide.
    """
    from kg.cases import Cases
    from kg.lookup import find
    from kg.merges import proposals
    from kg.review import Review
    from kg.store import Store

    with Store.open(store_path) as store:
        about = find(store, name).iri if name is not None else None
        tell = Cases(store, language())
        if decisions:
            made = [d for d in Review(store).decisions if about is None or _is_about(d, store.canonical.members(about))]
            _print_decisions([tell.decision(decision) for decision in made], limit, as_json)
            return
        known = proposals(store, about=about)
        found = [tell.proposal(evidence) for evidence in known.found[:limit]]
    if as_json:
        print_json({"proposals": found, "total": len(known.found), "left_out": dict(known.left_out)})
        return
    for number, item in enumerate(found, start=1):
        _print_proposal(number, item)
    say(f"{len(found)} of {len(known.found)} proposals" if found else "no proposals")
    for reason, count in known.left_out.items():
        say(f"{count} pairs left out: {reason}; name an entity to see its own")


def _is_about(decision: "Decision", members: Sequence[str]) -> bool:
    return not set(decision.everybody).isdisjoint(members)


def _signed() -> Decorator:
    """``--by``, ``--on`` and ``--why``, given to the command together as ``made``."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in (
            click.option("--why", "-m", metavar="TEXT", help="The reason."),
            click.option("--on", metavar="DATE", help="When it was decided, YYYY-MM-DD or with a time (default: now)."),
            click.option("--by", metavar="NAME", help="Who decides (default: the name of the user)."),
        ):
            command = option(command)
        return command

    return decorate


def _signature(by: str | None, on: str | None, why: str | None) -> "Signature":
    from kg.review import Signature, now

    who = clean(by) if by is not None else _user()
    if not who:
        raise click.UsageError("nobody to decide; say who with --by NAME")
    return Signature(by=who, at=_moment(on) if on else now(), why=(why or "").strip() or None)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return ""


def _moment(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"--on {text!r} is no date; write it like 2026-03-21 or 2026-03-21T14:30") from None
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--force", is_flag=True, help="Merge two entities of the reference facts.")
@_signed()
@store_option()
@json_option()
def merge(
    one: str,
    other: str,
    force: bool,
    by: str | None,
    on: str | None,
    why: str | None,
    store_path: Path,
    as_json: bool,
) -> None:
    """Decide that A and B are one: queries and exports then show one entity. 'marsad undo' takes it back.

    A and B are IRIs, their ends (x-0123456789abcdef), or names that only one entity has.
    """
    made = _signature(by, on, why)
    _decide(store_path, as_json, (one, other), lambda review, a, b: [review.merge(a, b, made, force=force)])


@click.command("not-same")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_signed()
@store_option()
@json_option()
def not_same(
    one: str, other: str, by: str | None, on: str | None, why: str | None, store_path: Path, as_json: bool
) -> None:
    """Decide that A and B are not the same: they are not proposed again, and nothing may merge them."""
    made = _signature(by, on, why)
    _decide(store_path, as_json, (one, other), lambda review, a, b: [review.not_same(a, b, made)])


@click.command()
@click.argument("entity", metavar="ENTITY")
@click.argument("member", metavar="[MEMBER]", required=False)
@_signed()
@store_option()
@json_option()
def split(
    entity: str, member: str | None, by: str | None, on: str | None, why: str | None, store_path: Path, as_json: bool
) -> None:
    """Take a merged ENTITY apart, or only MEMBER out of it. What the software had merged, it never merges again."""
    made = _signature(by, on, why)

    def work(review: "Review", *ends: str) -> "list[Decision]":
        report = review.split(ends[0], ends[1] if len(ends) > 1 else None, made)
        return [*report.undone, *report.made]

    _decide(store_path, as_json, (entity, *([member] if member else [])), work)


@click.command()
@click.argument("decision", metavar="DECISION")
@_signed()
@store_option()
@json_option()
def undo(decision: str, by: str | None, on: str | None, why: str | None, store_path: Path, as_json: bool) -> None:
    """Undo a DECISION (its id, as 'marsad merges --decisions' lists it). It stays on record with its undoing."""
    made = _signature(by, on, why)
    _decide(store_path, as_json, (), lambda review: [review.undo(decision, made)])


def _decide(store_path: Path, as_json: bool, names: Sequence[str], work: "Callable[..., list[Decision]]") -> None:
    from kg.cases import Cases
    from kg.lookup import find_raw
    from kg.occurrences import refresh
    from kg.review import Review
    from kg.store import Store

    with Store.open(store_path, write=True) as store:
        review = Review(store)
        done = work(review, *(find_raw(store, name) for name in names))
        review.save()
        refresh(store)
        tell = Cases(store, language())
        told = [tell.decision(decision) for decision in done]
    if as_json:
        print_json(told)
        return
    for item in told:
        click.echo(clean(_told(item)))


def _told(item: Mapping[str, Any]) -> str:
    what = f"{_sides(item)}"
    if item["undone"] is not None:
        return f"undone: decision {item['decision']} ({what})"
    return f"{what}: decision {item['decision']}; take it back with: marsad undo {item['decision']}"


def _sides(item: Mapping[str, Any]) -> str:
    names = [", ".join(map(_named, item[side])) for side in ("entities", "apart") if item[side]]
    if item["kind"] == "merge":
        return " = ".join(map(_named, item["entities"]))
    return f"all different: {names[0]}" if item["entities"] == item["apart"] else " ≠ ".join(names)


def _named(end: Mapping[str, Any]) -> str:
    from kg.cases import short

    return f"{end['label']} ({short(end['entity'])})" if end["label"] else f"{short(end['entity'])} (gone)"


def _print_decisions(items: Sequence[Mapping[str, Any]], limit: int, as_json: bool) -> None:
    if as_json:
        print_json(list(items))
        return
    rows = [
        [
            item["decision"],
            _sides(item),
            item["by"],
            item["at"] or "",
            item["why"] or "",
            " ".join(part for part in (item["undone"]["by"], item["undone"]["at"], item["undone"]["why"]) if part)
            if item["undone"]
            else "",
        ]
        for item in items[-limit:]
    ]
    if rows:
        print_table(["decision", "what", "by", "at", "why", "undone"], rows)
    say(f"{len(rows)} of {len(items)} decisions, the newest last" if rows else "no decisions")


def _print_proposal(number: int, item: Mapping[str, Any]) -> None:
    from kg.cases import short

    one, other = item["one"], item["other"]
    print_title(f"{number}. likeness {item['likeness']:.2f}")
    print_table(["", one["label"], other["label"]], [list(row) for row in _rows(one, other)])
    shared = {"post in": item["bodies"], "company": item["company"], "countries": item["countries"]}
    both = "; ".join(f"{what}: {', '.join(e['label'] for e in found)}" for what, found in shared.items() if found)
    print_paragraph(f"both: {both or 'nothing'}", "  ")
    if item["against"]:
        print_paragraph(f"against: {'; '.join(item['against'])}", "  ")
    ends = f"{short(one['entity'])} {short(other['entity'])}"
    print_paragraph(f"marsad merge {ends}", "  ")
    print_paragraph(f"marsad not-same {ends}", "  ")
    click.echo()


def _rows(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    from kg.cases import short

    def both(name: str, tell: Callable[[Mapping[str, Any]], str]) -> Iterator[tuple[str, str, str]]:
        left, right = tell(one), tell(other)
        if left or right:
            yield name, left, right

    yield from both("entity", lambda side: short(side["entity"]))
    yield from both("type", lambda side: f"{side['type']}, private" if side["private"] else side["type"])
    yield from both("name", lambda side: side["name"])
    yield from both("also", _other_names)
    yield from both("posts", lambda side: "; ".join(f"{p['title']} ({p['body']['label']})" for p in side["posts"]))
    yield from both("articles", _articles)
    yield from both("first in", lambda side: source_line(side["articles"][0]) if side["articles"] else "")
    yield from both("quote", lambda side: f"“{side['quotes'][0]['quote']}”" if side["quotes"] else "")


def _other_names(side: Mapping[str, Any]) -> str:
    names = [name for name in side["names"] if name != side["name"]]
    more = f"; and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
    return "; ".join(names[:_NAMES]) + more


def _articles(side: Mapping[str, Any]) -> str:
    days = [article["published"] for article in side["articles"] if article["published"]]
    span = " to ".join(dict.fromkeys((days[0], days[-1]))) if days else ""
    return f"{len(side['articles'])}, {span}" if span else str(len(side["articles"]))
