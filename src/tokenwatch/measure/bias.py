"""Whether a share that one side counts is the share that the other side counts.

Two may agree on nine units in ten and still be wrong about the whole, if the tenth always goes one way; and errors
that go both ways may leave the share right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tokenwatch.analysis import Voice
from tokenwatch.errors import OptionError
from tokenwatch.gold.documents import GoldDocument, GoldVoice
from tokenwatch.measure.bootstrap import Figure, Floats, measure, number_groups, share
from tokenwatch.measure.ratings import make_ratings


def label_bias(
    first: Sequence[Any],
    second: Sequence[Any],
    *,
    labels: Sequence[Any] | None = None,
    groups: Sequence[Any] | None = None,
) -> dict[Any, Figure]:
    """Give for each label the second's share of it less the first's, on the units that both labelled.

    Parameters
    ----------
    first, second
        What each said of the same units, the hand count first.
    labels, groups
        As for `make_ratings`.

    Returns
    -------
    dict
        By label: above 0 where the second gives it too often. An interval that does not hold 0 shows a bias.

    Examples
    --------
    >>> label_bias(["heard", "none", "none", "none"], ["heard", "heard", "none", "none"])["heard"].value
    0.25
    """
    ratings = make_ratings([first, second], labels=labels, groups=groups).complete()
    ones = np.ones(ratings.codes.shape[1])
    return {
        label: measure(_difference, np.stack([one, ones, other, ones], axis=1).astype(np.float64), ratings.groups)
        for index, label in enumerate(ratings.labels)
        for one, other in [ratings.codes == index]
    }


def share_bias(
    first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]], *, groups: Sequence[Any] | None = None
) -> Figure:
    """Give the second's share less the first's, where each counts units of its own.

    Parameters
    ----------
    first, second
        For each document how many were counted, and out of how many; the hand count first.
    groups
        What each document belongs to; each by itself, if not given.

    Returns
    -------
    Figure
        Its `n` counts documents.

    Examples
    --------
    >>> share_bias([(1, 4), (2, 4)], [(2, 4), (3, 6)]).value
    0.125
    """
    names = [str(name) for name in (range(len(first)) if groups is None else groups)]
    if not len(first) == len(second) == len(names):
        raise OptionError("the counts differ in length", kind="option", hint="give one for each document")
    sums = np.array([[*one, *other] for one, other in zip(first, second, strict=True)], dtype=np.float64)
    return measure(_difference, sums.reshape(-1, 4), number_groups(names))


def lived_voice_bias(excerpts: Sequence[GoldDocument], voices: Sequence[Iterable[Voice]]) -> Figure:
    """Say whether the tool's share of lived voices among all voices is that of the hand count.

    Parameters
    ----------
    excerpts
        With every voice labelled, as `tokenwatch.gold.read_voices` gives them.
    voices
        What was found in each of them, such as ``[scan(excerpt.text…).voices for excerpt in excerpts]``.

    Returns
    -------
    Figure
        The tool's share less the hand count's, resampled by repository. A voice of which the text does not say
        whether it has the experience counts among all voices, and not among the lived ones.
    """
    by_hand = [_lived(excerpt.voices) for excerpt in excerpts]
    return share_bias(by_hand, list(map(_lived, voices)), groups=[excerpt.repo for excerpt in excerpts])


def _lived(voices: Iterable[Voice | GoldVoice]) -> tuple[int, int]:
    told = [voice.lived is True for voice in voices]
    return sum(told), len(told)


def _difference(sums: Floats) -> Floats:
    return share(2, 3)(sums) - share(0, 1)(sums)
