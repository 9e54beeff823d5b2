"""``marsad show``: one entity with all that is said of it, each with its quote."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.options import AskedLens, json_option, language, lens_options, store_option
from kg.cli.output import print_facts, print_json, print_paragraph, print_title, say
from kg.cli.wording import address, attribution, date_of, roles_of, source_line, tolls_of

_EXAMPLES = 3


@click.command()
@click.argument("name", metavar="NAME_OR_IRI")
@click.option(
    "--why",
    is_flag=True,
    help="Why mentions were linked to it: scores and reasons, in place of claims, accounts, words.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help=f"With --why: print so many examples of each reason (default: {_EXAMPLES}); --json has all.",
)
@lens_options()
@store_option()
@json_option()
def show(name: str, why: bool, limit: int | None, asked: AskedLens, store_path: Path, as_json: bool) -> None:
    """An entity: names, listings, posts, and claims, accounts and words with their quotes.

    NAME_OR_IRI is a name in any language, an alias, an identifier such as QDe.115, or an IRI. Through a lens, the
    listings are those that it counts, and a line tells whether the entity passes.
    """
    from kg.links import links
    from kg.lookup import find
    from kg.profiles import profile
    from kg.store import Store

    if limit is not None and not why:
        raise click.UsageError("--limit is of the examples that --why prints; add --why")
    with Store.open(store_path) as store:
        match = find(store, name)
        found = profile(store, match.iri, language=language(), seen=asked.focus(store))
        if why:
            found["links"] = links(store, match.iri, language=language())
    if match.others:
        say(f"{name!r} is also a name of: {', '.join(match.others)}")
    if as_json:
        print_json(found)
        return
    _print_facts(found)
    if why:
        _print_links(found["links"], limit or _EXAMPLES)
    else:
        _print_said(found)


def _print_facts(found: Mapping[str, Any]) -> None:
    print_title(found["label"])
    place = f"{found['lat']}, {found['lon']}" if found["lat"] is not None else None
    print_facts(
        {
            "iri": found["iri"],
            "types": ", ".join(found["types"]),
            **{f"name ({tag})": label for tag, label in found["labels"].items()},
            "also": "; ".join(found["aliases"]),
            "identifiers": ", ".join(found["identifiers"]),
            "same as": ", ".join(found["same_as"]),
            "country": ", ".join(c["label"] for c in found["country"]),
            "part of": ", ".join(c["label"] for c in found["part_of"]),
            "coordinates": place,
            "from": found["from"],
            "until": found["to"],
            "private": "yes: exports mask this name" if found["private"] else None,
            "mentions": f"{found['mentions']} in {found['articles']} articles" if found["mentions"] else "none",
        }
    )
    _section("Listed", [*_seen(found["lens"]), *(_designation(item) for item in found["designations"])])
    _section("Posts (reference)", [_post(item) for item in found["posts"]])


def _print_said(found: Mapping[str, Any]) -> None:
    for title, kind, line in (
        ("Claims", "claims", _claim),
        ("Accounts of events", "accounts", _account),
        ("Words", "quotations", lambda item: f"{item['cue']}:"),
    ):
        if found[kind]:
            click.echo()
            print_title(f"{title} ({len(found[kind])})")
        for item in found[kind]:
            print_paragraph(line(item), "  ")
            print_paragraph(f"“{item['quote']}”", "      ")
            print_paragraph(f"{source_line(item['article'])}, {address(item['article'])}", "      ")


def _print_links(items: list[dict[str, Any]], limit: int) -> None:
    """Reasons, the most frequent first, each with a few sentences."""
    from kg.links import by_reason, examples, marked, scores

    groups = by_reason(items)
    click.echo()
    print_title(f"Links ({len(items)}) by reason ({len(groups)})" if items else "Links: none")
    for reason, group in groups:
        print_paragraph(f"{len(group)} × {reason}, score {scores(group)}", "  ")
        for item in examples(group, limit):
            print_paragraph(f"{item['article']['id']}, {item['zone']}, score {item['score']:.2f}:", "      ")
            print_paragraph(marked(item), "      ")


def _seen(lens: Mapping[str, Any] | None) -> list[str]:
    """Whether the entity passes the lens, in a line; and a line of what the lens cannot count."""
    if lens is None:
        return []
    undated = lens["undated"]
    lines = [f"{'' if lens['passes'] else 'not '}{lens['wording']}, as far as this store knows"]
    if undated:
        lines.append(f"{undated} listing{'s' if undated > 1 else ''} without a day: does not count on {lens['on']}")
    return lines


def _section(title: str, lines: list[str]) -> None:
    if lines:
        click.echo()
        print_title(title)
        for line in lines:
            print_paragraph(line, "  ")


def _designation(item: Mapping[str, Any]) -> str:
    listed = f"listed on {item['listed_on']}" if item["listed_on"] else None
    delisted = f"taken off on {item['delisted_on']}" if item["delisted_on"] else None
    return ", ".join(p for p in (item["authority"]["label"], item["list"], item["reference"], listed, delisted) if p)


def _post(item: Mapping[str, Any]) -> str:
    titles = item["titles"]
    title = titles.get(language()) or titles.get("en") or next((t for t in titles.values() if t), "post")
    years = " to ".join(day for day in (item["from"], item["to"]) if day)
    return ", ".join(part for part in (f"{title} ({item['body']['label']})", years) if part)


def _claim(item: Mapping[str, Any]) -> str:
    title = f" “{item['title']}”" if item["title"] else ""
    years = " to ".join(day for day in (item["from"], item["to"]) if day)
    body = f"{item['subject']['label']} {item['predicate']}{title} {item['object']['label']}"
    return f"{body}{f' ({years})' if years else ''}: {attribution(item)}"


def _account(item: Mapping[str, Any]) -> str:
    place = item["place"]["label"] if item["place"] else None
    what = f"{item['type']} “{item['name']}”" if item["name"] else item["type"]
    parts = [what, date_of(item), place, roles_of(item), tolls_of(item)]
    return f"{', '.join(part for part in parts if part)}: {attribution(item)}"
