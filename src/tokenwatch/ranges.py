"""Ranges of a text, to be asked for by place without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Ranges:
    """Half-open ranges that may overlap each other.

    Parameters
    ----------
    ranges
        Start and end of each, in any order.

    Examples
    --------
    >>> ranges = Ranges([(10, 20), (12, 14)])
    >>> ranges.overlap(15, 30), ranges.overlap(20, 30)
    (True, False)
    """

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self.starts = [start for start, _ in ordered]
        self.furthest = list(accumulate((end for _, end in ordered), max))
        """How far the ranges up to each one reach."""

    def overlap(self, start: int, end: int) -> bool:
        """Say whether any of them shares a place with a range that is not empty."""
        before = bisect_left(self.starts, end)
        return before > 0 and self.furthest[before - 1] > start

    def hold(self, start: int, end: int) -> bool:
        """Say whether one of them holds the whole of a range."""
        before = bisect_right(self.starts, start)
        return before > 0 and self.furthest[before - 1] >= end

    def near(self, start: int, end: int) -> range:
        """Give the places, among the ranges in their order, of all that share something with a range; of few others."""
        last = first = bisect_left(self.starts, end)
        while first > 0 and self.furthest[first - 1] > start:
            first -= 1
        return range(first, last)
