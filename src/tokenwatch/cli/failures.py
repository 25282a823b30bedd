"""How the command says that something went wrong: one line on standard error, never a traceback."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tokenwatch.errors import TokenwatchError

Debug = Annotated[bool, typer.Option("--debug", help="Show where a mistake of tokenwatch happened.")]
"""The option of every command that may run into one."""

WRONG_USE = 2
UNREADABLE = 3
STOPPED = 4
INTERRUPTED = 130
"""What shells give for a program stopped by Ctrl-C: 128 and the signal's number, 2."""


def report_line(message: str) -> None:
    """Write one line to standard error, whatever the message holds."""
    from tokenwatch.reports.clean import show_unseen

    sys.stderr.write(f"tokenwatch: {show_unseen(' '.join(message.split()))}\n")


def report_mistake(error: Exception, *, place: str = "") -> None:
    """Apologise for an error that is tokenwatch's own."""
    report_line(str(make_mistake(error, place=place)))


def make_mistake(error: Exception, *, place: str = "") -> TokenwatchError:
    """Turn an unexpected exception into an error of the family.

    Parameters
    ----------
    error
        What was raised.
    place
        The file that was at work.
    """
    return TokenwatchError(
        f"sorry, tokenwatch made a mistake here: {type(error).__name__}: {str(error)[:200]}",
        kind="internal",
        place=place,
        hint="please report it; --debug shows where it happened",
    )


def take_lines() -> None:
    """Let output hold characters that the terminal cannot show: they become question marks, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
