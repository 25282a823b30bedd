"""Spreadsheets as documents: a bid, a programme or a budget that somebody wrote in cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from tokenwatch.document import BlockKind
from tokenwatch.readers.draft import Draft, Piece, row_to_pieces
from tokenwatch.readers.sheets.sheet import WIDEST_GAP, Beside, Cell, Sheet

_LONG_CELL = 40
"""Words above which a cell is an answer. The longest entry in the budgets and programmes tried has 41, in rows
that read well either way; people answer a question of a form in 60 to 500."""
_LONGEST_NAME = 100
"""Characters of the name of a sheet that stand in a place, and of a column that stand in a note. Excel allows 31; a
name of a megabyte, written beside each row, would fill the memory."""

_FEWEST_TEXTS = 3
_SHARE_OF_TEXTS = 2 / 3
"""Of the rows under the header, how many must hold a text in that column: some applicants leave a question out."""
_FEWEST_WORDS = 10
"""Words from which a cell is a text: the names, dates and sums of a budget or a programme have fewer."""

_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*|(?<=[.!?:;…”\"])[ \t]*\n\s*")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_DEFAULT_NAME = re.compile(
    r"(?:Sheet|Worksheet|Table|Tabelle|Feuil|Feuille|Hoja|Foglio|Folha|Planilha|Blad|Ark|Taul|Arkusz|Munka|List|Лист)"
    r"\s?\d*"
)
"""What spreadsheet programs call a sheet that nobody named, in the languages of Europe."""
_NEEDS_NO_QUOTES = re.compile(r"(?![A-Za-z]{1,3}\d+\Z|[Rr]\d*[Cc]\d*\Z|[Rr]\d*\Z|[Cc]\d*\Z)[^\W\d][\w.]*")


def sheets_to_draft(sheets: Sequence[Sheet], *, title: str = "", byline: str = "", notes: Sequence[str] = ()) -> Draft:
    """Give sheets as a document, with what its metadata state and what the user should know of it.

    Examples
    --------
    >>> answer = "We asked nine people and did what five of them wanted."
    >>> sheets_to_draft([Sheet("", [Cell(1, 1, "Answer"), *(Cell(row, 1, answer) for row in (2, 3, 4))])]).notes
    ("3 rows hold a text each, and are read here as one document: --text-column 'Answer' reads them one by one",)
    """
    pieces = tuple(sheets_to_pieces(sheets))
    return Draft(pieces, title=title, byline=byline, notes=(*_texts_note(sheets), *notes))


def sheets_to_pieces(sheets: Iterable[Sheet]) -> list[Piece]:
    """Give sheets as a document.

    Parameters
    ----------
    sheets
        In the order in which the program shows them; those without content are left out.

    Returns
    -------
    list of Piece
        Each sheet's name as a heading, unless it is the only one and nobody named it; a row as a table row, or as
        paragraphs where it is one cell or holds a long answer, which beside its question alone is a form field;
        comments and boxes after their row.

    Examples
    --------
    >>> pieces = sheets_to_pieces([Sheet("Budget", [Cell(2, 2, "Vouchers"), Cell(2, 4, "£20")])])
    >>> [(piece.text, piece.place) for piece in pieces]
    [('Budget', ''), ('Vouchers | | £20', 'Budget!B2:D2')]
    """
    filled = [sheet for sheet in sheets if sheet.cells or sheet.beside]
    pieces = []
    for sheet in filled:
        if sheet.name and (len(filled) > 1 or not _DEFAULT_NAME.fullmatch(sheet.name)):
            pieces.append(Piece("heading", sheet.name, level=1))
        pieces += _sheet_to_pieces(sheet)
    return pieces


def column_name(column: int) -> str:
    """Name a column as spreadsheets do.

    Examples
    --------
    >>> column_name(1), column_name(28), column_name(16384)
    ('A', 'AB', 'XFD')
    """
    name = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def _sheet_to_pieces(sheet: Sheet) -> list[Piece]:
    start = min((cell.column for cell in sheet.cells), default=1)
    place = _placer(sheet.name)
    # The sort keeps what is equal in order: what stands beside a row comes after its cells.
    everything: list[Cell | Beside] = sorted([*sheet.cells, *sheet.beside], key=lambda one: one.row)
    pieces = []
    for _, found in groupby(everything, lambda one: one.row):
        cells: list[Cell] = []
        beside: list[Piece] = []
        for one in found:
            if isinstance(one, Cell):
                cells.append(one)
            else:
                beside.append(Piece(one.kind, one.text, place=place(one.row, one.column, one.column)))
        pieces += _row_to_pieces(cells, start, place)
        pieces += beside
    return pieces


def _row_to_pieces(cells: Sequence[Cell], start: int, place: Callable[[int, int, int], str]) -> list[Piece]:
    # The label of a question stands beside its answer, in a row of its own or of a table. As a heading it would
    # claim everything below it until the next one, other tables too.
    if len(cells) == 1 or any(_is_long(cell.text) for cell in cells):
        answered = len(cells) == 2 and not _is_long(cells[0].text)
        kinds: list[BlockKind] = ["paragraph", "form field"] if answered else ["paragraph"] * len(cells)
        return [
            Piece(kind, text, place=place(cell.row, cell.column, cell.column))
            for kind, cell in zip(kinds, cells, strict=True)
            for text in _paragraphs(cell.text)
        ]
    if not cells:
        return []
    whole = place(cells[0].row, cells[0].column, cells[-1].column)
    placed: list[list[Piece]] = []
    column = start
    for cell in cells:
        placed += [[]] * min(cell.column - column, WIDEST_GAP)
        placed.append([Piece("paragraph", cell.text, place=whole)])
        column = cell.column + 1
    return row_to_pieces(placed)


def _is_long(text: str) -> bool:
    return len(text.split()) > _LONG_CELL or _BLANK_LINE.search(text) is not None


def _paragraphs(text: str) -> list[str]:
    """Take a long cell apart at blank lines, and where a sentence ends its line: lines may also be wrapped."""
    return _BETWEEN_PARAGRAPHS.split(text) if _is_long(text) else [text]


def _placer(name: str) -> Callable[[int, int, int], str]:
    """Give what names the place of the cells of a row, from a first to a last column, as the program would."""
    if not name:
        return lambda row, first, last: f"row {row}"
    name = name[:_LONGEST_NAME]
    sheet = name if _NEEDS_NO_QUOTES.fullmatch(name) else "'" + name.replace("'", "''") + "'"
    return lambda row, first, last: (
        f"{sheet}!{column_name(first)}{row}" + (f":{column_name(last)}{row}" if last > first else "")
    )


def _texts_note(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """Say how to read the rows one by one, where a sheet is no document but a header over a column of texts."""
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
        if (
            number >= max(_FEWEST_TEXTS, _SHARE_OF_TEXTS * len(rows))
            and 0 < len(header.get(column, "").split()) < _FEWEST_WORDS
        ):
            how = f"--text-column {header[column]!r} reads them one by one"
            return (f"{number:,} rows hold a text each, and are read here as one document: {how}",)
    return ()
