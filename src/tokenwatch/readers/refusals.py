"""How a file is refused: the errors that several modules raise, and strangers' names fit to stand in one."""

from __future__ import annotations

from collections.abc import Sequence

from tokenwatch.errors import ReadError

FRESH_COPY = "open it, save a fresh copy, and try that"
_MOST_NAMED = 5
_LONGEST_PATH = 200
"""Characters of a path that are shown; file systems allow 255 bytes."""
_LONGEST_LINE = 400
"""Characters of a line of a traceback; a line of code has at most 120, but a message may quote the file."""
_MOST_LINES = 200
"""Lines of a traceback: some sixty calls deep, and Python folds those that repeat."""


def damaged(message: str, *, place: str = "") -> ReadError:
    """Give the error for a file that is broken, or that a program never wrote so."""
    return ReadError(message, kind="damaged", place=place, hint=FRESH_COPY)


def faulty(format_name: str, raised: str) -> ReadError:
    """Give the error for a reader that is itself at fault: no fresh copy of the file would help."""
    message = f"the reader of {format_name} made a mistake ({raised})"
    return ReadError(message, kind="internal", hint="please report it; tokenwatch scan --debug shows where it happened")


def locked(hint: str, *, place: str = "") -> ReadError:
    """Give the error for a file under a password."""
    return ReadError("it is protected by a password", kind="encrypted", place=place, hint=hint)


def plain_name(name: str) -> str:
    """Give a name fit for one line of an error: no line ends, no controls, no bytes that are no text."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def plain_lines(text: str) -> str:
    r"""Make a stranger's lines fit to be shown: the last of them, none too long, each as `plain_name` gives it.

    Examples
    --------
    >>> plain_lines("Traceback:\n  File \x1b[2J")
    'Traceback:\n  File �[2J'
    """
    return "\n".join(
        plain_name(line[:_LONGEST_LINE]) for line in text[-_MOST_LINES * _LONGEST_LINE :].splitlines()[-_MOST_LINES:]
    )


def some_of(names: Sequence[str]) -> str:
    """Name the first few, and say how many there are beside.

    Examples
    --------
    >>> some_of(["a", "b"]), some_of("abcdefg")
    ('a, b', 'a, b, c, d, e and 2 more')
    """
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def plain_path(name: str) -> str:
    r"""Make a stranger's name fit to be shown: a relative path without drive, ``..`` and control characters.

    Examples
    --------
    >>> plain_path("C:\\bids\\..\\our bid.docx")
    'bids/our bid.docx'
    """
    shown = plain_name(name.replace("\\", "/"))
    parts = [part for part in shown.split("/") if part.strip(". ") and not (len(part) == 2 and part[1] == ":")]
    return "/".join(parts)[-_LONGEST_PATH:] or "unnamed"
