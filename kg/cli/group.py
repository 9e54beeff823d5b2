"""The group of commands: loads a command when it is called, and turns every error into one line and an exit code."""

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NoReturn, TextIO

import click

from ontology.errors import MarsadError


class _PipeClosedError(Exception):
    """Whoever reads our output has gone."""


class _InterruptedError(Exception):
    """The user pressed Ctrl-C."""


class LazyGroup(click.Group):
    """A group whose commands are ``module:attribute`` strings."""

    def __init__(self, name: str, lazy: Mapping[str, str], **attributes: Any) -> None:
        attributes.setdefault("context_settings", {"help_option_names": ["-h", "--help"], "max_content_width": 100})
        super().__init__(name, **attributes)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order in which one meets them."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded now."""
        if cmd_name not in self._lazy:
            return None
        module, _, attribute = self._lazy[cmd_name].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; two endings are named before click makes its own of them."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise _PipeClosedError from error
        except KeyboardInterrupt as error:
            raise _InterruptedError from error
        return result

    def main(self, *args: Any, **keywords: Any) -> Any:
        """Run the command line. Errors end in one line on standard error, never in a traceback."""
        keywords["standalone_mode"] = False
        keywords.setdefault("prog_name", "marsad")
        _use_utf8(sys.stdout, sys.stderr)
        try:
            result = super().main(*args, **keywords)
        except (_PipeClosedError, BrokenPipeError):
            # Whoever reads has seen enough (head, less). What is still buffered must not fail again at exit.
            _forget_output()
            sys.exit(0)
        except (_InterruptedError, KeyboardInterrupt):
            _say("interrupted")
            sys.exit(130)
        except Exception as error:
            if os.environ.get("MARSAD_DEBUG"):
                raise
            _fail(error)
        sys.exit(result if isinstance(result, int) else 0)


def _fail(error: Exception) -> NoReturn:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        sys.exit(2)
    if isinstance(error, click.exceptions.Exit):
        sys.exit(error.exit_code)
    if isinstance(error, click.Abort):
        _say("interrupted")
        sys.exit(130)
    if isinstance(error, MarsadError):
        _say(f"error: {error}")
        sys.exit(error.exit_code)
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        hint = f"; see {context.command_path} --help" if context is not None else ""
        _say(f"error: {error.format_message().rstrip('.')}{hint}")
        sys.exit(2)
    if isinstance(error, UnicodeError):
        _say("error: an argument is not valid UTF-8; type it anew")
        sys.exit(2)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        _say(f"error: {where}{error.strerror or error}")
        sys.exit(1)
    _say(f"error: {type(error).__name__}: {error}; a fault of marsad: report it with the output of MARSAD_DEBUG=1")
    sys.exit(1)


def _say(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    from kg.terminal import clean

    try:
        click.echo(clean(message), err=True)
    except BrokenPipeError:
        _forget_output()


def _use_utf8(*streams: TextIO) -> None:
    """Print UTF-8 in any locale. What is no Unicode (odd file names) comes out escaped, in JSON by its own rule."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_output() -> None:
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
