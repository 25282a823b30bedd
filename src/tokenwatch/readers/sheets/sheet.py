"""Spreadsheets of any format: sparse cells, counted while they are read.

A sheet holds only the cells that say something, so that a single cell in the last row and column of a sheet
costs as much as one in the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tokenwatch.document import BlockKind
from tokenwatch.errors import ReadError
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
            raise too_large(f"it has over {MOST_CELLS:,} cells")


def too_large(message: str) -> ReadError:
    """Give the error for a spreadsheet that holds too much."""
    return ReadError(message, kind="too large", hint="split it, or save only the columns that are needed")
