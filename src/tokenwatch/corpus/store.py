"""What a run has done so far: shards on disk, each written whole or not at all.

A shard is a Parquet file of readings, by the key of their content. It is written under another name, synced and
renamed, so that it is there with all it holds or not there; nothing else says what is done. What is read again later
(``retry_errors``) stands in a later shard, which counts.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tokenwatch.corpus.score import Scored
from tokenwatch.errors import StoreError

if TYPE_CHECKING:
    import pyarrow

_STATEMENTS = ".statements.parquet"
_UNFINISHED = ".tmp"
_HELD = 16
"""Shards kept in memory while results are put together; neighbours in the list are neighbours in the shards."""


class Store:
    """The shards of a run.

    Parameters
    ----------
    folder
        Where they lie; made if it is not there. What a run that was broken off left unfinished is taken away.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.glob(f"*{_UNFINISHED}"):
                left.unlink()
        self.places: dict[bytes, tuple[int, bool]] = {}
        numbers = sorted(int(path.name.split(".")[0]) for path in folder.glob("*" + _STATEMENTS))
        self._next = numbers[-1] + 1 if numbers else 0
        for number in numbers:
            self._take_in(number)
        self._shard = lru_cache(maxsize=_HELD)(self._load)

    def add(self, scored: Scored) -> None:
        """Write a shard.

        Raises
        ------
        StoreError
            If it cannot be written; what was written before stays.
        """
        number, self._next = self._next, self._next + 1
        # The documents last: where they are, the statements are.
        write_whole(self._path(number, statements=True), scored.statements)
        write_whole(self._path(number), scored.documents)
        self._take_in(number)

    def is_done(self, key: str, *, retry_errors: bool = False) -> bool:
        """Say whether a content has its reading; with `retry_errors`, one that is no error."""
        place = self.places.get(bytes.fromhex(key))
        return place is not None and not (retry_errors and place[1])

    def readings(self, key: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Give a content's rows: of its documents, and of their statements.

        Raises
        ------
        KeyError
            If it has none yet.
        """
        documents, statements = self._shard(self.places[bytes.fromhex(key)][0])
        return documents.get(key, []), statements.get(key, [])

    def _load(self, number: int) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[dict[str, Any]]]]:
        return _by_key(self._read(number)), _by_key(self._read(number, statements=True))

    def _take_in(self, number: int) -> None:
        """Note what a shard holds; one that cannot be read is as good as none, and is scored again."""
        import pyarrow

        try:
            rows = self._read(number, columns=("key", "error"))
            self._read(number, statements=True, columns=("key",))
        except (OSError, pyarrow.ArrowException):
            return
        for key, error in zip(rows["key"].to_pylist(), rows["error"].to_pylist(), strict=True):
            digest = bytes.fromhex(key)
            place, failed = self.places.get(digest, (-1, False))
            # An archive with one bad member is tried again whole.
            self.places[digest] = (number, bool(error) or (failed and place == number))

    def _read(self, number: int, *, statements: bool = False, columns: Collection[str] | None = None) -> pyarrow.Table:
        import pyarrow.parquet

        path = self._path(number, statements=statements)
        return pyarrow.parquet.read_table(path, columns=None if columns is None else list(columns))

    def _path(self, number: int, *, statements: bool = False) -> Path:
        return self.folder / f"{number:06d}{_STATEMENTS if statements else '.parquet'}"


def _by_key(table: pyarrow.Table) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in table.to_pylist():
        found.setdefault(row["key"], []).append(row)
    return found


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, whatever happens meanwhile, a power cut included.

    Raises
    ------
    StoreError
        If it cannot be written.
    """
    with replacing(path) as unfinished:
        unfinished.write_bytes(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to, which takes a file's place once it has been written and synced.

    Raises
    ------
    StoreError
        If it cannot be written; nothing of it is left then.
    """
    unfinished = path.with_name(path.name + _UNFINISHED)
    with writing(path):
        try:
            yield unfinished
            _sync(unfinished)
            unfinished.replace(path)
            _sync(path.parent)
        finally:
            unfinished.unlink(missing_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says on writing into an error that tells how to go on."""
    try:
        yield
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        hint = "make room or mend the cause, then give the same command again: it goes on where it stopped"
        raise StoreError(message, kind="not written", place=str(path), hint=hint) from error


def _sync(path: Path) -> None:
    """Have the system put a file, or a folder's list of files, on the disk."""
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def forget_shards(folder: Path) -> None:
    """Throw away what a run has done."""
    for shard in folder.glob("[0-9]*.parquet*"):
        shard.unlink()
