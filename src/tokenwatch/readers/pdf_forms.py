"""Values that people filled into a PDF form, which are no part of the page's own text."""

from __future__ import annotations

import ctypes
from typing import Any

from tokenwatch.readers.pdf_lines import Line

_MOST_FIELDS = 2_000
"""Annotations looked at on one page; the densest forms have under 300."""
_LONGEST = 100_000
"""Bytes of UTF-16 taken of one value: 50,000 characters, ten times the longest box of a funder's form."""


def form_values(document: Any, page: Any, number: int) -> list[Line]:
    """Give the filled-in values on a page as lines at their places.

    Parameters
    ----------
    document
        A ``pypdfium2.PdfDocument`` of which ``init_forms`` was called before its pages were opened.
    page
        A ``pypdfium2.PdfPage`` of it.
    number
        The page's number, from 1.

    Returns
    -------
    list of Line
        With ``value`` set. A text field gives its text; a box gives "☑" or "☐" with its name; an empty field
        gives nothing.
    """
    import pypdfium2.raw as pdfium

    if document.formenv is None:
        return []
    values: list[Line] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_FIELDS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            text = _value(document.formenv, annotation)
            if text:
                box = pdfium.FS_RECTF()
                pdfium.FPDFAnnot_GetRect(annotation, box)
                values.append(Line(text, number, box.left, box.right, box.top, box.bottom, 10, value=True))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return values


def place_values(lines: list[Line], values: list[Line]) -> list[Line]:
    """Put each value after the nearest line of text above its place, which on most forms is its question.

    Parameters
    ----------
    lines
        A page's lines in reading order.
    values
        Its form values.

    Returns
    -------
    list of Line
        All of them, in reading order.
    """
    after: dict[int, list[Line]] = {}
    for value in values:
        above = [
            (line.baseline - value.baseline, -index)
            for index, line in enumerate(lines)
            if line.baseline > (value.baseline + value.bottom) / 2 and line.left <= value.right
        ]
        index = -min(above)[1] if above else -1
        after.setdefault(index, []).append(value)
    placed: list[Line] = []
    for index in range(-1, len(lines)):
        placed += lines[index : index + 1] if index >= 0 else []
        placed += sorted(after.get(index, ()), key=lambda value: (-value.baseline, value.left))
    return placed


def _value(form: Any, annotation: Any) -> str:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON):
        name = _string(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
        name = name or _string(pdfium.FPDFAnnot_GetFormFieldName, form, annotation)
        return f"{'☑' if pdfium.FPDFAnnot_IsChecked(form, annotation) else '☐'} {name}".strip()
    if kind in (
        pdfium.FPDF_FORMFIELD_TEXTFIELD,
        pdfium.FPDF_FORMFIELD_COMBOBOX,
        pdfium.FPDF_FORMFIELD_LISTBOX,
    ):
        return _string(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
    return ""


def _string(function: Any, form: Any, annotation: Any) -> str:
    """Call one of PDFium's functions that first tell a length in bytes and then fill a buffer with UTF-16."""
    import pypdfium2.raw as pdfium

    length = min(function(form, annotation, None, 0), _LONGEST)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    function(form, annotation, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
