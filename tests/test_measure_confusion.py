"""Measures of tables of confusion: equal to scikit-learn on one table."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score

from tokenwatch.measure.confusion import accuracy, confusion_rows, f1_scores, macro_f1, weighted_kappa

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=40)


def confusion(pairs: list[tuple[int, int]]) -> Any:
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
