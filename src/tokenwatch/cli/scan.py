"""``tokenwatch scan``: read documents and show what each claims and shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from tokenwatch.analysis import GENRES, Genre
from tokenwatch.assessment import Assessment
from tokenwatch.cli.failures import UNREADABLE, Debug, make_mistake, report_line
from tokenwatch.cli.output import Output, Result
from tokenwatch.codebook.schema import Codebook
from tokenwatch.document import Document
from tokenwatch.errors import OptionError, TokenwatchError

STANDARD_INPUT = "-"


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("scan")(scan_files)


def scan_files(  # noqa: PLR0913, PLR0917 (one parameter an option)
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Documents; - is standard input.")],
    format: Annotated[  # noqa: A002 (the option's name)
        str, typer.Option("--format", "-f", help="terminal, json, markdown or html.", show_default="terminal")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write to; with several documents, a folder.")
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the reading in the browser.")] = False,
    genre: Annotated[str, typer.Option(help="Read as this kind: strategy, bid, programme, report …")] = "",
    codebook: Annotated[Path | None, typer.Option(help="Own codebook, merged over the shipped one.")] = None,
    pipeline: Annotated[
        str, typer.Option(help="Installed spaCy pipeline to parse with, in place of the small one.")
    ] = "",
    model: Annotated[str, typer.Option(help="Folder of a model that `train` wrote, or: rules.")] = "",
    with_text: Annotated[bool, typer.Option("--with-text", help="Put the text into the JSON.")] = False,
    debug: Debug = False,
) -> None:
    """Show what documents claim, and what they show."""
    kind = check_genre(genre)
    if files.count(STANDARD_INPUT) > 1:
        raise OptionError("standard input is named twice", kind="option", place="FILE", hint="name - once")
    output = Output.choose(format, files, out=out, open_page=open_page, with_text=with_text)
    book = load_own_codebook(codebook)
    check_pipeline(pipeline)
    check_model(model, codebook, pipeline or None)
    scan = partial(_scan, genre=kind, codebook=codebook, pipeline=pipeline or None, model=model or None)
    results = []
    for name in files:
        result = scan_one(name, scan, debug=debug)
        result = replace(result, codebook=book)
        if result.error is not None:
            report_line(str(result.error))
        output.add(result)
        results.append(result)
    output.finish()
    if any(result.error is not None for result in results):
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


def scan_one(name: str, scan: Callable[[Document], Assessment], *, debug: bool) -> Result:
    """Scan one document; what goes wrong comes back in the result, so that the others are still scanned.

    Parameters
    ----------
    name
        Path, or ``"-"``.
    scan
        From a document that has been read to its assessment.
    debug
        Let unexpected exceptions through.
    """
    from tokenwatch.readers import DEFAULT_LIMITS, read

    try:
        if name == STANDARD_INPUT:
            # One byte more than may come in: enough for the guard to see that it is too much.
            document = read(typer.get_binary_stream("stdin").read(DEFAULT_LIMITS.size + 1), name="standard input")
        else:
            document = read(name)
        return Result(name, scan(document))
    except TokenwatchError as error:
        return Result(name, error=error)
    except Exception as error:
        if debug:
            raise
        return Result(name, error=make_mistake(error, place=name))
