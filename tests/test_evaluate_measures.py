"""Measures: equal to scikit-learn on one draw, and intervals that come from whole repositories."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score

from tokenwatch.evaluate.measures import (
    accuracy,
    confusion_rows,
    f1_scores,
    macro_f1,
    measure,
    number_groups,
    share,
    sum_by_group,
    weighted_kappa,
)

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40)


def confusion(pairs: list[tuple[int, int]]) -> np.ndarray:
    gold, said = (np.array(side) for side in zip(*pairs, strict=True))
    return confusion_rows(gold, said, 4).sum(0, keepdims=True)


@given(PAIRS)
def test_macro_f1_and_accuracy_are_those_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    gold, said = zip(*pairs, strict=True)
    table = confusion(pairs)
    assert macro_f1(table)[0] == pytest.approx(f1_score(gold, said, average="macro"))
    assert accuracy(table)[0] == pytest.approx(accuracy_score(gold, said))
    for label in set(gold) | set(said):
        expected = f1_score(gold, said, labels=[label], average="macro")
        assert f1_scores(table)[0, label] == pytest.approx(expected)


@given(PAIRS)
def test_weighted_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    gold, said = zip(*pairs, strict=True)
    value = weighted_kappa(confusion(pairs))[0]
    if len({*gold, *said}) == 1:
        assert np.isnan(value)
    else:
        expected = cohen_kappa_score(gold, said, weights="quadratic", labels=[0, 1, 2, 3])
        assert value == pytest.approx(expected, abs=1e-9)


def test_a_label_that_is_nowhere_has_no_f1() -> None:
    assert np.isnan(f1_scores(confusion([(0, 0), (1, 1)]))[0, 3])


def test_an_interval_comes_from_whole_groups() -> None:
    # Ten groups of ten equal rows: resampling rows would give an interval three times as narrow.
    hits = np.repeat([1.0, 0.0], 50)
    sums = np.stack([hits, np.ones(100)], axis=1)
    by_group = measure(share(0, 1), sums, np.repeat(np.arange(10), 10))
    by_row = measure(share(0, 1), sums, np.arange(100))
    assert by_group.value == by_row.value == 0.5
    assert by_group.high - by_group.low > 2.5 * (by_row.high - by_row.low)


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
