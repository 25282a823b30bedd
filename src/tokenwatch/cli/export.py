"""``tokenwatch export``: what was found, or labelled, as a file of a program in which people label by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tokenwatch.cli.documents import read_documents, scan_each
from tokenwatch.cli.failures import UNREADABLE, report_error
from tokenwatch.cli.files import refuse_sources, write_file
from tokenwatch.cli.options import (
    Costs,
    Debug,
    Model,
    OwnCodebook,
    ReadAs,
    choose_scan,
    format_option,
    load_own_codebook,
    read_limits,
)

if TYPE_CHECKING:
    from tokenwatch.exchange import AnnotatedText

GOLD = ".jsonl"
"""Ending of a file of labelled documents: its labels go out, and nothing is scanned."""
Format = Annotated[str, format_option("tokenwatch.exchange", "as_")]


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("export")(export_sources)


def export_sources(  # noqa: PLR0913, PLR0917 (one parameter an option)
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="Documents, or a gold file (.jsonl).")],
    format: Format,  # noqa: A002 (the option's name)
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write.")],
    genre: ReadAs = "",
    codebook: OwnCodebook = None,
    model: Model = "",
    limit: Costs = None,
    debug: Debug = False,
) -> None:
    """Write readings, or labels of your own, for another program; its corrections come back with `import`."""
    from tokenwatch.exchange import export_texts, find_format

    found = find_format(format)
    refuse_sources(out, map(Path, sources))
    read = partial(read_documents, limits=read_limits(limit))
    book = load_own_codebook(codebook)
    scan = choose_scan(genre=genre, codebook=codebook, model=model)
    texts: list[AnnotatedText] = []
    failures: list[str] = []
    for source in sources:
        texts += _texts(source, read, scan, failures, debug=debug)
    if not texts:
        raise typer.Exit(UNREADABLE)
    write_file(out, export_texts(texts, found.FORMAT, book))
    tell_counts(out, texts)
    if failures:
        raise typer.Exit(UNREADABLE)


def tell_counts(out: Path, texts: Sequence[AnnotatedText]) -> None:
    """Say what was written."""
    from tokenwatch.reports.words import counted

    spans = sum(len(text.spans) for text in texts)
    typer.echo(f"{out}: {counted(len(texts), 'text')}, {counted(spans, 'span')}", err=True)


def _texts(source: str, read: Any, scan: Any, failures: list[str], *, debug: bool) -> Iterator[AnnotatedText]:
    from tokenwatch.exchange import from_assessment, read_gold_texts

    if source.lower().endswith(GOLD):
        yield from read_gold_texts(source)
        return
    for result in scan_each(source, read, scan, debug=debug):
        if result.assessment is not None:
            yield from_assessment(result.assessment)
        elif result.error is not None:
            report_error(result.error, debug=debug)
            failures.append(result.source)
