"""OpenDocument spreadsheets (.ods): the cells of their sheets as the program shows them, comments and boxes beside."""

from __future__ import annotations

from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.odf.package import is_odf, open_odf
from tokenwatch.readers.sheets.document import sheets_to_draft
from tokenwatch.readers.sheets.sheet import Tally
from tokenwatch.readers.sheets.shown import shown_sheets
from tokenwatch.readers.sheets.table import sheets_to_rows, whole_table

FORMAT = "ods"
LABEL = "OpenDocument"
SUFFIXES = (".ods", ".ots", ".fods")


def recognises(data: bytes) -> bool:
    """Say whether bytes are an OpenDocument spreadsheet, packed or flat."""
    return is_odf(data, "spreadsheet")


def read(data: bytes, limits: Limits) -> Draft:
    """Read a spreadsheet as a document: a bid, a programme or a budget in cells.

    Hidden sheets, rows and columns are left out, unless there is nothing else, and so are headers and footers of the
    printed page, and deleted cells.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``, ``"encrypted"`` or ``"too large"``.
    """
    from tokenwatch.readers.odf.sheets import read_sheets

    package = open_odf(data, limits)
    sheets, notes = shown_sheets(read_sheets(package, Tally(limits.characters)))
    return sheets_to_draft(sheets, title=package.title, byline=package.author, notes=notes)


def table(data: bytes, limits: Limits) -> list[list[str]]:
    """Read a spreadsheet as a table of texts: its first visible sheet that holds something, header first.

    Hidden rows and columns of it are read.

    Raises
    ------
    ReadError
        As `read`.
    """
    from tokenwatch.readers.odf.sheets import read_sheets

    with whole_table(limits) as tally:
        return sheets_to_rows(read_sheets(open_odf(data, limits), tally))
