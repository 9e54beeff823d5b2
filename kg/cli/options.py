"""Options that several commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

DEFAULT_STORE = "marsad.store"
_HELP = f"Folder of the store (default: $MARSAD_STORE, else ./{DEFAULT_STORE})."

Decorator = Callable[[Any], Any]


def shared_store_option() -> click.Option:
    """``--store`` before the command."""
    return click.Option(["--store"], type=click.Path(path_type=Path), metavar="DIR", help=_HELP, expose_value=False,
                        callback=_remember)  # fmt: skip


def store_option() -> Decorator:
    """``--store`` after the command; gives the path of the store to work on."""
    return click.option(
        "--store", "store_path", type=click.Path(path_type=Path), metavar="DIR", help=_HELP, callback=_choose
    )


def given_store_option(text: str) -> Decorator:
    """``--store`` of a command that needs none: ``None`` where it was not given on the command line."""
    return click.option(
        "--store", "store_path", type=click.Path(path_type=Path), metavar="DIR", help=text, callback=_given
    )


def unused_store_option() -> Decorator:
    """``--store`` of a command that looks into none: accepted, since callers may give it to all."""
    return click.option("--store", type=click.Path(path_type=Path), hidden=True, expose_value=False)


def json_option(text: str = "Print JSON.") -> Decorator:
    """``--json``: JSON alone on standard output."""
    return click.option("--json", "as_json", is_flag=True, help=text)


def field_option() -> Decorator:
    """``--field ours=theirs``, any number of times, as a mapping."""
    return click.option(
        "--field",
        "fields",
        multiple=True,
        metavar="OURS=THEIRS",
        callback=_pairs,
        help="In JSON and CSV, OURS (id, title, text, date, url, publisher, language) stands in the field THEIRS.",
    )


def param_option() -> Decorator:
    """``--param name=value``, any number of times, as a mapping."""
    return click.option(
        "--param",
        "parameters",
        multiple=True,
        metavar="NAME=VALUE",
        callback=_pairs,
        help="A parameter of the named query.",
    )


def language() -> str:
    """The language of labels: ``MARSAD_LANGUAGE``, else English."""
    chosen = os.environ.get("MARSAD_LANGUAGE") or "en"
    if chosen not in ("ar", "fr", "en"):
        raise click.UsageError(f"MARSAD_LANGUAGE is {chosen!r}; set it to ar, fr or en")
    return chosen


def _remember(ctx: click.Context, option: click.Parameter, value: Path | None) -> Path | None:
    ctx.ensure_object(dict)["store"] = value
    return value


def _given(ctx: click.Context, option: click.Parameter, value: Path | None) -> Path | None:
    shared: Path | None = (ctx.find_object(dict) or {}).get("store")
    return value or shared


def _choose(ctx: click.Context, option: click.Parameter, value: Path | None) -> Path:
    return _given(ctx, option, value) or Path(os.environ.get("MARSAD_STORE") or DEFAULT_STORE)


def _pairs(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for value in values:
        name, sign, content = value.partition("=")
        if not sign or not name.strip():
            raise click.BadParameter(f"{value!r} has no '='; write {option.metavar}", ctx=ctx, param=option)
        pairs[name.strip()] = content.strip()
    return pairs
