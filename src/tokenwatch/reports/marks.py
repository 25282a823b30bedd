"""The document's text cut into pieces at the borders of its marks.

Marks may nest, overlap, be empty or reach beyond the text: pieces never overlap, and put together they give
back each block's text, so that a renderer needs no nesting.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import pairwise

from tokenwatch.document import Block, Document
from tokenwatch.reports.text_tree import Mark, MarkedBlock, MarkedText, MarkNote, Piece, Sign

PlacedMark = tuple[int, int, Mark]
"""Start, end, mark."""


def mark_text(
    document: Document,
    marks: Sequence[PlacedMark],
    *,
    legend: tuple[tuple[str, str, str], ...] = (),
    notes: tuple[MarkNote, ...] = (),
    signs: tuple[Sign, ...] = (),
) -> MarkedText:
    """Cut a document's blocks at the borders of marks.

    Parameters
    ----------
    document
        The document that the offsets point into.
    marks
        In order of precedence where they begin at the same place.
    legend
        Style, name and meaning of each kind of mark.
    notes, signs
        What the marks refer to.

    Returns
    -------
    MarkedText
        A mark begins at the first piece that it covers, and nowhere if it covers none.
    """
    waiting = deque(sorted(marks, key=lambda placed: placed[0]))
    blocks: list[MarkedBlock] = []
    begun: set[str] = set()
    active: list[PlacedMark] = []
    last = 0
    for block in document.blocks:
        while waiting and waiting[0][0] < block.end:
            active.append(waiting.popleft())
        active = [placed for placed in active if placed[1] > block.start]
        pieces = _cut(document.text, block, active, begun)
        blocks.append(MarkedBlock(block.kind, block.level, block.where, pieces, document.text[last : block.start]))
        last = block.end
    return MarkedText(tuple(blocks), legend, notes, signs)


def anchors_of(marked: MarkedText) -> frozenset[str]:
    """Give the anchors that stand in a marked text."""
    return frozenset(mark.anchor for block in marked.blocks for piece in block.pieces for mark in piece.begins)


def _cut(text: str, block: Block, active: Sequence[PlacedMark], begun: set[str]) -> tuple[Piece, ...]:
    end_of_block = min(block.end, len(text))
    borders = {block.start, end_of_block}
    for start, end, _ in active:
        borders |= {border for border in (start, end) if block.start < border < end_of_block}
    pieces = []
    waiting, over = deque(active), list[PlacedMark]()
    for start, end in pairwise(sorted(borders)):
        while waiting and waiting[0][0] <= start:
            over.append(waiting.popleft())
        over = [placed for placed in over if placed[1] > start]  # every end is a border: what begins here ends later
        under = tuple(mark for _, _, mark in over)
        begins = tuple(mark for mark in under if mark.anchor not in begun)
        begun.update(mark.anchor for mark in begins)
        pieces.append(Piece(text[start:end], begins, under))
    return tuple(pieces)
