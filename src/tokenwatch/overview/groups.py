"""Groups of documents: how many, which verdicts, which levels, who is present."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import sqrt
from typing import TYPE_CHECKING, Any

from tokenwatch.assessment import PRESENCES, VERDICTS
from tokenwatch.overview.records import Count, Group, Grouping, Share, Spread
from tokenwatch.overview.tables import NOT_STATED, show_cell

if TYPE_CHECKING:
    import pandas

MOST_GROUPS = 30
"""Groups shown by themselves: about what fits on two screens, more is not compared by eye."""
FEWEST = 10
"""Documents with a verdict that a group needs to be compared: at nine, the 95 % interval of a half goes from
about 0.2 to 0.8, which tells nothing."""

_Z = 1.959963984540054
"""The normal distribution's 97.5 % point: 95 % lie between it and its negative."""


def wilson(count: int, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a share, without correction for continuity.

    Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the American
    Statistical Association 22, 209-212. It stays within 0 and 1 and serves small groups too.

    Parameters
    ----------
    count, n
        Documents with the label, out of so many; `n` above 0.

    Examples
    --------
    >>> tuple(round(end, 3) for end in wilson(5, 10))
    (0.237, 0.763)
    """
    share, square = count / n, _Z**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n**2))
    return (0.0 if count == 0 else middle - half), (1.0 if count == n else middle + half)


def make_group(name: str, frame: pandas.DataFrame) -> Group:
    """Count one group.

    Parameters
    ----------
    name
        What to call it.
    frame
        Its rows of what `load_results` gave. Everything but the numbers of documents is counted on those with a
        verdict alone: an abstention is no answer, and of a text not in English nothing was read.
    """
    answered = frame[frame["answered"]]
    n_unreadable = int(frame["unreadable"].sum())
    return Group(
        name=name,
        n=len(frame),
        n_verdict=len(answered),
        n_abstained=len(frame) - len(answered) - n_unreadable,
        n_unreadable=n_unreadable,
        verdicts=_shares(answered["verdict"], VERDICTS),
        presences=_shares(answered["presence"], PRESENCES),
        claimed=_spread(answered["claimed"]),
        evidenced=_spread(answered["evidenced"]),
        too_few=len(answered) < FEWEST,
    )


def make_grouping(column: str, frame: pandas.DataFrame, values: Iterable[Any]) -> tuple[Grouping, list[int]]:
    """Group by a column.

    Parameters
    ----------
    column
        What to call the grouping.
    frame
        As for `make_group`.
    values
        The value of each row; what is missing or empty makes a group of its own.

    Returns
    -------
    grouping
        Largest groups first, years and other numbers in their own order; the missing and the folded ones last.
    numbers
        For each row the number of its group.
    """
    import pandas

    names = pandas.Series([show_cell(value) for value in values], index=frame.index, dtype="object")
    counts = names[names != ""].value_counts()
    order = sorted(counts.index, key=lambda name: (-counts[name], name))
    kept, folded = order[:MOST_GROUPS], order[MOST_GROUPS:]
    if all(name.isdecimal() for name in kept):
        kept.sort(key=int)
    number = {name: place for place, name in enumerate(kept)}
    titles = [*kept]
    if (names == "").any():
        number[""] = len(titles)
        titles.append(f"({NOT_STATED})")
    if folded:
        number |= dict.fromkeys(folded, len(titles))
        titles.append(f"({len(folded):,} smaller groups together)")
    numbers = names.map(number)
    groups = tuple(make_group(title, frame[numbers == place]) for place, title in enumerate(titles))
    return Grouping(column, groups, len(folded)), numbers.tolist()


def count_gaps(frame: pandas.DataFrame) -> tuple[Count, ...]:
    """Count documents with a verdict by gap, claimed less evidenced, from the lowest to the highest."""
    answered = frame[frame["answered"]]
    counts = Counter((answered["claimed"] - answered["evidenced"]).astype(int).tolist())
    if not counts:
        return ()
    return tuple(Count(str(gap), counts[gap]) for gap in range(min(counts), max(counts) + 1))


def _shares(column: pandas.Series[Any], labels: Iterable[str]) -> tuple[Share, ...]:
    n, counts = len(column), column.value_counts()
    found = ((label, int(counts.get(label, 0))) for label in labels)
    return tuple(Share(label, count, n, *(wilson(count, n) if n else (None, None))) for label, count in found)


def _spread(column: pandas.Series[Any]) -> Spread:
    return Spread(float(column.mean()), float(column.median())) if len(column) else Spread(None, None)
