"""The estimator behind every learnt judgement: penalised logistic regression over named features.

A scikit-learn classifier whose examples are mappings from name to value, so that it goes into `cross_val_predict`,
`GridSearchCV` and the rest. What it learns is a `WeightTable`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.utils.validation import check_is_fitted

from tokenwatch.classifiers.table import Floats, WeightTable, family_of, scale_example

Features = Mapping[str, float]

TOLERANCE = 1e-4
"""Where the search for the best weights stops: smaller ones change no answer on the development texts."""
MOST_STEPS = 300


class LinearClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn is not typed
    """Multinomial logistic regression over mappings of named features.

    Parameters
    ----------
    C
        Inverse strength of the penalty, as in `sklearn.linear_model.LogisticRegression`.
    balance
        How far rare classes are weighed up, 0 (as they come) to 1 (all classes weigh the same): class weights are
        frequencies to the power of minus this.
    least
        Sources that must have a feature for it to count: what stands in one alone, such as the name of somebody who
        is quoted there, is nobody's business and teaches nothing of others.
    text
        Families of features that are counts of words (see `WeightTable`): TF-IDF with logarithmic counts.
    standardise
        Bring each feature to a standard deviation of 1 (features that are no words, on scales of their own).

    Attributes
    ----------
    table_
        The learnt `WeightTable`.
    classes_
        The answers, ascending.

    Examples
    --------
    >>> days = [{"cloud": 1.0}, {"cloud": 1.0}, {"sun": 1.0}, {"sun": 1.0}]
    >>> model = LinearClassifier(C=10.0).fit(days, ["rain", "rain", "dry", "dry"])
    >>> model.predict([{"sun": 1.0}]).tolist()
    ['dry']
    """

    def __init__(
        self,
        *,
        C: float = 0.1,
        balance: float = 0.5,
        least: int = 1,
        text: Mapping[str, float] | None = None,
        standardise: bool = False,
    ) -> None:
        self.C = C
        self.balance = balance
        self.least = least
        self.text = text
        self.standardise = standardise

    def fit(
        self,
        X: Sequence[Features],
        y: Sequence[str],
        groups: Sequence[str] | None = None,
    ) -> LinearClassifier:
        """Learn from examples.

        Parameters
        ----------
        X
            Features of each example.
        y
            The answer to each; at least two different ones.
        groups
            Source of each; without it each is a source by itself.

        Raises
        ------
        ValueError
            If there are fewer than two classes.
        """
        labels = np.asarray(y)
        self.classes_ = np.unique(labels)
        if len(self.classes_) < 2:
            raise ValueError(f"all {len(labels)} examples have the same label: {', '.join(map(str, self.classes_))}")
        names, scale = self._scales(X, range(len(X)) if groups is None else groups)
        table = _matrix(X, names, scale, self.text or {})
        shares = Counter(labels.tolist())
        weights = np.array([shares[label] ** -self.balance for label in labels.tolist()])
        model = LogisticRegression(C=self.C, max_iter=MOST_STEPS, tol=TOLERANCE)
        model.fit(table, labels, sample_weight=weights * len(labels) / weights.sum())
        self.table_ = _as_table(model, names, scale, self.text or {})
        return self

    def predict_proba(self, X: Sequence[Features]) -> Floats:
        """Give the probability of each class for each example, shape (examples, classes)."""
        check_is_fitted(self)
        return np.array([list(self.table_.probabilities(example).values()) for example in X])

    def predict(self, X: Sequence[Features]) -> npt.NDArray[np.str_]:
        """Give the most probable class of each example."""
        answers: npt.NDArray[np.str_] = self.classes_[self.predict_proba(X).argmax(axis=1)]
        return answers

    def _scales(self, examples: Sequence[Features], groups: Sequence[object]) -> tuple[tuple[str, ...], Floats]:
        """Choose the features that count, and their scales: rarity of words, one or 1/deviation of the rest."""
        found = Counter(name for example in examples for name, value in example.items() if value)
        sources: dict[str, set[object]] = {}
        for example, group in zip(examples, groups, strict=True):
            for name in example:
                sources.setdefault(name, set()).add(group)
        names = tuple(sorted(name for name in found if len(sources[name]) >= self.least))
        text = self.text or {}
        if self.standardise:
            values = np.array([[example.get(name, 0.0) for name in names] for example in examples])
            spread = values.std(axis=0)
            return names, np.where(spread > 0, 1 / np.where(spread > 0, spread, 1.0), 0.0)
        rarity = {name: math.log((1 + len(examples)) / (1 + found[name])) + 1 for name in names}
        return names, np.array([rarity[name] if family_of(name, text) else 1.0 for name in names])


def _matrix(examples: Sequence[Features], names: Sequence[str], scale: Floats, text: Mapping[str, float]) -> csr_array:
    rows = {name: row for row, name in enumerate(names)}
    families, scales = [family_of(name, text) for name in names], scale.tolist()
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for example in examples:
        known = [(rows[name], value) for name, value in example.items() if name in rows]
        columns += [row for row, _ in known]
        values += scale_example(((families[row], value, scales[row]) for row, value in known), text)
        ends.append(len(columns))
    return csr_array((values, columns, ends), shape=(len(examples), len(names)))


def _as_table(model: LogisticRegression, names: Sequence[str], scale: Floats, text: Mapping[str, float]) -> WeightTable:
    """Write the model's weights as a table; of two classes it keeps one row, the other is its negative."""
    weights, intercept = model.coef_, model.intercept_
    if len(weights) == 1:
        weights, intercept = np.vstack([-weights, weights]) / 2, np.hstack([-intercept, intercept]) / 2
    return WeightTable(
        classes=tuple(str(label) for label in model.classes_),
        features=tuple(names),
        # In half precision, as it is saved: what was measured is what is shipped.
        scale=scale.astype(np.float32).astype(np.float64),
        weights=weights.T.astype(np.float16).astype(np.float64),
        intercept=intercept.astype(np.float64),
        text=dict(text),
    )
