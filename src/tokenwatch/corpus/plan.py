"""What a run is to do: its settings, written once, and the list of documents with their digests.

The settings and ids bind: results of two kinds must not stand in one table. The list does not: it is made anew at each
start, so that a document added or mended since is scored, and what has its reading is not scored again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tokenwatch.corpus.columns import make_schema, make_table
from tokenwatch.corpus.options import BatchOptions
from tokenwatch.corpus.score import Content
from tokenwatch.corpus.sources import Item, Sources
from tokenwatch.corpus.store import forget_shards, replacing, write_whole
from tokenwatch.corpus.tables import Row, Value, rows_of
from tokenwatch.errors import OptionError

_SCHEMA = 1
_ITEMS = {
    "id": "str", "source": "str", "key": "str", "path": "str", "table": "Int64", "row": "Int64", "size": "Int64",
    "sha256": "str", "link": "boolean", "carried": "str",
}  # fmt: skip
_BATCH = 1_024
"""Lines of the list held at once."""
_TYPES: tuple[tuple[str, tuple[type, ...]], ...] = (("boolean", (bool,)), ("Int64", (int,)), ("Float64", (int, float)))
"""The narrowest that holds all values of a carried column wins; else they are text."""


@dataclass(frozen=True)
class Plan:
    """A list of documents to score.

    Parameters
    ----------
    path
        Parquet file with the list.
    sources
        What it was made from.
    n_documents
        How many there are.
    n_contents
        How many of them differ in content.
    carried
        Columns carried through from tables, with their dtypes.
    """

    path: Path
    sources: Sources
    n_documents: int
    n_contents: int
    carried: Mapping[str, str]

    def items(self) -> Iterator[Item]:
        """Give the documents, in order; texts are left in their tables."""
        for batch in self.batches():
            yield from batch

    def batches(self) -> Iterator[list[Item]]:
        """Give the documents, some at a time."""
        import pyarrow.parquet

        with pyarrow.parquet.ParquetFile(self.path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                yield [_from_row(row) for row in batch.to_pylist()]

    def contents(self) -> Iterator[tuple[Item, Content]]:
        """Give each document with what there is to score, fetched from its file or table as it is asked for."""
        rows: Iterator[Row] = iter(())
        current = -1
        for item in self.items():
            if item.table < 0:
                yield item, Content(item.key, item.path, item.sha256, item.link)
                continue
            if item.table != current:
                current, rows = item.table, self._rows(item.table)
            row = next((row for row in rows if row.number == item.row), Row(item.row, problem="the row has gone"))
            found = self.sources.row_item(item.table, row)
            problem = found.problem or ("" if found.key == item.key else "the row has changed since the run began")
            yield item, Content(item.key, text=found.text, title=found.title, problem=problem)

    def _rows(self, table: int) -> Iterator[Row]:
        return rows_of(self.sources.tables[table], limits=self.sources.options.limits)


def bind_settings(folder: Path, options: BatchOptions, ids: Mapping[str, str]) -> None:
    """Note the settings of a run, or see that they are those of the run that began here.

    Raises
    ------
    OptionError
        If they have changed.
    StoreError
        If they cannot be written.
    """
    path = folder / "plan.json"
    wanted = {"schema": _SCHEMA, "settings": options.identity(), "ids": dict(ids)}
    if options.restart:
        forget_shards(folder)
    elif path.exists():
        _compare(_load(path), wanted, folder)
        return
    write_whole(path, (json.dumps(wanted, indent=1) + "\n").encode())


def make_plan(folder: Path, sources: Sources, *, limit: int | None) -> Plan:
    """List the documents, with size and digest of each, and write the list.

    Raises
    ------
    OptionError, ReadError
        If a source cannot be listed.
    StoreError
        If the list cannot be written.
    """
    import pyarrow.parquet

    path = folder / "documents.parquet"
    lister = _Lister()
    with (
        replacing(path) as unfinished,
        pyarrow.parquet.ParquetWriter(unfinished, make_schema(_ITEMS)) as writer,
    ):
        for batch in _batches(sources.items(), limit):
            writer.write_table(make_table([lister.row(item) for item in batch], _ITEMS))
    return Plan(path, sources, lister.n_documents, len(lister.keys), lister.carried())


class _Lister:
    """Gives every document an id of its own, and notes which columns there are."""

    def __init__(self) -> None:
        self.n_documents = 0
        self.keys: set[bytes] = set()
        self._ids: dict[str, int] = {}
        self._seen: dict[str, set[type]] = {}

    def row(self, item: Item) -> dict[str, Any]:
        self.n_documents += 1
        self.keys.add(bytes.fromhex(item.key))
        for name, value in item.carried.items():
            if value is not None:
                self._seen.setdefault(name, set()).add(type(value))
            else:
                self._seen.setdefault(name, set())
        row = {name: getattr(item, name) for name in _ITEMS}
        path = os.fsencode(item.path).hex()  # a name need not be text
        return row | {"id": self._own_id(item.id), "path": path, "carried": json.dumps(dict(item.carried))}

    def carried(self) -> dict[str, str]:
        return {name: _dtype(types) for name, types in self._seen.items()}

    def _own_id(self, name: str) -> str:
        """Tell the second of one name apart: ids are what tables are joined by."""
        count = self._ids[name] = self._ids.get(name, 0) + 1
        return name if count == 1 else self._own_id(f"{name} ({count})")


def _dtype(types: set[type]) -> str:
    return next((dtype for dtype, fitting in _TYPES if types and types <= set(fitting)), "str")


def as_dtype(value: Value, dtype: str) -> Value:
    """Give a carried value as its column holds it."""
    return str(value) if dtype == "str" and value is not None else value


def _batches(items: Iterator[Item], limit: int | None) -> Iterator[list[Item]]:
    wanted = items if limit is None else islice(items, limit)
    while batch := list(islice(wanted, _BATCH)):
        yield batch


def _from_row(row: dict[str, Any]) -> Item:
    path = os.fsdecode(bytes.fromhex(row["path"]))
    return Item(**row | {"path": path, "carried": json.loads(row["carried"])})


def _load(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    except (OSError, ValueError):
        return {}


def _compare(found: Mapping[str, Any], wanted: Mapping[str, Any], folder: Path) -> None:
    differ = [
        f"{name} was {found.get(part, {}).get(name)!r} and is {value!r}"
        for part in ("settings", "ids")
        for name, value in wanted[part].items()
        if found.get(part, {}).get(name) != value
    ]
    if differ:
        hint = "give the settings of before, name another --out, or add --restart to score everything anew"
        message = f"an earlier run into it was another one: {'; '.join(differ)}"
        raise OptionError(message, kind="settings", place=str(folder), hint=hint)
