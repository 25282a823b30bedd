"""Where the words of a page stand, line by line, and those in its form fields: what a highlight covers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from tokenwatch.readers.pdf.calls import annotation_text, open_annotations

_LEANS = 0.5
"""Sine of the angle from which a line counts as turned: 30 degrees."""
_GAP = 3.0
"""Heights of a line that may stand between two characters of it: the columns of a table lie further apart."""


class Box(NamedTuple):
    """Left, bottom, right and top, in the page's own coordinates."""

    left: float
    bottom: float
    right: float
    top: float

    def joined(self, other: Box) -> Box:
        """Give the box around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def turned(self) -> Box:
        """Give the box with its axes exchanged."""
        return Box(self.bottom, self.left, self.top, self.right)


def boxes_of(text_page: Any, start: int, end: int) -> Iterator[Box]:
    """Give a box for each line on which a stretch of characters stands.

    Parameters
    ----------
    text_page
        A ``pypdfium2.PdfTextPage``.
    start, end
        Half-open range of PDFium's characters.
    """
    line: Box | None = None
    was_turned = False
    for box, is_turned in _characters(text_page, start, end):
        if line is not None and is_turned == was_turned and _goes_on(line, box, turned=is_turned):
            line = line.joined(box)
            continue
        if line is not None:
            yield line
        line, was_turned = box, is_turned
    if line is not None:
        yield line


def fields(page: Any) -> list[tuple[str, Box]]:
    """Give what stands in the text fields of a page, and what was typed onto it, each with its box."""
    import pypdfium2.raw as pdfium

    keys = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
    found = []
    edges = pdfium.FS_RECTF()
    for annotation in open_annotations(page):
        key = keys.get(pdfium.FPDFAnnot_GetSubtype(annotation))
        text = annotation_text(annotation, key) if key else ""
        if text and pdfium.FPDFAnnot_GetRect(annotation, edges):
            found.append((text, Box(edges.left, edges.bottom, edges.right, edges.top)))
    return found


def _characters(text_page: Any, start: int, end: int) -> Iterator[tuple[Box, bool]]:
    """Give the boxes of the characters that are seen, as high as their line, and whether that is turned."""
    import pypdfium2.raw as pdfium

    rectangle = pdfium.FS_RECTF()
    for index in range(start, end):
        if pdfium.FPDFText_IsGenerated(text_page, index) or chr(pdfium.FPDFText_GetUnicode(text_page, index)).isspace():
            continue
        if pdfium.FPDFText_GetLooseCharBox(text_page, index, rectangle):
            left, right = sorted((rectangle.left, rectangle.right))
            bottom, top = sorted((rectangle.bottom, rectangle.top))
            if right > left and top > bottom and math.isfinite(left + bottom + right + top):
                sine = math.sin(pdfium.FPDFText_GetCharAngle(text_page, index))
                yield Box(left, bottom, right, top), abs(sine) > _LEANS


def _goes_on(line: Box, box: Box, *, turned: bool) -> bool:
    """Say whether a character belongs to the line that was begun."""
    if turned:
        line, box = line.turned(), box.turned()
    height = min(line.top - line.bottom, box.top - box.bottom)
    overlap = min(line.top, box.top) - max(line.bottom, box.bottom)
    gap = max(box.left - line.right, line.left - box.right)
    return overlap > height / 2 and gap < _GAP * height
