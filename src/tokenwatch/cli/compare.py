"""``tokenwatch compare``: two versions of one document, statement by statement."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli import files
from tokenwatch.cli.options import (
    Debug,
    Model,
    OpenPage,
    OwnCodebook,
    Pipeline,
    ReadAs,
    choose_scan,
    format_option,
    load_own_codebook,
)
from tokenwatch.cli.output import WIDEST, choose_renderer, terminal_width

SUBJECT = "comparison"
"""What `tokenwatch.reports` knows these reports by."""
Format = Annotated[str, format_option(f"tokenwatch.reports.{SUBJECT}", "to_", default="terminal")]


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("compare")(compare_files)


def compare_files(  # noqa: PLR0913, PLR0917 (one parameter an option)
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier version.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later version.")],
    format: Format = "",  # noqa: A002 (the option's name)
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write to.")] = None,
    open_page: OpenPage = False,
    genre: ReadAs = "",
    codebook: OwnCodebook = None,
    pipeline: Pipeline = "",
    model: Model = "",
    debug: Debug = False,
) -> None:
    """Show what came, went and changed between two versions of a document."""
    renderer = choose_renderer(format, out, in_browser=open_page, subject=SUBJECT)
    files.refuse_sources(out, (old, new))
    book = load_own_codebook(codebook)
    scan = choose_scan(genre=genre, codebook=codebook, pipeline=pipeline, model=model)
    from tokenwatch.comparison import compare

    # A file has the widest lines, wherever it is written from.
    layout = {"width": WIDEST if out else terminal_width()} if renderer.FORMAT == "terminal" else {}
    text = renderer.render(compare(scan(old), scan(new)), codebook=book, **layout)
    if out is None and open_page:
        out = files.new_folder() / f"comparison{renderer.SUFFIX}"
    if out is None:
        sys.stdout.write(text)
        return
    files.write_file(out, text)
    files.tell_path(out)
    if open_page:
        files.open_page(out)
