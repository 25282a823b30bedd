"""Tables of texts: a spreadsheet or a CSV file in which each row is a document."""

from __future__ import annotations

from collections.abc import Iterator

from tokenwatch.document import Document
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.readers.formats import TableReader
from tokenwatch.readers.guard import choose_reader
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.refusals import plain_name
from tokenwatch.readers.sandbox import rows_apart

TEXT_COLUMN = "text"
ID_COLUMN = "id"
_MOST_NAMED = 12
"""Columns that an error names: enough to see the one meant."""


def each_row(
    data: bytes, *, name: str, text_column: str, id_column: str, limits: Limits
) -> Iterator[Document | ReadError]:
    """Give each row of a table as a document.

    Parameters
    ----------
    data
        The file's bytes.
    name
        Its name, for outputs and errors.
    text_column, id_column
        Names of columns in the first row. Where there is no `ID_COLUMN` and no other was asked for, rows are numbered.
    limits
        Bounds on what the file may cost.

    Yields
    ------
    Document or ReadError
        An error where a row has no text.

    Raises
    ------
    ReadError
        Of kind ``"no table"`` where the format has no rows; else as `choose_reader`.
    OptionError
        Where there is no such column.
    """
    place = plain_name(name)
    reader = choose_reader(data, name=name, limits=limits)
    if not isinstance(reader, TableReader):
        hint = "give a spreadsheet (.xlsx, .ods) or a .csv file, or leave out the column to read it as one document"
        raise ReadError(f"its format, {reader.FORMAT}, has no rows", kind="no table", place=place, hint=hint)
    rows = rows_apart(data, limits, format_name=reader.FORMAT, place=place)
    if not rows:
        raise ReadError("the table is empty", kind="no text", place=place, hint="check that it is the right file")
    header = [cell.strip() for cell in rows[0]]
    text_index = _column(header, text_column, place)
    numbered = id_column == ID_COLUMN and ID_COLUMN not in header
    id_index = None if numbered else _column(header, id_column, place)
    return _documents(rows[1:], name, text_index, id_index)


def _documents(
    rows: list[list[str]], name: str, text_index: int, id_index: int | None
) -> Iterator[Document | ReadError]:
    for number, row in enumerate(rows, start=1):
        identifier = f"row {number}" if id_index is None else row[id_index].strip() or f"row {number}"
        source = f"{name}/{plain_name(identifier)}" if name else plain_name(identifier)
        text = row[text_index]
        if text.strip():
            yield Document.from_text(text, source=source)
        else:
            hint = "check the column, or pass over it"
            yield ReadError("the row has no text", kind="no text", place=plain_name(source), hint=hint)


def _column(header: list[str], wanted: str, place: str) -> int:
    if wanted in header:
        return header.index(wanted)
    named = ", ".join(repr(cell) for cell in header[:_MOST_NAMED] if cell) or "not named"
    more = " …" if len(header) > _MOST_NAMED else ""
    title = "; if that is a title, take out the rows above the names of the columns" if len(header) == 1 else ""
    raise OptionError(
        f"there is no column {wanted!r}", kind="column", place=place, hint=f"its columns are {named}{more}{title}"
    )
