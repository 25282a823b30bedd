"""The command ``tokenwatch``: arguments in, one call, output.

A command is a module here that offers ``add_to(app)``; it is put into `COMMANDS`. What several commands share is in
`options`, `documents` (reading), `files` and `output` (writing) and `failures`. Nothing heavy is imported before a
command runs, so that ``--help`` answers at once.

Exit status: 0 all was read, 2 wrong use, 3 some file could not be read, 4 a batch could not be written to its end and
goes on when the command is given again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from tokenwatch.cli import (
    agree,
    batch,
    codebook,
    compare,
    evaluate,
    export,
    import_,
    report,
    scan,
    serve,
    shortcut,
    train,
)
from tokenwatch.cli.failures import (
    INTERRUPTED,
    STOPPED,
    UNREADABLE,
    WRONG_USE,
    mistake_here,
    report_error,
    report_line,
    take_lines,
)
from tokenwatch.errors import GoldError, ReadError, StoreError, TokenwatchError

COMMANDS = (scan, serve, shortcut, batch, report, compare, codebook, train, evaluate, agree, export, import_)
"""In the order in which the help lists them."""

_UsageError: type[Exception]
_ClickException: type[Exception]
_UsageError, _ClickException = typer.BadParameter.__mro__[1:3]
"""Typer carries its own copy of Click in some versions and imports it in others; this finds the classes in
both."""


def make_app() -> typer.Typer:
    """Put the command together from its parts."""
    app = typer.Typer(
        name="tokenwatch",
        help="Tell real involvement from buzzword use: what a document claims beside what it shows.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,  # plain help: no import of rich, and readable in every terminal
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for command in COMMANDS:
        command.add_to(app)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from tokenwatch.version import VERSION

        typer.echo(f"tokenwatch {VERSION}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Tell real involvement from buzzword use: what a document claims beside what it shows."""


def run(arguments: Sequence[str]) -> int:
    """Run the command and give its exit status; every error has become one line on standard error.

    Parameters
    ----------
    arguments
        As typed, without the command's own name.
    """
    take_lines()
    try:
        status: Any = make_app()(args=list(arguments), prog_name="tokenwatch", standalone_mode=False)
    except BrokenPipeError:
        # The reader of the pipe has gone, as after "| head": nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:
        debug = "--debug" in arguments
        if debug and not isinstance(error, TokenwatchError | _ClickException):
            raise
        return _report(error, debug=debug)
    return status if isinstance(status, int) else 0


def _report(error: Exception, *, debug: bool) -> int:
    """Report an error in one line and give the exit status that it stands for."""
    if isinstance(error, _ClickException):
        return _report_usage(error)
    if isinstance(error, TokenwatchError):
        report_error(error, debug=debug)
        if isinstance(error, StoreError):
            return STOPPED
        return UNREADABLE if isinstance(error, ReadError | GoldError) else WRONG_USE
    report_line(str(mistake_here(error)))
    return UNREADABLE


def _report_usage(error: BaseException) -> int:
    """Report wrong use in one line; no arguments at all shows the help, which is no error of the user's."""
    message = getattr(error, "format_message", lambda: str(error))()
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(message)
        return 0
    command = getattr(getattr(error, "ctx", None), "command_path", "tokenwatch")
    hint = f"see {command} --help" if isinstance(error, _UsageError) else ""
    report_line(f"{message.rstrip('.')} ({hint})" if hint else message)
    return WRONG_USE


def main() -> None:
    """Run the command on the program's arguments and leave with its exit status."""
    sys.exit(run(sys.argv[1:]))
