"""Details: told, promised, or neither."""

from __future__ import annotations

import pytest

from tokenwatch.language import load
from tokenwatch.language.details import PLANNED


def _found(text: str) -> list[tuple[str, str]]:
    doc = load()(text)
    return [(span.id_, span.label_) for span in doc.spans["details"]]


def test_a_detail_needs_nobody_named_in_its_sentence() -> None:
    assert _found("There are six tenants. Expenses are paid.") == [("costs-refunded", "payment")]


def test_a_promise_is_told_from_what_is_done() -> None:
    assert _found("Expenses will be paid.") == [("costs-refunded", PLANNED)]


@pytest.mark.parametrize(
    "text",
    [
        "No expenses are paid.",
        "Why is it that expenses are paid?",
        "Carers asked: “Is it true that expenses are paid?”",
        "(Is it true that expenses are paid?)",
        "It should be said first that expenses are paid.",
        "It is tokenistic when expenses are paid and nothing else.",
    ],
)
def test_what_is_denied_asked_advised_or_criticised_is_left_out(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize("text", ["It is not far and expenses are paid.", "Not only expenses are paid."])
def test_a_negation_of_something_else_denies_nothing(text: str) -> None:
    assert _found(text) == [("costs-refunded", "payment")]


def test_a_detail_makes_no_statement_and_is_no_indicator_that_a_judge_hears() -> None:
    doc = load()("Expenses are paid.")
    assert not doc.spans["statements"]
    assert not doc.spans["indicators"]
