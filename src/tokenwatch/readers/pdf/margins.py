"""What is on a page but not of its text: running heads and feet, page numbers, lines of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tokenwatch.readers.pdf.lines import Line

_EDGE = 0.1
"""Share of a page's height in which heads and feet stand: 8% is the widest margin of common templates."""
_EACH_SIDE = 3
"""Lines at each edge that may belong to a head or a foot."""
_SHARE = 0.5
"""Share of the pages on which a line must come again: left and right pages may have a head each."""
_NUMBER = re.compile(r"(?:page\s*)?[-–|\s]*\d{1,4}[-–|\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}$")
_LEADER_LENGTH = 60
"""Characters at a line's end that are searched for dots: enough to be sure, and few enough to be quick."""
_DIGITS = re.compile(r"\b\d+\b")


def without_contents(lines: list[Line]) -> list[Line]:
    """Take out the lines of a table of contents, which repeat the headings: dots that lead to a number."""
    return [line for line in lines if not _LEADER.search(line.text[-_LEADER_LENGTH:])]


def without_margins(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Take running heads, feet and page numbers out.

    Parameters
    ----------
    pages
        Each page's lines.
    heights
        Each page's height in points.

    Returns
    -------
    list of list of Line
        The pages without lines at their edges that come again (numbers counted as alike) on half of at least
        two pages, and without bare page numbers there. A page never loses its only line.
    """
    at_edge = [_edge_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    seen = Counter(key for lines in at_edge for key in {_key(line) for line in lines})
    needed = max(2, _SHARE * sum(1 for lines in pages if lines))
    kept: list[list[Line]] = []
    for lines, edge in zip(pages, at_edge, strict=True):
        gone = {id(line) for line in edge if seen[_key(line)] >= needed or _NUMBER.fullmatch(line.text.strip())}
        remaining = [line for line in lines if id(line) not in gone]
        kept.append(remaining or lines)
    return kept


def _edge_lines(lines: list[Line], height: float) -> list[Line]:
    level = (line for line in lines if line.kind in (None, "table row") and not line.aside)
    text = sorted(level, key=lambda line: line.baseline)
    low = [line for line in text[:_EACH_SIDE] if line.baseline < _EDGE * height]
    high = [line for line in text[-_EACH_SIDE:] if line.baseline > (1 - _EDGE) * height]
    # What runs another way is a head along the side, a stamp across the page, or the label of an axis.
    return low + high + [line for line in lines if line.aside]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()).lower())
