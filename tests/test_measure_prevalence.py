"""Prevalence corrected for error: right where the count is wrong, as sure as it says, and silent where it must be."""

from __future__ import annotations

import re
import tracemalloc
from typing import Any

import numpy as np
import pytest

from figures import interval, width
from tokenwatch.errors import OptionError
from tokenwatch.measure import correct_prevalence
from tokenwatch.measure.prevalence import Method

LABELS: Any = np.array(["shared", "heard", "none"])
TAKEN = np.array([[0.7, 0.2, 0.1], [0.1, 0.7, 0.2], [0.05, 0.25, 0.7]])
"""How each label is taken by an invented tool."""


def say(truth: Any, generator: np.random.Generator) -> Any:
    return (generator.random(len(truth))[:, None] > TAKEN.cumsum(1)[truth]).sum(1)


def test_of_two_labels_it_is_rogan_and_gladen() -> None:
    # Sensitivity 0.8, specificity 0.9: 0.62 said is (0.62 + 0.9 - 1) / (0.8 + 0.9 - 1).
    truth, said = [True] * 50 + [False] * 50, [True] * 40 + [False] * 10 + [True] * 5 + [False] * 45
    found = correct_prevalence([True] * 62 + [False] * 38, truth=truth, said=said)
    assert found.said[True] == 0.62
    assert found.shares[True].value == pytest.approx((0.62 + 0.9 - 1) / 0.7, abs=1e-4)
    assert found.shares[True].n == 50


def test_shares_are_never_below_0_and_add_up() -> None:
    truth, said = [True] * 50 + [False] * 50, [True] * 40 + [False] * 10 + [True] * 10 + [False] * 40
    found = correct_prevalence([False] * 100, truth=truth, said=said)
    assert {label: figure.value for label, figure in found.shares.items()} == {False: 1.0, True: 0.0}


@pytest.mark.parametrize("method", ["adjusted count", "prediction-powered"])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(method: Method) -> None:
    shares = np.array([0.15, 0.35, 0.5])
    generator = np.random.default_rng(5)
    held, naive, rounds = np.zeros(3), 0, 40
    for _ in range(rounds):
        # The adjusted count may have a sample of other proportions, the prediction-powered one is drawn at random.
        drawn = [1 / 3] * 3 if method == "adjusted count" else shares
        truth, corpus = generator.choice(3, 240, p=drawn), generator.choice(3, 800, p=shares)
        said, predicted = say(truth, generator), say(corpus, generator)
        found = correct_prevalence(LABELS[predicted], truth=LABELS[truth], said=LABELS[said], method=method)
        for index, label in enumerate(LABELS):
            low, high = interval(found.shares[label])
            held[index] += low <= shares[index] <= high
        naive += abs(found.said["none"] - 0.5) < 1.96 * np.sqrt(0.25 / 800)
    assert held.mean() / rounds >= 0.9
    assert held.min() / rounds >= 0.85
    assert naive / rounds < 0.5  # what was said would have been wrong


def test_a_large_corpus_costs_no_memory_for_each_document() -> None:
    truth, said = [True] * 50 + [False] * 50, [True] * 40 + [False] * 10 + [True] * 5 + [False] * 45
    predicted = [True] * 31_000 + [False] * 19_000
    tracemalloc.start()
    correct_prevalence(predicted, truth=truth, said=said)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000 * len(predicted)  # a draw a document were 8,000 bytes


def test_an_interval_is_wider_where_documents_come_in_groups() -> None:
    truth, said = ["a", "b"] * 60, ["a", "b"] * 45 + ["b", "b"] * 15
    groups = [number // 12 for number in range(120)]
    alone = correct_prevalence(["a", "b"] * 200, truth=truth, said=said).shares["a"]
    together = correct_prevalence(["a", "b"] * 200, truth=truth, said=said, groups=groups).shares["a"]
    assert alone.value == together.value
    assert width(together) > 1.5 * width(alone)


def test_no_answer_is_a_finding_like_any_other() -> None:
    # The tool answers where there is something, and is silent of most of the rest: silence is a sign.
    truth = ["a"] * 40 + ["b"] * 40
    said = ["a"] * 36 + [None] * 4 + ["b"] * 16 + [None] * 24
    predicted = ["a"] * 45 + ["b"] * 20 + [None] * 35
    found = correct_prevalence(predicted, truth=truth, said=said)
    assert found.said == {"a": 0.45, "b": 0.2}
    assert found.shares["a"].value == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("truth", "said", "why"),
    [
        (["a", "b"] * 40, ["a", "a", "b", "b"] * 20, "nearly the same of documents that differ"),
        (["a"] * 78 + ["b"] * 2, ["a"] * 78 + ["b"] * 2, r"fewer than 5 groups of the sample hold b \(2\)"),
        (["a", "a"] * 40, ["a", "b"] * 40, r"hold b \(0\)"),
        (["a", "b"], ["a", "b"], "the sample holds 2 groups"),
    ],
)
def test_it_says_where_it_cannot_be_told(truth: list[str], said: list[str], why: str) -> None:
    found = correct_prevalence(["a"] * 60 + ["b"] * 40, truth=truth, said=said)
    assert re.search(why, found.why)
    assert all(figure.value is figure.low is figure.high is None for figure in found.shares.values())
    assert found.said["a"] == 0.6
    assert found.to_frame()["share"].isna().all()


def test_an_empty_corpus_and_a_wrong_method() -> None:
    assert correct_prevalence([], truth=["a"] * 9, said=["a"] * 9).why == "the corpus holds no document"
    with pytest.raises(OptionError, match="no method 'guess'"):
        correct_prevalence(["a"], truth=["a"], said=["a"], method="guess")  # type: ignore[arg-type]  # a wrong method on purpose


def test_the_same_input_gives_the_same_interval() -> None:
    truth, said = ["a", "b"] * 40, ["a", "b"] * 30 + ["a", "a"] * 10
    first, second = (correct_prevalence(["a"] * 70 + ["b"] * 30, truth=truth, said=said) for _ in range(2))
    assert first == second
    assert first.to_frame()["label"].tolist() == ["a", "b"]
