"""The transformer from documents to named features."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.parallel import Parallel, delayed

from tokenwatch.analysis import Genre
from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.errors import OptionError
from tokenwatch.scan import scan
from tokenwatch.sklearn.columns import as_column, takes_texts
from tokenwatch.sklearn.families import FAMILIES, MISSING, features_of, read_features

Floats = npt.NDArray[np.float64]
_KINDS = (str, Path, Document, Assessment)


class DocumentFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn is not typed
    """Turn documents into named numbers: levels, gap, kinds of statements, dimensions, voices.

    Nothing is learnt from the documents: `fit` only looks at the parameters. A missing text gives a row of missing
    values, and single values are missing where there is nothing to say, as the share of lived experience among the
    speakers of what is no programme. So put a `sklearn.impute.SimpleImputer` (with ``keep_empty_features=True``)
    behind it, or an estimator that takes missing values.

    Parameters
    ----------
    families
        Names of families of features, in the order wanted: ``"size"``, ``"levels"``, ``"verdict"``, ``"kinds"``,
        ``"rates"``, ``"dimensions"``, ``"voices"``, ``"programme"``; ``None`` for all.
    genre, codebook, pipeline, model
        As for `tokenwatch.scan`.
    n_jobs
        Processes, as everywhere in scikit-learn: ``None`` for one, ``-1`` for one a core.

    Notes
    -----
    Documents are given as texts (`str`), files (`pathlib.Path`), or as `Document` and `Assessment` objects. To
    search a grid, scan once and give the assessments: their features are read off them, whatever the parameters of
    scanning say here.

    Examples
    --------
    >>> features = DocumentFeatures(families=["levels"], model="rules").set_output(transform="pandas")
    >>> features.fit_transform(["In May 2024 six tenants chose the new contractor. " * 3, None])
       claimed  evidenced  gap  presence
    0      5.0        5.0  0.0       4.0
    1      NaN        NaN  NaN       NaN
    """

    def __init__(
        self,
        *,
        families: Sequence[str] | None = None,
        genre: Genre | None = None,
        codebook: str | Path | None = None,
        pipeline: str | Path | None = None,
        model: str | Path | None = None,
        n_jobs: int | None = None,
    ) -> None:
        self.families = families
        self.genre = genre
        self.codebook = codebook
        self.pipeline = pipeline
        self.model = model
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: object = None) -> DocumentFeatures:
        """Check the parameters and the form of the input; nothing is learnt.

        Parameters
        ----------
        X
            Documents, in one column.
        y
            Not looked at.

        Raises
        ------
        OptionError
            If there is no such family, or the input is no column of documents.
        """
        self._chosen()
        as_column(X, kinds=_KINDS)
        return self

    def transform(self, X: Any) -> Floats:
        """Measure documents.

        Parameters
        ----------
        X
            Documents, in one column.

        Returns
        -------
        array of shape (documents, features)
            Or a table, after ``set_output(transform="pandas")``, with the index of a Series kept.

        Raises
        ------
        TokenwatchError
            If a file cannot be read, or a parameter is not sound.
        """
        families = self._chosen()
        options = {name: getattr(self, name) for name in ("genre", "codebook", "pipeline", "model")}
        rows = Parallel(n_jobs=self.n_jobs)(
            delayed(_measure)(document, families, options) for document in as_column(X, kinds=_KINDS)
        )
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(features_of(families)))

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Give the names of the columns; the input has none, so that `input_features` is not looked at."""
        return np.array(list(features_of(self._chosen())), dtype=object)

    def _chosen(self) -> tuple[str, ...]:
        families = tuple(FAMILIES) if self.families is None else self.families
        if isinstance(families, str) or not set(families) <= FAMILIES.keys():
            hint = "a list of any of " + ", ".join(FAMILIES)
            raise OptionError(f"families is {families!r}", kind="option", place="families", hint=hint)
        return tuple(families)

    def __sklearn_tags__(self) -> Any:
        tags = takes_texts(super().__sklearn_tags__())
        tags.requires_fit = False
        tags.input_tags.allow_nan = True
        return tags


def _measure(document: Any, families: tuple[str, ...], options: dict[str, Any]) -> list[float]:
    if document is None:
        return [MISSING] * len(features_of(families))
    if isinstance(document, str):
        document = Document.from_text(document)
    assessment = document if isinstance(document, Assessment) else scan(document, **options)
    return list(read_features(assessment, families).values())
