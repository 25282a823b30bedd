"""A document of judged statements, as the signs look at it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from tokenwatch.analysis import Analysis, Statement
from tokenwatch.assess.context import STRETCH
from tokenwatch.assess.levels import evidenced_level, find_levels
from tokenwatch.assess.passages import judge_level, judge_statements
from tokenwatch.assess.verdict import find_verdict

NEAR = 0.5
"""Half: with less, strays of a hundred other pages begin to count; with more, a second chapter on involvement would
not. In texts of the length of the gold's it leaves nothing out."""

LONG = 10_000
"""Words above which strays are to be expected: in 64,600 words of reviews, mail and letters there are eighteen."""
ALONE = 2.0
"""What a stretch of a long text must say of involvement to count: three statements, or two that are sure. Less is no
ground for a verdict on a hundred pages."""


@dataclass(frozen=True)
class View:
    """A document of judged statements as the signs look at it.

    Parameters
    ----------
    analysis
        With judged statements.
    """

    analysis: Analysis

    @cached_property
    def considered(self) -> tuple[Statement, ...]:
        """The sentences that were looked at, where the text speaks of involvement most.

        In a long text a few stray sentences look like involvement on pages that are on something else; they stand
        alone. So a sentence counts where the text around it, within `STRETCH` on both sides, speaks of involvement at
        least `NEAR` times as much as where it does so most, and in a long text at least `ALONE`. How much that is, only
        statements tell: sentences that were passed over add up to as much on any page.
        """
        found = sorted((*self.analysis.statements, *self.analysis.passed_over), key=lambda statement: statement.start)
        starts = [statement.start for statement in found]
        sums = [0.0, *accumulate(involved(statement) if statement.kind != "none" else 0.0 for statement in found)]
        around = [
            sums[bisect_right(starts, start + STRETCH)] - sums[bisect_left(starts, start - STRETCH)] for start in starts
        ]
        least = max(NEAR * max(around, default=0.0), ALONE if self.analysis.n_words > LONG else 0.0)
        return tuple(statement for statement, amount in zip(found, around, strict=True) if amount >= least)

    @cached_property
    def shown_levels(self) -> tuple[int, ...]:
        """Level that each considered sentence shows if it tells of something that was done."""
        return tuple(
            evidenced_level(replace(statement, kind="practice", level=judge_level(statement, "practice")))
            for statement in self.considered
        )

    @cached_property
    def by_rules(self) -> Mapping[str, float]:
        """Probability of each verdict if the hand-written rules judged both statements and document."""
        judged = judge_statements(replace(self.analysis, statements=self.considered, passed_over=()))
        return find_verdict(judged, find_levels(judged)).probabilities


def involved(statement: Statement) -> float:
    """Give the probability that a statement speaks of people taking part."""
    return 1 - statement.probabilities.get("none", 0.0)
