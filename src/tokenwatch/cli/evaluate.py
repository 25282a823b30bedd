"""``tokenwatch evaluate``: measure how far readings agree with labelled documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli.options import Debug, Model, check_format
from tokenwatch.errors import OptionError

FORMATS = ("terminal", "json", "markdown")


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("evaluate")(evaluate_gold)


def evaluate_gold(  # noqa: PLR0913, PLR0917 (one parameter an option)
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Labelled documents, one a line.")],
    format: Annotated[  # noqa: A002 (the option's name)
        str, typer.Option("--format", "-f", help="terminal, json or markdown.")
    ] = "terminal",
    voices: Annotated[Path | None, typer.Option(help="Excerpts with every voice labelled (.jsonl).")] = None,
    baselines: Annotated[bool, typer.Option(help="Also measure simple baselines, such as word counts.")] = True,
    model: Model = "",
    cross_validate: Annotated[
        bool,
        typer.Option(
            "--cross-validate", help="Learn anew and measure: each text is judged by what saw other sources alone."
        ),
    ] = False,
    also: Annotated[list[Path] | None, typer.Option(help="More labelled documents to learn from; repeatable.")] = None,
    codebook: Annotated[Path | None, typer.Option(help="Own codebook, to learn with when cross-validating.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes to cross-validate with.")] = 1,
    debug: Debug = False,
) -> None:
    """Measure how far verdicts, levels and voices agree with labelled documents."""
    check_format(format, FORMATS)
    if (also or codebook) and not cross_validate:
        raise OptionError("--also and --codebook are for learning", kind="option", hint="add --cross-validate")
    from tokenwatch.evaluate import evaluate
    from tokenwatch.evaluate.report import to_markdown, to_terminal

    scan = None
    if cross_validate:
        from tokenwatch.training import cross_validated_scan

        scan = cross_validated_scan(gold, also=also or (), codebook=str(codebook) if codebook else None, jobs=jobs)
    evaluation = evaluate(gold, voices=voices, baselines=baselines, scan=scan, model=model or None)
    if format == "json":
        from tokenwatch.reports.to_json import dump

        typer.echo(dump(evaluation.to_dict()), nl=False)
    else:
        typer.echo(to_markdown(evaluation) if format == "markdown" else to_terminal(evaluation), nl=False)
