"""``tokenwatch codebook``: look at the codebook, begin one's own, check it and try it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tokenwatch.cli.failures import UNREADABLE, report_line
from tokenwatch.cli.options import OwnCodebook, wrong_option

if TYPE_CHECKING:
    from tokenwatch.codebook import Codebook
    from tokenwatch.pilot import Pilot


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    group = typer.Typer(help="Look at the codebook; begin, check and try out your own.", no_args_is_help=True)
    group.command("list")(list_indicators)
    group.command("show")(show_record)
    group.command("new")(begin)
    group.command("check")(check)
    group.command("try")(try_out)
    app.add_typer(group, name="codebook")


def list_indicators(codebook: OwnCodebook = None) -> None:
    """List the indicators with side, polarity and label."""
    from tokenwatch.codebook import load_codebook

    book = load_codebook(codebook)
    rows = [(i.id, i.dimension, i.polarity, i.label) for i in book.indicators.values()]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        typer.echo("  ".join([*cells, row[3]]))
    typer.echo(f"{len(rows)} indicators in {book.name} {book.version} ({book.id})")


def show_record(
    id: Annotated[  # noqa: A002 (the argument's name)
        str, typer.Argument(metavar="ID", help="An indicator, term, role or act.")
    ],
    codebook: OwnCodebook = None,
) -> None:
    """Show one indicator, term, role or act in full."""
    from tokenwatch.codebook import load_codebook

    records = _find(load_codebook(codebook), id)
    typer.echo("\n\n".join("\n".join(_describe(table, record)) for table, record in records))


def begin(path: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is not there yet.")]) -> None:
    """Begin a codebook: a folder with one of everything, which works and is there to be changed."""
    from tokenwatch.codebook.starter import begin_codebook

    for written in begin_codebook(path):
        typer.echo(written)
    typer.echo(f"change them, then: tokenwatch codebook check {path}, and tokenwatch codebook try {path} TEXTS…")


def try_out(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder or .toml file.")],
    files: Annotated[list[str] | None, typer.Argument(metavar="FILE…", help="Documents to try it on.")] = None,
) -> None:
    """Try a codebook out: its examples, and what never fires, overlaps or contradicts in documents."""
    from tokenwatch.pilot import pilot_codebook
    from tokenwatch.readers import read

    pilot = pilot_codebook(path, map(read, files or ()))
    for line in _tell(pilot):
        typer.echo(line)
    for fault in pilot.faults:
        said = "fires on" if fault.fires else "is silent on"
        why = " (a near miss keeps it quiet)" if fault.kept_quiet else ""
        report_line(f"{fault.indicator} {said} its own example: {fault.text}{why}")
    if pilot.faults:
        raise typer.Exit(UNREADABLE)


def _tell(pilot: Pilot) -> Iterator[str]:
    if not pilot.uses:
        yield "it holds no indicator of its own; nothing was counted"
        return
    if not pilot.n_documents:
        yield f"{len(pilot.uses)} indicators tried on their own examples; name documents to see what they find"
        return
    width = max((len(use.indicator) for use in pilot.uses), default=0)
    yield f"{'indicator'.ljust(width)}  documents  hits   of {pilot.n_documents} documents"
    for use in pilot.uses:
        counts = f"{use.indicator.ljust(width)}  {use.n_documents:9}  {use.n_hits:4}"
        if not use.n_hits:
            counts += "   never fires"
        elif not use.n_stated:
            counts += "   found, but never where people are told to take part"
        yield counts
        yield from (f"{' ' * width}  kept quiet by a near miss: {sentence}" for sentence in use.kept_quiet)
    for pair in pilot.pairs:
        what = "contradicts" if pair.contradict else "overlaps"
        shared = f"{pair.n_shared} places, {100 * pair.share:.0f} % of the rarer"
        yield f"{pair.first} {what} {pair.second}: {shared}"


def check(path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder or .toml file.")]) -> None:
    """Check your own codebook: each problem is a line."""
    from tokenwatch.codebook import load_codebook
    from tokenwatch.codebook.load import check_codebook

    problems = check_codebook(path)
    for problem in problems:
        report_line(str(problem))
    if problems:
        raise typer.Exit(UNREADABLE)
    book = load_codebook(path)
    typer.echo(f"{path}: nothing to correct; {len(book.indicators)} indicators with it ({book.id})")


def _find(book: Codebook, wanted: str) -> list[tuple[str, Any]]:
    tables = {
        "indicator": book.indicators,
        "term": book.terms,
        "role": book.roles,
        "act": book.acts,
        "dimension": book.dimensions,
    }
    found = [(name, table[wanted]) for name, table in tables.items() if wanted in table]
    if not found:
        from difflib import get_close_matches

        close = get_close_matches(wanted, {key: None for table in tables.values() for key in table}, n=3)
        hint = f"did you mean {', '.join(close)}?" if close else "see tokenwatch codebook list"
        raise wrong_option("ID", f"the codebook holds no {wanted!r}", hint)
    return found


def _describe(table: str, record: Any) -> Iterator[str]:
    yield f"{table} {record.id}"
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name == "id" or value is None or value in ("", ()):
            continue
        name = field.name.replace("_", " ")
        if isinstance(value, tuple):
            yield f"  {name}:"
            yield from (f"    - {_plain(item)}" for item in value)
        else:
            yield f"  {name}: {value}"


def _plain(item: Any) -> str:
    return item if isinstance(item, str) else f"{item.cite} {item.url}".strip()
