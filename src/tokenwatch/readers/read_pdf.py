"""PDF files: text by page, filled-in form values, headings and lists by how they look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tokenwatch.errors import ReadError
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.notes import Note

if TYPE_CHECKING:
    from tokenwatch.readers.draft import Piece
    from tokenwatch.readers.pdf.page import Sheet

FORMAT = "pdf"
SUFFIXES = (".pdf",)

_HEAD = 1024
"""Bytes in which the mark of a PDF must stand, as other programs have it."""
_FRESH_COPY = "open it, save or print it to a fresh PDF, and try that"
_OCR_HINT = "have its text recognised (OCR), for instance by ocrmypdf, and give that"
_NOTES_BELOW = 0.6
"""Share of a page's height below which notes begin; half a page of notes is met in law reports."""
_MOST_RANGES = 20
"""Stretches of pages named in one note."""


def recognises(data: bytes) -> bool:
    """Say whether bytes are a PDF."""
    return b"%PDF-" in data[:_HEAD]


def read(data: bytes, limits: Limits) -> Draft:
    """Read a PDF.

    Columns are read one after the other, pages with turned text as if upright. Line ends are joined, running
    heads and page numbers taken out; footnotes, answers in forms and remarks are told apart. Pages that are
    only pictures, or whose fonts do not tell their letters, are named in the notes. Attached files are members.

    Raises
    ------
    ReadError
        Of kind ``"encrypted"``, ``"damaged"``, or ``"needs OCR"`` where no page has any text.
    """
    from pypdfium2.raw import FPDF_GetMetaText

    from tokenwatch.readers.pdf.remarks import attachments, filled_text

    document = _open(data)
    try:
        document.init_forms()
        count = len(document)
        sheets = _read_sheets(document, min(count, limits.pages), limits.characters)
        members, left_out = attachments(document, limits)
        # Not by `get_metadata_dict`, which raises where a title holds half a pair of UTF-16.
        title, author = (filled_text(FPDF_GetMetaText, document, key) for key in (b"Title", b"Author"))
    finally:
        document.close()
    pieces = _lay_out(sheets)
    if not pieces and not members:
        _refuse_empty(count, garbled=any(sheet is not None and sheet.garbled for sheet in sheets))
    return Draft(
        pieces,
        title=title,
        byline=author,
        n_pages=count,
        notes=(*_notes(count, sheets), *left_out),
        wrapped=True,
        members=members,
    )


def annotate(data: bytes, notes: Sequence[Note], limits: Limits) -> bytes:
    """Give a copy with highlights on the words of notes; see `tokenwatch.readers.pdf.highlights`.

    Raises
    ------
    ReadError
        Of kind ``"encrypted"`` or ``"damaged"``.
    """
    from tokenwatch.readers.pdf.highlights import highlight

    document = _open(data)
    try:
        return highlight(document, data, notes, limits)
    finally:
        document.close()


def _open(data: bytes) -> Any:
    """Give PDFium's document."""
    import pypdfium2  # loads a large library, needed for this format alone

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            hint = "open it, take the password off, and save a copy"
            raise ReadError("it is protected by a password", kind="encrypted", hint=hint) from error
        raise ReadError("it is no whole PDF", kind="damaged", hint=_FRESH_COPY) from error


def _read_sheets(document: Any, count: int, characters: int) -> list[Sheet | None]:
    """Read pages until there are enough characters; ``None`` for a page that is broken."""
    import pypdfium2

    from tokenwatch.readers.pdf.page import read_sheet

    sheets: list[Sheet | None] = []
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            sheets.append(None)
            continue
        try:
            sheets.append(sheet := read_sheet(document, page, index + 1))
        finally:
            page.close()
        characters -= sum(len(line.text) for line in sheet.lines)
        if characters < 0:
            break  # `within_limits` cuts what is too much and says so
    return sheets


def _lay_out(sheets: Sequence[Sheet | None]) -> tuple[Piece, ...]:
    from tokenwatch.readers.pdf.footnotes import body_size, mark_footnotes
    from tokenwatch.readers.pdf.layout import lines_to_pieces
    from tokenwatch.readers.pdf.margins import without_contents, without_margins

    whole = [sheet for sheet in sheets if sheet is not None]
    heights = [sheet.height for sheet in whole]
    pages = without_margins([sheet.lines for sheet in whole], heights)
    size = body_size(pages)
    marked = (
        mark_footnotes(lines, size, _NOTES_BELOW * sheet.height, sheet.foot)
        for lines, sheet in zip(pages, whole, strict=True)
    )
    return tuple(lines_to_pieces([without_contents(lines) for lines in marked]))


def _notes(count: int, sheets: Sequence[Sheet | None]) -> list[str]:
    notes = []
    numbered = list(enumerate(sheets, start=1))
    for numbers, what in (
        ([n for n, s in numbered if s is not None and s.pictured], "no text but pictures of it: not read (needs OCR)"),
        ([n for n, s in numbered if s is not None and s.garbled], "letters that the fonts do not tell: not read"),
        ([n for n, s in numbered if s is None], "damage, and nothing that could be read"),
    ):
        if numbers:
            notes.append(f"{_pages(numbers)} of {count} {'holds' if len(numbers) == 1 else 'hold'} {what}")
    if len(sheets) < count:
        notes.append(f"only the first {len(sheets):,} of {count:,} pages were read")
    return notes


def _pages(numbers: Sequence[int]) -> str:
    """Name pages: ``"pages 3 and 7 to 9"``."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1][1:] = [number]
        else:
            ranges.append([number])
    told = [" to ".join(str(number) for number in found) for found in ranges[:_MOST_RANGES]]
    if len(ranges) > _MOST_RANGES:
        told[-1] = f"{len(numbers) - sum(r[-1] - r[0] + 1 for r in ranges[: _MOST_RANGES - 1])} more"
    joined = " and ".join(part for part in (", ".join(told[:-1]), told[-1]) if part)
    return f"{'page' if len(numbers) == 1 else 'pages'} {joined}"


def _refuse_empty(count: int, *, garbled: bool) -> None:
    if not count:
        raise ReadError("it has no pages", kind="damaged", hint=_FRESH_COPY)
    if garbled:
        raise ReadError("its fonts do not tell which letters they show", kind="needs OCR", hint=_OCR_HINT)
    pages = "its page is an image" if count == 1 else f"all of its {count} pages are images"
    raise ReadError(f"{pages} without text", kind="needs OCR", hint=_OCR_HINT)
