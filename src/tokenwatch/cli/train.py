"""``tokenwatch train``: learn a judge from labelled documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tokenwatch.cli.options import Debug, OwnCodebook, wrong_option


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("train")(train_judge)


def train_judge(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl…", help="Labelled documents, one a line.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write the model into.")],
    codebook: OwnCodebook = None,
    jobs: Annotated[int, typer.Option(help="Processes to learn with.")] = 1,
    debug: Debug = False,
) -> None:
    """Learn to judge from your own labelled documents; use the model with: tokenwatch scan --model FOLDER."""
    if out.exists() and not out.is_dir():
        raise wrong_option("--out", f"{out} is a file", "name a folder")
    from tokenwatch.classifiers import read_manifest
    from tokenwatch.training import train

    identity = train(gold, out, codebook=str(codebook) if codebook else None, jobs=jobs)
    learnt = read_manifest(out)["learnt_from"]
    typer.echo(f"{identity} in {out}: {learnt['statements']} statements of {learnt['documents']} documents")
    typer.echo("How good it is: tokenwatch evaluate GOLD.jsonl --cross-validate", err=True)
