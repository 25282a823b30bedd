"""From what the user names to a list of documents: files, folders, globs, and the rows of tables."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenwatch.corpus.options import BatchOptions
from tokenwatch.corpus.tables import Row, Value, is_table, rows_of
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.readers.refusals import plain_name

_PASSED_OVER = (".", "~$")
"""How names begin that no user means by naming the folder: hidden files, and what Word leaves of an open document."""
_FILE = -1
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Item:
    """A document to be scored: a file, or a row of a table.

    Parameters
    ----------
    id
        Its name in the results.
    source
        Where it stands, for people.
    key
        Digest of all that its reading depends on: two items with one key get one reading.
    path
        The file, where it is one; else ``""``.
    table
        Place of its table among the tables, or -1 for a file.
    row
        Number of its row, from 1; 0 for a file.
    size
        Bytes of the file, or characters of the text.
    sha256
        Of the file's bytes or the text; ``""`` where the file cannot be opened.
    link
        Whether the path is a symbolic link in a folder, which is not followed.
    text, title
        Of a row; they are not kept in the plan.
    problem
        Why a row has no text.
    carried
        The row's other columns.
    """

    id: str
    source: str
    key: str
    path: str = ""
    table: int = _FILE
    row: int = 0
    size: int = 0
    sha256: str = ""
    link: bool = False
    text: str = ""
    title: str = ""
    problem: str = ""
    carried: Mapping[str, Value] = field(default_factory=dict)


class Sources:
    """What the user named, taken apart into single files and tables.

    Parameters
    ----------
    sources
        Paths of files, folders and tables, globs, or pandas DataFrames; one of them or several.
    options
        Names of columns, and limits.
    own
        Paths that the run itself writes, which are no documents.

    Raises
    ------
    OptionError
        If nothing is where a source points, or the run would write over it.
    """

    def __init__(self, sources: Any, options: BatchOptions, *, own: Iterable[Path] = ()) -> None:
        self.options = options
        self._own = {path.absolute() for path in own}
        several = isinstance(sources, Sequence | Iterator) and not isinstance(sources, str)
        named = list(sources) if several else [sources]
        if not named:
            raise OptionError("there is nothing to read", kind="sources", hint="name a file, a folder or a table")
        self.parts = [part for source in named for part in self._parts(source)]
        self.tables = [part for part in self.parts if self._is_table(part)]

    def items(self) -> Iterator[Item]:
        """Give every document there is, in an order that is the same each time: as named, folders by name."""
        number = 0
        for part in self.parts:
            if self._is_table(part):
                yield from self._rows(part, number)
                number += 1
            elif part.is_dir():
                yield from (self._file(path, link=path.is_symlink()) for path in self._walk(part))
            else:
                yield self._file(part, link=False)

    def row_item(self, table: int, row: Row) -> Item:
        """Make the item of a row.

        Raises
        ------
        OptionError
            If the table has no such column.
        """
        options, values = self.options, row.values
        name = plain_name(str(self.tables[table])) if isinstance(self.tables[table], Path) else "table"
        text, title = values.get(options.column_of_texts), values.get(options.title_column)
        identifier = values.get(options.id_column)
        own_id = plain_name(str(identifier)) if identifier not in (None, "") else f"row {row.number}"
        problem = row.problem or ("" if isinstance(text, str) and text.strip() else "the row has no text")
        body, heading = (str(text), str(title or "")) if not problem else ("", "")
        sha256 = hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
        used = (options.column_of_texts, options.id_column, options.title_column)
        return Item(
            own_id,
            f"{name}/{own_id}",
            _key("row", heading, sha256, problem),
            table=table,
            row=row.number,
            size=len(body),
            sha256=sha256,
            text=body,
            title=heading,
            problem=problem,
            carried={column: value for column, value in values.items() if column not in used},
        )

    def _parts(self, source: Any) -> Iterator[Any]:
        if hasattr(source, "to_dict") and hasattr(source, "columns"):
            yield source
            return
        if not isinstance(source, str | Path):
            hint = "name files, folders, globs or tables, or give DataFrames"
            raise OptionError(f"a source is no {type(source).__name__}", kind="sources", hint=hint)
        path = Path(source)
        if path.exists() or path.is_symlink():
            own = any(path.exists() and own.exists() and path.samefile(own) for own in self._own)
            if own and path.is_file():
                message, hint = "it is a source, and would be written over", "name another table, and quote a pattern"
                raise OptionError(message, kind="option", place=str(path), hint=hint)
            if not own:  # what is done already lies in a folder, which a shell's pattern finds too
                yield path
            return
        found = sorted(map(Path, glob.glob(str(source), recursive=True)))  # noqa: PTH207  # takes absolute ones too
        found = [path for path in found if path.absolute() not in self._own]
        if not found:
            hint = "check the path; quote a pattern such as 'bids/*.pdf'"
            raise OptionError("there is no such file or folder", kind="sources", place=str(source), hint=hint)
        yield from found

    def _is_table(self, part: Any) -> bool:
        if not isinstance(part, Path):
            return True
        return is_table(part, spreadsheets=self.options.text_column is not None) and part.is_file()

    def _rows(self, part: Any, table: int) -> Iterator[Item]:
        for place, row in enumerate(rows_of(part, limits=self.options.limits)):
            if not place and not row.problem:
                self._check_columns(part, row)
            yield self.row_item(table, row)

    def _check_columns(self, part: Any, row: Row) -> None:
        wanted = [self.options.column_of_texts, *self.options.columns_named]
        for column in wanted:
            if column not in row.values:
                named = ", ".join(map(repr, list(row.values)[:_MOST_NAMED])) or "not named"
                place = str(part) if isinstance(part, Path) else "table"
                hint = f"its columns are {named}; say which with --text-column, in Python text_column="
                raise OptionError(f"there is no column {column!r}", kind="column", place=place, hint=hint)

    def _walk(self, folder: Path) -> Iterator[Path]:
        """Give the files of a folder and the folders in it, by name; links are given and not followed."""
        waiting = [folder]
        while waiting:
            path = waiting.pop()
            if path.absolute() in self._own:
                continue
            if path.is_dir() and (path is folder or not path.is_symlink()):
                try:
                    inside = sorted(path.iterdir(), reverse=True)
                except OSError as error:
                    hint = "ask for the right to read it"
                    message = f"the folder cannot be read: {error.strerror}"
                    raise ReadError(message, kind="missing", place=plain_name(str(path)), hint=hint) from error
                waiting += [inner for inner in inside if not inner.name.startswith(_PASSED_OVER)]
            else:
                yield path

    def _file(self, path: Path, *, link: bool) -> Item:
        name = plain_name(str(path))
        size, sha256 = (0, "") if link else _look_at(path, self.options.limits.size)
        suffix = path.suffix.lower()
        # What cannot be opened has no content to know it by.
        key = _key("file", suffix, sha256) if sha256 else _key("path", os.fsencode(path).hex(), str(size))
        return Item(name, name, key, path=str(path), size=size, sha256=sha256, link=link)


def _look_at(path: Path, most: int) -> tuple[int, str]:
    """Give a file's size and digest; none where it is no regular file, cannot be opened, or is larger than is read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return status.st_size if stat.S_ISREG(status.st_mode) else 0, ""
        with path.open("rb") as file:
            return status.st_size, hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return 0, ""


def _key(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
