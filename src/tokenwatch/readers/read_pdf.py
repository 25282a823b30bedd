"""PDF files: text by page, filled-in form values, headings and lists by how they look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tokenwatch.errors import ReadError
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.notes import Note
from tokenwatch.readers.refusals import locked

if TYPE_CHECKING:
    from tokenwatch.readers.draft import Piece
    from tokenwatch.readers.pdf.page import ReadPage

FORMAT = "pdf"
LABEL = "PDF"
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

    from tokenwatch.readers.pdf.attachments import attachments
    from tokenwatch.readers.pdf.calls import filled_text

    document = _open(data)
    try:
        document.init_forms()
        count = len(document)
        pages = _read_pages(document, min(count, limits.pages), limits.characters)
        members, left_out = attachments(document, limits)
        # Not by `get_metadata_dict`, which raises where a title holds half a pair of UTF-16.
        title, author = (filled_text(FPDF_GetMetaText, document, key) for key in (b"Title", b"Author"))
    finally:
        document.close()
    pieces = _lay_out(pages)
    if not pieces and not members:
        _refuse_empty(count, garbled=any(page is not None and page.garbled for page in pages))
    return Draft(
        pieces,
        title=title,
        byline=author,
        n_pages=count,
        notes=(*_notes(count, pages), *left_out),
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
            raise locked("open it, take the password off, and save a copy") from error
        raise ReadError("it is no whole PDF", kind="damaged", hint=_FRESH_COPY) from error


def _read_pages(document: Any, count: int, characters: int) -> list[ReadPage | None]:
    """Read pages until there are enough characters; ``None`` for a page that is broken."""
    from tokenwatch.readers.pdf.calls import opened_page
    from tokenwatch.readers.pdf.page import read_page

    pages: list[ReadPage | None] = []
    for index in range(count):
        with opened_page(document, index) as page:
            pages.append(read := read_page(document, page, index + 1) if page is not None else None)
        characters -= sum(len(line.text) for line in read.lines) if read is not None else 0
        if characters < 0:
            break  # `within_limits` cuts what is too much and says so
    return pages


def _lay_out(pages: Sequence[ReadPage | None]) -> tuple[Piece, ...]:
    from tokenwatch.readers.pdf.footnotes import body_size, mark_footnotes
    from tokenwatch.readers.pdf.layout import lines_to_pieces
    from tokenwatch.readers.pdf.margins import without_contents, without_margins

    whole = [page for page in pages if page is not None]
    texts = without_margins([page.lines for page in whole], [page.height for page in whole])
    size = body_size(texts)
    marked = (
        mark_footnotes(lines, size, _NOTES_BELOW * page.height, page.foot)
        for lines, page in zip(texts, whole, strict=True)
    )
    return tuple(lines_to_pieces([without_contents(lines) for lines in marked]))


def _notes(count: int, pages: Sequence[ReadPage | None]) -> list[str]:
    notes = []
    numbered = list(enumerate(pages, start=1))
    read = [(number, page) for number, page in numbered if page is not None]
    for numbers, what in (
        ([number for number, page in read if page.pictured], "no text but pictures of it: not read (needs OCR)"),
        ([number for number, page in read if page.garbled], "letters that the fonts do not tell: not read"),
        ([number for number, page in numbered if page is None], "damage, and nothing that could be read"),
    ):
        if numbers:
            notes.append(f"{_page_numbers(numbers)} of {count} {'holds' if len(numbers) == 1 else 'hold'} {what}")
    if len(pages) < count:
        notes.append(f"only the first {len(pages):,} of {count:,} pages were read")
    return notes


def _page_numbers(numbers: Sequence[int]) -> str:
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
