"""Estimators by scikit-learn's conventions, to be used beside its own.

An estimator is one file named like its class (`document_features`: `DocumentFeatures`), and named below. It takes one
column of texts by `columns.as_column`, says so by `columns.takes_texts`, and keeps its parameters as given until `fit`.
`families` and `slots` hold what the estimators look at. What tokenwatch itself has learnt is in
`tokenwatch.classifiers`, and how it learns in `tokenwatch.training`.
"""

from __future__ import annotations

from tokenwatch.sklearn.document_features import DocumentFeatures
from tokenwatch.sklearn.passage_classifier import PassageClassifier
from tokenwatch.sklearn.passage_features import PassageFeatures

__all__ = ["DocumentFeatures", "PassageClassifier", "PassageFeatures"]
