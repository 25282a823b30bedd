"""Measure answers beside each other: the figure of each, and what one has over another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from tokenwatch.evaluate.figures import HEADLINES, headline
from tokenwatch.evaluate.tasks import Task
from tokenwatch.measure.bootstrap import Figure, Integers, measure
from tokenwatch.measure.confusion import confusion_rows


def figure(task: Task, answers: Integers) -> Figure:
    """Give the one measure by which a task is judged, for some answers."""
    return next(iter(headline(replace(task, predicted=answers)).values()))


def difference(task: Task, answers: Integers, others: Integers) -> Figure:
    """Give what some answers have over others in the measure of the task.

    Both are drawn together: what makes a repository hard is hard for both, and does not widen the interval.
    """
    statistic = HEADLINES[task.name][1]
    rows = [confusion_rows(task.gold, said, len(task.labels)) for said in (answers, others)]
    return measure(lambda sums: statistic(sums[:, 0]) - statistic(sums[:, 1]), np.stack(rows, axis=1), task.groups)


def sort_out(differences: Mapping[str, Figure]) -> tuple[list[str], list[str], list[str]]:
    """Give the names whose interval lies above 0, below it, and around it.

    Examples
    --------
    >>> sort_out({"kind": Figure(0.1, 0.05, 0.2, None, 9), "level": Figure(0.1, -0.05, 0.2, None, 9)})
    (['kind'], [], ['level'])
    """
    raised = [name for name, found in differences.items() if found.low is not None and found.low > 0]
    lowered = [name for name, found in differences.items() if found.high is not None and found.high < 0]
    return raised, lowered, [name for name in differences if name not in {*raised, *lowered}]
