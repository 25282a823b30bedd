"""Whether the verdict's probabilities mean what they say, and what abstaining buys."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from tokenwatch.assessment import VERDICTS
from tokenwatch.gold.readings import Reading
from tokenwatch.measure.bootstrap import Figure, Floats, measure, number_groups
from tokenwatch.measure.confusion import confusion_rows, macro_f1

BINS = 10
"""Bins of equal width for the calibration error, the usual number: with some 300 documents ten leave about
thirty in a bin."""
COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.5)
"""Shares of the documents that are answered, the surest first."""


def calibration_figures(readings: Sequence[Reading]) -> dict[str, Figure]:
    """Measure the verdict's probabilities.

    Parameters
    ----------
    readings
        Documents with a gold verdict; at least one.

    Returns
    -------
    dict
        ``calibration.ece``: expected calibration error of the first verdict's probability.
        ``calibration.brier``: mean squared distance of the five probabilities to the truth, 0 to 2, lower is
        better. ``calibration.brier_base``: the same for somebody who always says this gold's own shares of
        the five verdicts, which is the best that a constant answer can do.
    """
    probabilities, truth = _tables(readings)
    confidence = np.array([_confidence(reading) for reading in readings])
    right = np.array([reading.assessment.verdict.label == reading.gold.verdict for reading in readings])
    groups = number_groups([reading.gold.repo for reading in readings])
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = np.zeros((len(readings), BINS))
    gaps[np.arange(len(readings)), bins] = right - confidence
    ones = np.ones((len(readings), 1))
    distance = ((probabilities - truth) ** 2).sum(1, keepdims=True)

    def base(drawn: Floats) -> Floats:
        shares = drawn / drawn.sum(1, keepdims=True)
        result: Floats = 1 - (shares**2).sum(1)
        return result

    return {
        "calibration.ece": measure(_mean_size, np.hstack([ones, gaps]), groups),
        "calibration.brier": measure(_mean_size, np.hstack([ones, distance]), groups),
        "calibration.brier_base": measure(base, truth, groups),
    }


def calibration_curve(readings: Sequence[Reading]) -> tuple[tuple[float, float, int], ...]:
    """Put documents into `BINS` by the probability of their verdict.

    Returns
    -------
    tuple
        For each bin that holds any: mean probability, share that is right, number of documents.
    """
    bins: dict[int, list[Reading]] = {}
    for reading in readings:
        bins.setdefault(min(int(_confidence(reading) * BINS), BINS - 1), []).append(reading)
    return tuple(
        (
            round(sum(map(_confidence, inside)) / len(inside), 4),
            round(sum(r.assessment.verdict.label == r.gold.verdict for r in inside) / len(inside), 4),
            len(inside),
        )
        for _, inside in sorted(bins.items())
    )


def _confidence(reading: Reading) -> float:
    verdict = reading.assessment.verdict
    return verdict.probabilities.get(verdict.label, 0.0)


def _mean_size(drawn: Floats) -> Floats:
    """Sum of the sizes of all columns but the first, over the first, which counts."""
    result: Floats = np.abs(drawn[:, 1:]).sum(1) / drawn[:, 0]
    return result


def coverage_curve(readings: Sequence[Reading]) -> tuple[tuple[float, int, float | None], ...]:
    """Give the macro-F1 on the surest documents.

    Parameters
    ----------
    readings
        Documents with a gold verdict.

    Returns
    -------
    tuple of tuple
        Share answered, number answered, macro-F1. Equally sure documents are ordered by the digest of their
        text, so that neither the order of the file nor an id decides which are answered.
    """
    order = sorted(
        range(len(readings)),
        key=lambda i: (
            -_confidence(readings[i]),
            hashlib.sha256(readings[i].gold.text.encode("utf-8", "surrogatepass")).digest(),
        ),
    )
    curve = []
    for coverage in COVERAGES:
        kept = [readings[i] for i in order[: max(1, round(coverage * len(order)))]]
        gold = np.array([VERDICTS.index(reading.gold.verdict or "") for reading in kept])
        said = np.array([VERDICTS.index(reading.assessment.verdict.label) for reading in kept])
        rows = confusion_rows(gold, said, len(VERDICTS))
        curve.append((coverage, len(kept), measure(macro_f1, rows, np.zeros(len(kept), dtype=np.int64)).value))
    return tuple(curve)


def _tables(readings: Sequence[Reading]) -> tuple[Floats, Floats]:
    """Give the probabilities and the truth, both of shape (documents, verdicts)."""
    said = [[reading.assessment.verdict.probabilities.get(name, 0.0) for name in VERDICTS] for reading in readings]
    truth = [[float(reading.gold.verdict == name) for name in VERDICTS] for reading in readings]
    return np.array(said, dtype=np.float64), np.array(truth, dtype=np.float64)
