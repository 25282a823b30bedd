"""Tables that a batch wrote: read, checked, and with the columns' own dtypes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenwatch.assessment import VERDICTS
from tokenwatch.codebook.records import suggest
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.frames import DOCUMENT_DTYPES, STATEMENT_DTYPES

if TYPE_CHECKING:
    import pandas

RESULT_COLUMNS = (
    "id", "title", "genre", "verdict", *(f"p_{label}" for label in VERDICTS), "abstained", "claimed", "evidenced",
    "presence", "error",
)  # fmt: skip
"""What an overview reads of the results; everything else may be missing."""
STATEMENT_COLUMNS = ("document_id", "text", "kind", "specific", "terms")
DATE_NAMES = ("date", "year")
"""Columns taken for dates where the user names none; the finer one first."""
NOT_STATED = "not stated"
_ADDED = ("unreadable", "answered")
"""Columns that `load_results` adds, and that are nobody's to group by."""

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:[T ].*|\.0+)?", re.DOTALL)
"""A date as ISO 8601 writes it, down to the day; ``2021.0`` is what becomes of a year beside empty cells."""


def load_results(table: Any) -> pandas.DataFrame:
    """Read the results of a batch and add the columns that an overview counts by.

    Parameters
    ----------
    table
        Path of a Parquet or CSV file, or a DataFrame.

    Returns
    -------
    pandas.DataFrame
        With `unreadable` and `answered`, both plain truth values: whether the document could not be read, and
        whether it has a verdict. A user's own columns of these names are written over.

    Raises
    ------
    ReadError
        If it cannot be read, or is no such table.
    """
    frame = _load(table, DOCUMENT_DTYPES, RESULT_COLUMNS, "the results")
    answered = ~frame["abstained"].fillna(True).astype(bool) & frame["verdict"].isin(VERDICTS)
    unreadable = frame["error"].fillna("") != ""
    levels = frame["claimed"].notna() & frame["evidenced"].notna()
    return frame.assign(unreadable=unreadable, answered=answered & levels & ~unreadable)


def load_statements(table: Any) -> pandas.DataFrame:
    """Read the table with one row a statement, as `load_results` does the results."""
    frame = _load(table, STATEMENT_DTYPES, STATEMENT_COLUMNS, "the statements")
    return frame[frame["text"].notna()]


def check_columns(frame: pandas.DataFrame, names: Sequence[str], *, option: str) -> None:
    """Refuse columns that the table does not have.

    Raises
    ------
    OptionError
        Naming the nearest one, or all.
    """
    known = [str(column) for column in frame.columns if column not in _ADDED]
    for name in names:
        if name not in known:
            hint = suggest(name, known)
            raise OptionError(f"the results have no column {name!r}", kind="option", place=option, hint=hint)


def find_date_column(frame: pandas.DataFrame) -> str:
    """Name the column with dates, where one is called so in any case; ``""`` where none is."""
    names = {str(name).lower(): str(name) for name in reversed(frame.columns)}
    return next((names[name] for name in DATE_NAMES if name in names), "")


def read_date(value: Any) -> str:
    """Give a date as ISO 8601 writes it, as fine as it is given; ``""`` where it is not written so.

    Days and months between slashes are not guessed at: 03/04/2021 is March in one country and April in another.

    Examples
    --------
    >>> read_date(2021), read_date("2021-03"), read_date("2021-03-04T10:00"), read_date("03/04/2021")
    ('2021', '2021-03', '2021-03-04', '')
    """
    found = _DATE.fullmatch(show_cell(value))
    return "-".join(part for part in found.groups() if part) if found else ""


def show_cell(value: Any) -> str:
    """Give a cell as text; ``""`` where it is missing."""
    import pandas

    missing = value is None or value is pandas.NaT or value is pandas.NA or value != value  # noqa: PLR0124 (NaN)
    return "" if missing else str(value).strip()


def _load(table: Any, dtypes: Mapping[str, str], needed: Sequence[str], what: str) -> pandas.DataFrame:
    place = str(table) if isinstance(table, str | Path) else ""
    frame = _read_file(Path(table)) if place else table
    missing = [name for name in needed if name not in frame.columns]
    if missing:
        hint = "give a table that tokenwatch batch wrote" + (" with --statements" if "text" in needed else "")
        message = f"{what} lack the column{'s'[: len(missing) > 1]} " + ", ".join(missing)
        raise ReadError(message, kind="columns", place=place, hint=hint)
    frame = frame.reset_index(drop=True)
    known = {name: dtype for name, dtype in dtypes.items() if name in frame.columns}
    return frame.assign(**{name: _as_dtype(frame[name], dtype, place) for name, dtype in known.items()})


def _read_file(path: Path) -> pandas.DataFrame:
    import pandas

    suffix = path.suffix.lower()
    if suffix not in (".parquet", ".csv"):
        hint = "give the .parquet or .csv file that tokenwatch batch wrote"
        raise ReadError("this is no table of results", kind="type", place=str(path), hint=hint)
    try:
        if suffix == ".parquet":
            return pandas.read_parquet(path)
        # A cell "None" or "NA" is somebody's word, not a missing value.
        return pandas.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ReadError("there is no such file", kind="missing", place=str(path), hint="check the path") from error
    except (OSError, ValueError) as error:  # what pyarrow and pandas raise on damaged files are kinds of these
        message = f"it cannot be read as a table: {str(error).splitlines()[0][:200] if str(error) else 'no reason'}"
        raise ReadError(
            message, kind="damaged", place=str(path), hint="write it again with tokenwatch batch"
        ) from error


def _as_dtype(column: pandas.Series[Any], dtype: str, place: str) -> pandas.Series[Any]:
    """Give a column its own dtype; a CSV file has only words."""
    import pandas

    try:
        if dtype == "str":
            return column.astype("object").where(column.notna(), None).map(str, na_action="ignore").astype("object")
        if dtype == "boolean":
            words = column.map(lambda value: {"True": True, "False": False}.get(value, value), na_action="ignore")
            return words.astype("object").where(words.notna(), None).astype("boolean")
        # The stubs know no dtype that is a variable.
        return pandas.to_numeric(column).astype(dtype)  # type: ignore[call-overload, no-any-return]  # see above
    except (ValueError, TypeError) as error:
        message = f"the column {column.name} holds something that is no {dtype.lower().rstrip('64')} value"
        raise ReadError(message, kind="columns", place=place, hint="write it again with tokenwatch batch") from error
