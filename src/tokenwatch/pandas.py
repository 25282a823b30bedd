"""The accessor ``.tokenwatch`` of pandas: texts in a table, answers beside them. ``import tokenwatch.pandas`` adds it.

Every table has the columns and dtypes of `tokenwatch.frames`, whatever was found, and the index of the texts. A
missing or blank text is a row with missing answers and its ``error``, as `tokenwatch.scan_corpus` gives it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pandas
from pandas.api.extensions import register_dataframe_accessor, register_series_accessor

from tokenwatch.corpus import scan_corpus
from tokenwatch.document import Document
from tokenwatch.errors import OptionError
from tokenwatch.frames import DOCUMENT_DTYPES, STATEMENT_DTYPES
from tokenwatch.scan import scan

__all__ = ["SCORE_DTYPES", "SeriesAccessor", "TableAccessor"]

NAME = "tokenwatch"
_NAMED_BY_INDEX = ("id", "source", "title")
SCORE_DTYPES = {name: dtype for name, dtype in DOCUMENT_DTYPES.items() if name not in _NAMED_BY_INDEX}
"""Columns of `score`: those of `tokenwatch.frames.documents_frame` but the names of the document, for which the index
stands."""
_TEXT, _PLACE = "text", "id"
_MOST_NAMED = 12
"""Columns that an error names."""


@register_series_accessor(NAME)
class SeriesAccessor:
    """What tokenwatch does with a Series of texts: ``series.tokenwatch``.

    Parameters
    ----------
    series
        Texts; what is missing, blank or no text stays missing.

    Examples
    --------
    >>> import pandas, tokenwatch.pandas
    >>> texts = pandas.Series(["In May 2024 six tenants chose the new contractor. " * 3, None], index=["a", "b"])
    >>> readings = texts.tokenwatch.scan(model="rules")
    >>> readings["a"].levels.evidenced, readings["b"] is None
    (5, True)
    """

    def __init__(self, series: pandas.Series[Any]) -> None:
        self._texts = series

    def scan(self, **options: Any) -> pandas.Series[Any]:
        """Scan each text.

        Parameters
        ----------
        **options
            As for `tokenwatch.scan`: ``genre``, ``codebook``, ``pipeline``, ``model``, ``limits``.

        Returns
        -------
        pandas.Series
            An `Assessment` for each text, ``None`` for a missing one, under the same index and name.
        """
        found = [scan(Document.from_text(text), **options) if _is_text(text) else None for text in self._texts]
        return pandas.Series(found, index=self._texts.index, name=self._texts.name, dtype=object)

    def score(self, *, jobs: int | None = None, **settings: Any) -> pandas.DataFrame:
        """Scan each text, and give its answers as a row.

        Parameters
        ----------
        jobs
            Processes; by default one a core. Each takes some seconds to start: for a few texts 1 is fastest.
        **settings
            As for `tokenwatch.scan_corpus`: ``genre``, ``codebook``, ``model``, ``timeout`` …

        Returns
        -------
        pandas.DataFrame
            Columns and dtypes of `SCORE_DTYPES`, under the index of the texts. Where `abstained` is true, `verdict` is
            not an answer.
        """
        found = scan_corpus(self._table(), jobs=jobs, progress=False, **settings)[list(SCORE_DTYPES)]
        return found.set_axis(self._texts.index)

    def statements(self, *, jobs: int | None = None, **settings: Any) -> pandas.DataFrame:
        """Scan each text, and give a row for each statement in it.

        Parameters
        ----------
        jobs, **settings
            As for `score`; ``names=True`` leaves names of people in the texts.

        Returns
        -------
        pandas.DataFrame
            Columns and dtypes of `tokenwatch.frames.STATEMENT_DTYPES` but `document_id`, for which the index stands: it
            is that of the text, once for each of its statements.
        """
        with tempfile.TemporaryDirectory(prefix="tokenwatch-") as folder:
            path = Path(folder) / "statements.parquet"
            scan_corpus(self._table(), statements=path, jobs=jobs, progress=False, **settings)
            found = pandas.read_parquet(path).convert_dtypes().astype(STATEMENT_DTYPES)
        places = found.pop("document_id").astype(int)
        return found.set_axis(self._texts.index.take(places.to_numpy()))

    def _table(self) -> pandas.DataFrame:
        texts = [text if _is_text(text) else None for text in self._texts]
        return pandas.DataFrame({_PLACE: [str(place) for place in range(len(texts))], _TEXT: texts}, dtype=object)


@register_dataframe_accessor(NAME)
class TableAccessor:
    """What tokenwatch does with a column of texts: ``table.tokenwatch``.

    Parameters
    ----------
    table
        With a column of texts.

    Examples
    --------
    >>> import pandas, tokenwatch.pandas
    >>> bids = pandas.DataFrame({"answer": ["In May 2024 six tenants chose the new contractor. " * 3, None]})
    >>> answers = bids.tokenwatch.score("answer", model="rules", jobs=1)
    >>> bids.join(answers)[["evidenced", "error"]].values.tolist()
    [[5, ''], [<NA>, 'the row has no text']]
    """

    def __init__(self, table: pandas.DataFrame) -> None:
        self._table = table

    def scan(self, text: str = _TEXT, **options: Any) -> pandas.Series[Any]:
        """Scan the column `text`; see `SeriesAccessor.scan`."""
        return self._of(text).scan(**options)

    def score(self, text: str = _TEXT, **settings: Any) -> pandas.DataFrame:
        """Give the answers for the column `text`, to be joined to the table; see `SeriesAccessor.score`."""
        return self._of(text).score(**settings)

    def statements(self, text: str = _TEXT, **settings: Any) -> pandas.DataFrame:
        """Give the statements in the column `text`; see `SeriesAccessor.statements`."""
        return self._of(text).statements(**settings)

    def _of(self, column: str) -> SeriesAccessor:
        if column not in self._table.columns:
            hint = "its columns are " + ", ".join(map(repr, self._table.columns[:_MOST_NAMED]))
            raise OptionError(f"there is no column {column!r}", kind="column", place="table", hint=hint)
        found = self._table[column]
        if found.ndim != 1:
            hint = "give each column a name of its own"
            raise OptionError(f"{column!r} names {found.shape[1]} columns", kind="column", place="table", hint=hint)
        return SeriesAccessor(found)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
