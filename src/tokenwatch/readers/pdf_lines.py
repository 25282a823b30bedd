"""The lines of a PDF page, with the places and sizes that tell a heading from a paragraph or a row."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from statistics import median
from typing import Any

_GAP = 1.2
"""Gap between two words, in font sizes, from which they stand in different cells. Justified text reaches 0.9,
the narrowest gutter in the tables tried 1.6."""
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_LINE = re.compile(r"([^\r\n\x02\ufffe]*[\x02\ufffe]?)(?:\r?\n|\r)?")
"""A line: up to its end, or to the hyphen with which PDFium joins it to the next (U+0002 or U+FFFE)."""
_FONT_NAME = 128
"""Bytes read of a font's name; longer ones are cut."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as PDFium gives it.

    Parameters
    ----------
    text
        Its text, cells joined by one space.
    page
        Page number from 1.
    left, right, baseline
        In points from the lower left corner of the page.
    bottom
        The baseline again; of a form's value the lower edge of its box, whose upper edge is then `baseline`.
    size
        Font size in points, of most of it.
    bold
        Whether the font of its middle and its end says so in its name.
    cells
        Left edge and text of each cell; one cell in ordinary text.
    value
        Whether it is the value of a form field.
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    bottom: float
    size: float
    bold: bool = False
    cells: tuple[tuple[float, str], ...] = ()
    value: bool = False


def page_lines(page: Any, number: int) -> list[Line]:
    """Give the lines of a page in the order of its content stream, blank ones left out.

    Parameters
    ----------
    page
        A ``pypdfium2.PdfPage``.
    number
        Its number, from 1.
    """
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        exact = len(text) == text_page.count_chars()
        lines: list[Line] = []
        for found in _LINE.finditer(text):
            if found[1].strip():
                # Characters above U+FFFF take two places in PDFium's count: without places a line is only
                # its text.
                line = _line(text_page, found, number) if exact else _bare(found[1], number, len(lines))
                lines.append(line)
        return lines
    finally:
        text_page.close()


def _bare(text: str, number: int, index: int) -> Line:
    baseline = -12.0 * index
    return Line(text.strip(), number, 0, 0, baseline, baseline, 10, cells=((0.0, text.strip()),))


def _line(text_page: Any, found: re.Match[str], number: int) -> Line:
    text, position = found[1], found.start()
    first = position + len(text) - len(text.lstrip())
    last = position + len(text.rstrip()) - 1
    middle = next(index for index in range((first + last) // 2, last + 1) if text[index - position] != " ")
    # A bullet, a footnote's number or a word of code has its own size: two of three places are the line's.
    size = median((_size(text_page, first), _size(text_page, middle), _size(text_page, last)))
    left, _, _, _ = text_page.get_charbox(first)
    _, _, right, _ = text_page.get_charbox(last)
    baseline = _baseline(text_page, first)
    cells = _cells(text_page, text, position, size)
    bold = _is_bold(text_page, middle) and _is_bold(text_page, last)
    return Line(text.strip(), number, left, right, baseline, baseline, size, bold, cells)


def _size(text_page: Any, index: int) -> float:
    import pypdfium2.raw as pdfium

    size = float(pdfium.FPDFText_GetFontSize(text_page, index))
    # Some producers write size 1 and scale the page instead; the height of the glyphs then tells.
    if size > 2:
        return round(size, 1)
    _, low, _, high = text_page.get_charbox(index, loose=True)
    return round(max(float(high - low), 1.0), 1)


def _baseline(text_page: Any, index: int) -> float:
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    return y.value


def _is_bold(text_page: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(_FONT_NAME)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, name, _FONT_NAME, flags)
    return any(word in name.value.decode("utf-8", "replace").lower() for word in _BOLD)


def _cells(text_page: Any, text: str, position: int, size: float) -> tuple[tuple[float, str], ...]:
    """Split a line where two words stand further apart than words of a sentence do."""
    start = len(text) - len(text.lstrip())
    cells: list[tuple[float, str]] = []
    # One stretch of drawing is one rectangle: most lines have a single one, and are done.
    if text_page.count_rects(position, len(text)) > 1:
        for index, char in enumerate(text.rstrip()):
            if char != " " or index <= start or text[index + 1] == " ":
                continue
            before = text[:index].rstrip()
            _, _, end, _ = text_page.get_charbox(position + len(before) - 1)
            begin, _, _, _ = text_page.get_charbox(position + index + 1)
            if begin - end > _GAP * size:
                left, _, _, _ = text_page.get_charbox(position + start)
                cells.append((left, before[start:]))
                start = index + 1
    left, _, _, _ = text_page.get_charbox(position + start)
    cells.append((left, text[start:].strip()))
    return tuple(cells)
