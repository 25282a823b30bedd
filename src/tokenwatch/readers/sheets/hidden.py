"""Rows and columns of a sheet that the program does not show."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


class Runs:
    """Row or column numbers, held as runs: a file hides all rows but ten, or every second one.

    Examples
    --------
    >>> runs = Runs()
    >>> runs.add(3, 5)
    >>> runs.add(6, 6)
    >>> runs.hold(4, 6), runs.hold(6, 7)
    (True, False)
    """

    def __init__(self) -> None:
        self._runs: list[tuple[int, int]] = []
        self._in_order = True

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self._runs)

    def add(self, first: int, last: int) -> None:
        """Add the numbers from a first to a last; files give them in order, or at least may."""
        if last < first:
            return
        if self._runs:
            start, end = self._runs[-1]
            if start <= first <= end + 1:
                self._runs[-1] = (start, max(end, last))
                return
            self._in_order = self._in_order and first > end
        self._runs.append((first, last))

    def hold(self, first: int, last: int) -> bool:
        """Say whether all numbers from a first to a last are among them."""
        if not self._in_order:
            runs, self._runs, self._in_order = sorted(self._runs), [], True
            for run in runs:
                self.add(*run)
        index = bisect_right(self._runs, first, key=lambda run: run[0]) - 1
        return index >= 0 and self._runs[index][1] >= last


@dataclass(frozen=True, slots=True)
class HiddenParts:
    """What is hidden of a sheet.

    Parameters
    ----------
    rows, columns
        From 1.
    ends
        Last row and column of each merged cell, by its first. A title spread over a hidden column and others is
        shown in the others.
    """

    rows: Runs = field(default_factory=Runs)
    columns: Runs = field(default_factory=Runs)
    ends: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether anything is hidden."""
        return bool(self.rows or self.columns)

    def hide(self, row: int, column: int) -> tuple[bool, bool]:
        """Say of a cell whether its row is hidden, and whether its column is."""
        bottom, right = self.ends.get((row, column), (row, column))
        return self.rows.hold(row, bottom), self.columns.hold(column, right)
