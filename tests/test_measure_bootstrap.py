"""Intervals that come from whole repositories, and the same figure for the same labels."""

import numpy as np
import pytest

from figures import width
from tokenwatch.measure.bootstrap import measure, number_groups, share, sum_by_group


def test_an_interval_comes_from_whole_groups() -> None:
    # Ten groups of ten equal rows: resampling rows would give an interval three times as narrow.
    hits = np.repeat([1.0, 0.0], 50)
    sums = np.stack([hits, np.ones(100)], axis=1)
    by_group = measure(share(0, 1), sums, np.repeat(np.arange(10), 10))
    by_row = measure(share(0, 1), sums, np.arange(100))
    assert by_group.value == by_row.value == 0.5
    assert width(by_group) > 2.5 * width(by_row)


def test_the_same_labels_give_the_same_figure_in_any_order() -> None:
    generator = np.random.default_rng(3)
    hits = generator.integers(0, 2, 60).astype(float)
    names = [f"repo {number}" for number in generator.integers(0, 9, 60)]
    sums = np.stack([hits, np.ones(60)], axis=1)
    order = generator.permutation(60)
    first = measure(share(0, 1), sums, number_groups(names))
    second = measure(share(0, 1), sums[order], number_groups([names[index] for index in order]))
    assert first == second


def test_one_group_has_no_interval() -> None:
    figure = measure(share(0, 1), np.ones((4, 2)), np.zeros(4, dtype=np.int64))
    assert (figure.value, figure.low, figure.high, figure.n) == (1.0, None, None, 4)


def test_contested_labels_count_half_in_the_weighed_figure() -> None:
    sums = np.array([[1.0, 1.0], [0.0, 1.0]])
    figure = measure(share(0, 1), sums, np.array([0, 1]), weights=np.array([1.0, 0.5]))
    assert figure.value == 0.5
    assert figure.weighed == pytest.approx(2 / 3, abs=1e-4)


def test_what_is_not_defined_is_none() -> None:
    figure = measure(share(0, 1), np.zeros((3, 2)), np.arange(3))
    assert (figure.value, figure.low, figure.high) == (None, None, None)


def test_sum_by_group() -> None:
    assert sum_by_group(np.array([[1.0], [2.0], [4.0]]), np.array([1, 0, 1])).tolist() == [[2.0], [5.0]]
