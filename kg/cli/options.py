"""Options that several commands share."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kg.lens import Focus
    from kg.store import Store

DEFAULT_STORE = "marsad.store"
_HELP = f"Folder of the store (default: $MARSAD_STORE, else ./{DEFAULT_STORE})."

Decorator = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLens:
    """The lens of listings that the options ask for."""

    listed_by: tuple[str, ...] = ()
    min_authorities: int | None = None
    on: date | None = None

    def focus(self, store: "Store") -> "Focus | None":
        """What it sees in the store, or ``None`` where no such option was given.

        Raises:
            UsageError: no such authority, or more of them asked for than named.
        """
        if not self.listed_by and self.min_authorities is None and self.on is None:
            return None
        from kg.lens import focus, make_lens

        lens = make_lens(store, listed_by=self.listed_by, min_authorities=self.min_authorities or 1, on=self.on)
        return focus(store, lens, language=language())


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


def lens_options() -> Decorator:
    """``--listed-by``, ``--min-authorities`` and ``--on``, given to the command together as ``asked``."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def call(
            *args: Any, listed_by: tuple[str, ...], min_authorities: int | None, on: date | None, **rest: Any
        ) -> Any:
            asked = AskedLens(listed_by=listed_by, min_authorities=min_authorities, on=on)
            return command(*args, asked=asked, **rest)

        for option in reversed(_LENS):
            call = option(call)
        return call

    return decorate


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


def _names(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in lists separated by commas, Latin or Arabic ones."""
    names = [name.strip() for value in values for name in value.replace("\u060c", ",").split(",")]
    if values and not any(names):
        raise click.BadParameter("no name in it; write it like UN,EU", ctx=ctx, param=option)
    return tuple(dict.fromkeys(name for name in names if name))


def _one_day(ctx: click.Context, option: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    from kg.lens import day_of
    from ontology.errors import UsageError

    try:
        return day_of(value)
    except UsageError as error:
        raise click.BadParameter(str(error), ctx=ctx, param=option) from None


_LENS: tuple[Decorator, ...] = (
    click.option(
        "--listed-by",
        multiple=True,
        metavar="NAMES",
        callback=_names,
        help="Lens: only what these list, such as UN,EU,US. A state stands for its bodies.",
    ),
    click.option(
        "--min-authorities",
        type=click.IntRange(min=1),
        metavar="N",
        help="Lens: listed by at least N of these, or of all that keep lists. Bodies of one state count once.",
    ),
    click.option(
        "--on",
        metavar="YYYY-MM-DD",
        callback=_one_day,
        help="Lens: listed on this day; a listing without a day does not count. Without --on: not known to be"
        " taken off.",
    ),
)
