"""The options that several commands share, and their checks, which are made before any document is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook
from tokenwatch.discovery import find_names
from tokenwatch.errors import OptionError

if TYPE_CHECKING:
    from tokenwatch.readers import Limits

Debug = Annotated[bool, typer.Option("--debug", help="Show where a mistake of tokenwatch happened.")]
"""The option of every command that may run into one."""
ReadAs = Annotated[str, typer.Option("--genre", help="Read as this kind: strategy, bid, programme, report …")]
OwnCodebook = Annotated[Path | None, typer.Option("--codebook", help="Own codebook, merged over the shipped one.")]
Pipeline = Annotated[
    str, typer.Option("--pipeline", help="Installed spaCy pipeline to parse with, in place of the small one.")
]
Model = Annotated[str, typer.Option("--model", help="Folder of a model that `train` wrote, or: rules.")]
Costs = Annotated[
    list[str] | None,
    typer.Option(
        "--limit", metavar="NAME=NUMBER", help="What a file may cost: seconds=60, size, memory, pages … Repeatable."
    ),
]
OpenPage = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]


def format_option(room: str, prefix: str, *, default: str | bool = False) -> Any:
    """Make the option ``--format``, with the formats for which the room has a file."""
    return typer.Option("--format", "-f", help=f"{', '.join(find_names(room, prefix))}.", show_default=default)


def wrong_option(place: str, message: str, hint: str) -> OptionError:
    """Make the error of an option: `place` is its name as typed."""
    return OptionError(message, kind="option", place=place, hint=hint)


def check_format(name: str, known: Sequence[str]) -> None:
    """Refuse a format that a command does not have.

    Raises
    ------
    OptionError
        Naming those it has.
    """
    if name not in known:
        raise wrong_option("--format", f"there is no format {name!r} here", "use " + ", ".join(known))


def load_own_codebook(path: Path | None) -> Codebook | None:
    """Load the codebook that the user names; ``None`` stands for the shipped one."""
    if path is None:
        return None
    from tokenwatch.codebook import load_codebook

    return load_codebook(path)


def choose_scan(
    *, genre: str = "", codebook: Path | None = None, pipeline: str = "", model: str = ""
) -> Callable[[Any], Assessment]:
    """Give `tokenwatch.scan` with the options that a user named.

    Raises
    ------
    OptionError
        If there is no such genre, or a pipeline that cannot parse.
    CodebookError, ModelError
        If one is not sound, or they do not go together.
    """
    from tokenwatch.scan import check_genre, load_parts, scan

    kind = check_genre(genre, place="--genre")
    if pipeline:
        from tokenwatch.language import load

        load(pipeline=pipeline)
    if model:
        load_parts(codebook, pipeline or None, model)
    return partial(scan, genre=kind, codebook=codebook, pipeline=pipeline or None, model=model or None)


def read_limits(settings: Sequence[str] | None) -> Limits:
    """Make limits of ``name=number`` settings.

    Raises
    ------
    OptionError
        Naming the limits there are.

    Examples
    --------
    >>> read_limits(["seconds=60"]).seconds
    60
    """
    from tokenwatch.readers import DEFAULT_LIMITS

    known = asdict(DEFAULT_LIMITS)
    for setting in settings or ():
        name, _, number = setting.partition("=")
        digits = number.replace("_", "").replace(",", "")
        if name not in known or not digits.isdecimal() or not int(digits):
            hint = "use NAME=NUMBER, above 0, with one of " + ", ".join(known)
            raise wrong_option("--limit", f"{setting!r} is no limit", hint)
        known[name] = int(digits)
    return replace(DEFAULT_LIMITS, **known)
