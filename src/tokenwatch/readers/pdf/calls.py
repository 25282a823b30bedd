"""Calls to PDFium that take more than a line: what is opened is closed, what is filled is sized, and all is bounded."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from tokenwatch.readers.pdf.words import Frame

_MOST_ANNOTATIONS = 2_000
"""Annotations looked at on one page; a page of dense review has under 100."""
_LONGEST = 100_000
"""Bytes of UTF-16 taken of one text."""


@contextmanager
def opened_page(document: Any, index: int) -> Iterator[Any]:
    """Give a page for a while, ``None`` where it is broken."""
    import pypdfium2

    try:
        page = document[index]
    except (pypdfium2.PdfiumError, IndexError):
        yield None
        return
    try:
        yield page
    finally:
        page.close()


def drawn_boxes(page: Any, kinds: Collection[int], *, most: int) -> Iterator[tuple[float, float, float, float]]:
    """Give left, bottom, right and top of what is drawn on a page, in its own coordinates.

    Parameters
    ----------
    page
        A ``pypdfium2.PdfPage``.
    kinds
        PDFium's types of page objects.
    most
        Number of objects that are looked at.
    """
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    filled = [ctypes.byref(edge) for edge in edges]
    for index in range(min(pdfium.FPDFPage_CountObjects(page), most)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(drawn) in kinds and pdfium.FPDFPageObj_GetBounds(drawn, *filled):
            left, bottom, right, top = (edge.value for edge in edges)
            yield left, bottom, right, top


def open_annotations(page: Any) -> Iterator[Any]:
    """Give PDFium's annotations of a page, each closed when the next is asked for."""
    import pypdfium2.raw as pdfium

    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_ANNOTATIONS)):
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


def annotation_text(annotation: Any, key: bytes) -> str:
    """Give the text of an entry of an annotation, or ``""``."""
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
