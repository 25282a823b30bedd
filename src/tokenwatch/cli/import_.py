"""``tokenwatch import``: what people labelled or corrected in another program, as a gold file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli.export import Format, tell_counts
from tokenwatch.cli.files import refuse_sources, write_file
from tokenwatch.cli.options import Costs, Debug, read_limits
from tokenwatch.errors import GoldError


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("import")(import_file)


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What the other program exported.")],
    format: Format,  # noqa: A002 (the option's name)
    out: Annotated[Path, typer.Option("--out", "-o", metavar="GOLD.jsonl", help="Gold file to write.")],
    skip: Annotated[
        list[str] | None, typer.Option(metavar="LABEL", help="A label of your own to leave out. Repeatable.")
    ] = None,
    limit: Costs = None,
    debug: Debug = False,
) -> None:
    """Read labels back for `train` and `evaluate`; whatever stands in the file counts as looked at."""
    from tokenwatch.corrections import as_line
    from tokenwatch.exchange import import_texts, to_record
    from tokenwatch.reports.words import counted

    refuse_sources(out, [file])
    texts = import_texts(file, format, skip=skip or (), limits=read_limits(limit))
    checked = [text for text in texts if text.checked]
    if not checked:
        raise GoldError("nobody has accepted any label in it yet", kind="gold", place=str(file), hint="label it first")
    write_file(out, "".join(as_line(to_record(text)) for text in checked).encode())
    tell_counts(out, checked)
    if left := len(texts) - len(checked):
        typer.echo(f"{counted(left, 'text')} left out, which nobody has accepted", err=True)
