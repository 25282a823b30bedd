"""Footnotes of a PDF: small type at a page's foot that begins with a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tokenwatch.readers.pdf.lines import Line

_SMALLER = 0.93
"""Size of a note in sizes of the text; Word has 10 to 11 or 12, books 8 to 10."""
_MARK = re.compile(r"(?:\d{1,3}|[*†‡§]{1,2}|\[\d{1,3}\])[.)]?\s*(?=\S)")
_ALIKE = 0.6
"""Points by which the sizes of a note's lines may differ."""
_FARTHEST = 2.2
"""Font sizes from a note's line to the next."""
_UNDER_RULE = 2.5
"""Font sizes below the rule in which the first note begins."""


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """Give the font size of most of the running text."""
    sizes = Counter[float]()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text) if line.kind in (None, "table row") else 0
    return sizes.most_common(1)[0][0] if sizes else 0.0


def mark_footnotes(lines: list[Line], size: float, highest: float, rule: float) -> list[Line]:
    """Make one line of kind ``footnote`` of each note on a page.

    Parameters
    ----------
    lines
        A page's lines in reading order, without running feet.
    size
        Font size of the running text.
    highest
        Height in points below which notes begin.
    rule
        Height of the rule above them, under which they need not be small; 0 where there is none.
    """
    marked: list[Line] = []
    index = 0
    while index < len(lines):
        end = index
        line = lines[index]
        begins = _begins(line, size) or (0 < rule - line.baseline < _UNDER_RULE * line.size and _is_marked(line))
        if begins and line.baseline < highest:
            end += 1
            while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
                end += 1
        if end > index and _is_lowest(lines[index:end], lines):
            marked += _notes(lines[index:end])
        else:
            end = index + 1
            marked.append(lines[index])
        index = end
    return marked


def _begins(line: Line, size: float) -> bool:
    return _is_marked(line) and (line.noted or line.size <= _SMALLER * size)


def _is_marked(line: Line) -> bool:
    return line.kind is None and not line.aside and _MARK.match(line.text) is not None


def _goes_on(above: Line, line: Line) -> bool:
    plain = line.kind is None and not line.aside and abs(line.size - above.size) < _ALIKE
    return plain and 0 < above.baseline - line.baseline <= _FARTHEST * line.size


def _is_lowest(notes: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Say whether no larger text stands under them in their column."""
    first = notes[0]
    right = max(line.right for line in notes)
    return not any(
        line.size > first.size and line.baseline < first.baseline and line.left < right and line.right > first.left
        for line in lines
        if not line.aside and line.kind is None
    )


def _notes(lines: Sequence[Line]) -> list[Line]:
    notes: list[Line] = []
    for line in lines:
        if not notes or line.noted or (not lines[0].noted and _MARK.match(line.text)):
            notes.append(replace(line, text=_MARK.sub("", line.text, count=1), kind="footnote"))
        else:
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text}\n{line.text}")
    return notes
