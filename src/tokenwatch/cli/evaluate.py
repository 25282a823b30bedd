"""``tokenwatch evaluate``: measure the engine on labelled documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli.failures import Debug
from tokenwatch.errors import OptionError

FORMATS = ("terminal", "json", "markdown")


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("evaluate")(evaluate_gold)


def evaluate_gold(
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Labelled documents, one a line.")],
    format: Annotated[str, typer.Option("--format", "-f", help="terminal, json or markdown.")] = "terminal",  # noqa: A002
    voices: Annotated[Path | None, typer.Option(help="Excerpts with every voice labelled.")] = None,
    baselines: Annotated[bool, typer.Option(help="Also measure simple baselines.")] = True,
    debug: Debug = False,
) -> None:
    """Measure the engine on labelled documents."""
    if format not in FORMATS:
        raise OptionError(
            f"there is no format {format!r} here",
            kind="option",
            place="--format",
            hint="use " + ", ".join(FORMATS),
        )
    from tokenwatch.evaluate import evaluate
    from tokenwatch.evaluate.report import to_markdown, to_terminal

    evaluation = evaluate(gold, voices=voices, baselines=baselines)
    if format == "json":
        from tokenwatch.reports.to_json import dump

        typer.echo(dump(evaluation.to_dict()), nl=False)
    else:
        typer.echo(to_markdown(evaluation) if format == "markdown" else to_terminal(evaluation), nl=False)
