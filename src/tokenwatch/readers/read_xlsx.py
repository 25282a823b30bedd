"""Excel workbooks (.xlsx): the cells of their sheets as the program shows them, comments and boxes beside them.

A reader of its own: with a single cell in the last row and column, 7 kB in all, openpyxl runs for minutes and
calamine ends the process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tokenwatch.errors import ReadError
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.ooxml.parts import holds, main_part, properties, related_id, relations, target
from tokenwatch.readers.sheets.document import sheets_to_draft
from tokenwatch.readers.sheets.sheet import Sheet, Tally
from tokenwatch.readers.sheets.shown import shown_sheets
from tokenwatch.readers.sheets.table import sheets_to_rows, whole_table

if TYPE_CHECKING:
    from lxml import etree

FORMAT = "xlsx"
LABEL = "Excel (.xlsx)"
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")


def recognises(data: bytes) -> bool:
    """Say whether bytes are an Excel container whose workbook is XML, as it is not in ``.xlsb``."""
    return holds(data, "xl/workbook") and not holds(data, "xl/workbook.bin")


def read(data: bytes, limits: Limits) -> Draft:
    """Read a workbook as a document: a bid, a programme or a budget in cells.

    Hidden sheets, rows and columns are left out, unless there is nothing else, and so are headers and footers of the
    printed page.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``, ``"encrypted"`` or ``"too large"``.
    """
    workbook = _Workbook(Archive(data, limits))
    sheets, notes = shown_sheets(workbook.sheets(Tally(limits.characters), beside=True))
    title, author = properties(workbook.archive)
    return sheets_to_draft(sheets, title=title, byline=author, notes=(*notes, *workbook.notes))


def table(data: bytes, limits: Limits) -> list[list[str]]:
    """Read a workbook as a table of texts: its first visible sheet that holds something, header first.

    Hidden rows and columns of it are read.

    Raises
    ------
    ReadError
        As `read`.
    """
    with whole_table(limits) as tally:
        return sheets_to_rows(_Workbook(Archive(data, limits)).sheets(tally, beside=False))


@dataclass
class _Workbook:
    archive: Archive

    def __post_init__(self) -> None:
        self._uncomputed = 0

    @property
    def notes(self) -> Sequence[str]:
        """What the user should know of the sheets read so far."""
        if not self._uncomputed:
            return ()
        count = "1 formula has" if self._uncomputed == 1 else f"{self._uncomputed:,} formulas have"
        return (f"{count} no stored result and were left out: open the file in a spreadsheet program and save it",)

    def sheets(self, tally: Tally, *, beside: bool) -> Iterator[Sheet]:
        """Give the sheets in the order of their tabs, hidden ones last, each read when it is asked for."""
        from tokenwatch.readers.xlsx.beside import read_beside
        from tokenwatch.readers.xlsx.cells import Grid, read_strings
        from tokenwatch.readers.xlsx.formats import read_formats

        archive = self.archive
        main = main_part(archive, "xl/workbook.xml")
        root = archive.xml(main)
        related = relations(archive, main)
        parts = {relation.identifier: relation.target for relation in related}
        strings, styles = target(related, "sharedStrings"), target(related, "styles")
        from_1904 = any(one.get("date1904") in ("1", "true") for one in root.iter("{*}workbookPr"))
        grid = Grid(
            read_strings(archive.read(strings), strings) if strings else (),
            read_formats(archive.xml(styles), from_1904=from_1904) if styles else (),
            tally,
        )
        listed = [one for one in root.iter("{*}sheet") if related_id(one) in parts]
        if not listed:
            raise ReadError("none of its sheets is there", kind="damaged", hint="open it, and save a fresh copy")
        # What is hidden does not take the room of what is shown.
        for one in sorted(listed, key=_is_hidden):
            # A part listed a thousand times over would be read as often.
            if (part := parts.pop(related_id(one), "")) == "":
                continue
            cells, hidden_parts = grid.read(archive.read(part), part)
            self._uncomputed = grid.uncomputed
            around = read_beside(archive, part) if beside else ()
            yield Sheet(str(one.get("name", "")), cells, around, _is_hidden(one), hidden_parts)


def _is_hidden(sheet: etree._Element) -> bool:
    return sheet.get("state", "visible") != "visible"
