"""Labels of several raters as numbers: what every measure here begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tokenwatch.errors import OptionError
from tokenwatch.measure.bootstrap import Integers, number_groups

MISSING = -1
"""Code of a label that was not given: no index of a label is negative."""


@dataclass(frozen=True)
class Ratings:
    """Units as several raters labelled them.

    Parameters
    ----------
    labels
        All labels, in their order.
    codes
        Shape (raters, units): indices into `labels`, `MISSING` where none was given.
    groups
        A number from 0 for what each unit belongs to.
    """

    labels: tuple[Any, ...]
    codes: Integers
    groups: Integers

    def keep(self, chosen: Any) -> Ratings:
        """Keep some of the units; `chosen` is a truth value for each."""
        groups = number_groups([str(group) for group in self.groups[chosen]])
        return Ratings(self.labels, self.codes[:, chosen], groups)

    def complete(self) -> Ratings:
        """Keep the units that every rater labelled."""
        return self.keep((self.codes != MISSING).all(0))


def make_ratings(
    raters: Sequence[Sequence[Any]], *, labels: Sequence[Any] | None = None, groups: Sequence[Any] | None = None
) -> Ratings:
    """Turn labels into numbers.

    Parameters
    ----------
    raters
        For each rater the labels of all units; ``None`` and NaN are missing.
    labels
        All labels in their order; those that occur, sorted, if not given.
    groups
        What each unit belongs to (a document, a repository): units of one group are resampled together. Each unit
        by itself, if not given.

    Raises
    ------
    OptionError
        If lengths differ, or a label is not among `labels`.

    Examples
    --------
    >>> make_ratings([["heard", None], ["none", "heard"]]).codes.tolist()
    [[0, -1], [1, 0]]
    """
    import pandas

    rows = [list(rater) for rater in raters]
    n_units = len(rows[0]) if rows else 0
    names = [str(number) for number in range(n_units)] if groups is None else [str(group) for group in groups]
    if any(len(row) != n_units for row in [*rows, names]):
        sizes = ", ".join(str(len(row)) for row in [*rows, names])
        raise OptionError(f"raters and groups differ in length: {sizes}", kind="option", hint="give one for each unit")
    given = [[None if pandas.isna(value) else value for value in row] for row in rows]
    order = tuple(_in_order(given) if labels is None else labels)
    index = {label: number for number, label in enumerate(order)} | {None: MISSING}
    strange = [value for row in given for value in row if value not in index]
    if strange:
        hint = "the labels are " + ", ".join(map(str, order))
        raise OptionError(f"{strange[0]!r} is none of the labels", kind="option", hint=hint)
    codes = np.array([[index[value] for value in row] for row in given], dtype=np.int64).reshape(len(rows), n_units)
    return Ratings(order, codes, number_groups(names))


def _in_order(rows: list[list[Any]]) -> list[Any]:
    found = {value for row in rows for value in row if value is not None}
    return sorted(found, key=lambda value: (isinstance(value, str), value))
