"""What all pictures share: Axes to draw on, marks that differ by more than colour, the text alternative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tokenwatch.errors import OptionError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 7.2
"""Inches: the text width of an A4 page, so that type keeps its size when the picture is put there."""
TYPE = 10
"""Points of the smallest type, for the same page: what running text is set in."""
ABOVE = 30
"""Points between picture and title that hold a legend of one line."""
NARROWEST = 0.06
"""Share of a bar from which a number fits into its part at that size."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A colour and a pattern: either alone tells the parts of a bar apart."""

    colour: str
    hatch: str = ""
    ink: str = "black"


MARKS = (
    Mark("#ffffff"),
    Mark("#d9e6f2", "...."),
    Mark("#8fbbda", "////"),
    Mark("#5a93bf", "xxxx"),
    Mark("#0b3c5d", "", "white"),
)
"""From nothing to most: lightness alone gives the order, in grey print too; patterns tell neighbours apart."""


def marks_for(n: int) -> list[Mark]:
    """Give so many marks, from nothing to most, as far apart as they can be; at most five.

    Examples
    --------
    >>> [mark.hatch for mark in marks_for(3)]
    ['', '////', '']
    """
    return [MARKS[round(place * (len(MARKS) - 1) / max(1, n - 1))] for place in range(n)]


def take_axes(ax: Axes | None, *, height: float) -> Axes:
    """Give the Axes to draw on: the user's, or new ones of a figure of their own.

    Parameters
    ----------
    ax
        What the user gave.
    height
        Inches of a new figure.

    Raises
    ------
    OptionError
        If matplotlib is not installed.
    """
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        message = "pictures need matplotlib, which is not installed"
        raise OptionError(message, kind="extra", hint='pip install "tokenwatch[plot]"') from error
    new: Axes = pyplot.subplots(figsize=(WIDTH, height), layout="constrained")[1]
    return new


def finish(ax: Axes, title: str, alternative: str) -> Axes:
    """Put the title, set the type, and lay down the text alternative as the label of the Axes."""
    legend = ax.get_legend()
    shown = ax.set_title(title, loc="left", fontsize=TYPE + 2, pad=ABOVE if legend else None)
    names = (ax.xaxis.label, ax.yaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels())
    for text in names:
        text.set_fontsize(TYPE)
    for text in (shown, *names, *(legend.get_texts() if legend else ())):
        text.set_parse_math(False)  # two dollars in somebody's title are no formula
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.set_label(alternative)
    return ax


def put_legend(ax: Axes) -> None:
    """Put the legend between title and picture, where it covers nothing; it may reach over the names on the left."""
    ax.legend(
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=len(ax.get_legend_handles_labels()[0]),
        fontsize=TYPE,
        frameon=False,
        borderaxespad=0.2,
        handlelength=1.6,
        columnspacing=1.4,
    )


def stack_bars(
    ax: Axes,
    names: Sequence[str],
    parts: Sequence[str],
    amounts: Sequence[Sequence[float]],
    words: Sequence[Sequence[str]],
) -> None:
    """Draw a horizontal bar for each name, the first at the top, stacked of parts that are written on where they fit.

    Parameters
    ----------
    ax
        Where.
    names
        Of the bars.
    parts
        Of each bar, least first; at most as many as there are `MARKS`.
    amounts, words
        For each name and each part how long it is, and what is written on it.
    """
    longest = max(map(sum, amounts), default=1) or 1
    left = [0.0] * len(names)
    for column, (part, mark) in enumerate(zip(parts, marks_for(len(parts)), strict=True)):
        lengths = [row[column] for row in amounts]
        bars = ax.barh(
            list(names), lengths, left=left, label=part, color=mark.colour, hatch=mark.hatch, edgecolor="black"
        )
        shown = [
            row[column] if length >= NARROWEST * longest else "" for row, length in zip(words, lengths, strict=True)
        ]
        plate = {"facecolor": "white" if mark.hatch else mark.colour, "edgecolor": "none", "pad": 1.5}
        ax.bar_label(bars, shown, label_type="center", fontsize=TYPE, color=mark.ink, bbox=plate)
        left = [start + length for start, length in zip(left, lengths, strict=True)]
    ax.invert_yaxis()
    put_legend(ax)
