"""How far raters agree: measures on their labels, each with an interval from resampling whole groups.

Every function takes labels unit by unit, ``None`` where there is none, and gives a `Figure`: value, low, high, n.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tokenwatch.errors import OptionError
from tokenwatch.frames import make_frame
from tokenwatch.measure.bootstrap import Figure, Floats, measure, ratio, share
from tokenwatch.measure.confusion import Confusion, accuracy, confusion_rows, count_confusion, f1_of, kappa
from tokenwatch.measure.ratings import MISSING, Ratings, make_ratings

if TYPE_CHECKING:
    import pandas

Scale = Literal["nominal", "ordinal", "interval"]
POWERS = {None: 0, "linear": 1, "quadratic": 2}
"""The weights of a weighted kappa, as scikit-learn names them."""
CONFUSION_DTYPES = {
    "first": "str", "second": "str", "count": "Int64", "share": "Float64", "low": "Float64", "high": "Float64",
    "n": "Int64",
}  # fmt: skip
"""Columns of `confusion_frame`."""


def percent_agreement(
    first: Sequence[Any],
    second: Sequence[Any],
    *,
    labels: Sequence[Any] | None = None,
    groups: Sequence[Any] | None = None,
) -> Figure:
    """Give the share of units with the same label, 0 to 1.

    Parameters
    ----------
    first, second
        What each said of the same units; units that one of them left out are passed over.
    labels, groups
        As for `make_ratings`.

    Examples
    --------
    >>> percent_agreement(["heard", "none", "heard"], ["heard", "heard", "heard"]).value
    0.6667
    """
    return _of_pairs(accuracy, make_ratings([first, second], labels=labels, groups=groups))


def cohen_kappa(
    first: Sequence[Any],
    second: Sequence[Any],
    *,
    labels: Sequence[Any] | None = None,
    weights: Literal["linear", "quadratic"] | None = None,
    groups: Sequence[Any] | None = None,
) -> Figure:
    """Give Cohen's kappa: agreement beyond what two who label at random in their own shares would reach.

    Parameters
    ----------
    first, second
        What each said of the same units; units that one of them left out are passed over.
    labels
        All labels. For a weighted kappa of words they are needed, in their order.
    weights
        As in scikit-learn: ``"linear"`` or ``"quadratic"`` where labels are steps of a scale. The distance is that
        of the places in `labels`.
    groups
        As for `make_ratings`.

    Returns
    -------
    Figure
        Without a value where both gave one label only: then nothing could disagree.

    References
    ----------
    Cohen (1960), A coefficient of agreement for nominal scales; Cohen (1968), Weighted kappa.

    Examples
    --------
    >>> cohen_kappa([0, 1, 5, 5], [0, 2, 5, 4], weights="quadratic").value
    0.907
    """
    ratings = make_ratings([first, second], labels=labels, groups=groups)
    _check_order(ratings, labels, needed=weights is not None)
    if weights not in POWERS:
        raise OptionError(f"there are no weights {weights!r}", kind="option", hint="linear, quadratic or None")
    return _of_pairs(partial(kappa, power=POWERS[weights]), ratings)


def krippendorff_alpha(
    raters: Sequence[Sequence[Any]],
    *,
    scale: Scale = "nominal",
    labels: Sequence[Any] | None = None,
    groups: Sequence[Any] | None = None,
) -> Figure:
    """Give Krippendorff's alpha: for any number of raters, some of whom may have left units out.

    Parameters
    ----------
    raters
        For each rater the labels of all units, ``None`` where there is none.
    scale
        ``"nominal"``; ``"ordinal"`` where labels have an order; ``"interval"`` where they are numbers.
    labels
        All labels; for an ordinal alpha of words they are needed, in their order.
    groups
        As for `make_ratings`.

    Returns
    -------
    Figure
        Its `n` counts the units with two labels or more; without a value where all of these are the same.

    References
    ----------
    Krippendorff (2011), Computing Krippendorff's alpha-reliability.

    Examples
    --------
    >>> krippendorff_alpha([["a", "b", "a", None], ["a", "b", "b", "a"]]).value
    0.4444
    """
    ratings = make_ratings(raters, labels=labels, groups=groups)
    _check_order(ratings, labels, needed=scale == "ordinal")
    if scale == "interval" and any(isinstance(label, str) for label in ratings.labels):
        raise OptionError("words are no numbers", kind="option", hint='scale="ordinal", or "nominal"')
    ratings = ratings.keep((ratings.codes != MISSING).sum(0) > 1)
    distance = _distances(scale, ratings)
    return measure(partial(_alpha, distance=distance), _coincidences(ratings), ratings.groups)


def f1_by_category(
    first: Sequence[Any],
    second: Sequence[Any],
    *,
    labels: Sequence[Any] | None = None,
    groups: Sequence[Any] | None = None,
) -> dict[Any, Figure]:
    """Give the F1 of each label; it is the same whichever of the two is taken for the truth.

    Parameters
    ----------
    first, second, labels, groups
        As for `percent_agreement`.

    Returns
    -------
    dict
        By label. `Figure.n` is how many units the first gave it to; there is no value for a label that neither gave.

    Examples
    --------
    >>> f1_by_category(["a", "b", "a"], ["a", "b", "b"])["a"].value
    0.6667
    """
    ratings = make_ratings([first, second], labels=labels, groups=groups).complete()
    given = np.bincount(ratings.codes[0], minlength=len(ratings.labels))
    return {
        label: replace(_of_pairs(f1_of(index), ratings), n=int(given[index]))
        for index, label in enumerate(ratings.labels)
    }


def confusion_matrix(first: Sequence[Any], second: Sequence[Any], *, labels: Sequence[Any] | None = None) -> Confusion:
    """Count how often each label of the first (rows) is each label of the second (columns).

    Examples
    --------
    >>> confusion_matrix(["a", "b", "a"], ["a", "b", "b"]).counts
    ((1, 1), (0, 1))
    """
    ratings = make_ratings([first, second], labels=labels).complete()
    return count_confusion(ratings.labels, *ratings.codes)


def confusion_frame(
    first: Sequence[Any],
    second: Sequence[Any],
    *,
    labels: Sequence[Any] | None = None,
    groups: Sequence[Any] | None = None,
) -> pandas.DataFrame:
    """Give the confusion matrix as a table, a row a cell: the share of the first's label that the second calls so.

    Parameters
    ----------
    first, second, labels, groups
        As for `percent_agreement`.

    Returns
    -------
    pandas.DataFrame
        Columns and dtypes of `CONFUSION_DTYPES`; `n` is how many units the first gave the label to.

    Examples
    --------
    >>> confusion_frame(["a", "b", "a"], ["a", "b", "b"])["count"].tolist()
    [1, 1, 0, 1]
    """
    ratings = make_ratings([first, second], labels=labels, groups=groups).complete()
    rows = []
    for row, one in enumerate(ratings.labels):
        of_one = ratings.codes[0] == row
        for column, other in enumerate(ratings.labels):
            both = of_one & (ratings.codes[1] == column)
            sums = np.stack([both, of_one], axis=1).astype(np.float64)
            figure = measure(share(0, 1), sums, ratings.groups, n=int(of_one.sum()))
            told = {"share": figure.value, "low": figure.low, "high": figure.high, "n": figure.n}
            rows.append({"first": str(one), "second": str(other), "count": int(both.sum()), **told})
    return make_frame(rows, CONFUSION_DTYPES)


def _of_pairs(statistic: Any, ratings: Ratings) -> Figure:
    kept = ratings.complete()
    return measure(statistic, confusion_rows(kept.codes[0], kept.codes[1], len(kept.labels)), kept.groups)


def _check_order(ratings: Ratings, labels: Sequence[Any] | None, *, needed: bool) -> None:
    if needed and labels is None and any(isinstance(label, str) for label in ratings.labels):
        message = "words have no order of their own, and this measure goes by order"
        raise OptionError(message, kind="option", hint="give labels=(…) from the lowest to the highest")


def _coincidences(ratings: Ratings) -> Floats:
    """Give each unit's table of coincidences; they add up, so that a draw of units is a sum."""
    counts = (ratings.codes[:, :, None] == np.arange(len(ratings.labels))).sum(0)
    pairs = np.einsum("ui,uj->uij", counts, counts).astype(np.float64)
    pairs -= np.eye(len(ratings.labels)) * counts[:, None, :]
    shared: Floats = pairs / (counts.sum(1) - 1)[:, None, None]
    return shared


