"""The ladder: the level that is claimed beside the level that is shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tokenwatch.assessment import Assessment
from tokenwatch.codebook import load_codebook
from tokenwatch.errors import OptionError
from tokenwatch.plots.canvas import MARKS, TYPE, finish, put_legend, take_axes
from tokenwatch.plots.tables import Readings, answered_documents

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LARGEST = 1500
"""Points squared of the largest circle: as wide as the step between two levels in a picture of its own size."""
SMALLEST = 120
"""Points squared of a circle that a number still fits into."""


def plot_ladder(readings: Readings, *, ax: Axes | None = None) -> Axes:
    """Draw what is claimed against what is shown.

    Parameters
    ----------
    readings
        One assessment: its two levels, and the gap between them. Several, or a table of documents: how many
        documents stand at each pair of levels; above the line more is claimed than shown.
    ax
        Axes to draw on; new ones, if not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its label is the text alternative.

    Raises
    ------
    OptionError
        If matplotlib is not installed, or no document has a verdict.

    Examples
    --------
    >>> import tokenwatch
    >>> text = "Our project is co-produced with tenants. In May 2024, 41 tenants filled in a survey. " * 3
    >>> plot_ladder(tokenwatch.scan(tokenwatch.Document.from_text(text))).get_label()
    'Claimed: level 5, share power. Shown: level 2, consult. Gap: 3.'
    """
    if isinstance(readings, Assessment):
        return _plot_one(readings, ax)
    frame, left_out = answered_documents(readings)
    pairs = Counter(zip(frame["evidenced"].astype(int), frame["claimed"].astype(int), strict=True))
    axes = take_axes(ax, height=5.4)
    names = _level_names()
    axes.axline((0, 0), slope=1, color="black", linestyle="--", linewidth=1, label="claims what it shows")
    sizes = [max(SMALLEST, LARGEST * count / max(pairs.values())) for count in pairs.values()]
    shown_levels, claimed_levels = zip(*pairs, strict=True)
    axes.scatter(shown_levels, claimed_levels, s=sizes, color=MARKS[1].colour, edgecolor="black", zorder=3)
    for place, count in pairs.items():
        axes.annotate(str(count), place, ha="center", va="center", fontsize=TYPE, zorder=4)
    axes.set(xlabel="level shown", ylabel="level claimed", xlim=(-0.6, 5.6), ylim=(-0.6, 5.6))
    _write_levels(axes, names)
    axes.set_yticks(range(len(names)), [f"{name}  {level}" for level, name in enumerate(names)])
    put_legend(axes)
    over = sum(count for (shown, claimed), count in pairs.items() if claimed > shown)
    cells = "; ".join(
        f"claimed {claimed}, shown {shown}: {count}" for (shown, claimed), count in sorted(pairs.items(), reverse=True)
    )
    told = f"{over} of {len(frame)} documents claim a higher level than they show. Documents by level: {cells}."
    return finish(axes, "Claimed against shown", told + left_out)


def _plot_one(reading: Assessment, ax: Axes | None) -> Axes:
    if not reading.verdict.judged:
        raise OptionError("the document was not read: " + reading.verdict.why, kind="empty", hint="draw another")
    axes, names, levels = take_axes(ax, height=2.5), _level_names(), reading.levels
    rows = (("shown", levels.evidenced, "o", "black"), ("claimed", levels.claimed, "D", "white"))
    for row, (_, level, marker, face) in enumerate(rows):
        axes.hlines(row, 0, level, color="black", linestyle="-" if row == 0 else ":", linewidth=2)
        axes.plot(level, row, marker, markersize=13, markerfacecolor=face, markeredgecolor="black")
        axes.annotate(
            str(level), (level, row), ha="center", va="bottom", fontsize=TYPE, xytext=(0, 9), textcoords="offset points"
        )
    axes.set_yticks([0, 1], [name for name, *_ in rows])
    _write_levels(axes, names)
    axes.set(xlim=(-0.3, 5.3), ylim=(-0.5, 1.7))
    told = (
        f"Claimed: level {levels.claimed}, {names[levels.claimed]}. "
        f"Shown: level {levels.evidenced}, {names[levels.evidenced]}. Gap: {levels.gap}."
    )
    return finish(axes, "Claimed against shown", told)


def _write_levels(axes: Axes, names: list[str]) -> None:
    """Write each level under its tick, a word a line: two long names would run into each other in a small picture."""
    axes.set_xticks(range(len(names)), [f"{level}\n{name.replace(' ', chr(10))}" for level, name in enumerate(names)])


def _level_names() -> list[str]:
    return [level.name for level in load_codebook(None).levels]
