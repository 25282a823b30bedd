"""What the text around says about how to read one of its sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tokenwatch.analysis import STRONG, Analysis, Statement

STRETCH = 5_200
"""Characters over which statements are counted: the longest text on which the rules were tuned."""
WORD = 6
"""Characters of an English word with its space."""
SHORTEST = 300
"""Words that a stretch counts at least: a few sentences in a row are no page full of them."""


@dataclass(frozen=True, slots=True)
class Context:
    """What tells a how-to from a report, and a page on involvement from one that mentions it.

    Parameters
    ----------
    density
        Statements with an unambiguous involvement term per 100 words, where they stand closest. While statements are
        being judged these are all candidate sentences; for the verdict, those that turned out to speak of people
        taking part. Pages before or after that speak of something else change nothing.
    advice
        Share of these statements, 0 to 1, that advise.
    """

    density: float = 0.0
    advice: float = 0.0


def read_contexts(analysis: Analysis) -> Iterator[Context]:
    """Compute for each statement the context of the text around it, within `STRETCH` on both sides.

    What stands farther away changes nothing: a statement in an annex is not read by the foreword, and a hundred pages
    that are put before or behind do not turn one.

    Parameters
    ----------
    analysis
        With its statements, judged or not, in the order of the text.

    Yields
    ------
    Context
        One for each statement.
    """
    counted = _Counted(analysis.statements)
    for start in counted.starts:
        yield counted.context(
            bisect_left(counted.starts, start - STRETCH), bisect_right(counted.starts, start + STRETCH)
        )


def read_context(analysis: Analysis) -> Context:
    """Compute the context of a document as a whole; all zero where there is no statement."""
    return _Counted(analysis.statements).context(0, len(analysis.statements))


class _Counted:
    """Statements counted once, since each of them stands in the surroundings of hundreds where a text is dense."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.starts = [statement.start for statement in statements]
        self._strong_before = [0, *accumulate(STRONG in one.slots.cues for one in statements)]
        self._advice_before = [0, *accumulate("advice" in one.slots.cues for one in statements)]
        self._strong = [(one.start, one.end) for one in statements if STRONG in one.slots.cues]

    def context(self, first: int, last: int) -> Context:
        """Give the context that the statements from the first up to the last make, that one not included."""
        strong = self._strong[self._strong_before[first] : self._strong_before[last]]
        advice = self._advice_before[last] - self._advice_before[first]
        return Context(_density(strong), advice / (last - first) if last > first else 0.0)


def _density(places: Sequence[tuple[int, int]]) -> float:
    """Give the density of the densest stretch: from a strong statement to the last one within `STRETCH`."""
    best = 0.0
    first = 0
    for last, (_, end) in enumerate(places):
        while end - places[first][0] > STRETCH and first < last:
            first += 1
        words = max((end - places[first][0]) / WORD, SHORTEST)
        best = max(best, (last - first + 1) / words * 100)
    return best
