"""The columns of results as Parquet holds them, and rows of them as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from tokenwatch.frames import DOCUMENT_DTYPES, STATEMENT_DTYPES

if TYPE_CHECKING:
    import pyarrow

_KEPT_APART = ("id", "source")
SHARD_DOCUMENTS = {
    "key": "str",
    "suffix": "str",
    **{name: dtype for name, dtype in DOCUMENT_DTYPES.items() if name not in _KEPT_APART},
}
"""A reading belongs to a content, not to a name: `key` says to which, `suffix` which document of an archive it is."""
SHARD_STATEMENTS = {
    "key": "str",
    "suffix": "str",
    **{name: dtype for name, dtype in STATEMENT_DTYPES.items() if name != "document_id"},
}


def make_table(rows: Iterable[Mapping[str, Any]], dtypes: Mapping[str, str]) -> pyarrow.Table:
    """Make an Arrow table of rows; a column that a row lacks is missing there."""
    import pyarrow

    found = list(rows)
    schema = make_schema(dtypes)
    columns = [_column([row.get(name) for row in found], schema.field(name).type) for name in dtypes]
    return pyarrow.table(columns, schema=schema)


def _column(values: list[Any], kind: pyarrow.DataType) -> pyarrow.Array:
    import pyarrow

    try:
        return pyarrow.array(values, type=kind)
    except UnicodeError:
        # Halves of surrogate pairs, which no UTF-8 file can hold.
        whole = [value if value is None else value.encode("utf-8", "replace").decode() for value in values]
        return pyarrow.array(whole, type=kind)


def make_schema(dtypes: Mapping[str, str]) -> pyarrow.Schema:
    """Give the Arrow schema for columns with pandas dtypes."""
    import pyarrow

    types = {
        "str": pyarrow.string(),
        "Int64": pyarrow.int64(),
        "Float64": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    return pyarrow.schema([(name, types[dtype]) for name, dtype in dtypes.items()])


def as_bytes(table: pyarrow.Table) -> bytes:
    """Write a table as the bytes of a Parquet file."""
    import pyarrow
    import pyarrow.parquet

    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink)
    return bytes(sink.getvalue().to_pybytes())
