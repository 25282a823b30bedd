"""CSV files: a table in plain text, whose separator is found and whose quotes are undone."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tokenwatch.readers.decoding import decode
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.sheets.document import sheets_to_draft
from tokenwatch.readers.sheets.sheet import Cell, Sheet, Tally
from tokenwatch.readers.sheets.table import sheets_to_rows, whole_table

FORMAT = "csv"
LABEL = "CSV"
SUFFIXES = (".csv", ".tsv", ".tab")
BY_SUFFIX = True

_SEPARATORS = ",;\t"
"""In order of how common they are: Excel writes semicolons where a comma stands in numbers."""
_NONE = "\x1f"
"""Stands for no separator: a file of one column. The control character was made to separate, and nobody uses it."""
_SAMPLE = 65_536
"""Characters looked at to find the separator: rows enough to be sure at any size."""
_STATED = re.compile(r"sep=([,;\t|])[ \t]*(?:\r\n?|\n)", re.IGNORECASE)
"""How Excel is told the separator, in a line of its own."""


def recognises(data: bytes) -> bool:
    """Say no: a table in text is text, and only a file's suffix tells that its commas separate."""
    return False


def read(data: bytes, limits: Limits) -> Draft:
    """Read a CSV file as a document: a table row for each of its rows.

    Raises
    ------
    ReadError
        Of kind ``"unsupported format"`` where the bytes are no text, or ``"too large"``.
    """
    return sheets_to_draft([_sheet(data, Tally(limits.characters))])


def table(data: bytes, limits: Limits) -> list[list[str]]:
    """Read a CSV file as a table of texts, header first.

    Raises
    ------
    ReadError
        As `read`.
    """
    with whole_table(limits) as tally:
        return sheets_to_rows([_sheet(data, tally)])


def find_separator(sample: str) -> str:
    r"""Find what separates the columns: that of which most rows make as many as the header does.

    Parameters
    ----------
    sample
        The beginning of a file.

    Returns
    -------
    str
        One character; ``"\x1f"`` where the file has one column.

    Examples
    --------
    >>> find_separator("id;text\n1;We met, we spoke, we left.\n"), find_separator("text\nAsk us, please.\nNo.\n")
    (';', '\x1f')
    """
    best, most = _NONE, 0
    for separator in _SEPARATORS:
        widths = [len(row) for row in _rows(sample, separator) if row]
        shared = _shared(widths)
        if shared > most:
            best, most = separator, shared
    return best


def _shared(widths: list[int]) -> int:
    """Give how many rows are as wide as the header, or, under a title, as most of all rows are; 0 for one column."""
    if widths and widths[0] > 1:
        return widths.count(widths[0])
    commonest = Counter(widths).most_common(1)
    return commonest[0][1] if commonest and commonest[0][0] > 1 and 2 * commonest[0][1] > len(widths) else 0


def _sheet(data: bytes, tally: Tally) -> Sheet:
    text = decode(data)
    if stated := _STATED.match(text):
        separator, text = stated[1], text[stated.end() :]
    else:
        separator = find_separator(text[:_SAMPLE])
    cells = []
    for row, texts in enumerate(_rows(text, separator), start=1 + bool(stated)):
        for column, shown in enumerate(texts, start=1):
            if tally.has_room and shown and not shown.isspace():
                tally.add(shown)
                cells.append(Cell(row, column, shown))
    return Sheet("", cells)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """Give the rows, blank ones too. A quotation mark that nobody closed takes the rest of the file into its cell."""
    with _longest_cell(len(text)):
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)


@contextmanager
def _longest_cell(characters: int) -> Iterator[None]:
    """Let the library read cells of any length: its limit holds for the whole process, and is put back."""
    before = csv.field_size_limit(characters + 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)
