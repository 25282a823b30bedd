"""The transformer from passages to named features: their words, and who does what to whom in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Integral
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils.parallel import Parallel, delayed
from sklearn.utils.validation import check_is_fitted

from tokenwatch.errors import OptionError
from tokenwatch.sklearn.columns import as_column, refuse_missing, takes_texts
from tokenwatch.sklearn.slots import describe_passage, plain_text, words_of


class PassageFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn is not typed
    """Turn passages into named features: their words as TF-IDF, and slots: who, what, when, backed by what.

    Parameters
    ----------
    min_df
        Passages that must have a word or slot for it to count: how many, or as a `float` which share of them, as for
        `sklearn`'s `TfidfVectorizer`.
    slots
        Whether the slots are looked at; without them it is a bag of words.
    codebook, pipeline
        As for `tokenwatch.scan`: what finds the slots.
    sparse_output
        Give a sparse array; ``False`` for a dense one, which ``set_output(transform="pandas")`` needs.
    n_jobs
        Processes: ``None`` for one, ``-1`` for one a core.

    Attributes
    ----------
    words_, slots_
        The fitted vectorizers.

    Examples
    --------
    >>> features = PassageFeatures(sparse_output=False).set_output(transform="pandas")
    >>> table = features.fit_transform(["Tenants chose the builder.", "We will consult."])
    >>> sorted(table.columns[table.loc[0] > 0])[:4]
    ['act level=5', 'act+time=decide|past', 'act=decide', 'actor+act=people|decide']
    """

    def __init__(
        self,
        *,
        min_df: float = 1,
        slots: bool = True,
        codebook: str | Path | None = None,
        pipeline: str | Path | None = None,
        sparse_output: bool = True,
        n_jobs: int | None = None,
    ) -> None:
        self.min_df = min_df
        self.slots = slots
        self.codebook = codebook
        self.pipeline = pipeline
        self.sparse_output = sparse_output
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: object = None) -> PassageFeatures:
        """Learn which words and slots there are, and how rare each word is.

        Parameters
        ----------
        X
            Texts of passages, in one column.
        y
            Not looked at.

        Raises
        ------
        OptionError
            If the input is no column of texts, one is missing, or there is none.
        """
        self._fit(X)
        return self

    def fit_transform(self, X: Any, y: object = None) -> Any:
        """Do `fit` and `transform`, and analyse each passage once."""
        return self._matrix(*self._fit(X))

    def transform(self, X: Any) -> Any:
        """Give the features.

        Parameters
        ----------
        X
            Texts of passages, in one column.

        Returns
        -------
        array of shape (passages, features)
            Sparse or dense, as `sparse_output` says.

        Raises
        ------
        OptionError
            If the input is no column of texts, or one is missing.
        """
        check_is_fitted(self)
        return self._matrix(*self._read(X))

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Give the names of the columns, such as ``"word=tenants"`` and ``"act=decide"``."""
        check_is_fitted(self)
        words = [f"word={word}" for word in self.words_.get_feature_names_out()]
        return np.array([*words, *self.slots_.get_feature_names_out()], dtype=object)

    def _read(self, given: Any) -> tuple[list[str], list[Mapping[str, float]]]:
        texts = as_column(given)
        refuse_missing(texts)
        texts = [plain_text(text) for text in texts]
        if not self.slots:
            return texts, [{} for _ in texts]
        options = [None if option is None else str(option) for option in (self.codebook, self.pipeline)]
        return texts, Parallel(n_jobs=self.n_jobs)(delayed(describe_passage)(text, *options) for text in texts)

    def _fit(self, given: Any) -> tuple[list[str], list[Mapping[str, float]]]:
        texts, slots = self._read(given)
        if not texts:
            raise OptionError("there is no text to learn from", kind="too small", place="X", hint="give some texts")
        self.words_ = TfidfVectorizer(analyzer=words_of, sublinear_tf=True, min_df=self.min_df).fit(texts)
        self.slots_ = DictVectorizer().fit(slots)
        fewest = self.min_df if isinstance(self.min_df, Integral) else self.min_df * len(texts)
        often = np.asarray(self.slots_.transform(slots).astype(bool).sum(axis=0)).ravel() >= fewest
        self.slots_.restrict(often)
        return texts, slots

    def _matrix(self, texts: list[str], slots: Sequence[Mapping[str, float]]) -> Any:
        width = len(self.words_.vocabulary_) + len(self.slots_.vocabulary_)
        if not texts:
            found = csr_array((0, width), dtype=np.float64)
        elif not self.slots_.vocabulary_:
            found = csr_array(self.words_.transform(texts))
        else:
            found = csr_array(hstack([self.words_.transform(texts), self.slots_.transform(slots)]))
        return found if self.sparse_output else found.toarray()

    def __sklearn_tags__(self) -> Any:
        return takes_texts(super().__sklearn_tags__())
