"""Presence over time: how people with the experience appear, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokenwatch.assessment import PRESENCES
from tokenwatch.errors import OptionError
from tokenwatch.overview.tables import find_date_column, read_date
from tokenwatch.plots.canvas import finish, stack_bars, take_axes
from tokenwatch.plots.tables import Readings, answered_documents

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_presence(table: Readings, *, date: str = "", ax: Axes | None = None) -> Axes:
    """Draw for each year in how many of its documents people are absent, mentioned, quoted, speaking, deciding.

    Parameters
    ----------
    table
        A table of documents with a column of dates, as `tokenwatch.scan_corpus` gives it of a table of texts.
    date
        Name of that column; by default the one called ``date`` or ``year``. Dates are read as ISO 8601 writes them.
    ax
        Axes to draw on; new ones, if not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its label is the text alternative. Bars are shares of the documents of a year; how many these are stands
        beside the year, since a share of three documents tells little.

    Raises
    ------
    OptionError
        If matplotlib is not installed, no document has a verdict, or none a date.

    Examples
    --------
    >>> import tokenwatch
    >>> table = tokenwatch.frames.documents_frame(tokenwatch.scan("corpora/samples/bid.md")).assign(year=2024)
    >>> plot_presence(table).get_label()
    'Presence by year. 2024 (n = 1): mentioned 1.'
    """
    frame, left_out = answered_documents(table)
    column = date or find_date_column(frame)
    if column not in frame.columns:
        message = f"the table has no column {column!r}" if column else "the table has no column of dates"
        raise OptionError(message, kind="option", hint="name it: date=…")
    years = frame[column].map(lambda value: read_date(value)[:4])
    counts = {
        year: [int((frame.loc[years == year, "presence"] == name).sum()) for name in PRESENCES]
        for year in sorted(set(years) - {""})
    }
    if not counts:
        hint = "write 2024, 2024-03 or 2024-03-01"
        raise OptionError(f"nothing in the column {column!r} is a date", kind="option", hint=hint)
    axes = take_axes(ax, height=1.4 + 0.45 * len(counts))
    names = [f"{year}  (n = {sum(row)})" for year, row in counts.items()]
    shares = [[100 * n / sum(row) for n in row] for row in counts.values()]
    stack_bars(axes, names, PRESENCES, shares, [list(map(str, row)) for row in counts.values()])
    axes.set_xlabel("% of documents (the numbers are documents)")
    undated = int((years == "").sum())
    told = "; ".join(
        f"{year} (n = {sum(row)}): " + ", ".join(f"{name} {n}" for name, n in zip(PRESENCES, row, strict=True) if n)
        for year, row in counts.items()
    )
    left_out += f" Without a date: {undated}." if undated else ""
    return finish(axes, "Presence of people by year", f"Presence by year. {told}.{left_out}")
