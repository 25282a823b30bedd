"""How the command says that something went wrong: one line on standard error, never a traceback."""

from __future__ import annotations

import sys

from tokenwatch.errors import TokenwatchError, mistake

WRONG_USE = 2
UNREADABLE = 3
STOPPED = 4
INTERRUPTED = 130
"""What shells give for a program stopped by Ctrl-C: 128 and the signal's number, 2."""


def report_line(message: str) -> None:
    """Write one line to standard error, whatever the message holds."""
    from tokenwatch.reports.clean import show_unseen

    sys.stderr.write(f"tokenwatch: {show_unseen(' '.join(message.split()))}\n")


def report_error(error: TokenwatchError, *, debug: bool = False) -> None:
    """Write an error to standard error, in one line; with `debug`, first where in the code it was raised."""
    if debug and error.trace:
        from tokenwatch.reports.clean import show_unseen

        sys.stderr.write(f"{show_unseen(error.trace)}\n")
    report_line(str(error))


def mistake_here(error: Exception, *, place: str = "") -> TokenwatchError:
    """Make the error of something that is tokenwatch's own fault."""
    return mistake(error, place=place, hint="please report it; --debug shows where it happened")


def take_lines() -> None:
    """Let output hold characters that the terminal cannot show: they become question marks, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
