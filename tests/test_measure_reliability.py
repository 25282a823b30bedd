"""Agreement: equal to scikit-learn and to the package krippendorff, with intervals of whole groups."""

from __future__ import annotations

from typing import Any

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score

from figures import interval, value_of, width
from tokenwatch.errors import OptionError
from tokenwatch.measure import (
    cohen_kappa,
    confusion_frame,
    confusion_matrix,
    f1_by_category,
    krippendorff_alpha,
    percent_agreement,
)
from tokenwatch.measure.bias import label_bias, share_bias

WRONG: Any = "wrong"  # no type check would let it in
ONE_GROUP = "one"  # without a draw, so that hypothesis stays quick
PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30)
UNITS = st.lists(st.lists(st.sampled_from([0, 1, 2, 3, None]), min_size=3, max_size=3), min_size=2, max_size=20)


def sides(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int], list[str]]:
    first, second = (list(side) for side in zip(*pairs, strict=True))
    return first, second, [ONE_GROUP] * len(pairs)


@given(PAIRS, st.sampled_from([None, "linear", "quadratic"]))
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]], weights: Any) -> None:
    first, second, groups = sides(pairs)
    value = cohen_kappa(first, second, labels=range(4), weights=weights, groups=groups).value
    if len({*first, *second}) == 1:
        assert value is None
    else:
        expected = cohen_kappa_score(first, second, weights=weights, labels=list(range(4)))
        assert value == pytest.approx(expected, abs=1e-4)


@given(UNITS, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_that_of_krippendorff(units: list[list[int | None]], scale: Any) -> None:
    table: Any = np.array([[np.nan if label is None else label for label in unit] for unit in units], dtype=float).T
    value = krippendorff_alpha(table, scale=scale, labels=range(4), groups=[ONE_GROUP] * len(units)).value
    comparable = [
        label for unit in units if sum(x is not None for x in unit) > 1 for label in unit if label is not None
    ]
    if len(set(comparable)) < 2:
        assert value is None
    else:
        expected = krippendorff.alpha(
            reliability_data=table, level_of_measurement=scale, value_domain=[0.0, 1.0, 2.0, 3.0]
        )
        assert value == pytest.approx(expected, abs=1e-4)


@given(PAIRS)
def test_f1_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    first, second, groups = sides(pairs)
    found = f1_by_category(first, second, labels=range(4), groups=groups)
    for label, figure in found.items():
        assert figure.n == first.count(label)
        if label in {*first, *second}:
            expected = f1_score(first, second, labels=[label], average="macro")
            assert figure.value == pytest.approx(expected, abs=1e-4)
        else:
            assert figure.value is None


def test_what_one_side_left_out_is_passed_over_and_no_label_of_its_own() -> None:
    first = ["heard", None, "none", "none", float("nan"), pd.NA]
    second = ["heard", "none", "none", None, "none", "none"]
    assert percent_agreement(first, second).n == 2
    assert percent_agreement(first, second).value == 1.0
    assert krippendorff_alpha([first, second, [None] * 5 + ["none"]]).n == 3


def test_intervals_come_from_whole_groups() -> None:
    first = ["a", "b"] * 60
    second = ["a", "b"] * 40 + ["b", "a"] * 20
    in_ten = [number // 12 for number in range(120)]
    for measure in (
        percent_agreement,
        cohen_kappa,
        lambda a, b, groups=None: krippendorff_alpha([a, b], groups=groups),
    ):
        alone, together = measure(first, second), measure(first, second, groups=in_ten)
        assert alone.value == together.value
        low, high = interval(alone)
        assert low < value_of(alone) < high
        assert width(together) > 2 * width(alone)
        assert measure(first, second, groups=["one"] * 120).low is None


def test_an_interval_of_alpha_holds_the_truth_about_as_often_as_it_says() -> None:
    # Two readers who give the right one of two equally common labels in nine of ten: alpha is 0.64 in the long run.
    generator = np.random.default_rng(11)
    held = 0
    for _ in range(150):
        truth = generator.integers(0, 2, 120)
        readers: list[Any] = [np.where(generator.random(120) < 0.9, truth, 1 - truth) for _ in range(2)]
        low, high = interval(krippendorff_alpha(readers))
        held += low <= 0.64 <= high
    assert 0.88 <= held / 150 <= 0.99


def test_words_have_no_order_of_their_own() -> None:
    words = ["absent", "quoted", "deciding", "absent"]
    with pytest.raises(OptionError, match="words have no order"):
        cohen_kappa(words, words, weights="linear")
    with pytest.raises(OptionError, match="words have no order"):
        krippendorff_alpha([words, words], scale="ordinal")
    order = ["absent", "mentioned", "quoted", "speaking", "deciding"]
    near, far = [*words[:3], "mentioned"], [*words[:3], "deciding"]
    by_order = [value_of(cohen_kappa(words, other, labels=order, weights="linear")) for other in (near, far)]
    assert by_order[0] > by_order[1]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: percent_agreement(["a"], ["a", "b"]), "differ in length: 1, 2, 1"),
        (lambda: percent_agreement(["a"], ["a"], groups=["x", "y"]), "differ in length: 1, 1, 2"),
        (lambda: percent_agreement(["a"], ["z"], labels=["a"]), "'z' is none of the labels"),
        (lambda: cohen_kappa([1], [1], weights=WRONG), "no weights 'wrong'"),
        (lambda: krippendorff_alpha([[1], [1]], scale=WRONG), "no scale 'wrong'"),
        (lambda: krippendorff_alpha([["a"], ["b"]], scale="interval"), "words are no numbers"),
        (lambda: share_bias([(1, 2)], []), "differ in length"),
    ],
)
def test_mistakes_are_named(call: Any, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        call()


def test_nothing_at_all_has_no_value() -> None:
    assert percent_agreement([], []).value is None
    assert krippendorff_alpha([["a", None], [None, "b"]]).value is None
    assert krippendorff_alpha([]).value is krippendorff_alpha([[], []]).value is None


def test_confusion() -> None:
    first, second = ["a", "a", "a", "b", None], ["a", "b", "b", "b", "a"]
    assert confusion_matrix(first, second).counts == ((1, 2), (0, 1))
    frame = confusion_frame(first, second, groups=[1, 2, 3, 4, 5])
    assert frame["count"].tolist() == [1, 2, 0, 1]
    assert frame["share"].tolist() == pytest.approx([1 / 3, 2 / 3, 0, 1], abs=1e-4)
    assert frame["n"].tolist() == [3, 3, 1, 1]
    assert (frame["low"] <= frame["share"]).all()


def test_errors_that_cancel_are_no_bias_and_others_are() -> None:
    first = ["heard", "none"] * 50
    cancel = ["heard", "none"] * 40 + ["none", "heard"] * 10
    lean = ["heard", "none"] * 30 + ["heard", "heard"] * 20
    even = label_bias(first, cancel)["heard"]
    assert even.value == 0
    low, high = interval(even)
    assert low < 0 < high
    more = label_bias(first, lean)["heard"]
    assert more.value == 0.2
    assert interval(more)[0] > 0
    assert label_bias(first, lean)["none"].value == -0.2


def test_a_bias_of_shares_is_resampled_by_group() -> None:
    hand, tool = [(1, 4)] * 20, [(2, 4), (1, 4)] * 10
    assert share_bias(hand, tool).value == 0.125
    assert share_bias(hand, tool, groups=["x", "y"] * 10).high == 0.25
    assert share_bias([(0, 0)], [(1, 2)]).value is None
