"""What people put on a PDF's pages: notes, marked passages, text typed over it; and the files attached to it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from tokenwatch.readers.draft import Member
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.notes import AUTHOR
from tokenwatch.readers.pdf.lines import Line
from tokenwatch.readers.pdf.words import Frame
from tokenwatch.readers.refusals import plain_path

_MOST = 2_000
"""Annotations looked at on one page; a page of dense review has under 100."""
_LONGEST = 100_000
"""Bytes of UTF-16 taken of one remark."""


def remarks(page: Any, frame: Frame, number: int) -> list[Line]:
    """Give what reviewers wrote on a page, as lines at their places.

    Text typed onto the page with no other aim, as into a form that has no fields, is an answer.

    Parameters
    ----------
    page
        A ``pypdfium2.PdfPage``.
    frame
        How it is turned.
    number
        The page's number, from 1.
    """
    import pypdfium2.raw as pdfium

    kinds = {
        pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_LINE,
    }  # fmt: skip
    found = []
    for annotation in open_annotations(page):
        subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        text = _string(annotation, b"Contents") if subtype in kinds else ""
        if not text or _string(annotation, b"T") == AUTHOR:
            continue  # what tokenwatch said in a marked-up copy is no part of the document
        typed = subtype == pdfium.FPDF_ANNOT_FREETEXT and _string(annotation, b"IT").lower() == "freetexttypewriter"
        left, bottom, right, top = annotation_box(annotation, frame)
        kind: Any = "form field" if typed else "comment"
        found.append(Line(text, number, left, right, top, bottom, 10, kind=kind))
    return found


def place_remarks(lines: list[Line], found: list[Line]) -> list[Line]:
    """Put each remark after the line that it begins at, or after the last one above it."""
    after: dict[int, list[Line]] = {}
    for remark in found:
        above = [
            (line.baseline - remark.bottom, -index)
            for index, line in enumerate(lines)
            if line.baseline >= remark.bottom - 1 and line.left <= remark.right
        ]
        after.setdefault(-min(above)[1] if above else len(lines) - 1, []).append(remark)
    placed = list(after.get(-1, ()))
    for index, line in enumerate(lines):
        placed += [line, *after.get(index, ())]
    return placed


def open_annotations(page: Any) -> Iterator[Any]:
    """Give PDFium's annotations of a page, each closed when the next is asked for."""
    import pypdfium2.raw as pdfium

    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        if annotation := pdfium.FPDFPage_GetAnnot(page, index):
            try:
                yield annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def annotation_box(annotation: Any, frame: Frame) -> tuple[float, float, float, float]:
    """Give left, bottom, right and top of an annotation once the page's text is level."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, box)
    return frame.box(box.left, box.bottom, box.right, box.top)


def attachments(document: Any, limits: Limits) -> tuple[tuple[Member, ...], tuple[str, ...]]:
    """Give the files that are attached to a PDF, and notes on those that were left out.

    Parameters
    ----------
    document
        A ``pypdfium2.PdfDocument``.
    limits
        ``documents`` bounds their number, ``inflated`` their bytes, together.
    """
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFDoc_GetAttachmentCount(document)
    members: list[Member] = []
    notes: list[str] = []
    left = limits.inflated
    for index in range(min(count, limits.documents)):
        attachment = pdfium.FPDFDoc_GetAttachment(document, index)
        name = plain_path(filled_text(pdfium.FPDFAttachment_GetName, attachment))
        length = ctypes.c_ulong()
        if not pdfium.FPDFAttachment_GetFile(attachment, None, 0, length) or length.value > left:
            notes.append(f"the attached file {name} could not be read")
            continue
        buffer = ctypes.create_string_buffer(max(length.value, 1))
        pdfium.FPDFAttachment_GetFile(attachment, buffer, length.value, length)
        left -= length.value
        members.append(Member(name, buffer.raw[: length.value]))
    if count > limits.documents:
        notes.append(f"only the first {limits.documents:,} of {count:,} attached files were read")
    return tuple(members), tuple(notes)


def _string(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    return filled_text(pdfium.FPDFAnnot_GetStringValue, annotation, key)


def filled_text(function: Any, *arguments: Any) -> str:
    """Call one of PDFium's functions that first tell a length in bytes and then fill a buffer with UTF-16."""
    import pypdfium2.raw as pdfium

    length = min(function(*arguments, None, 0), _LONGEST)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").partition("\0")[0].strip()
