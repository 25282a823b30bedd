"""Estimators by scikit-learn's conventions, to be used beside its own.

An estimator is one file named like its class (`document_features`: `DocumentFeatures`), and found by that name. It
takes one column of texts by `columns.as_column`, says so by `columns.takes_texts`, and keeps its parameters as given
until `fit`. `families` and `slots` hold what the estimators look at. What tokenwatch itself has learnt is in
`tokenwatch.classifiers`, and how it learns in `tokenwatch.training`.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tokenwatch.discovery import find_names

if TYPE_CHECKING:
    from tokenwatch.sklearn.document_features import DocumentFeatures
    from tokenwatch.sklearn.passage_classifier import PassageClassifier
    from tokenwatch.sklearn.passage_features import PassageFeatures

__all__ = ["DocumentFeatures", "PassageClassifier", "PassageFeatures"]

_INNER_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    """Find an estimator by its class's name."""
    file = _INNER_CAPITAL.sub("_", name).lower()
    if file.replace("_", "-") not in find_names(__name__, ""):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{file}"), name)
