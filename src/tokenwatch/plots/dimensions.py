"""The profile: how far each dimension of involvement is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from tokenwatch.assessment import DIMENSIONS, DimensionState
from tokenwatch.plots.canvas import finish, stack_bars, take_axes
from tokenwatch.plots.tables import Readings, answered_documents

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STATES = tuple(reversed(get_args(DimensionState)))
"""From "not stated", which never means no, to "shown"."""


def plot_dimensions(readings: Readings, *, ax: Axes | None = None) -> Axes:
    """Draw the state of each dimension: of one document, or how many documents show it.

    Parameters
    ----------
    readings
        An assessment, several, or a table of documents.
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
    >>> text = "The estate had a repairs problem. In May 2024 six tenants chose the new contractor. " * 3
    >>> plot_dimensions(tokenwatch.scan(tokenwatch.Document.from_text(text))).get_label()[:44]
    'Dimensions. power: not stated; timing: not s'
    """
    frame, left_out = answered_documents(readings)
    counts = [[int((frame[f"dimension_{name}"] == state).sum()) for state in STATES] for name in DIMENSIONS]
    one = len(frame) == 1
    words = [[state if one else str(n) for state, n in zip(STATES, row, strict=True)] for row in counts]
    axes = take_axes(ax, height=4.4)
    stack_bars(axes, DIMENSIONS, STATES, counts, words)
    if one:
        axes.set_xticks([])
    else:
        axes.set_xlabel("documents")
    told = "; ".join(
        f"{name}: " + ", ".join(state if one else f"{state} {n}" for state, n in zip(STATES, row, strict=True) if n)
        for name, row in zip(DIMENSIONS, counts, strict=True)
    )
    of_what = "Dimensions" if one else f"Dimensions in {len(frame)} documents"
    return finish(axes, of_what, f"{of_what}. {told}.{left_out}")
