"""Calibration: whether "7 in 10" is right seven times in ten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tokenwatch.errors import OptionError
from tokenwatch.overview.groups import wilson
from tokenwatch.plots.canvas import TYPE, finish, put_legend, take_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_calibration(bins: Sequence[tuple[float, float, int]], *, ax: Axes | None = None) -> Axes:
    """Draw how often verdicts were right against how sure they were.

    Parameters
    ----------
    bins
        `tokenwatch.evaluate.Evaluation.bins`: for each, mean probability, share that is right, number of documents.
    ax
        Axes to draw on; new ones, if not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its label is the text alternative. Below the line a verdict is surer than it is right. The bars are 95 %
        intervals of each share, as if documents were drawn one by one.

    Raises
    ------
    OptionError
        If matplotlib is not installed, or there is no bin.

    Examples
    --------
    >>> plot_calibration([(0.45, 0.4, 50), (0.72, 0.6, 30)]).get_label()
    'Calibration. Said 45 %: right 40 % of 50; said 72 %: right 60 % of 30.'
    """
    if not bins:
        raise OptionError("there is no bin to draw", kind="empty", hint="evaluate on documents with a verdict")
    axes = take_axes(ax, height=5.0)
    axes.axline((0, 0), slope=1, color="black", linestyle="--", linewidth=1, label="as sure as right")
    said, right = [point[0] for point in bins], [point[1] for point in bins]
    ends = [wilson(round(share * count), count) for _, share, count in bins]
    # A share that was rounded may lie a hair outside.
    below = [max(0.0, share - low) for share, (low, _) in zip(right, ends, strict=True)]
    above = [max(0.0, high - share) for share, (_, high) in zip(right, ends, strict=True)]
    axes.errorbar(said, right, yerr=[below, above], fmt="o-", color="#0b3c5d", capsize=4, label="verdicts")
    for place_x, place_y, count in bins:
        axes.annotate(f"n = {count}", (place_x, place_y), xytext=(7, -12), textcoords="offset points", fontsize=TYPE)
    axes.set(xlabel="how sure", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1))
    put_legend(axes)
    told = "; ".join(f"said {100 * p:.0f} %: right {100 * share:.0f} % of {count}" for p, share, count in bins)
    return finish(axes, "Calibration of the verdict", f"Calibration. {told[0].upper()}{told[1:]}.")
