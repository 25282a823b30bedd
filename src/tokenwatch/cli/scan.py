"""``tokenwatch scan``: read documents and show what each claims and shows."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli.documents import STANDARD_INPUT, read_documents, scan_each
from tokenwatch.cli.failures import UNREADABLE, report_error
from tokenwatch.cli.marked_copy import Copy
from tokenwatch.cli.options import (
    Costs,
    Debug,
    Model,
    OpenPage,
    OwnCodebook,
    Pipeline,
    ReadAs,
    choose_scan,
    format_option,
    load_own_codebook,
    read_limits,
    wrong_option,
)
from tokenwatch.cli.output import Output

Format = Annotated[str, format_option("tokenwatch.reports", "to_", default="terminal")]


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("scan")(scan_files)


def scan_files(  # noqa: PLR0913, PLR0917 (one parameter an option)
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Documents; - is standard input.")],
    format: Format = "",  # noqa: A002 (the option's name)
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write to; with several documents, a folder.")
    ] = None,
    open_page: OpenPage = False,
    annotate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write a copy of the Word or PDF file with notes in it.")
    ] = None,
    genre: ReadAs = "",
    codebook: OwnCodebook = None,
    pipeline: Pipeline = "",
    model: Model = "",
    with_text: Annotated[bool, typer.Option("--with-text", help="Put the text into the JSON.")] = False,
    text_column: Annotated[
        str, typer.Option(metavar="NAME", help="Read spreadsheets and CSV row by row: the column with the texts.")
    ] = "",
    id_column: Annotated[str, typer.Option(metavar="NAME", help="With --text-column: the column with their ids.")] = "",
    limit: Costs = None,
    debug: Debug = False,
) -> None:
    """Show what documents claim, and what they show."""
    if files.count(STANDARD_INPUT) > 1:
        raise wrong_option("FILE", "standard input is named twice", "name - once")
    book = load_own_codebook(codebook)
    output = Output.choose(format, files, out=out, in_browser=open_page, with_text=with_text, codebook=book)
    limits = read_limits(limit)
    copy = Copy.choose(annotate, files, out=out, by_row=bool(text_column), limits=limits)
    scan = choose_scan(genre=genre, codebook=codebook, pipeline=pipeline, model=model)
    read = partial(read_documents, text_column=text_column, id_column=id_column, limits=limits)
    failed = False
    for name in files:
        results = scan_each(name, read, scan, debug=debug)
        first = list(islice(results, 2))
        if len(first) > 1 and not output.several:
            output.expect_several()
        for result in chain(first, results):
            if result.error is not None:
                report_error(result.error, debug=debug)
                failed = True
            output.add(result)
            if copy is not None:
                copy.take(result.assessment)
    output.finish()
    if copy is not None:
        copy.write(book)
    if failed:
        raise typer.Exit(UNREADABLE)
