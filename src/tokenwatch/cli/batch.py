"""``tokenwatch batch``: score many documents into one table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli.failures import UNREADABLE, report_line
from tokenwatch.cli.options import Debug, Model, OwnCodebook, Pipeline, ReadAs, read_limits, wrong_option
from tokenwatch.scan import check_genre


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("batch")(score_batch)


def score_batch(  # noqa: PLR0913, PLR0917 (one parameter an option)
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE…", help="Files, folders, patterns, or tables of texts (jsonl, csv, parquet)."),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Table to write: .parquet or .csv.")],
    statements: Annotated[Path | None, typer.Option(help="Also write a table with a row for each statement.")] = None,
    text_column: Annotated[
        str, typer.Option(metavar="NAME", help="Column of a table with the texts.", show_default="text")
    ] = "",
    id_column: Annotated[str, typer.Option(metavar="NAME", help="Column with ids.")] = "id",
    title_column: Annotated[str, typer.Option(metavar="NAME", help="Column with titles.")] = "title",
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes; by default one a core.")] = None,
    cluster: Annotated[str, typer.Option(metavar="ADDRESS", help="Score on a Dask cluster: its scheduler.")] = "",
    limit: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER|NAME=NUMBER",
            help="Take so many documents; or what a file may cost: seconds=60, size, memory … Repeatable.",
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0.001, help="Seconds for one document; what takes longer becomes an error.")
    ] = 300,
    retry_errors: Annotated[bool, typer.Option("--retry-errors", help="Try again what ended in an error.")] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Forget what an earlier run did.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 if a document could not be read.")] = False,
    names: Annotated[bool, typer.Option("--names", help="Leave names of people in the tables.")] = False,
    genre: ReadAs = "",
    codebook: OwnCodebook = None,
    pipeline: Pipeline = "",
    model: Model = "",
    debug: Debug = False,
) -> None:
    """Score many documents into one table; the same command goes on after a stop."""
    from tokenwatch.corpus import BatchOptions, run_batch
    from tokenwatch.corpus.progress import choose_progress

    options = BatchOptions(
        text_column=text_column or None,
        id_column=id_column,
        title_column=title_column,
        genre=check_genre(genre, place="--genre"),
        codebook=codebook,
        pipeline=pipeline or None,
        model=model or None,
        limits=read_limits([setting for setting in limit or [] if "=" in setting]),
        names=names,
        timeout=timeout,
        retry_errors=retry_errors,
        limit=_read_count([setting for setting in limit or [] if "=" not in setting]),
        restart=restart,
    )
    progress = choose_progress(None)
    try:
        summary = run_batch(sources, out, statements, options, jobs=jobs, engine=cluster or None, progress=progress)
    except KeyboardInterrupt:
        report_line("stopped; what is done is kept: give the same command again to go on")
        raise
    typer.echo(str(summary))
    if strict and summary.n_errors:
        raise typer.Exit(UNREADABLE)


def _read_count(settings: list[str]) -> int | None:
    if len(settings) > 1 or not all(setting.isdecimal() and int(setting) for setting in settings):
        hint = "use --limit 100 for the first hundred documents, --limit seconds=60 for what a file may cost"
        raise wrong_option("--limit", f"{settings[-1]!r} is no number of documents", hint)
    return int(settings[0]) if settings else None
