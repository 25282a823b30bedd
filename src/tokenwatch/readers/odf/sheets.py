"""The sheets of an OpenDocument spreadsheet: cells as the program shows them, comments and boxes beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from tokenwatch.readers.draft import Piece
from tokenwatch.readers.odf.body import Body
from tokenwatch.readers.odf.charts import Charts
from tokenwatch.readers.odf.forms import read_controls
from tokenwatch.readers.odf.names import attribute, child, odf_name
from tokenwatch.readers.odf.package import Package
from tokenwatch.readers.odf.styles import Styles
from tokenwatch.readers.sheets.hidden import HiddenParts
from tokenwatch.readers.sheets.sheet import MOST_COLUMNS, MOST_ROWS, Beside, Cell, Sheet, Tally
from tokenwatch.readers.xml_parts import clamped

if TYPE_CHECKING:
    from lxml import etree

_MOST_REPEATS = 1_000
"""Cells that one with words in it may stand for, to the right and below. Whoever fills a whole column with a word
gets a million of them, which say no more."""
_GROUPS = frozenset(
    "table:" + name
    for name in str.split(
        "table-row-group table-rows table-header-rows table-column-group table-columns table-header-columns"
    )
)
_VALUES = ("office:string-value", "office:date-value", "office:time-value", "office:boolean-value", "office:value")
"""Where a value stands in files of programs that do not write what they would show."""
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|(?:Err|Error):\d{3}")


def read_sheets(package: Package, tally: Tally) -> Iterator[Sheet]:
    """Give the sheets in their order, hidden ones last, each read when it is asked for.

    Parameters
    ----------
    package
        The document.
    tally
        Counts the cells.

    Raises
    ------
    ReadError
        Of kind ``"damaged"`` where it has no sheets, or as `Tally.add`.
    """
    root = package.body("spreadsheet", "sheets")
    styles, controls, charts = Styles(package), read_controls(root), Charts(package)
    hidden = _hidden_styles(package)
    # Copies of cells of other files are kept as sheets that no tab shows.
    tables = [one for one in root if odf_name(one) == "table:table" and child(one, "table:table-source") is None]
    # What is hidden comes last: it does not take the room of what is shown.
    for element in sorted(tables, key=lambda one: attribute(one, "table:style-name") in hidden):
        grid = _Grid(tally, lambda: Body(styles, controls, charts))
        grid.read(element)
        is_hidden = attribute(element, "table:style-name") in hidden
        yield Sheet(attribute(element, "table:name"), grid.cells, grid.beside, is_hidden, grid.hidden_parts)


def _hidden_styles(package: Package) -> frozenset[str]:
    made = child(package.content, "office:automatic-styles")
    return frozenset(
        attribute(style, "style:name")
        for style in (made if made is not None else ())
        if (properties := child(style, "style:table-properties")) is not None
        and attribute(properties, "table:display") == "false"
    )


def _is_hidden(element: etree._Element) -> bool:
    """Say whether a row or a column is hidden, by hand or by a filter."""
    return attribute(element, "table:visibility") in ("collapse", "filter")


class _Grid:
    """Collects the cells of one sheet.

    Parameters
    ----------
    tally
        Counts them.
    new_body
        Makes a reader of paragraphs and drawings.
    """

    def __init__(self, tally: Tally, new_body: Callable[[], Body]) -> None:
        self._tally = tally
        self._new_body = new_body
        self.cells: list[Cell] = []
        self.beside: list[Beside] = []
        self.hidden_parts = HiddenParts()

    def read(self, sheet: etree._Element) -> None:
        """Read a sheet; rows may lie in groups in groups."""
        from lxml import etree

        row = column = 1
        walker = etree.iterwalk(sheet, events=("start",))
        for _, element in walker:
            name = odf_name(element)
            if name == "table:table-row":
                times = clamped(attribute(element, "table:number-rows-repeated"), most=MOST_ROWS) or 1
                self._read_row(element, row, min(times, _MOST_REPEATS))
                if _is_hidden(element):
                    self.hidden_parts.rows.add(row, min(row + times - 1, MOST_ROWS))
                row = min(row + times, MOST_ROWS)
            elif name == "table:table-column":
                times = clamped(attribute(element, "table:number-columns-repeated"), most=MOST_COLUMNS) or 1
                if _is_hidden(element):
                    self.hidden_parts.columns.add(column, min(column + times - 1, MOST_COLUMNS))
                column = min(column + times, MOST_COLUMNS)
            elif name == "table:shapes":  # what lies on the sheet, not in a cell
                self._put_beside(1, 1, self._new_body().walk(element))
            if element is not sheet and name not in _GROUPS:
                walker.skip_subtree()

    def _read_row(self, element: etree._Element, row: int, rows: int) -> None:
        first = len(self.cells)
        column = 1
        for cell in element:
            name = odf_name(cell)
            if name not in ("table:table-cell", "table:covered-table-cell"):
                continue
            times = clamped(attribute(cell, "table:number-columns-repeated"), most=MOST_COLUMNS) or 1
            # A covered cell lies under a merged one; its old text is kept, and not shown.
            if name == "table:table-cell":
                text = self._read_cell(cell, row, column)
                self._add(row, range(column, column + min(times, _MOST_REPEATS)), text)
                if text:
                    self._keep_end(cell, row, column)
            column = min(column + times, MOST_COLUMNS)
        found = self.cells[first:]
        for below in range(row + 1, row + rows if found else 0):
            if not self._tally.has_room:
                break
            for one in found:
                self._add(below, (one.column,), one.text)

    def _keep_end(self, cell: etree._Element, row: int, column: int) -> None:
        rows = clamped(attribute(cell, "table:number-rows-spanned"), most=MOST_ROWS) or 1
        columns = clamped(attribute(cell, "table:number-columns-spanned"), most=MOST_COLUMNS) or 1
        if rows > 1 or columns > 1:
            self.hidden_parts.ends[row, column] = (row + rows - 1, column + columns - 1)

    def _add(self, row: int, columns: Iterable[int], text: str) -> None:
        if text and not text.isspace():
            for column in columns:
                if self._tally.has_room:
                    self._tally.add(text)
                    self.cells.append(Cell(row, column, text))

    def _read_cell(self, cell: etree._Element, row: int, column: int) -> str:
        """Give what a cell shows, and keep what stands beside it."""
        lines: list[str] = []
        for part in cell:
            if odf_name(part) == "text:p" and not len(part):
                lines.append(" ".join((part.text or "").split()))
                continue
            pieces = self._new_body().walk(part)
            if odf_name(part) == "text:p":
                shown = [piece for piece in pieces if piece.kind == "paragraph"]
                lines.append("\n".join(piece.text for piece in shown))
                pieces = [piece for piece in pieces if piece.kind != "paragraph"]
            self._put_beside(row, column, pieces)
        if not lines:
            return next((value for name in _VALUES if (value := attribute(cell, name))), "")
        text = "\n".join(lines)
        return "" if _ERROR.fullmatch(text) else text

    def _put_beside(self, row: int, column: int, pieces: Iterable[Piece]) -> None:
        self.beside += (Beside(row, column, piece.kind, piece.text) for piece in pieces)
