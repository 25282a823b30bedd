"""Words of a PDF page with their places, whichever way the page is turned."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tokenwatch.readers.pdf.characters import Font, TextPage

_WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]|[\r\n]+")
"""A word, or a line's end; U+0002 and U+FFFE are what PDFium makes of a hyphen at a line end, in place of both."""
_RAISED = re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]”’\"'])\d{1,3}(?:[,–-]\d{1,3})*$")
"""Digits at a word's end that may be the number of a note: where they are also small and raised."""
_STRAIGHT = 0.1
"""Radians by which a line may slant and still be level: a crooked scan's layer reaches 0.05."""
SMALLER = 0.85
"""Size of a note's number in sizes of the word before it; Word's superscript has 0.65, LaTeX's 0.7."""
_EDGE = 1.0
"""Points by which a word may stand outside the page, for rounding."""


class Word(NamedTuple):
    """A word on the page, which is turned so that its text is level; places in points from its lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    stretch: int = -1
    """Number of the stretch of drawing that it begins in; what a program spaced out by itself is one stretch."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as it is looked at: quarter turns of its text, counter-clockwise, and what is shown of it.

    Parameters
    ----------
    turns
        Quarter turns of most of its text, 0 to 3.
    left, bottom, right, top
        What is shown of the page, in its own coordinates.
    """

    turns: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Width in points, once the text is level."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height in points, once the text is level."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def shows(self, x: float, y: float) -> bool:
        """Say whether a point, once the text is level, is on the page; all are where the file gives it no size."""
        width, height = self.width, self.height
        return not width or (-_EDGE <= x <= width + _EDGE and -_EDGE <= y <= height + _EDGE)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Give a point's place once the text is level."""
        match self.turns:
            case 1:
                return y - self.bottom, self.right - x
            case 2:
                return self.right - x, self.top - y
            case 3:
                return self.top - y, x - self.left
        return x - self.left, y - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Give a box (left, bottom, right, top) once the text is level."""
        (x0, y0), (x1, y1) = self.place(left, bottom), self.place(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page.

    Parameters
    ----------
    lines
        Level lines as PDFium finds them, in the order of the content stream.
    aside
        Lines that run another way: labels of an axis, a word across the page.
    frame
        The page they stand on.
    """

    lines: Sequence[Sequence[Word]]
    aside: Sequence[Sequence[Word]]
    frame: Frame


class _Found(NamedTuple):
    """A word before the page is turned: its text, two boxes, its beginning, and its font."""

    text: str
    first: tuple[float, float, float, float]
    last: tuple[float, float, float, float]
    x: float
    y: float
    font: Font


def page_words(page: Any) -> Words:
    """Give the words of a page; those outside of what the page shows are left out.

    Parameters
    ----------
    page
        A ``pypdfium2.PdfPage``.
    """
    text_page = TextPage(page)
    try:
        lines = list(_lines(text_page))
    finally:
        text_page.close()
    quadrants = Counter[int]()
    for quadrant, words in lines:
        quadrants[quadrant] += sum(len(word.text) for word in words)
    quadrants[-1] = 0
    frame = Frame(quadrants.most_common(1)[0][0] % 4, *_shown(page))
    level = [made for quadrant, words in lines if quadrant == frame.turns and (made := _placed(words, frame))]
    aside = []
    for quadrant, words in lines:
        if quadrant != frame.turns and (made := _placed(words, Frame(max(quadrant, 0), *_shown(page)))):
            aside.append(made)
    return Words(level, aside, frame)


def _shown(page: Any) -> tuple[float, float, float, float]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def _lines(text_page: TextPage) -> Iterator[tuple[int, list[_Found]]]:
    """Give PDFium's lines with the quadrant that they run in, -1 for a slant."""
    line: list[_Found] = []
    quadrant = 0
    for match in _WORD.finditer(text_page.text):
        if match[0][0] in "\r\n" and not text_page.is_drawn(match.start()):
            if line:
                yield quadrant, line
            line = []
            continue
        for found in _found(text_page, match[0], match.start()):
            turned = _quadrant(found.font)
            if line and (turned != quadrant or _is_apart(line[-1], found)):
                yield quadrant, line
                line = []
            line.append(found)
            quadrant = turned
        if line and line[-1].text[-1] in "\x02\ufffe":
            yield quadrant, line
            line = []
    if line:
        yield quadrant, line


def _found(text_page: TextPage, text: str, start: int) -> list[_Found]:
    """Give a word with its place, and a note's number at its end as a word of its own."""
    font = text_page.font(start)
    end = start + len(text)
    if text[-1].isdigit() and (raised := _RAISED.search(text)) is not None:
        middle = start + raised.start()
        number = text_page.font(middle)
        if number.size <= SMALLER * font.size:
            word = _one(text_page, text[: raised.start()], start, middle, font)
            return [word, _one(text_page, raised[0], middle, end, number)]
    return [_one(text_page, text, start, end, font)]


def _one(text_page: TextPage, text: str, start: int, end: int, font: Font) -> _Found:
    first = text_page.box(start)
    last = first if end - start == 1 else text_page.box(end - 1)
    return _Found(text_page.whole(text), first, last, *text_page.origin(start), font)


def _quadrant(font: Font) -> int:
    turns = font.direction / (math.pi / 2)
    if not turns:
        return 0
    nearest = round(turns)
    return nearest % 4 if abs(turns - nearest) * math.pi / 2 <= _STRAIGHT else -1


def _is_apart(above: _Found, word: _Found) -> bool:
    """Say whether two words of one line of PDFium's do not stand on one line: it joins a column's foot to a note."""
    if not word.font.direction:
        return abs(word.y - above.y) > max(above.font.size, word.font.size)
    across = math.cos(word.font.direction), math.sin(word.font.direction)
    rise = (word.y - above.y) * across[0] - (word.x - above.x) * across[1]
    return abs(rise) > max(above.font.size, word.font.size)


def _placed(words: Sequence[_Found], frame: Frame) -> list[Word]:
    if not frame.turns:
        return _placed_upright(words, frame)
    placed = []
    for word in words:
        first, last = frame.box(*word.first), frame.box(*word.last)
        left, right = min(first[0], last[0]), max(first[2], last[2])
        _, baseline = frame.place(word.x, word.y)
        if frame.shows((left + right) / 2, baseline):
            placed.append(Word(word.text, left, right, baseline, word.font.size, word.font.bold, word.font.stretch))
    return placed


def _placed_upright(words: Sequence[_Found], frame: Frame) -> list[Word]:
    """Do the same for a page that is upright, as nearly all are: in half the time."""
    x, y = frame.left, frame.bottom
    return [
        Word(text, first[0] - x, last[2] - x, baseline - y, font.size, font.bold, font.stretch)
        for text, first, last, _, baseline, font in words
        if frame.shows((first[0] + last[2]) / 2 - x, baseline - y)
    ]
