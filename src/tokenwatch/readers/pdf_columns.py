"""Two columns that a program wrote line by line across the page: read the left one first."""

from __future__ import annotations

from dataclasses import replace

from tokenwatch.readers.pdf_lines import Line

_SHARE = 0.6
"""Share of a page's lines that must have two cells at the same place. Where a program wrote across both
columns it is over 0.9; the rest are headings and last lines."""
_FEWEST = 8
"""Such lines; fewer are a table."""
_WORDS = 4
"""Words that the cells must have on average: in tables the first column is shorter."""
_NEAR = 6.0
"""Points by which the right column's lines may begin apart."""


def split_columns(lines: list[Line]) -> list[Line]:
    """Put a page's lines in reading order where each of them runs across two columns.

    Parameters
    ----------
    lines
        A page's lines as PDFium gives them.

    Returns
    -------
    list of Line
        Unchanged unless most lines have two cells of running text at the same places.
    """
    double = [line for line in lines if len(line.cells) == 2]
    if len(double) < max(_FEWEST, _SHARE * len(lines)):
        return lines
    gutter = sorted(line.cells[1][0] for line in double)[len(double) // 2]
    double = [line for line in double if abs(line.cells[1][0] - gutter) <= _NEAR]
    words = sum(min(len(text.split()) for _, text in line.cells) for line in double)
    if len(double) < max(_FEWEST, _SHARE * len(lines)) or words < _WORDS * len(double):
        return lines
    chosen = {id(line) for line in double}
    first = next(index for index, line in enumerate(lines) if id(line) in chosen)
    left: list[Line] = []
    right: list[Line] = []
    for line in lines[first:]:
        if id(line) in chosen:
            (start, text), (gutter_start, other) = line.cells
            # Where the left cell ends is not kept; the gutter is as near as the paragraphs' widths need it.
            left.append(replace(line, text=text, right=gutter_start, cells=((start, text),)))
            right.append(replace(line, text=other, left=gutter_start, cells=((gutter_start, other),)))
        else:
            (right if line.left > gutter - _NEAR else left).append(line)
    return [*lines[:first], *left, *right]
