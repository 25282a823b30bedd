"""What a spreadsheet shows to whoever opens it, and notes on the rest.

Lists behind drop-downs ("co-produced", "consulted") and private columns are hidden. A sentence found there would be
nobody's, and a reader could not find it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tokenwatch.readers.sheets.sheet import Beside, Cell, Sheet

_SHEETS_NAMED = 5
"""Hidden sheets named in the note; a workbook may have hundreds."""


def shown_sheets(sheets: Iterable[Sheet]) -> tuple[list[Sheet], tuple[str, ...]]:
    """Leave out hidden sheets, rows and columns; where nothing else is there, they are kept.

    Parameters
    ----------
    sheets
        Those without content are left out.

    Returns
    -------
    list of Sheet
        Those shown, with the cells that are shown. Comments go with their cell; a box or a picture stays, since
        one that begins in a hidden row may reach out of it.
    tuple of str
        What the user should know of the rest.

    Examples
    --------
    >>> codes = Sheet("Codes", [Cell(1, 1, "co-produced")], hidden=True)
    >>> sheets, notes = shown_sheets([Sheet("Budget", [Cell(1, 1, "Fees")]), codes])
    >>> [sheet.name for sheet in sheets], notes
    (['Budget'], ('1 hidden sheet was not read: Codes',))
    """
    filled = [sheet for sheet in sheets if _is_filled(sheet)]
    visible = [sheet for sheet in filled if not sheet.hidden]
    notes: list[str] = []
    if filled and not visible:
        visible = filled
        notes.append("all sheets are hidden; they were read")
    elif names := [sheet.name for sheet in filled if sheet.hidden]:
        more = ", …" if len(names) > _SHEETS_NAMED else ""
        listed = ", ".join(names[:_SHEETS_NAMED])
        notes.append(f"{_counted(len(names), 'sheet')} {_were(len(names))} not read: {listed}{more}")
    cleared = [_Clearing(sheet) for sheet in visible]
    shown = [one.shown for one in cleared if _is_filled(one.shown)]
    if visible and not shown:
        return visible, (*notes, "all cells are hidden; they were read")
    columns, rows = sum(len(one.columns) for one in cleared), sum(len(one.rows) for one in cleared)
    parts = [_counted(count, name) for count, name in ((columns, "column"), (rows, "row")) if count]
    if parts:
        notes.append(f"{' and '.join(parts)} {_were(columns + rows)} not read")
    return shown, tuple(notes)


class _Clearing:
    """A sheet without its hidden rows and columns, and the numbers of those that held something."""

    def __init__(self, sheet: Sheet) -> None:
        self.columns: set[int] = set()
        self.rows: set[int] = set()
        self.shown = sheet
        self._parts = sheet.hidden_parts
        if self._parts:
            self.shown = replace(sheet, cells=[*self._cells(sheet.cells)], beside=[*self._beside(sheet.beside)])

    def _cells(self, cells: Sequence[Cell]) -> Iterator[Cell]:
        return (cell for cell in cells if self._is_shown(cell.row, cell.column))

    def _beside(self, beside: Sequence[Beside]) -> Iterator[Beside]:
        return (one for one in beside if one.kind != "comment" or self._is_shown(one.row, one.column))

    def _is_shown(self, row: int, column: int) -> bool:
        row_hidden, column_hidden = self._parts.hide(row, column)
        if row_hidden:
            self.rows.add(row)
        if column_hidden:
            self.columns.add(column)
        return not (row_hidden or column_hidden)


def _is_filled(sheet: Sheet) -> bool:
    return bool(sheet.cells or sheet.beside)


def _counted(count: int, name: str) -> str:
    return f"{count:,} hidden {name}{'' if count == 1 else 's'}"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
