"""Platform time: whose minutes an event programme gives."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import shorten
from typing import TYPE_CHECKING

from tokenwatch.analysis import STANDINGS
from tokenwatch.assessment import Assessment
from tokenwatch.errors import OptionError
from tokenwatch.plots.canvas import finish, stack_bars, take_axes
from tokenwatch.reports.voice_words import STANDING_WORDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONGEST = 32
"""Characters of a title beside its bar: more leave less than half of the picture to the bars."""
_ORDER = tuple(reversed(STANDINGS))


def plot_platform_time(readings: Assessment | Iterable[Assessment], *, ax: Axes | None = None) -> Axes:
    """Draw the minutes on the platform by standing, a bar a programme.

    Parameters
    ----------
    readings
        Assessments of event programmes; those that are none, or give no times, are left out and named.
    ax
        Axes to draw on; new ones, if not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its label is the text alternative. "Not identified" is not "professional": the programme does not say.

    Raises
    ------
    OptionError
        If matplotlib is not installed, no programme gives times, or what is given are no readings.

    Examples
    --------
    >>> import tokenwatch
    >>> plot_platform_time(tokenwatch.scan("corpora/samples/programme.md")).get_label()[-62:]
    'not identified 10, post or profession 69, lived experience 20.'
    """
    several = [readings] if isinstance(readings, Assessment) else list(readings)
    if not all(isinstance(reading, Assessment) for reading in several):
        message = "minutes stand in readings alone, not in a table or a path"
        raise OptionError(message, kind="option", hint="give what tokenwatch.scan gave")
    timed = [reading for reading in several if sum(reading.programme.minutes.values())]
    if not timed:
        message = f"none of {len(several)} documents is a programme that gives times"
        raise OptionError(message, kind="empty", hint="people billed are in assessment.programme.people")
    minutes = [[reading.programme.minutes.get(standing, 0) for standing in _ORDER] for reading in timed]
    names = _name_each(timed)
    axes = take_axes(ax, height=1.6 + 0.5 * len(timed))
    parts = [STANDING_WORDS[standing] for standing in _ORDER]
    stack_bars(axes, names, parts, minutes, [list(map(str, row)) for row in minutes])
    axes.set_xlabel("minutes")
    told = "; ".join(
        f"{name}: " + ", ".join(f"{part} {n}" for part, n in zip(parts, row, strict=True) if n)
        for name, row in zip(names, minutes, strict=True)
    )
    without = len(several) - len(timed)
    left_out = f" Without times: {without}." if without else ""
    return finish(axes, "Minutes on the platform", f"Minutes on the platform. {told}.{left_out}")


def _name_each(readings: list[Assessment]) -> list[str]:
    """Name bars by title; a number keeps two of one name apart, since matplotlib would draw them as one."""
    titles = [reading.document.title or reading.document.source or "untitled" for reading in readings]
    names = [shorten(title, LONGEST, placeholder="…") for title in titles]
    return [
        name if names.count(name) == 1 else f"{name} ({names[: i + 1].count(name)})" for i, name in enumerate(names)
    ]
