"""The classifier of passages by the user's own labels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.utils.validation import check_is_fitted

from tokenwatch.errors import OptionError
from tokenwatch.sklearn.columns import as_column, is_missing, takes_texts
from tokenwatch.sklearn.passage_features import PassageFeatures

MOST_STEPS = 1_000
"""Steps of the search for the best weights. With a penalty as weak as C=100 three hundred passages took 89 of the 100
that scikit-learn allows, and more passages take more."""


class PassageClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn is not typed
    """Learn the user's own labels of passages: penalised logistic regression over `PassageFeatures`.

    Two columns are enough, a text and a label; the labels may be anything, and need not be those of tokenwatch.

    Parameters
    ----------
    C
        Inverse strength of the penalty, as in `sklearn.linear_model.LogisticRegression`.
    class_weight
        As there: ``None`` takes labels as often as they come; ``"balanced"`` weighs rare ones up, which finds more of
        them, and makes the probabilities larger than their shares.
    min_df, slots, codebook, n_jobs
        As for `PassageFeatures`, which goes before any other classifier in a `sklearn.pipeline.Pipeline`.

    Attributes
    ----------
    classes_
        The labels, ascending.
    features_, model_
        The fitted `PassageFeatures` and `LogisticRegression`.

    Examples
    --------
    >>> texts = ["Tenants chose the builder.", "Carers chose the menu.", "We value tenants.", "We value carers."]
    >>> model = PassageClassifier().fit(texts, ["deed", "deed", "word", "word"])
    >>> model.predict(["Patients chose the nurse."]).tolist()
    ['deed']
    """

    def __init__(
        self,
        *,
        C: float = 1.0,
        class_weight: Mapping[Any, float] | str | None = None,
        min_df: float = 1,
        slots: bool = True,
        codebook: str | Path | None = None,
        n_jobs: int | None = None,
    ) -> None:
        self.C = C
        self.class_weight = class_weight
        self.min_df = min_df
        self.slots = slots
        self.codebook = codebook
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> PassageClassifier:
        """Learn from labelled passages.

        Parameters
        ----------
        X
            Texts of passages, in one column.
        y
            The label of each; at least two different ones.
        sample_weight
            How much each counts, for instance how many people agreed on it; routed by
            ``set_fit_request(sample_weight=True)``.

        Raises
        ------
        OptionError
            If a text or a label is missing, they are not as many, or there are fewer than two labels.
        """
        labels = _labels(y, len(as_column(X)))
        options = {name: getattr(self, name) for name in ("min_df", "slots", "codebook", "n_jobs")}
        self.features_ = PassageFeatures(**options)
        found = self.features_.fit_transform(X)
        self.model_ = LogisticRegression(C=self.C, class_weight=self.class_weight, max_iter=MOST_STEPS)
        self.model_.fit(found, labels, sample_weight=sample_weight)
        self.classes_ = self.model_.classes_
        return self

    def predict(self, X: Any) -> npt.NDArray[Any]:
        """Give the most probable label of each passage."""
        found = self.predict_proba(X)
        answers: npt.NDArray[Any] = self.classes_[found.argmax(axis=1)]
        return answers

    def predict_proba(self, X: Any) -> npt.NDArray[np.float64]:
        """Give the probability of each label for each passage, shape (passages, labels), in the order of `classes_`."""
        check_is_fitted(self)
        found = self.features_.transform(X)
        if not found.shape[0]:
            return np.zeros((0, len(self.classes_)))
        answers: npt.NDArray[np.float64] = self.model_.predict_proba(found)
        return answers

    def __sklearn_tags__(self) -> Any:
        return takes_texts(super().__sklearn_tags__())


def _labels(given: Any, n_texts: int) -> npt.NDArray[Any]:
    labels = np.asarray(given)
    if labels.shape != (n_texts,):
        message = f"{n_texts} texts and labels of shape {labels.shape}"
        raise OptionError(message, kind="labels", place="y", hint="give one label for each text")
    # As they were given: among words NumPy makes a word of NaN.
    missing = [str(row) for row, label in enumerate(given) if is_missing(label)]
    if missing:
        hint = 'leave these rows out: table.dropna(subset=["label"])'
        message = f"no label in row {', '.join(missing[:5])} (counted from 0)"
        raise OptionError(message, kind="labels", place="y", hint=hint)
    if len(set(labels.tolist())) < 2:
        hint = "give passages of at least two labels"
        raise OptionError("there is nothing to tell apart", kind="labels", place="y", hint=hint)
    return labels
