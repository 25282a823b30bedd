"""Rows of OpenDocument tables: one cell may stand for many, and a file may say for how many million."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tokenwatch.readers.draft import Piece
from tokenwatch.readers.odf.names import attribute
from tokenwatch.readers.xml_parts import clamped

if TYPE_CHECKING:
    from lxml import etree

_MOST_COLUMNS = 64
"""Columns up to which a row is filled with empty cells; Word's widest table has 63."""


@dataclass(slots=True)
class Row:
    """A row of a table that is being read.

    Parameters
    ----------
    page
        Page on which it begins.
    cells
        The pieces of each cell, left to right.
    """

    page: int
    cells: list[list[Piece]] = field(default_factory=list)

    def add(self, cell: etree._Element, pieces: list[Piece]) -> None:
        """Add a cell; where it is repeated it keeps the columns in line, and its words stand once."""
        self.cells.append(pieces)
        self._fill(_columns(cell) - 1)

    def skip(self, cell: etree._Element) -> None:
        """Add what another cell is spread over."""
        self._fill(_columns(cell))

    def _fill(self, columns: int) -> None:
        self.cells += [[] for _ in range(min(columns, _MOST_COLUMNS - len(self.cells)))]


def _columns(cell: etree._Element) -> int:
    return clamped(attribute(cell, "table:number-columns-repeated"), most=_MOST_COLUMNS) or 1
