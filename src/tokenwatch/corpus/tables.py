"""Tables of texts, row by row, however long: JSON lines, CSV and Parquet files, spreadsheets, pandas DataFrames.

A table is gone through twice, once to plan and once to score, and is never held whole.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tokenwatch.errors import ReadError
from tokenwatch.readers import DEFAULT_LIMITS, Limits
from tokenwatch.readers.guard import choose_reader, load_file
from tokenwatch.readers.read_csv import find_separator
from tokenwatch.readers.sandbox import rows_apart

_BATCH = 256
"""Rows of a Parquet file held at once."""
_SAMPLE = 65_536
"""Characters looked at to find a CSV file's separator and encoding."""
_LONGEST = DEFAULT_LIMITS.size
"""Bytes of a line or cell: as much as a file may have."""

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Parameters
    ----------
    number
        Counted from 1, the header left out.
    values
        By column.
    problem
        Why it could not be read; ``""`` where it could.
    """

    number: int
    values: Mapping[str, Value] = field(default_factory=dict)
    problem: str = ""


def is_table(path: Path, *, spreadsheets: bool = False) -> bool:
    """Say whether a file's name is that of a table of texts.

    Parameters
    ----------
    path
        The file.
    spreadsheets
        Whether a spreadsheet counts: only where the user names the column with the texts.

    Examples
    --------
    >>> is_table(Path("bids.jsonl.gz")), is_table(Path("bid.docx")), is_table(Path("bids.xlsx"))
    (True, False, False)
    """
    suffix = _suffix(path)
    return suffix in _FORMATS and (spreadsheets or suffix not in _SHEETS)


def rows_of(table: Any, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Row]:
    """Give the rows of a table.

    Parameters
    ----------
    table
        Path of a file, or a pandas DataFrame.
    limits
        For spreadsheets, which are read by the guarded readers.

    Raises
    ------
    ReadError
        If the file cannot be read as what its name promises. A single bad line is a row with its `Row.problem`.
    """
    if not isinstance(table, Path):
        records = table.astype(object).where(table.notna(), None).to_dict("records")
        yield from _numbered(dict(zip(map(str, row), row.values(), strict=True)) for row in records)
        return
    with _readable(table):
        yield from _FORMATS[_suffix(table)](table, limits)


def _json_lines(path: Path, limits: Limits) -> Iterator[Row]:
    with _open_binary(path) as file:
        number = 0
        for line in iter(lambda: file.readline(_LONGEST + 1), b""):
            if not line.strip():
                continue
            number += 1
            yield _json_row(line.removeprefix(b"\xef\xbb\xbf"), number)


def _json_row(line: bytes, number: int) -> Row:
    if len(line) > _LONGEST:
        return Row(number, problem=f"its line has more than {_LONGEST // 2**20} MiB")
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        return Row(number, problem="its line is no JSON object")
    return Row(number, {name: plain_value(value) for name, value in values.items()})


def _comma_separated(path: Path, limits: Limits) -> Iterator[Row]:
    with _open_binary(path) as binary:
        sample = binary.read(_SAMPLE)
    encoding = _encoding(sample)
    before = csv.field_size_limit(_LONGEST)
    try:
        # What is neither is shown as such: a bad byte costs its own character alone.
        with io.TextIOWrapper(_open_binary(path), encoding=encoding, errors="replace", newline="") as file:
            separator = find_separator(sample.decode(encoding, "replace"))
            reader = csv.DictReader(file, delimiter=separator, restkey="", restval=None)
            for number, values in enumerate(reader, start=1):
                yield Row(number, {name.strip(): value for name, value in values.items() if name})
    finally:
        csv.field_size_limit(before)


def _parquet(path: Path, limits: Limits) -> Iterator[Row]:
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as file:
        batches = file.iter_batches(batch_size=_BATCH)
        yield from _numbered(row for batch in batches for row in batch.to_pylist())


def _spreadsheet(path: Path, limits: Limits) -> Iterator[Row]:
    data = load_file(path, limits)
    reader = choose_reader(data, name=str(path), limits=limits)
    header, *rows = rows_apart(data, limits, format_name=reader.FORMAT, place=str(path)) or [[]]
    names = [name.strip() for name in header]
    yield from _numbered({name: cell for name, cell in zip(names, row, strict=False) if name} for row in rows)


_FORMATS: dict[str, Callable[[Path, Limits], Iterator[Row]]] = {
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".csv": _comma_separated,
    ".tsv": _comma_separated,
    ".parquet": _parquet,
    ".xlsx": _spreadsheet,
    ".ods": _spreadsheet,
}
_SHEETS = (".xlsx", ".ods")


def plain_value(value: Any) -> Value:
    """Give a cell as text, number or truth value; what is none of them as JSON, dates as ISO 8601 writes them.

    Examples
    --------
    >>> plain_value(["a"]), plain_value(float("nan")), plain_value(7)
    ('["a"]', None, 7)
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**63 else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if hasattr(value, "item"):
        return plain_value(value.item())
    return json.dumps(value, default=str, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _numbered(records: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    for number, record in enumerate(records, start=1):
        yield Row(number, {name: plain_value(value) for name, value in record.items()})


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what the libraries raise on a damaged table into an error of the family."""
    try:
        yield
    except (OSError, EOFError, ValueError, csv.Error, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error).split("\n", 1)[0]
        hint = "check that it is whole, and that its ending says what it is"
        message = f"it cannot be read as a table: {reason[:200]}"
        raise ReadError(message, kind="damaged", place=str(path), hint=hint) from error


def _open_binary(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]  # typeshed knows it for no IO
    return path.open("rb")


def _suffix(path: Path) -> str:
    return Path(path.stem if path.suffix.lower() == ".gz" else path.name).suffix.lower()


def _encoding(sample: bytes) -> str:
    """Tell UTF-8 from what Excel writes in Western Europe; the sample may end within a character."""
    try:
        sample[: max(len(sample) - 3, 0)].decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8-sig" if error.start >= len(sample) - 6 else "cp1252"
    return "utf-8-sig"
