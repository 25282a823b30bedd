"""From the shards to the tables that the user asked for, in the order of the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenwatch.corpus.columns import make_schema, make_table
from tokenwatch.corpus.plan import Plan, as_dtype
from tokenwatch.corpus.sources import Item
from tokenwatch.corpus.store import Store, replacing
from tokenwatch.errors import OptionError
from tokenwatch.frames import DOCUMENT_DTYPES, STATEMENT_DTYPES

if TYPE_CHECKING:
    import pandas
    import pyarrow

SUFFIXES = (".parquet", ".csv")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet would take for a formula (OWASP, CSV injection)."""
_HARMLESS = "'"


def check_suffix(path: Path) -> None:
    """See that a table's name says which format is meant.

    Raises
    ------
    OptionError
        If it says none that there is.
    """
    if path.suffix.lower() not in SUFFIXES:
        hint = "let its name end in .parquet, or in .csv for a spreadsheet"
        raise OptionError("results are Parquet or CSV", kind="option", place=str(path), hint=hint)


def write_results(plan: Plan, store: Store, out: Path, statements: Path | None) -> None:
    """Put the tables together, a part at a time.

    Parameters
    ----------
    plan, store
        The list, and its readings; documents without one are left out.
    out
        File of the results: one row a document, with the columns carried through behind the answers.
    statements
        File with one row a statement, if wanted.

    Raises
    ------
    StoreError
        If they cannot be written.
    """
    columns = {_free_name(name): (name, dtype) for name, dtype in plan.carried.items()}
    dtypes = DOCUMENT_DTYPES | {column: dtype for column, (_, dtype) in columns.items()}
    with replacing(out) as unfinished, _writer(out, unfinished, dtypes) as writer:
        for batch in plan.batches():
            writer.write(make_table(_document_rows(batch, store, columns), dtypes))
    if statements is not None:
        with replacing(statements) as unfinished, _writer(statements, unfinished, STATEMENT_DTYPES) as writer:
            for batch in plan.batches():
                writer.write(make_table(_statement_rows(batch, store), STATEMENT_DTYPES))


def read_results(path: Path) -> pandas.DataFrame:
    """Read a table of results, with the dtypes that they have in every case.

    Parameters
    ----------
    path
        What `write_results` wrote.
    """
    import pandas

    if path.suffix.lower() == ".csv":
        return pandas.read_csv(path, dtype=dict(DOCUMENT_DTYPES), keep_default_na=False, na_values=[""])
    # Whole numbers and truth values stay such where some are missing.
    return pandas.read_parquet(path).convert_dtypes().astype(DOCUMENT_DTYPES)


def harmless(value: Any) -> Any:
    """Give a cell that no spreadsheet takes for a formula.

    Examples
    --------
    >>> harmless("=1+1"), harmless("Our plan"), harmless(-1)
    ("'=1+1", 'Our plan', -1)
    """
    return _HARMLESS + value if isinstance(value, str) and value.startswith(_DANGEROUS) else value


def _free_name(name: str) -> str:
    """Name a column carried through where the results have one of that name."""
    return f"given_{name}" if name in DOCUMENT_DTYPES else name


def _document_rows(batch: list[Item], store: Store, columns: Mapping[str, tuple[str, str]]) -> Iterator[dict[str, Any]]:
    for item in batch:
        if not store.is_done(item.key):
            continue
        carried = {column: as_dtype(item.carried.get(name), dtype) for column, (name, dtype) in columns.items()}
        for row in store.readings(item.key)[0]:
            yield row | carried | {"id": item.id + row["suffix"], "source": item.source + row["suffix"]}


def _statement_rows(batch: list[Item], store: Store) -> Iterator[dict[str, Any]]:
    for item in batch:
        if store.is_done(item.key):
            for row in store.readings(item.key)[1]:
                yield row | {"document_id": item.id + row["suffix"]}


def _writer(out: Path, unfinished: Path, dtypes: Mapping[str, str]) -> Any:
    import pyarrow.parquet

    if out.suffix.lower() == ".csv":
        return _Csv(unfinished, dtypes)
    return pyarrow.parquet.ParquetWriter(unfinished, make_schema(dtypes))


class _Csv:
    """Writes tables to a CSV file, for a spreadsheet: with a mark that it is UTF-8, and without formulas."""

    def __init__(self, path: Path, dtypes: Mapping[str, str]) -> None:
        self._path, self._names = path, list(dtypes)

    def __enter__(self) -> _Csv:
        import csv

        self._file = self._path.open("w", encoding="utf-8-sig", newline="", errors="replace")
        self._rows = csv.writer(self._file)
        self._rows.writerow(map(harmless, self._names))
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def write(self, table: pyarrow.Table) -> None:
        columns = [table[name].to_pylist() for name in self._names]
        self._rows.writerows([harmless(cell) for cell in row] for row in zip(*columns, strict=True))
