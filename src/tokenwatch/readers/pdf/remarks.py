"""What people put on a PDF's pages: notes, marked passages, text typed over it."""

from __future__ import annotations

from typing import Any

from tokenwatch.readers.notes import AUTHOR
from tokenwatch.readers.pdf.calls import annotation_box, annotation_text, open_annotations
from tokenwatch.readers.pdf.lines import Line
from tokenwatch.readers.pdf.words import Frame


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
        text = annotation_text(annotation, b"Contents") if subtype in kinds else ""
        if not text or annotation_text(annotation, b"T") == AUTHOR:
            continue  # what tokenwatch said in a marked-up copy is no part of the document
        is_text = subtype == pdfium.FPDF_ANNOT_FREETEXT
        typed = is_text and annotation_text(annotation, b"IT").lower() == "freetexttypewriter"
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
