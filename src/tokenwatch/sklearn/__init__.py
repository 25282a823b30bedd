"""Estimators by scikit-learn's conventions: documents as named features, passages by the user's own labels."""

from __future__ import annotations

from tokenwatch.sklearn.documents import DocumentFeatures
from tokenwatch.sklearn.passages import PassageClassifier, PassageFeatures

__all__ = ["DocumentFeatures", "PassageClassifier", "PassageFeatures"]
