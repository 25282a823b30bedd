"""Keyness: the words that mark one label, and those that mark the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from tokenwatch.errors import OptionError
from tokenwatch.plots.canvas import MARKS, TYPE, finish, put_legend, take_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Scored(Protocol):
    """What is drawn of a word: `tokenwatch.measure.Keyword` is one."""

    @property
    def word(self) -> str: ...  # noqa: D102 (the class says it)
    @property
    def score(self) -> float: ...  # noqa: D102 (the class says it)
    @property
    def count(self) -> int: ...  # noqa: D102 (the class says it)
    @property
    def rest(self) -> int: ...  # noqa: D102 (the class says it)


def plot_keyness(words: Sequence[Scored], label: str, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """Draw the words that mark a label most, and those that mark the rest, with how often each was used.

    Parameters
    ----------
    words
        What `tokenwatch.measure.keyness` gave, the strongest mark of the label first.
    label
        The label, for the legend.
    most
        Words of each side, at least 1.
    ax
        Axes to draw on; new ones, if not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its label is the text alternative. A score between -2 and 2 may well be chance.

    Raises
    ------
    OptionError
        If matplotlib is not installed, or there is no word.

    Examples
    --------
    >>> from collections import namedtuple
    >>> Word = namedtuple("Word", "word score count rest")
    >>> plot_keyness([Word("chose", 4.1, 19, 2), Word("value", -3.2, 1, 30)], "shared").get_label()
    'Words of "shared" (score, times there, times elsewhere): chose 4.1, 19, 2. Words of the rest: value -3.2, 1, 30.'
    """
    if not words:
        raise OptionError("there is no word to draw", kind="empty", hint="lower the number of times a word must stand")
    ours = [word for word in words if word.score > 0][:most]
    rest = [word for word in words if word.score < 0][-most:]
    shown = ours + rest
    axes = take_axes(ax, height=1.4 + 0.27 * len(shown))
    for side, name, mark in ((ours, label, MARKS[4]), (rest, "the rest", MARKS[1])):
        bars = axes.barh(
            [word.word for word in side],
            [word.score for word in side],
            label=name,
            color=mark.colour,
            hatch=mark.hatch,
            edgecolor="black",
        )
        axes.bar_label(bars, [f"{word.count} : {word.rest}" for word in side], padding=4, fontsize=TYPE)
    axes.invert_yaxis()
    axes.margins(x=0.15, y=0.02)
    axes.axvline(0, color="black", linewidth=1)
    axes.set_xlabel(f"z-score (numbers: times in {label} : times elsewhere)")
    put_legend(axes)
    told = f'Words of "{label}" (score, times there, times elsewhere): {_list(ours)}. Words of the rest: {_list(rest)}.'
    return finish(axes, f"Words that mark “{label}”", told)


def _list(words: Sequence[Scored]) -> str:
    return "; ".join(f"{word.word} {word.score:.1f}, {word.count}, {word.rest}" for word in words) or "none"
