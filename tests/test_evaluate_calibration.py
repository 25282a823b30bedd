"""Calibration and what abstaining buys."""

import numpy as np
import pytest

from evaluations import assess
from tokenwatch.assessment import VERDICTS
from tokenwatch.document import Document
from tokenwatch.evaluate.calibration import calibration_figures, coverage_curve
from tokenwatch.gold import GoldDocument
from tokenwatch.gold.readings import Reading


def reading(number: int, gold: str, said: str, sure: float) -> Reading:
    document = GoldDocument(f"d{number}", f"Text number {number}.", f"repo {number}", verdict=gold)
    return Reading(document, assess(Document.from_text(document.text), label=said, sure=sure))


def test_sure_and_right_has_no_error() -> None:
    figures = calibration_figures([reading(n, label, label, 1.0) for n, label in enumerate(VERDICTS)])
    assert figures["calibration.ece"].value == 0
    assert figures["calibration.brier"].value == 0
    assert figures["calibration.brier_base"].value == pytest.approx(0.8)


def test_error_is_the_distance_between_surety_and_hits() -> None:
    readings = [reading(n, "heard" if n < 5 else "none", "heard", 0.85) for n in range(10)]
    figures = calibration_figures(readings)
    assert figures["calibration.ece"].value == pytest.approx(0.35, abs=1e-4)
    right = 0.15**2 + 4 * 0.0375**2
    wrong = 0.85**2 + (1 - 0.0375) ** 2 + 3 * 0.0375**2
    assert figures["calibration.brier"].value == pytest.approx((right + wrong) / 2, abs=1e-4)
    assert figures["calibration.brier_base"].value == pytest.approx(0.5)


def test_the_surest_are_answered_first() -> None:
    readings = [reading(n, "heard", "heard" if n < 5 else "none", 0.9 if n < 5 else 0.4) for n in range(10)]
    curve = {coverage: (n, value) for coverage, n, value in coverage_curve(readings)}
    assert curve[0.5] == (5, 1.0)
    n, value = curve[1.0]
    assert n == 10
    assert value is not None
    assert value < 0.5


def test_the_order_of_the_file_does_not_matter() -> None:
    readings = [reading(n, "heard", VERDICTS[n % 5], 0.5) for n in range(20)]
    shuffled = [readings[index] for index in np.random.default_rng(1).permutation(20)]
    assert coverage_curve(shuffled) == coverage_curve(readings)
