"""``tokenwatch scan``: read documents and show what each claims and shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from tokenwatch.analysis import GENRES, Genre
from tokenwatch.assessment import Assessment
from tokenwatch.cli.annotate import Copy
from tokenwatch.cli.failures import UNREADABLE, Debug, make_mistake, report_line
from tokenwatch.cli.output import Output, Result
from tokenwatch.codebook.schema import Codebook
from tokenwatch.discovery import find_names
from tokenwatch.document import Document
from tokenwatch.errors import OptionError, ReadError, TokenwatchError

if TYPE_CHECKING:
    from tokenwatch.readers import Limits

STANDARD_INPUT = "-"


REPORTS = ", ".join(find_names("tokenwatch.reports", "to_")) + "."


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("scan")(scan_files)


def scan_files(  # noqa: PLR0913, PLR0917 (one parameter an option)
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Documents; - is standard input.")],
    format: Annotated[  # noqa: A002 (the option's name)
        str,
        typer.Option("--format", "-f", help=REPORTS, show_default="terminal"),
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write to; with several documents, a folder.")
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the reading in the browser.")] = False,
    annotate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write a copy of the Word or PDF file with notes in it.")
    ] = None,
    genre: Annotated[str, typer.Option(help="Read as this kind: strategy, bid, programme, report …")] = "",
    codebook: Annotated[Path | None, typer.Option(help="Own codebook, merged over the shipped one.")] = None,
    pipeline: Annotated[
        str, typer.Option(help="Installed spaCy pipeline to parse with, in place of the small one.")
    ] = "",
    model: Annotated[str, typer.Option(help="Folder of a model that `train` wrote, or: rules.")] = "",
    with_text: Annotated[bool, typer.Option("--with-text", help="Put the text into the JSON.")] = False,
    text_column: Annotated[
        str, typer.Option(metavar="NAME", help="Read spreadsheets and CSV row by row: the column with the texts.")
    ] = "",
    id_column: Annotated[str, typer.Option(metavar="NAME", help="With --text-column: the column with their ids.")] = "",
    limit: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=NUMBER", help="What a file may cost: seconds=60, size, memory, pages … Repeatable."),
    ] = None,
    debug: Debug = False,
) -> None:
    """Show what documents claim, and what they show."""
    kind = check_genre(genre)
    if files.count(STANDARD_INPUT) > 1:
        raise OptionError("standard input is named twice", kind="option", place="FILE", hint="name - once")
    output = Output.choose(format, files, out=out, open_page=open_page, with_text=with_text)
    limits = read_limits(limit or [])
    copy = Copy.choose(annotate, files, out=out, by_row=bool(text_column), limits=limits)
    book = load_own_codebook(codebook)
    check_pipeline(pipeline)
    check_model(model, codebook, pipeline or None)
    scan = partial(_scan, genre=kind, codebook=codebook, pipeline=pipeline or None, model=model or None)
    read = partial(read_documents, text_column=text_column, id_column=id_column, limits=limits)
    failed = False
    for name in files:
        results = scan_each(name, read, scan, debug=debug)
        first = list(islice(results, 2))
        if len(first) > 1 and not output.several:
            output.expect_several()
        for result in chain(first, results):
            if result.error is not None:
                report_line(str(result.error))
                failed = True
            output.add(replace(result, codebook=book))
            if copy is not None:
                copy.take(result.assessment)
    output.finish()
    if copy is not None:
        copy.write(book)
    if failed:
        raise typer.Exit(UNREADABLE)


def check_genre(genre: str) -> Genre | None:
    """Give the genre, ``None`` for ``""``, and refuse one that there is not.

    Raises
    ------
    OptionError
        Naming those there are.
    """
    if genre and genre not in GENRES:
        raise OptionError(
            f"there is no genre {genre!r}", kind="option", place="--genre", hint="use " + ", ".join(GENRES)
        )
    return cast(Genre, genre) if genre else None


def load_own_codebook(path: Path | None) -> Codebook | None:
    """Load the codebook that the user names; ``None`` stands for the shipped one."""
    if path is None:
        return None
    from tokenwatch.codebook import load_codebook

    return load_codebook(path)


def check_pipeline(pipeline: str) -> None:
    """Refuse a pipeline that cannot parse before any document is read."""
    if pipeline:
        from tokenwatch.language import load

        load(pipeline=pipeline)


def check_model(model: str, codebook: Path | None, pipeline: str | None) -> None:
    """Refuse a model that cannot judge here before any document is read."""
    if model:
        from tokenwatch.classifiers import load_judge
        from tokenwatch.codebook import load_codebook
        from tokenwatch.language import pipeline_id

        book = load_codebook(None if codebook is None else str(codebook))
        load_judge(model, codebook=book.id, pipeline=pipeline_id(pipeline))


def _scan(document: Document, **options: Any) -> Assessment:
    from tokenwatch.scan import scan

    return scan(document, **options)


def read_limits(settings: list[str]) -> Limits:
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
    for setting in settings:
        name, _, number = setting.partition("=")
        digits = number.replace("_", "").replace(",", "")
        if name not in known or not digits.isdecimal() or not int(digits):
            hint = "use NAME=NUMBER, above 0, with one of " + ", ".join(known)
            raise OptionError(f"{setting!r} is no limit", kind="option", place="--limit", hint=hint)
        known[name] = int(digits)
    return replace(DEFAULT_LIMITS, **known)


def read_documents(name: str, *, text_column: str, id_column: str, limits: Limits) -> Iterator[Document | ReadError]:
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
    except TokenwatchError as error:
        yield Result(name, error=error)
    except Exception as error:
        if debug:
            raise
        yield Result(name, error=make_mistake(error, place=name))


def _scan_one(document: Document, name: str, scan: Callable[[Document], Assessment], *, debug: bool) -> Result:
    source = document.source if name != STANDARD_INPUT else name
    try:
        return Result(source, scan(document))
    except TokenwatchError as error:
        return Result(source, error=error)
    except Exception as error:
        if debug:
            raise
        return Result(source, error=make_mistake(error, place=source))
