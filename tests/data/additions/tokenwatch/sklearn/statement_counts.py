"""How many statements of each kind a text holds: a table of six numbers for any classifier."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin

from tokenwatch.analysis import KINDS
from tokenwatch.document import Document
from tokenwatch.scan import scan_document
from tokenwatch.sklearn.columns import as_column, takes_texts


class StatementCounts(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn is not typed
    """Count the statements of each kind.

    Parameters
    ----------
    model
        As for `tokenwatch.scan`.
    """

    def __init__(self, *, model: str | None = None) -> None:
        self.model = model

    def fit(self, X: Any, y: object = None) -> StatementCounts:
        """Learn nothing but how many columns come in: one."""
        as_column(X)
        self.n_features_in_ = 1
        return self

    def transform(self, X: Any) -> np.ndarray:
        """Give a row for each text and a column for each kind of `tokenwatch.analysis.KINDS`."""
        readings = [scan_document(Document.from_text(text or ""), model=self.model) for text in as_column(X)]
        return np.array([[sum(s.kind == kind for s in r.statements) for kind in KINDS] for r in readings])

    def __sklearn_tags__(self) -> Any:
        return takes_texts(super().__sklearn_tags__())
