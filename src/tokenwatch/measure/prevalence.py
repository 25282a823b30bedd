"""How common a label is, corrected for the errors of what labelled: "62 % of bids" as an honest number.

A tool that is wrong in one document of three gives shares that are wrong too, and no number of documents mends that.
What mends it is a sample labelled by hand, on which the errors are known. Two ways to use it:

adjusted count
    The shares that were said are the true shares, mixed as the table of confusion mixes them; solve for the true
    ones. For two labels: Rogan & Gladen (1978), Estimating prevalence from the results of a screening test. For
    several, as the nearest shares that are none below 0: Forman (2008), Quantifying counts and costs via
    classification. It holds where the tool errs in the corpus as in the sample, whatever their shares are.
prediction-powered
    The share that was said, plus the mean error in the sample: Angelopoulos et al. (2023), Prediction-powered
    inference, Science 382. It holds where the sample was drawn at random from the corpus, and then whatever the errors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from tokenwatch.errors import OptionError
from tokenwatch.frames import make_frame
from tokenwatch.measure.bootstrap import Figure, Floats, bootstrap_draws, interval, ratio, resample, sum_by_group
from tokenwatch.measure.confusion import confusion_rows
from tokenwatch.measure.ratings import MISSING, make_ratings

if TYPE_CHECKING:
    import pandas

Method = Literal["adjusted count", "prediction-powered"]
Solver = Callable[[Floats, Floats], Floats]
"""From the table of confusion (labels, labels and no answer) and the counts in the corpus to the true shares."""
ADJUSTED: Method = "adjusted count"
FEWEST = 5
"""Groups of the sample that must hold a label: at five, one bootstrap draw in 150 loses it, at three one in 20."""
LEAST_SINGULAR = 0.1
"""Least singular value of the table of confusion that can be undone: an error in the shares that were said is
multiplied by up to one over it, and ten times the three points that 300 labelled documents leave is a third of the
whole scale."""
PREVALENCE_DTYPES = {
    "label": "str", "said": "Float64", "share": "Float64", "low": "Float64", "high": "Float64", "n": "Int64",
}  # fmt: skip
"""Columns of `Prevalence.to_frame`."""
_HEAVY = 1000.0
"""Weight of "the shares add up to 1" beside the shares themselves, in their least squares: far above, so that it
holds to six places."""


@dataclass(frozen=True)
class Prevalence:
    """How common each label is.

    Parameters
    ----------
    shares
        By label: the corrected share with its 95 % interval; no value where it cannot be told.
    said
        By label: the share as it was said, uncorrected.
    why
        Why it cannot be told; ``""`` where it can.
    """

    shares: Mapping[Any, Figure]
    said: Mapping[Any, float]
    why: str = ""

    def to_frame(self) -> pandas.DataFrame:
        """Give a row a label, with the columns and dtypes of `PREVALENCE_DTYPES`."""
        rows = (
            {"label": str(label), "said": self.said[label], "share": f.value, "low": f.low, "high": f.high, "n": f.n}
            for label, f in self.shares.items()
        )
        return make_frame(rows, PREVALENCE_DTYPES)


def correct_prevalence(
    predicted: Sequence[Any],
    *,
    truth: Sequence[Any],
    said: Sequence[Any],
    method: Method = ADJUSTED,
    groups: Sequence[Any] | None = None,
    predicted_groups: Sequence[Any] | None = None,
) -> Prevalence:
    """Estimate how common each label is in a corpus that a tool has labelled.

    Parameters
    ----------
    predicted
        What the tool says of the corpus, document by document; ``None`` where it gives no answer, which is a finding
        like any other and not left out.
    truth, said
        The sample: what people say and what the tool says of the same documents, none of which the tool has learnt
        from. Documents without a `truth` are passed over.
    method
        As at the head of this module.
    groups, predicted_groups
        What each document of the sample, and of the corpus, belongs to (a repository); each by itself, if not given.

    Returns
    -------
    Prevalence
        The interval comes from resampling the groups of both, each by itself. `Figure.n` is how many of the sample
        have the label.

    Raises
    ------
    OptionError
        If there is no such method, or lengths differ.

    Examples
    --------
    >>> truth, said = ["heard"] * 50 + ["none"] * 50, ["heard"] * 40 + ["none"] * 50 + ["heard"] * 10
    >>> corrected = correct_prevalence(["heard"] * 62 + ["none"] * 38, truth=truth, said=said)
    >>> corrected.said["heard"], corrected.shares["heard"].value
    (0.62, 0.7)
    """
    if method not in _SOLVERS:
        raise OptionError(f"there is no method {method!r}", kind="option", hint=" or ".join(_SOLVERS))
    labels = make_ratings([[*truth, *said, *predicted]]).labels
    sample = make_ratings([truth, said], labels=labels, groups=groups)
    sample = sample.keep(sample.codes[0] != MISSING)
    # No answer, whose code is -1, is the last column.
    tables = sum_by_group(confusion_rows(sample.codes[0], sample.codes[1], len(labels) + 1)[:, :-1], sample.groups)
    corpus = make_ratings([predicted], labels=labels, groups=predicted_groups)
    counts = sum_by_group(np.eye(len(labels) + 1)[corpus.codes[0]], corpus.groups)
    n_true = tables.sum((0, 2)).astype(int).tolist()
    why = _why_not(labels, tables, counts, method)
    ends = np.full((3, len(labels)), np.nan) if why else _estimate(_SOLVERS[method], tables, counts)
    shares = {
        label: Figure(None if why else value, None if why else low, None if why else high, None, n)
        for label, (value, low, high), n in zip(labels, ends.T.round(4).tolist(), n_true, strict=True)
    }
    all_said = counts.sum(0) / max(counts.sum(), 1)
    return Prevalence(shares, {label: round(float(all_said[i]), 4) for i, label in enumerate(labels)}, why)


def _why_not(labels: Sequence[Any], tables: Floats, counts: Floats, method: str) -> str:
    """Say why it cannot be told; empty where it can."""
    if not len(counts):
        return "the corpus holds no document"
    if len(tables) < FEWEST:
        return f"the sample holds {len(tables)} groups of documents, and it takes {FEWEST}"
    if method != ADJUSTED:
        return ""
    n_groups = (tables.sum(2) > 0).sum(0)
    rare = [f"{label} ({n})" for label, n in zip(labels, n_groups.tolist(), strict=True) if n < FEWEST]
    if rare:
        return f"fewer than {FEWEST} groups of the sample hold {', '.join(rare)}: how it is taken is not known"
    if np.linalg.svd(_rates(tables.sum(0)), compute_uv=False).min() < LEAST_SINGULAR:
        return "the tool says nearly the same of documents that differ, so that what it says tells nothing of shares"
    return ""


def _estimate(solve: Solver, tables: Floats, counts: Floats) -> Floats:
    """Give the shares with the ends of their intervals, shape (3, labels)."""
    of_sample = np.tensordot(bootstrap_draws(len(tables)), tables, axes=1)
    of_corpus = resample(counts)
    drawn = [solve(table, count) for table, count in zip(of_sample, of_corpus, strict=True)]
    value = solve(tables.sum(0), counts.sum(0))
    return np.vstack([value, interval(drawn)])


def _rates(table: Floats) -> Floats:
    """Give the share of each true label that is said to be each; NaN for a label that a draw has lost."""
    return ratio(table, np.broadcast_to(table.sum(1, keepdims=True), table.shape))


def _adjust(table: Floats, count: Floats) -> Floats:
    """Solve "true shares, mixed as in the sample, are the shares that were said", with no share below 0."""
    from scipy.optimize import nnls

    rates = _rates(table)
    if np.isnan(rates).any():
        return np.full(len(table), np.nan)
    left = np.vstack([rates.T, np.full(len(table), _HEAVY)])
    found = nnls(left, np.append(count / count.sum(), _HEAVY))[0]
    shares: Floats = found / found.sum()
    return shares


def _add(table: Floats, count: Floats) -> Floats:
    """Add the mean error in the sample to the shares that were said."""
    error = (table.sum(1) - table.sum(0)[:-1]) / table.sum()
    shares: Floats = np.clip((count / count.sum())[:-1] + error, 0.0, 1.0)
    return shares


_SOLVERS: dict[str, Solver] = {ADJUSTED: _adjust, "prediction-powered": _add}
