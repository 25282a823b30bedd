"""Measures of tables of confusion, many tables at once: one for each draw of `tokenwatch.measure.bootstrap`.

scikit-learn has the same measures for one table at a time; the tests hold that both agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tokenwatch.measure.bootstrap import Floats, Integers, Statistic, ratio


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each label of one side (rows) is each label of the other (columns)."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def f1_scores(confusions: Floats) -> Floats:
    """Give the F1 of each label.

    Parameters
    ----------
    confusions
        Shape (draws, labels, labels), gold in rows, predicted in columns.

    Returns
    -------
    ndarray
        Shape (draws, labels); NaN for a label that is neither in the gold nor predicted.

    Examples
    --------
    >>> f1_scores(np.array([[[3.0, 1.0], [0.0, 2.0]]])).round(2).tolist()
    [[0.86, 0.8]]
    """
    hits = np.diagonal(confusions, axis1=-2, axis2=-1)
    return ratio(2 * hits, confusions.sum(-1) + confusions.sum(-2))


def macro_f1(confusions: Floats) -> Floats:
    """Give the mean F1 over the labels that are in the gold or predicted, as scikit-learn does by default."""
    scores = f1_scores(confusions)
    return ratio(np.nansum(scores, axis=-1), (~np.isnan(scores)).sum(-1).astype(np.float64))


def f1_of(index: int) -> Statistic:
    """Give the measure "F1 of the label at this index"."""
    return lambda confusions: f1_scores(confusions)[:, index]


def accuracy(confusions: Floats) -> Floats:
    """Give the share of labels that are right."""
    return ratio(np.trace(confusions, axis1=-2, axis2=-1), confusions.sum((-2, -1)))


def kappa(confusions: Floats, *, power: int = 0) -> Floats:
    """Give Cohen's kappa; NaN where both sides hold one label only.

    Parameters
    ----------
    confusions
        Shape (draws, labels, labels).
    power
        What a distance between labels is raised to: 0 where all that differ are equally far (Cohen 1960), 1 for
        linear and 2 for quadratic weights (Cohen 1968).
    """
    n_labels = confusions.shape[-1]
    gap = np.abs(np.subtract.outer(np.arange(n_labels), np.arange(n_labels))).astype(np.float64)
    distance = np.where(gap > 0, gap**power, 0.0)
    expected = np.einsum("di,dj->dij", confusions.sum(-1), confusions.sum(-2))
    chance = ratio((expected * distance).sum((-2, -1)), confusions.sum((-2, -1)))
    return 1.0 - ratio((confusions * distance).sum((-2, -1)), chance)


def weighted_kappa(confusions: Floats) -> Floats:
    """Give Cohen's kappa with quadratic weights."""
    return kappa(confusions, power=2)


def confusion_rows(gold: Integers, predicted: Integers, n_labels: int) -> Floats:
    """Give each row's own confusion matrix, shape (rows, labels, labels): a single 1 at (gold, predicted)."""
    rows = np.zeros((len(gold), n_labels, n_labels))
    rows[np.arange(len(gold)), gold, predicted] = 1.0
    return rows


def count_confusion(labels: Sequence[Any], gold: Integers, predicted: Integers) -> Confusion:
    """Count how often each label is each label, by the indices of both."""
    counts = confusion_rows(gold, predicted, len(labels)).sum(0).astype(int)
    return Confusion(tuple(labels), tuple(map(tuple, counts.tolist())))
