"""Rules with points: how both judges, of statements and of documents, come to an answer and a reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Facts = TypeVar("Facts")
Evidence = TypeVar("Evidence")


@dataclass(frozen=True)
class Rule(Generic[Facts, Evidence]):
    """One rule.

    Parameters
    ----------
    why
        What it looks at, in words that a reader of the report understands.
    holds
        When it holds.
    points
        What it gives to some answers; negative points speak against.
    shown_by
        The evidence that it rests on; nothing where it speaks of the whole.
    """

    why: str
    holds: Callable[[Facts], bool]
    points: Mapping[str, float]
    shown_by: Callable[[Facts], Iterable[Evidence]] = lambda facts: ()


def score(rules: Sequence[Rule[Facts, Evidence]], facts: Facts, answers: Sequence[str]) -> dict[str, float]:
    """Add up the points of every rule that holds.

    Parameters
    ----------
    rules, facts
        The rules and what they look at.
    answers
        All possible answers.

    Returns
    -------
    dict
        Points by answer, in the order of `answers`.

    Examples
    --------
    >>> score([Rule("it rains", lambda facts: facts == "rain", {"in": 2.0})], "rain", ("in", "out"))
    {'in': 2.0, 'out': 0.0}
    """
    points = dict.fromkeys(answers, 0.0)
    for rule in rules:
        if rule.holds(facts):
            for answer, value in rule.points.items():
                points[answer] += value
    return points


def main_reason(rules: Sequence[Rule[Facts, Evidence]], facts: Facts, answer: str) -> str:
    """Give the words of the rule that gave most to an answer; of equals, the first."""
    given = [rule for rule in rules if rule.points.get(answer, 0.0) > 0 and rule.holds(facts)]
    return max(given, key=lambda rule: rule.points[answer]).why if given else "no rule speaks clearly for anything"


def softmax(points: Mapping[str, float]) -> dict[str, float]:
    """Turn points into probabilities that sum to 1, in the same order.

    Examples
    --------
    >>> softmax({"yes": 0.0, "no": 0.0})
    {'yes': 0.5, 'no': 0.5}
    """
    exponentials = {answer: math.exp(value) for answer, value in points.items()}
    total = sum(exponentials.values())
    return {answer: value / total for answer, value in exponentials.items()}
