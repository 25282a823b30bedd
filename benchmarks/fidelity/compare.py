"""What follows from the scores: who is best at what, and where tokenwatch is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from fidelity.measures import MEASURES, Scores
from fidelity.tools import OURS

SAME = 0.0005
"""Differences below it are not shown: half of the last digit on the page."""
READING = "reading"
"""What a row below the best is named by where tokenwatch cannot read the sample at all."""

Outcome = Scores | str
"""A tool's scores on a sample, or why there are none."""
Outcomes = Mapping[str, Mapping[str, Outcome]]
"""By sample, then by tool; a tool that does not take the format is not there."""


@dataclass(frozen=True)
class Shortfall:
    """A measure of a sample at which another tool is better."""

    sample: str
    measure: str
    ours: float | None
    best: float
    tools: tuple[str, ...]


def format_of(sample: str) -> str:
    """Give the format of a sample by its name.

    Examples
    --------
    >>> format_of("bids.csv")
    'csv'
    """
    return PurePath(sample).suffix[1:]


def shortfalls(outcomes: Outcomes) -> Iterator[Shortfall]:
    """Give every measure of every sample at which tokenwatch is below the best of the others."""
    for sample, by_tool in outcomes.items():
        ours = by_tool[OURS]
        peers = {tool: scores for tool, scores in by_tool.items() if tool != OURS and not isinstance(scores, str)}
        if isinstance(ours, str):
            if peers:
                best = {tool: scores["words"] or 0.0 for tool, scores in peers.items()}
                yield Shortfall(sample, READING, None, max(best.values()), _tops(best))
            continue
        for measure in MEASURES:
            values = {tool: value for tool, scores in peers.items() if (value := scores[measure]) is not None}
            mine, most = ours[measure], max(values.values(), default=0.0)
            if mine is not None and most - mine >= SAME:
                yield Shortfall(sample, measure, mine, most, _tops(values))


def best_by_format(outcomes: Outcomes) -> dict[str, dict[str, tuple[tuple[str, ...], float]]]:
    """Give, by format and measure, the best tools and their mean over the format's samples.

    A sample that a tool fails on counts nought for it, one that has nothing to measure counts for nobody.
    """
    found: dict[str, dict[str, tuple[tuple[str, ...], float]]] = {}
    for name in sorted({format_of(sample) for sample in outcomes}):
        of_format = [by_tool for sample, by_tool in outcomes.items() if format_of(sample) == name]
        for measure in MEASURES:
            means = _means(of_format, measure)
            if means:
                found.setdefault(name, {})[measure] = _tops(means), max(means.values())
    return found


def _means(of_format: list[Mapping[str, Outcome]], measure: str) -> dict[str, float]:
    values: dict[str, list[float]] = {}
    for by_tool in of_format:
        measured = {tool: value for tool, got in by_tool.items() if (value := _value(got, measure)) is not None}
        failed = {tool: 0.0 for tool, got in by_tool.items() if isinstance(got, str)} if measured else {}
        for tool, value in (measured | failed).items():
            values.setdefault(tool, []).append(value)
    return {tool: sum(many) / len(many) for tool, many in values.items()}


def _value(outcome: Outcome, measure: str) -> float | None:
    return None if isinstance(outcome, str) else outcome[measure]


def _tops(values: Mapping[str, float]) -> tuple[str, ...]:
    most = max(values.values())
    return tuple(tool for tool, value in values.items() if most - value < SAME)
