"""A spreadsheet that is no document but a list of them, one a row: whoever opens it as one is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tokenwatch.readers.sheets.sheet import Sheet

_FEWEST_ROWS = 3
_SHARE = 2 / 3
"""Of the rows under the header, how many must hold a text in that column: some applicants leave a question out."""
_FEWEST_WORDS = 10
"""Words from which a cell is a text: the names, dates and sums of a budget or a programme have fewer."""
_LONGEST_NAME = 100


def texts_note(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Say how to read the rows one by one, where a sheet is a table with a header and a column of texts.

    Examples
    --------
    >>> from tokenwatch.readers.sheets.sheet import Cell
    >>> answer = "We asked nine people and did what five of them wanted."
    >>> texts_note([Sheet("", [Cell(1, 1, "Answer"), *(Cell(row, 1, answer) for row in (2, 3, 4))])])
    ("3 rows hold a text each, and are read here as one document: --text-column 'Answer' reads them one by one",)
    """
    for sheet in sheets:
        if not sheet.cells:
            continue
        first = sheet.cells[0].row
        header = {cell.column: cell.text.strip()[:_LONGEST_NAME] for cell in sheet.cells if cell.row == first}
        rows = {cell.row for cell in sheet.cells if cell.row != first}
        texts = Counter(
            cell.column for cell in sheet.cells if cell.row != first and len(cell.text.split()) >= _FEWEST_WORDS
        )
        column, number = max(texts.items(), key=lambda item: item[1], default=(0, 0))
        if number >= max(_FEWEST_ROWS, _SHARE * len(rows)) and 0 < len(header.get(column, "").split()) < _FEWEST_WORDS:
            how = f"--text-column {header[column]!r} reads them one by one"
            return (f"{number:,} rows hold a text each, and are read here as one document: {how}",)
    return ()
