"""``tokenwatch report``: one page on everything that a batch scored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli import files
from tokenwatch.cli.options import Debug, OpenPage


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("report")(report_corpus)


def report_corpus(  # noqa: PLR0913, PLR0917 (one parameter an option)
    results: Annotated[Path, typer.Argument(metavar="RESULTS", help="Table that `batch` wrote: .parquet or .csv.")],
    statements: Annotated[
        Path | None, typer.Option(help="Its table of statements: adds frequent claims and reused wording.")
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN", help="Column to group by, repeatable.", show_default="genre"),
    ] = None,
    date: Annotated[
        str, typer.Option(metavar="COLUMN", help="Column with dates.", show_default="date or year, if there is one")
    ] = "",
    out: Annotated[Path, typer.Option("--out", "-o", help="Page to write.")] = Path("report.html"),
    open_page: OpenPage = False,
    debug: Debug = False,
) -> None:
    """Show a whole corpus that `batch` scored, as one page."""
    files.refuse_sources(out, [table for table in (results, statements) if table is not None])
    from tokenwatch.overview import make_overview
    from tokenwatch.reports.overview.to_html import render

    files.write_file(out, render(make_overview(results, statements, by=by or (), date=date or None)))
    files.tell_path(out)
    if open_page:
        files.open_page(out)
