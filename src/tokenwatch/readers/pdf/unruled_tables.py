"""Table rows of a PDF, put together from lines that hold one or several cells."""

from __future__ import annotations

from tokenwatch.document import BlockKind
from tokenwatch.readers.draft import Piece
from tokenwatch.readers.pdf.lines import Line

_SAME_COLUMN = 6.0
"""Points by which cells of one column may begin apart, for indents and rounding; columns of the narrowest
table tried were 40 apart."""
_FARTHEST = 3.0
"""Line heights below which a line still belongs to the table above."""


class Table:
    """A run of lines that stand in the columns of one table.

    Parameters
    ----------
    line
        Its first line, which has several cells.
    """

    def __init__(self, line: Line) -> None:
        self._columns = [left for left, _ in line.cells]
        self._rows: list[tuple[int, dict[int, list[str]]]] = []
        self._last = line
        self._add(line)

    def takes(self, line: Line) -> bool:
        """Add a line if it belongs to the table; say whether it did.

        A line belongs if it has several cells, or stands in a column other than the first: a cell's second
        line.
        """
        if line.kind is not None or line.aside or line.page != self._last.page:
            return False
        if abs(line.size - self._last.size) > 0.5:
            return False
        if self._last.baseline - line.baseline > _FARTHEST * line.size:
            return False
        column = self._column(line.left)
        if len(line.cells) < 2 and (column is None or column == 0):
            return False
        self._add(line)
        return True

    def pieces(self) -> list[Piece]:
        """Give the rows."""
        kind: BlockKind = "table row"
        rows = []
        for page, cells in self._rows:
            texts = [" ".join(cells.get(column, ())) for column in range(max(cells) + 1)]
            rows.append(Piece(kind, " | ".join(texts).replace(" |  | ", " | | "), page))
        return rows

    def _add(self, line: Line) -> None:
        if not self._rows or self._column(line.left) == 0:
            self._rows.append((line.page, {}))
        for left, text in line.cells:
            column = self._column(left)
            if column is None:
                column = len(self._columns)
                self._columns.append(left)
            self._rows[-1][1].setdefault(column, []).append(text)
        self._last = line

    def _column(self, left: float) -> int | None:
        near = [(abs(left - start), index) for index, start in enumerate(self._columns)]
        distance, index = min(near)
        return index if distance <= _SAME_COLUMN else None
