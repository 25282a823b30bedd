"""Tables with rules: the lines drawn around the cells of a page say which words belong to one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tokenwatch.readers.draft import Piece, row_to_pieces
from tokenwatch.readers.pdf.calls import drawn_boxes
from tokenwatch.readers.pdf.lines import Line, join_runs, make_line
from tokenwatch.readers.pdf.words import Frame, Word, Words

_THIN = 3.0
"""Points; thicker bars are drawings."""
_SHORTEST = 8.0
"""Points of a rule; shorter strokes are letters drawn as curves."""
_TOUCH = 3.0
"""Points by which rules that meet may miss each other."""
_SHORTEST_FOOT = 40.0
_LONGEST_FOOT = 0.45
"""Points, and share of the page's width, between which the rule above footnotes is long: Word's has 144 points."""
_MOST_OBJECTS = 20_000
"""Objects of a page that are looked at."""
_MOST_RULES = 800
"""Rules of a page from which it is a drawing; a page-long table of ten columns has under 500."""
_PARAGRAPH = 1.8
"""Distance of baselines in a cell, in font sizes, from which a new paragraph begins; Word's widest usual spacing
is 1.5 lines, 1.75."""


class Rule(NamedTuple):
    """A straight line on a page, lying or standing; places in points once the page's text is level."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Rule) -> bool:
        """Say whether two rules touch, or nearly."""
        return (
            self.left <= other.right + _TOUCH
            and other.left <= self.right + _TOUCH
            and self.bottom <= other.top + _TOUCH
            and other.bottom <= self.top + _TOUCH
        )


@dataclass(slots=True)
class _Grid:
    """A table's rules: the heights of those that lie, and those that stand."""

    heights: list[float]
    standing: list[Rule]
    left: float
    right: float
    runs: list[list[Word]] = field(default_factory=list)
    at: int = -1

    def holds(self, word: Word) -> bool:
        middle = (word.left + word.right) / 2
        return self.left <= middle <= self.right and self.heights[0] <= word.baseline + 1 <= self.heights[-1]


def take_tables(rules: Sequence[Rule], words: Words, number: int) -> tuple[Words, list[tuple[int, list[Line]]]]:
    """Take the tables that have rules out of a page's words.

    Parameters
    ----------
    rules
        The page's rules.
    words
        Its words.
    number
        Its number, from 1.

    Returns
    -------
    Words
        What is left, in the same order.
    list of (int, list of Line)
        Each table's rows, with the number of the line of words left before which it stands.
    """
    grids = _grids(rules)
    if not grids:
        return words, []
    left: list[list[Word]] = []
    for run in words.lines:
        rest: list[Word] = []
        taken: dict[int, list[Word]] = {}
        for word in run:
            index = next((index for index, grid in enumerate(grids) if grid.holds(word)), -1)
            (rest if index < 0 else taken.setdefault(index, [])).append(word)
        for index, inside in taken.items():
            grids[index].at = grids[index].at if grids[index].runs else len(left)
            grids[index].runs.append(inside)
        if rest:
            left.append(rest)
    tables = [(grid.at, _rows(grid, number)) for grid in grids if grid.runs]
    return Words(left, words.aside, words.frame), sorted(tables, key=lambda table: table[0])


def foot_rule(rules: Sequence[Rule], frame: Frame) -> float:
    """Give the height of the short rule that parts a page's text from its footnotes, or 0."""
    return min(
        (
            rule.bottom
            for rule in rules
            if _SHORTEST_FOOT <= rule.right - rule.left <= _LONGEST_FOOT * frame.width
            and rule.top < frame.height / 2
            and not any(other is not rule and rule.meets(other) for other in rules)
        ),
        default=0.0,
    )


