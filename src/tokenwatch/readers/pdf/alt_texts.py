"""Descriptions of pictures, which a tagged PDF holds for people who do not see them."""

from __future__ import annotations

from typing import Any

from tokenwatch.readers.pdf.calls import filled_text
from tokenwatch.readers.pdf.lines import Line

_MOST_ELEMENTS = 5_000
"""Elements of a page's structure that are looked at; a page of dense tables has under 2,000."""


def alt_texts(page: Any, number: int) -> list[Line]:
    """Give the descriptions of a page's pictures, as lines of the kind ``alt text`` without a place.

    Parameters
    ----------
    page
        A ``pypdfium2.PdfPage``.
    number
        Its number, from 1.
    """
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        left = [
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            for index in range(min(pdfium.FPDF_StructTree_CountChildren(tree), _MOST_ELEMENTS))
        ]
        texts: list[str] = []
        for element in left:  # grows while it is walked
            if not element:
                continue
            if text := filled_text(pdfium.FPDF_StructElement_GetAltText, element):
                texts.append(text)
            count = min(pdfium.FPDF_StructElement_CountChildren(element), _MOST_ELEMENTS - len(left))
            left += [pdfium.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count)]
        return [Line(text, number, 0, 0, 0, 0, 10, kind="alt text") for text in dict.fromkeys(texts)]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
