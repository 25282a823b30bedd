"""From a PDF's lines to its blocks: headings by size, list items by mark, paragraphs by gap and width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tokenwatch.readers.draft import Piece
from tokenwatch.readers.pdf.footnotes import body_size
from tokenwatch.readers.pdf.lines import Line
from tokenwatch.readers.pdf.unruled_tables import Table

_MARK = re.compile(r"([•‣◦▪●○■□➢✓✔►\uf0a7\uf0b7\uf0d8–*-]|\(?\d{1,2}[.)]|\(?[a-z][.)]|o(?=\s))(?:\s+|$)")
_BULLET = re.compile(r"[•‣◦▪●○■□➢✓✔►\uf0a7\uf0b7\uf0d8–]")
_CAPTION = re.compile(
    r"(?:Table|Figure|Fig\.?|Chart|Graph|Map|Exhibit|Photo(?:graph)?|Plate)\s(?:\d{1,3}|[IVX]{1,5})[\d.a-z]{0,5}\s?[:.–—|-]"
)
_LONGEST_CAPTION = 60
"""Words; what is longer begins with a reference to a table."""
_ENDS = (".", "!", "?", ":", ";", ".”", "?”", "!”", ".’", '."', ".)")
_LARGER = 1.15
"""Font size of a heading, in sizes of the body text. Sub-headings of Word's templates are 1.18 (13 to 11)."""
_OTHER_SIZE = 0.12
"""Difference of font sizes, as a share, that ends a paragraph: code inside a sentence is 0.1 smaller."""
_LONGEST_HEADING = 25
"""Words. Longer text in large type is a pull quotation or a slide's body."""
_BOLD_HEADING = 12
"""Words of a heading that is only bold; longer bold lines are emphasis."""
_GAP = 1.25
"""Distance of two baselines, in usual distances, from which a new paragraph begins. Word adds 1.4 and more,
LibreOffice 1.5; lines with superscripts reach 1.15."""
_USUAL = 1.45
"""Usual distance of baselines in font sizes, where a page has too few lines to tell."""
_OUTDENT = 3.0
"""Points to the left of a list item's first line at which the item is over."""
_FULL = 0.85
"""Share of its column's width that a line must fill to run on into the next column or page."""


def lines_to_pieces(pages: Sequence[list[Line]]) -> list[Piece]:
    """Put lines together.

    Parameters
    ----------
    pages
        Each page's lines in reading order, running heads and feet taken out.

    Returns
    -------
    list of Piece
        Their line ends are typesetting: the draft they go into is ``wrapped``.
    """
    return _Builder([line for lines in pages for line in lines]).pieces()