def _distances(scale: Scale, ratings: Ratings) -> Any:
    """Give the squared distance between labels, as a function of how often each was given, shape (draws, labels)."""
    if scale == "nominal":
        return lambda given: np.broadcast_to(1.0 - np.eye(given.shape[-1]), (len(given), *[given.shape[-1]] * 2))
    if scale == "interval":
        numbers = np.array(ratings.labels, dtype=np.float64)
        return lambda given: np.broadcast_to(_squares(numbers[None]), (len(given), *[given.shape[-1]] * 2))
    if scale == "ordinal":  # the distance of two labels is how many were given between them
        return lambda given: _squares(given.cumsum(-1) - given / 2)
    raise OptionError(f"there is no scale {scale!r}", kind="option", hint="nominal, ordinal or interval")


def _squares(places: Floats) -> Floats:
    result: Floats = (places[:, :, None] - places[:, None, :]) ** 2
    return result


def _alpha(coincidences: Floats, *, distance: Any) -> Floats:
    given = coincidences.sum(-1)
    far = distance(given)
    seen = (coincidences * far).sum((-2, -1))
    mixed = (given[:, :, None] * given[:, None, :] * far).sum((-2, -1)) / np.maximum(given.sum(-1) - 1, 1)
    return 1.0 - ratio(seen, mixed)
