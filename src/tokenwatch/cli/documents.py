"""From the names that a user typed to readings: what goes wrong with one stands in its place, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from tokenwatch.assessment import Assessment
from tokenwatch.cli.failures import mistake_here
from tokenwatch.document import Document
from tokenwatch.errors import ReadError, TokenwatchError

if TYPE_CHECKING:
    from tokenwatch.readers import Limits

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Result:
    """What came of one document: its assessment, or the error."""

    source: str
    assessment: Assessment | None = None
    error: TokenwatchError | None = None


def read_documents(
    name: str, *, limits: Limits, text_column: str = "", id_column: str = ""
) -> Iterator[Document | ReadError]:
    """Read what a path, or standard input, holds: one document, several, or the rows of a table.

    Raises
    ------
    ReadError
        If it cannot be read.
    OptionError
        If a table has no such column.
    """
    from tokenwatch.readers import read_each, read_table
    from tokenwatch.readers.tables import ID_COLUMN

    source: str | bytes = name
    if name == STANDARD_INPUT:
        # One byte more than may come in: enough for the guard to see that it is too much.
        name = "standard input"
        source = typer.get_binary_stream("stdin").read(limits.size + 1)
    if not text_column:
        return read_each(source, name=name, limits=limits)
    return read_table(source, text_column=text_column, id_column=id_column or ID_COLUMN, name=name, limits=limits)


def scan_each(
    name: str,
    read: Callable[[str], Iterator[Document | ReadError]],
    scan: Callable[[Document], Assessment],
    *,
    debug: bool,
) -> Iterator[Result]:
    """Scan what a file holds; what goes wrong comes back in the results, so that the others are still scanned.

    Parameters
    ----------
    name
        Path, or ``"-"``.
    read
        From the name to its documents, or to errors in the place of those that cannot be read.
    scan
        From a document that has been read to its assessment.
    debug
        Let unexpected exceptions through.
    """
    try:
        for found in read(name):
            if isinstance(found, ReadError):
                yield Result(found.place or name, error=found)
            else:
                yield _scan_one(found, name, scan, debug=debug)
    except Exception as error:
        yield Result(name, error=_told(error, name, debug=debug))


def _scan_one(document: Document, name: str, scan: Callable[[Document], Assessment], *, debug: bool) -> Result:
    source = document.source if name != STANDARD_INPUT else name
    try:
        return Result(source, scan(document))
    except Exception as error:
        return Result(source, error=_told(error, source, debug=debug))


def _told(error: Exception, place: str, *, debug: bool) -> TokenwatchError:
    """Give what was raised as an error of the family; with `debug`, let a mistake of ours through."""
    if isinstance(error, TokenwatchError):
        return error
    if debug:
        raise error
    return mistake_here(error, place=place)