class _Builder:
    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        text = [line for line in lines if line.kind is None and not _BULLET.fullmatch(line.text.strip())]
        self._body = body_size([lines])
        self._mostly_bold = sum(len(x.text) for x in text if x.bold) > sum(len(x.text) for x in text) / 2
        large = sorted({line.size for line in text if line.size >= _LARGER * self._body}, reverse=True)
        self._levels = {size: min(level, 6) for level, size in enumerate(large, start=1)}
        self._leading = _usual_distances(text)
        self._right: dict[tuple[int, int], float] = {}
        for line in text:
            column = _column(line)
            self._right[column] = max(self._right.get(column, 0.0), line.right)
        self._pieces: list[Piece] = []
        self._open: list[Line] = []
        self._mark = ""
        self._waiting: list[Piece] = []

    def pieces(self) -> list[Piece]:
        table: Table | None = None
        for line in self._lines:
            if table is not None and table.takes(line):
                continue
            if table is not None:
                self._pieces += table.pieces()
                table = None
            joined = _without_mark_gap(line)
            if len(joined.cells) > 1 and joined.kind is None and not joined.aside:
                self._close()
                table = Table(joined)
            else:
                self._take(joined)
        self._close()
        return self._pieces + (table.pieces() if table is not None else [])

    def _take(self, line: Line) -> None:
        if line.kind in ("footnote", "alt text") and self._open:
            self._waiting.append(Piece(line.kind, line.text, line.page))  # the paragraph may go on overleaf
            return
        if line.kind is not None:
            self._close()
            self._pieces.append(Piece(line.kind, line.text, line.page))
            return
        mark = _MARK.match(line.text)
        if mark and self._is_large(line) and not _BULLET.match(line.text):
            mark = None  # "2. Who decides" in large type is a heading
        waiting = self._mark and not self._open
        if not waiting and (mark or not self._runs_on(line)):
            self._close()
        if mark and not waiting:
            self._mark = mark[1]
            if _BULLET.fullmatch(line.text.strip()):
                return
        self._open.append(line)

    def _runs_on(self, line: Line) -> bool:
        """Say whether a line goes on with the paragraph of the one above it."""
        if not self._open:
            return False
        above = self._open[-1]
        if abs(above.size - line.size) > _OTHER_SIZE * line.size or (
            above.bold != line.bold and self._could_be_heading([above])
        ):
            return False
        distance = above.baseline - line.baseline
        ended = above.text.rstrip().endswith(_ENDS)
        full = above.right >= above.left + _FULL * (self._right[_column(above)] - above.left)
        if line.page != above.page or distance < -0.5 * line.size:
            return not self._is_large(line) and not ended and (full or line.text[:1].islower())
        if self._mark and self._open[0].left - line.left > _OUTDENT:
            return False
        usual = self._leading.get(line.size, _USUAL / _GAP * line.size)
        return distance <= _GAP * usual and (full or not ended or line.text[:1].islower())

    def _close(self) -> None:
        """End the open block: a heading, a list item or a paragraph."""
        lines, mark, notes = self._open, self._mark, self._waiting
        self._open, self._mark, self._waiting = [], "", []
        if lines:
            self._pieces.append(self._piece(lines, mark))
        self._pieces += notes

    def _piece(self, lines: list[Line], mark: str) -> Piece:
        text = "\n".join(line.text for line in lines)
        page = lines[0].page
        if not _BULLET.match(mark) and (level := self._heading_level(lines)):
            return Piece("heading", text, page, level)
        if mark:
            found = _MARK.match(text)
            return Piece("list item", text[found.end() :] if found and found[1] == mark else text, page, 1, mark)
        if _CAPTION.match(text) and len(text.split()) <= _LONGEST_CAPTION:
            return Piece("caption", text, page)
        return Piece("paragraph", text, page)

    def _heading_level(self, lines: list[Line]) -> int:
        if self._is_large(lines[0]) and sum(len(line.text.split()) for line in lines) <= _LONGEST_HEADING:
            return self._levels[lines[0].size]
        if self._could_be_heading(lines):
            return min(len(self._levels) + 1, 6)
        return 0

    def _could_be_heading(self, lines: list[Line]) -> bool:
        words = sum(len(line.text.split()) for line in lines)
        bold = all(line.bold for line in lines) and not self._mostly_bold
        return bold and words <= _BOLD_HEADING and not lines[-1].text.rstrip().endswith((".", ",", ";"))

    def _is_large(self, line: Line) -> bool:
        return line.size in self._levels


def _without_mark_gap(line: Line) -> Line:
    """Take a list mark and the text after it for one cell, however wide the gap between them."""
    if len(line.cells) == 2 and _MARK.fullmatch(line.cells[0][1]):
        return replace(line, cells=((line.left, line.text),))
    return line


def _column(line: Line) -> tuple[int, int]:
    """Name the column of a page that a line stands in: lines that begin within 50 points share one."""
    return line.page, round(line.left / 50)


def _usual_distances(lines: list[Line]) -> dict[float, float]:
    """Give the usual distance of baselines for each font size that has enough lines to tell."""
    distances: dict[float, list[float]] = {}
    for above, line in pairwise(lines):
        distance = above.baseline - line.baseline
        if above.page == line.page and above.size == line.size and 0.5 * line.size < distance < 2.5 * line.size:
            distances.setdefault(line.size, []).append(distance)
    # The lower quartile holds where every other paragraph has a single line, as in forms and lists.
    return {size: sorted(found)[len(found) // 4] for size, found in distances.items() if len(found) >= 5}
