"""PDFium's characters of a page, asked for quickly: text, boxes, and the font of each."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from typing import Any, NamedTuple

_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_FONT_NAME = 128
"""Bytes read of a font's name; longer ones are cut."""
_LEAST_SIZE = 1.0
"""Points; text of size 0 exists and must not make every gap a wide one."""
_FILLED_AND_STROKED = 2
"""The way of drawing with which word processors make a font bold that has no bold of its own."""


class Font(NamedTuple):
    """How a stretch of text is drawn: size in points, radians counter-clockwise, bold or not, the stretch's number."""

    size: float
    direction: float
    bold: bool
    stretch: int


class TextPage:
    """A page's characters, in the order of the content stream.

    Parameters
    ----------
    page
        A ``pypdfium2.PdfPage``.

    Attributes
    ----------
    text : str
        One character for each of PDFium's: what has no character is U+FFFD, half of a pair a surrogate.
    """

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._page = page.get_textpage()
        self._handle = self._page.raw
        self.text: str = self._page.get_text_range()
        self._paired = False
        # Where the numbers differ there are pairs, or characters without a meaning: asked for one by one.
        if len(self.text) != (count := pdfium.FPDFText_CountChars(self._handle)):
            unicode: Callable[[Any, int], int] = pdfium.FPDFText_GetUnicode
            codes = [unicode(self._handle, index) for index in range(count)]
            self.text = "".join([chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes])
            self._paired = any(0xD800 <= code < 0xE000 for code in codes)
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._filled = [ctypes.byref(edge) for edge in self._edges]
        self._matrix = pdfium.FS_MATRIX()
        self._fonts: dict[int | None, Font] = {}
        self._bold: dict[int | None, bool] = {}

    def close(self) -> None:
        """Give PDFium its memory back."""
        self._page.close()

    def is_drawn(self, index: int) -> bool:
        """Say whether a character is the file's own and not one that PDFium put between two lines."""
        return not self._pdfium.FPDFText_IsGenerated(self._handle, index)

    def whole(self, text: str) -> str:
        """Join the halves of pairs in a stretch of `text`; what stays half is U+FFFD."""
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if self._paired else text

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Give the left, bottom, right and top of a character's ink, in the page's own coordinates."""
        self._pdfium.FPDFText_GetCharBox(self._handle, index, *self._filled)
        left, right, bottom, top = self._edges
        return left.value, bottom.value, right.value, top.value

    def origin(self, index: int) -> tuple[float, float]:
        """Give where a character stands on its baseline, in the page's own coordinates."""
        self._pdfium.FPDFText_GetCharOrigin(self._handle, index, *self._filled[:2])
        return self._edges[0].value, self._edges[1].value

    def font(self, index: int) -> Font:
        """Give how a character is drawn; asked once for each stretch of drawing."""
        drawn = self._pdfium.FPDFText_GetTextObject(self._handle, index)
        key = ctypes.c_void_p.from_buffer(drawn).value
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = self._font(index, drawn)
        return font

    def _font(self, index: int, drawn: Any) -> Font:
        pdfium = self._pdfium
        size, direction = float(pdfium.FPDFText_GetFontSize(self._handle, index)), 0.0
        if pdfium.FPDFText_GetMatrix(self._handle, index, self._matrix):
            # Some producers write size 1 and scale the page instead: what counts is the two together.
            size *= math.hypot(self._matrix.c, self._matrix.d)
            direction = math.atan2(self._matrix.b, self._matrix.a)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
        bold = mode == _FILLED_AND_STROKED or (bool(drawn) and self._is_bold(pdfium.FPDFTextObj_GetFont(drawn)))
        return Font(round(max(size, _LEAST_SIZE), 1), direction, bold, len(self._fonts))

    def _is_bold(self, font: Any) -> bool:
        key = ctypes.cast(font, ctypes.c_void_p).value
        if key not in self._bold:
            name = ctypes.create_string_buffer(_FONT_NAME)
            if font:
                self._pdfium.FPDFFont_GetBaseFontName(font, name, _FONT_NAME)
            plain = name.value.decode("utf-8", "replace").lower()
            self._bold[key] = any(word in plain for word in _BOLD)
        return self._bold[key]