def page_rules(page: Any, frame: Frame) -> list[Rule]:
    """Give the straight lines of a page, a ``pypdfium2.PdfPage``; a box has four.

    A page with over 800 is a drawing and gives none.
    """
    import pypdfium2.raw as pdfium

    rules: list[Rule] = []
    for box in drawn_boxes(page, (pdfium.FPDF_PAGEOBJ_PATH,), most=_MOST_OBJECTS):
        left, bottom, right, top = frame.box(*box)
        wide, high = right - left, top - bottom
        if wide > 0.9 * frame.width and high > 0.9 * frame.height:
            continue  # the page's background
        if max(wide, high) >= _SHORTEST and min(wide, high) <= _THIN:
            rules.append(Rule(left, bottom, right, top))
        elif min(wide, high) >= _SHORTEST:
            rules += Rule(left, top, right, top), Rule(left, bottom, right, bottom)
            rules += Rule(left, bottom, left, top), Rule(right, bottom, right, top)
        if len(rules) > _MOST_RULES:
            return []
    return rules


def _grids(rules: Sequence[Rule]) -> list[_Grid]:
    """Give the tables: rules that meet, around at least two rows and two columns."""
    grids = []
    left = list(rules)
    while left:
        group = [left.pop()]
        for rule in group:  # grows while it is walked
            met = [other for other in left if rule.meets(other)]
            left = [other for other in left if not rule.meets(other)] if met else left
            group += met
        lying = [rule for rule in group if rule.right - rule.left >= rule.top - rule.bottom]
        standing = [rule for rule in group if rule.right - rule.left < rule.top - rule.bottom]
        heights = _apart([(rule.bottom + rule.top) / 2 for rule in lying])
        columns = _apart([rule.left for rule in standing])
        if len(heights) > 2 and len(columns) > 2:
            grids.append(_Grid(heights, standing, min(r.left for r in group), max(r.right for r in group)))
    # The table inside a cell comes first, so that its words are not taken for the cell's.
    return sorted(grids, key=lambda grid: (grid.right - grid.left) * (grid.heights[-1] - grid.heights[0]))


def _apart(places: Sequence[float]) -> list[float]:
    """Give places in ascending order, those that are nearly one taken for one."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > 2 * _TOUCH:
            kept.append(place)
    return kept


def _rows(grid: _Grid, number: int) -> list[Line]:
    """Give a table's rows from top to bottom, as lines that are known to be rows."""
    rows = _parted(grid.runs, lambda word: bisect_right(grid.heights, word.baseline + 1) - 1)
    return [line for row in sorted(rows, reverse=True) for line in _row(grid, row, rows[row], number)]


def _parted(runs: Sequence[Sequence[Word]], part_of: Callable[[Word], int]) -> dict[int, list[list[Word]]]:
    """Give the stretches of words in each part of a table, by the number of the part that a word is in."""
    parts: dict[int, list[list[Word]]] = {}
    for run in runs:
        split: dict[int, list[Word]] = {}
        for word in run:
            split.setdefault(part_of(word), []).append(word)
        for part, words in split.items():
            parts.setdefault(part, []).append(words)
    return parts


def _row(grid: _Grid, row: int, runs: Sequence[Sequence[Word]], number: int) -> list[Line]:
    bottom = grid.heights[min(max(row, 0), len(grid.heights) - 2)]
    top = grid.heights[min(max(row, 0) + 1, len(grid.heights) - 1)]
    middle = (bottom + top) / 2
    edges = _apart([rule.left for rule in grid.standing if rule.bottom - _TOUCH <= middle <= rule.top + _TOUCH])
    cells = _parted(runs, lambda word: bisect_right(edges, (word.left + word.right) / 2))
    first = min(*cells, 1)
    made = row_to_pieces([_paragraphs(cells.get(column, []), number) for column in range(first, max(cells) + 1)])
    words = [word for run in runs for word in run]
    left, size = min(word.left for word in words), words[0].size
    right = max(word.right for word in words)
    return [
        Line(piece.text, number, left, right, top, bottom, size, cells=((left, piece.text),), ends=(right,),
             kind=piece.kind)
        for piece in made
    ]  # fmt: skip


def _paragraphs(runs: Sequence[Sequence[Word]], number: int) -> list[Piece]:
    lines = [make_line(run, number) for run in join_runs(runs)]
    texts: list[str] = []
    for index, line in enumerate(lines):
        if index and lines[index - 1].baseline - line.baseline <= _PARAGRAPH * line.size:
            texts[-1] += f"\n{line.text}"
        else:
            texts.append(line.text)
    return [Piece("paragraph", text, number) for text in texts]
