"""Spreadsheets of any format: sparse cells, counted while they are read, and the table of texts made of them.

A sheet holds only the cells that say something, so that a single cell in the last row and column of a sheet
costs as much as one in the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from tokenwatch.document import BlockKind
from tokenwatch.errors import ReadError
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.sheets.hidden import HiddenParts

MOST_CELLS = 1_000_000
"""Cells of one file: a table of 50,000 texts with twenty columns. So many take a third of the memory allowed."""
MOST_ROWS, MOST_COLUMNS = 2**20, 2**14
"""The size of a sheet, in every program."""
WIDEST_GAP = 10
"""Empty cells kept between two others. They keep the columns of a table aligned, and a table has no ten empty
columns; a stray cell far to the right must not bring thousands of them."""


class Cell(NamedTuple):
    """What one cell says.

    Parameters
    ----------
    row, column
        From 1.
    text
        As the program would show it; never blank.
    """

    row: int
    column: int
    text: str


class Beside(NamedTuple):
    """What stands beside the cells, at one of them: a comment, a text box, the description of a picture.

    Parameters
    ----------
    row, column
        From 1; the cell that a comment is on, or under the upper left corner of a box.
    kind, text
        Those of the block.
    """

    row: int
    column: int
    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Parameters
    ----------
    name
        ``""`` for a file that is one table without a name; its places are then rows.
    cells
        Row by row, left to right.
    beside
        In any order.
    hidden
        Whether the program does not show it.
    hidden_parts
        Which of its rows and columns the program does not show. A table keeps them: whoever analyses it names the
        column that is wanted.
    """

    name: str
    cells: Sequence[Cell]
    beside: Sequence[Beside] = ()
    hidden: bool = False
    hidden_parts: HiddenParts = field(default_factory=HiddenParts)


class Tally:
    """Counts what the cells of a file hold, before they are joined: a text shared by many cells costs one there.

    Parameters
    ----------
    characters
        Code points for which there is room.
    """

    def __init__(self, characters: int) -> None:
        self._cells = 0
        self._left = characters

    @property
    def has_room(self) -> bool:
        """Whether another cell is to be read."""
        return self._left >= 0

    def add(self, text: str) -> None:
        """Count one cell.

        Raises
        ------
        ReadError
            Of kind ``"too large"`` where there are over `MOST_CELLS`.
        """
        self._cells += 1
        self._left -= len(text)
        if self._cells > MOST_CELLS:
            raise _too_large(f"it has over {MOST_CELLS:,} cells")


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
        raise _too_large(f"its texts hold over {limits.inflated // 2:,} characters")


def _too_large(message: str) -> ReadError:
    return ReadError(message, kind="too large", hint="split it, or save only the columns that are needed")


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
        raise _too_large(f"it has over {MOST_CELLS:,} cells")
    table = []
    for cells in rows:
        texts = [""] * width
        for cell in cells:
            if cell.column <= end:
                texts[cell.column - start] = cell.text
        table.append(texts)
    return [texts for texts in table if any(texts)]
