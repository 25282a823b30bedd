"""Columns: where the content stream goes across them line by line, each is read to its end before the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tokenwatch.readers.pdf.lines import Line

_FEWEST = 8
"""Lines that begin at a column's edge; fewer are a table or a box."""
_NEAR = 4.0
"""Points by which a column's lines may begin apart."""
_CROSSING = 0.15
"""Share of lines that may run across the gutter beside a column: headings and pictures' captions."""
_WORDS = 4
"""Words that the lines of each column have on average: in a table some column is shorter."""
_FULL = 0.7
"""Share of a column's width that a line of running text fills; ragged text stays above it."""
_MOSTLY = 0.6
"""Share of a column's lines that must do so: the rest end paragraphs. Cells of a table end anywhere."""
_NARROWEST = 80.0
"""Points; three columns on A5 have 110."""
_CLOSE = 2.5
"""Font sizes between two baselines that belong together."""
_MOST_LINES = 1_500
"""Lines of a page that are looked at: twice the densest newspaper's, and quick to compare with each other."""


def reading_order(lines: list[Line]) -> list[Line]:
    """Put a page's lines in reading order where its content stream goes to and fro between columns.

    Parameters
    ----------
    lines
        A page's lines in the order of the content stream.

    Returns
    -------
    list of Line
        Unchanged where the stream has the columns one after the other; downwards where no two lines stand
        beside each other, since boxes are often drawn last.
    """
    body = [line for line in lines if not line.aside]
    gutters = _gutters(body) if _FEWEST <= len(body) <= _MOST_LINES else []
    if not gutters:
        return _downwards(body) + [line for line in lines if line.aside]
    parts = [part for line in body for part in _split(line, gutters)]
    if _is_in_order(parts, gutters):
        return lines
    return _by_bands(parts, gutters) + [line for line in lines if line.aside]


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Give the left edges of all columns but the first."""
    boxes = [
        (left, right, line.baseline)
        for line in lines
        if line.kind is None
        for (left, _), right in zip(line.cells, line.ends, strict=True)
    ]
    found: list[float] = []
    for edge in _common_edges([left for left, _, _ in boxes]):
        if found and edge - found[-1] < _NARROWEST:
            continue
        beside = _beside(boxes, edge)
        before = sum(right < edge for _, right, _ in beside)
        after = sum(abs(left - edge) <= _NEAR for left, _, _ in beside)
        across = sum(left < edge - _NEAR and right > edge for left, right, _ in beside)
        if before >= _FEWEST and after >= _FEWEST and across <= _CROSSING * after:
            found.append(edge)
    parts = [part for line in lines if line.kind is None for part in _split(line, found)]
    texts: list[list[Line]] = [[] for _ in range(len(found) + 1)]
    for part in parts:
        if (column := _column(part, found)) is not None:
            texts[column].append(part)
    return found if all(_is_text(column) for column in texts) else []


def _common_edges(lefts: Sequence[float]) -> list[float]:
    """Give the places at which many cells begin, from left to right."""
    edges: list[float] = []
    group: list[float] = []
    for left in [*sorted(lefts), float("inf")]:
        if group and left - group[0] > _NEAR:
            if len(group) >= _FEWEST:
                edges.append(group[len(group) // 2])
            group = []
        group.append(left)
    return edges


def _beside(boxes: Sequence[tuple[float, float, float]], edge: float) -> list[tuple[float, float, float]]:
    """Give the boxes at the height of those that begin at an edge."""
    heights = [base for left, _, base in boxes if abs(left - edge) <= _NEAR]
    low, high = min(heights) - _NEAR, max(heights) + _NEAR
    return [box for box in boxes if low <= box[2] <= high]


def _split(line: Line, gutters: Sequence[float]) -> list[Line]:
    """Cut a line that stands in several columns at their edges."""
    groups: list[list[int]] = [[0]]
    for index in range(1, len(line.cells)):
        left, before = line.cells[index][0], line.ends[index - 1]
        if any(before < edge <= left + _NEAR for edge in gutters):
            groups.append([])
        groups[-1].append(index)
    if len(groups) == 1:
        return [line]
    return [_part(line, group) for group in groups]


def _part(line: Line, group: Sequence[int]) -> Line:
    cells = tuple(line.cells[index] for index in group)
    ends = tuple(line.ends[index] for index in group)
    text = " ".join(text for _, text in cells)
    return replace(line, text=text, left=cells[0][0], right=ends[-1], cells=cells, ends=ends)


def _column(line: Line, gutters: Sequence[float]) -> int | None:
    """Give the number of the column that a line stands in, from 0; ``None`` where it runs across two."""
    if any(line.left < edge - _NEAR and line.right > edge for edge in gutters):
        return None
    return sum(line.left >= edge - _NEAR for edge in gutters)


def _is_text(lines: Sequence[Line]) -> bool:
    if not lines:
        return False
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    full = sum(line.right - left >= _FULL * (right - left) for line in lines)
    words = sum(len(line.text.split()) for line in lines)
    return words >= _WORDS * len(lines) and full >= _MOSTLY * len(lines)


def _downwards(lines: list[Line]) -> list[Line]:
    """Sort lines by their height, if each that is close below another also stands under it."""
    ordered = sorted(lines, key=lambda line: -line.baseline)
    for above, line in pairwise(ordered):
        distance = (above.baseline if above.kind is None else above.bottom) - line.baseline
        beside = line.left >= above.right or line.right <= above.left
        if distance < _CLOSE * line.size and (beside or (distance < line.size / 2 and above.kind is None)):
            return lines
    return ordered


def _is_in_order(parts: Sequence[Line], gutters: Sequence[float]) -> bool:
    """Say whether the columns come one after the other: no way back to the left but below a line across."""
    last = 0
    returns = 0
    for part in parts:
        column = _column(part, gutters)
        returns += column is not None and column < last
        last = column if column is not None else 0
    # A foot or a running head that is drawn last goes back without harm.
    return returns <= 2


def _by_bands(parts: Sequence[Line], gutters: Sequence[float]) -> list[Line]:
    """Read each column down to the next line that runs across, and that line after them."""
    ordered: list[Line] = []
    band: list[list[Line]] = [[] for _ in range(len(gutters) + 1)]
    for part in sorted(parts, key=lambda line: -line.baseline):
        if (column := _column(part, gutters)) is not None:
            band[column].append(part)
            continue
        ordered += [line for lines in band for line in lines]
        ordered.append(part)
        band = [[] for _ in band]
    return ordered + [line for lines in band for line in lines]
