"""Evaluate: read the gold, scan it, measure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from tokenwatch.assess import RULES
from tokenwatch.errors import GoldError
from tokenwatch.evaluate.baselines import FOLDS, predict_baselines
from tokenwatch.evaluate.calibration import calibration_curve, calibration_figures, coverage_curve
from tokenwatch.evaluate.evaluation import AboutCheck, Evaluation, GenreRow, GivenRow, GoldSummary
from tokenwatch.evaluate.figures import answered_figures, programme_figures, task_figures
from tokenwatch.evaluate.tasks import Task, document_tasks, passage_tasks
from tokenwatch.evaluate.voices import scan_excerpts, voice_figures
from tokenwatch.gold.documents import GoldDocument, read_gold, read_voices
from tokenwatch.gold.readings import Reading, Scan, scan_all
from tokenwatch.measure.bootstrap import Figure
from tokenwatch.measure.confusion import count_confusion

INTERVALS = "Intervals (95 %) come from resampling whole repositories, since documents of one site resemble each other."


def evaluate(
    path: str | Path,
    *,
    voices: str | Path | None = None,
    baselines: bool = True,
    scan: Scan | None = None,
    model: str | Path | None = None,
) -> Evaluation:
    """Measure the engine on a gold file.

    Parameters
    ----------
    path
        JSONL file of labelled documents.
    voices
        JSONL file of excerpts with every voice labelled.
    baselines
        Also measure majority, keyword count and TF-IDF with logistic regression (about half a minute on 300
        documents and 1,000 passages).
    scan
        From a Document to an Assessment, such as `tokenwatch.training.cross_validated_scan` makes; the engine with
        its own codebook and pipeline if not given.
    model
        Model of the engine, as for `tokenwatch.scan`; not looked at where `scan` is given.

    Returns
    -------
    Evaluation

    Raises
    ------
    GoldError
        If a file does not follow the gold format (the message names file, line and reason), or the model has learnt
        from texts of it: a figure on what a model has seen is no figure.
    ModelError
        If there is no such model.
    """
    documents = read_gold(path)
    excerpts = read_voices(voices) if voices is not None else ()
    if scan is None:
        scan = scan_unseen(model, documents, Path(path))
    readings = scan_all(documents, scan)
    tasks = document_tasks(readings) | passage_tasks(readings)
    figures = {name: figure for task in tasks.values() for name, figure in task_figures(task).items()}
    judged = [reading for reading in readings if reading.gold.verdict is not None]
    if judged:
        figures |= answered_figures(tasks["verdict"], judged) | calibration_figures(judged)
    figures |= programme_figures(readings)
    if excerpts:
        figures |= voice_figures(scan_excerpts(excerpts, scan))
    compared, notes = _baselines(tasks) if baselines else ({}, ())
    return Evaluation(
        gold=_summarise(Path(path), voices, readings, tasks, n_excerpts=len(excerpts)),
        figures=figures,
        baselines=compared,
        confusions={
            name: count_confusion(task.labels, task.gold, task.predicted)
            for name, task in tasks.items()
            if name in ("verdict", "presence", "kind")
        },
        bins=calibration_curve(judged) if judged else (),
        curve=coverage_curve(judged) if judged else (),
        given=_given(judged),
        genres=_by_genre(judged),
        about=_check_about(judged),
        ids=dict(readings[0].assessment.ids),
        caveats=(INTERVALS,) if len({reading.gold.repo for reading in readings}) > 1 else (),
        notes=notes,
    )


def scan_unseen(model: str | Path | None, documents: Sequence[GoldDocument], path: Path) -> Scan:
    """Give the engine with a model, unless that has learnt from what it is to be measured on.

    Raises
    ------
    GoldError
        If it has.
    """
    from tokenwatch.classifiers import known_texts
    from tokenwatch.scan import scan_document

    known = 0 if model == RULES.id else known_texts(model, (document.text for document in documents))
    if known:
        raise GoldError(
            f"the model has learnt from {known} of these {len(documents)} texts, so that a figure would mean nothing",
            kind="seen",
            place=str(path),
            hint="measure the way of learning with --cross-validate, or the rules with --model rules",
        )
    return partial(scan_document, model=model)


def _baselines(tasks: Mapping[str, Task]) -> tuple[dict[str, dict[str, Figure]], tuple[str, ...]]:
    if any(len(set(task.repos)) < FOLDS for task in tasks.values()):
        return {}, (f"no baselines: to cross-validate them needs {FOLDS} repositories with every label",)
    answers = predict_baselines(tasks)
    return {
        method: {name: figure for task in answered.values() for name, figure in task_figures(task).items()}
        for method, answered in answers.items()
    }, ()


def _summarise(
    path: Path,
    voices: str | Path | None,
    readings: Sequence[Reading],
    tasks: Mapping[str, Task],
    *,
    n_excerpts: int,
) -> GoldSummary:
    return GoldSummary(
        name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        voices_sha256="" if voices is None else hashlib.sha256(Path(voices).read_bytes()).hexdigest(),
        n_documents=len(readings),
        n_repositories=len({reading.gold.repo for reading in readings}),
        n_passages=sum(len(reading.gold.passages) for reading in readings),
        n_excerpts=n_excerpts,
        agreed={name: round(sum(task.agreed) / len(task.agreed), 4) for name, task in tasks.items()},
    )


def _given(judged: Sequence[Reading]) -> tuple[GivenRow, ...]:
    pairs = [(r.gold.verdict, r.assessment.verdict.label) for r in judged if not r.assessment.verdict.abstained]
    n = Counter(said for _, said in pairs)
    right = Counter(said for gold, said in pairs if said == gold)
    return tuple(GivenRow(label, n[label], right[label]) for label in sorted(n))


def _by_genre(judged: Sequence[Reading]) -> tuple[GenreRow, ...]:
    rows = []
    for genre in sorted({reading.gold.genre for reading in judged}):
        pairs = [(r.gold.verdict, r.assessment.verdict.label) for r in judged if r.gold.genre == genre]
        right = sum(gold == said for gold, said in pairs)
        wrongly = sum(said == "tokenistic" != gold for gold, said in pairs)
        rows.append(GenreRow(genre or "not given", len(pairs), right, wrongly))
    return tuple(rows)


def _check_about(judged: Sequence[Reading]) -> AboutCheck:
    about = [reading for reading in judged if reading.gold.verdict == "about"]
    critical = [r for r in about if any(passage.kind == "critique" for passage in r.gold.passages)]
    called = [r for r in about if r.assessment.verdict.label == "tokenistic"]
    return AboutCheck(
        n=len(about),
        tokenistic=len(called),
        n_critical=len(critical),
        critical_tokenistic=sum(r.assessment.verdict.label == "tokenistic" for r in critical),
        ids=tuple(r.gold.id for r in called),
    )
