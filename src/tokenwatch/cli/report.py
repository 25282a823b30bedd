"""``tokenwatch report``: one page on everything that a batch scored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli.failures import Debug
from tokenwatch.errors import OptionError


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
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    debug: Debug = False,
) -> None:
    """Show a whole corpus that `batch` scored, as one page."""
    for table in (results, statements):
        if table is not None and out.exists() and table.exists() and out.samefile(table):
            raise _wrong(f"{out} is the table itself", "name another file")
    from tokenwatch.overview import make_overview
    from tokenwatch.reports.overview_html import render_overview

    page = render_overview(make_overview(results, statements, by=by or (), date=date or None))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise _wrong(f"{out} cannot be written: {error.strerror}", "name another place") from error
    sys.stderr.write(f"{out}\n")
    if open_page:
        import webbrowser

        webbrowser.open(out.resolve().as_uri())


def _wrong(message: str, hint: str) -> OptionError:
    return OptionError(message, kind="option", place="--out", hint=hint)
