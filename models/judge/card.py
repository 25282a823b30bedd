"""The model card of the shipped judge: what for, how well, where it fails."""

from __future__ import annotations

from pathlib import Path

from tokenwatch.classifiers.artefact import read_manifest
from tokenwatch.evaluate.evaluation import Evaluation

HEAD = """# The judge {id}

Weights that tell what kind of statement a sentence is, whether a reader could check it, and what verdict a document
gets. Three linear classifiers over named features; about {size} MB; loading runs nothing.

**What for.** English documents about or touching on public involvement: strategies, bids, programmes, web pages,
reports. It gives probabilities and reasons to look at, never proof, and never a verdict on a person.

**Learnt from** {documents} documents of {repositories} sources, {statements} sentences: the development gold, every
sentence of its documents read anew, grants and study registrations, and texts written for the project
(`corpora/README.md`). All labels were made by a language model; nobody with lived experience has checked them.
Goes with codebook {codebook}, pipeline {pipeline}, {features}, {signs}.

## How well

On the development gold, each document judged by what has seen no text of its repository (intervals: 95 %, resampling
repositories). Readers of the gold agree at 0.92 on verdict and kind. More in `benchmarks/accuracy.md`.

| measure | value | 95 % |
|---|--:|--:|
{figures}

## Where it fails

| genre (as the gold says) | documents | verdict right | wrongly called tokenistic |
|---|--:|--:|--:|
{genres}

- `shared` is found least: who decides is often named once and is "the committee" afterwards.
- A sentence without any word of involvement, person or act that the codebook knows is never looked at.
- Claims are taken for advice and the other way round; promises of anything are taken for promises of involvement.
- Fields: the gold leans to autism, disability, accessibility, open government and open science. Housing, social care
  and the NHS are known from texts written for the project, and from grants.
- What it reaches on texts on which nothing was tuned: `docs/limits.md`.
"""
SHOWN = (
    "verdict.macro_f1", "verdict.accuracy", "verdict.f1.shared", "verdict.f1.heard", "verdict.f1.tokenistic",
    "verdict.f1.about", "verdict.f1.none", "kind.macro_f1", "level.kappa", "specific.f1", "claimed.kappa",
    "evidenced.kappa", "calibration.ece", "calibration.brier", "calibration.brier_base",
)  # fmt: skip


def write_card(folder: Path, evaluation: Evaluation) -> None:
    """Write ``README.md`` beside the weights."""
    manifest = read_manifest(folder)
    size = sum(path.stat().st_size for path in folder.iterdir() if path.suffix in (".json", ".npz"))
    figures = [
        f"| {name} | {figure.value:.2f} | {figure.low:.2f} to {figure.high:.2f} |"
        for name in SHOWN
        for figure in (evaluation.figures[name],)
        if figure.value is not None and figure.low is not None and figure.high is not None
    ]
    genres = [f"| {g.genre} | {g.n} | {g.right / g.n:.2f} | {g.wrongly_tokenistic} |" for g in evaluation.genres]
    sizes = {key: value for key, value in manifest["learnt_from"].items() if isinstance(value, int)}
    ids = {key: manifest[key] for key in ("id", "codebook", "pipeline", "features", "signs")}
    text = HEAD.format(**ids, **sizes, size=f"{size / 1e6:.1f}", figures="\n".join(figures), genres="\n".join(genres))
    (folder / "README.md").write_text(text, encoding="utf-8")
