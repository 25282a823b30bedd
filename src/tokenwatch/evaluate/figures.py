"""Which measure belongs to which label: from the answers to named figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from tokenwatch.evaluate.tasks import CONTESTED, Task
from tokenwatch.gold.readings import Reading
from tokenwatch.measure.bootstrap import Figure, Statistic, measure, number_groups, share
from tokenwatch.measure.confusion import accuracy, confusion_rows, f1_of, macro_f1, weighted_kappa

HEADLINES: Mapping[str, tuple[str, Statistic]] = {
    "verdict": ("macro_f1", macro_f1),
    "presence": ("macro_f1", macro_f1),
    "claimed": ("kappa", weighted_kappa),
    "evidenced": ("kappa", weighted_kappa),
    "kind": ("macro_f1", macro_f1),
    "level": ("kappa", weighted_kappa),
    "specific": ("f1", f1_of(1)),
    "lived_voice": ("f1", f1_of(1)),
    "programme": ("f1", f1_of(1)),
}
"""The one measure by which a label is judged: macro-F1 where every label counts the same, weighted kappa
where labels are steps of a scale, F1 of "true" where it is yes or no. See decision 0005."""
WITH_CLASSES = ("verdict", "presence", "kind")
"""Labels for which the F1 of each class and the accuracy are given beside."""
CLOSE = 0.1
"""A speaker count is close within one person or a tenth: whether somebody who only welcomes or chairs is
counted is a matter of reading."""


def headline(task: Task) -> dict[str, Figure]:
    """Give the one measure of a task by its full name, such as ``verdict.macro_f1``."""
    name, statistic = HEADLINES[task.name]
    return {f"{task.name}.{name}": _of_task(task, statistic)}


def task_figures(task: Task) -> dict[str, Figure]:
    """Give every measure of a task: the headline, and where it has several classes their F1 and the accuracy.

    The `n` of a class's F1 is how many of the gold labels are of that class.
    """
    figures = headline(task)
    if task.name in WITH_CLASSES:
        figures[f"{task.name}.accuracy"] = _of_task(task, accuracy)
        for index, label in enumerate(task.labels):
            n = int((task.gold == index).sum())
            figures[f"{task.name}.f1.{label}"] = replace(_of_task(task, f1_of(index)), n=n)
    return figures


def _of_task(task: Task, statistic: Statistic) -> Figure:
    rows = confusion_rows(task.gold, task.predicted, len(task.labels))
    return measure(statistic, rows, task.groups, weights=task.weights)


def answered_figures(verdicts: Task, readings: Sequence[Reading]) -> dict[str, Figure]:
    """Give the share of documents with an answer, and the macro-F1 on those.

    Parameters
    ----------
    verdicts
        The task on verdicts.
    readings
        The same documents in the same order.
    """
    answered = np.array([not reading.assessment.verdict.abstained for reading in readings])
    sums = np.stack([answered, np.ones(len(answered))], axis=1).astype(np.float64)
    rows = confusion_rows(verdicts.gold, verdicts.predicted, len(verdicts.labels)) * answered[:, None, None]
    on_answered = measure(macro_f1, rows, verdicts.groups, weights=verdicts.weights, n=int(answered.sum()))
    return {
        "verdict.coverage": measure(share(0, 1), sums, verdicts.groups),
        "verdict.macro_f1_answered": on_answered,
    }


def programme_figures(readings: Sequence[Reading]) -> dict[str, Figure]:
    """Give how often the count of billed speakers is exact or close, and that of the lived ones exact.

    Measured on documents whose gold gives the number; no number from the engine is a miss.
    """
    figures = {}
    for name, key, tolerant in (
        ("speakers.exact", "n_speakers", False),
        ("speakers.close", "n_speakers", True),
        ("lived_speakers.exact", "n_lived", False),
    ):
        counted = [reading for reading in readings if getattr(reading.gold, key) is not None]
        if not counted:
            continue
        hits = []
        for reading in counted:
            right, said = getattr(reading.gold, key), getattr(reading.assessment.programme, key)
            margin = max(1, CLOSE * right) if tolerant else 0
            hits.append(said is not None and abs(said - right) <= margin)
        agreed = np.array([reading.gold.agreed.get(key, True) for reading in counted])
        figures[name] = measure(
            share(0, 1),
            np.stack([hits, np.ones(len(hits))], axis=1).astype(np.float64),
            number_groups([reading.gold.repo for reading in counted]),
            weights=np.where(agreed, 1.0, CONTESTED),
        )
    return figures
