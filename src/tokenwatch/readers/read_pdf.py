"""PDF files: text by page, filled-in form values, headings and lists by how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tokenwatch.errors import ReadError
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits

if TYPE_CHECKING:
    from tokenwatch.readers.pdf_lines import Line

FORMAT = "pdf"
SUFFIXES = (".pdf",)

_HEAD = 1024
"""Bytes in which the mark of a PDF must stand, as other programs have it."""
_FRESH_COPY = "open it, save or print it to a fresh PDF, and try that"


def recognises(data: bytes) -> bool:
    """Say whether bytes are a PDF."""
    return b"%PDF-" in data[:_HEAD]


def read(data: bytes, limits: Limits) -> Draft:
    """Read a PDF.

    Pages come in the order of their content, columns one after the other where the file has them so. Line
    ends are joined, running heads and page numbers taken out. Pages that are only pictures are named in the
    notes.

    Raises
    ------
    ReadError
        Of kind ``"encrypted"``, ``"damaged"``, or ``"needs OCR"`` where no page has any text.
    """
    import pypdfium2  # loads a large library, needed for this format alone

    from tokenwatch.readers.pdf_layout import lines_to_pieces
    from tokenwatch.readers.pdf_margins import without_contents, without_margins

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            hint = "open it, take the password off, and save a copy"
            raise ReadError("it is protected by a password", kind="encrypted", hint=hint) from error
        raise ReadError("it is no whole PDF", kind="damaged", hint=_FRESH_COPY) from error
    try:
        document.init_forms()
        count = len(document)
        pages, heights, bare = _read_pages(document, min(count, limits.pages))
        stated = document.get_metadata_dict()
    finally:
        document.close()
    if not any(pages):
        _refuse_empty(count)
    return Draft(
        tuple(lines_to_pieces([without_contents(lines) for lines in without_margins(pages, heights)])),
        title=stated.get("Title", ""),
        byline=stated.get("Author", ""),
        n_pages=count,
        notes=tuple(_notes(count, bare, limits)),
        wrapped=True,
    )


def _read_pages(document: Any, count: int) -> tuple[list[list[Line]], list[float], int]:
    """Give each page's lines and height, and the number of pages that hold pictures but no text."""
    import pypdfium2

    from tokenwatch.readers.pdf_columns import split_columns
    from tokenwatch.readers.pdf_forms import form_values, place_values
    from tokenwatch.readers.pdf_lines import page_lines

    pages: list[list[Line]] = []
    heights: list[float] = []
    bare = 0
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            bare += 1
            pages.append([])
            heights.append(0.0)
            continue
        lines = place_values(split_columns(page_lines(page, index + 1)), form_values(document, page, index + 1))
        # A page without text and without pictures is an empty page, and nothing is lost with it.
        bare += not lines and next(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]), None) is not None
        pages.append(lines)
        heights.append(page.get_height())
        page.close()
    return pages, heights, bare


def _notes(count: int, bare: int, limits: Limits) -> list[str]:
    notes = []
    if bare:
        notes.append(f"{bare} of {count} pages were scanned and not read (needs OCR)")
    if count > limits.pages:
        notes.append(f"only the first {limits.pages:,} of {count:,} pages were read")
    return notes


def _refuse_empty(count: int) -> None:
    if not count:
        raise ReadError("it has no pages", kind="damaged", hint=_FRESH_COPY)
    pages = "its page is an image" if count == 1 else f"all of its {count} pages are images"
    raise ReadError(
        f"{pages} without text",
        kind="needs OCR",
        hint="have its text recognised (OCR), for instance by ocrmypdf, and give that",
    )
