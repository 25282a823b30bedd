"""Spreadsheets as tables of texts: a header, and a text in each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby

from tokenwatch.readers.limits import Limits
from tokenwatch.readers.sheets.sheet import MOST_CELLS, WIDEST_GAP, Sheet, Tally, too_large


@contextmanager
def whole_table(limits: Limits) -> Iterator[Tally]:
    """Count for a table of texts. It is given whole or not at all, while of a document the beginning is given.

    Raises
    ------
    ReadError
        Of kind ``"too large"`` where the texts do not fit into half of ``inflated``: the answer to the user's
        process is made of them in two further copies.
    """
    tally = Tally(limits.inflated // 2)
    yield tally
    if not tally.has_room:
        raise too_large(f"its texts hold over {limits.inflated // 2:,} characters")


def sheets_to_rows(sheets: Iterable[Sheet]) -> list[list[str]]:
    """Give the first visible sheet that holds something as a table; hidden ones only where all are hidden.

    Parameters
    ----------
    sheets
        Taken one by one, and no further than needed.

    Returns
    -------
    list of list of str
        The header first, every row as wide as the header; empty rows are left out, and so is what stands to
        the right of the header, which no column of the table holds.

    Raises
    ------
    ReadError
        Of kind ``"too large"`` where that is more than `MOST_CELLS`.

    Examples
    --------
    >>> from tokenwatch.readers.sheets.sheet import Cell
    >>> sheets_to_rows([Sheet("Bids", [Cell(1, 1, "id"), Cell(1, 2, "text"), Cell(3, 1, "7")])])
    [['id', 'text'], ['7', '']]
    """
    hidden: Sheet | None = None
    for sheet in sheets:
        if sheet.cells and not sheet.hidden:
            return _sheet_to_rows(sheet)
        hidden = hidden or (sheet if sheet.cells else None)
    return _sheet_to_rows(hidden) if hidden else []


def _sheet_to_rows(sheet: Sheet) -> list[list[str]]:
    rows = [list(cells) for _, cells in groupby(sheet.cells, lambda cell: cell.row)]
    start = min(cell.column for cell in sheet.cells)
    end = start
    for cell in rows[0]:
        if cell.column - end > WIDEST_GAP:
            break
        end = cell.column
    width = end - start + 1
    if width * len(rows) > MOST_CELLS:
        raise too_large(f"it has over {MOST_CELLS:,} cells")
    table = []
    for cells in rows:
        texts = [""] * width
        for cell in cells:
            if cell.column <= end:
                texts[cell.column - start] = cell.text
        table.append(texts)
    return [texts for texts in table if any(texts)]
