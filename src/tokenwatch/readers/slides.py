"""What the readers of presentations have in common: where a slide stands, and what is said of those left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tokenwatch.readers.draft import Piece

if TYPE_CHECKING:
    from lxml import etree


class Box(NamedTuple):
    """Where a shape stands on its slide, in any unit, from the top left."""

    left: float
    top: float
    right: float
    bottom: float


def slide_place(number: int) -> str:
    """Name a slide as the program that shows it does."""
    return f"slide {number}"


def notes_place(number: int) -> str:
    """Name the speaker's notes of a slide."""
    return f"notes to slide {number}"


def put_in_reading_order(shapes: Sequence[etree._Element], boxes: Sequence[Box | None]) -> None:
    """Put shapes of a slide into the order in which an eye goes over them, where the file's own order is none.

    A program keeps shapes in the order they were drawn in, which mostly is the author's: along rows or down columns.
    Where it once goes back, left or up, without a step down or right, rows are read from the top, each from the left.

    Parameters
    ----------
    shapes
        Shapes with words, of one parent; they change places with each other only.
    boxes
        Where each stands; where that is not known of one, nothing is moved.
    """
    known = [box for box in boxes if box is not None]
    parent = shapes[0].getparent() if shapes else None
    if parent is None or len(known) < len(shapes) or not any(_goes_back(*pair) for pair in pairwise(known)):
        return
    moved, ordered = set(shapes), iter([shapes[index] for index in _by_rows(known)])
    parent[:] = [next(ordered) if child in moved else child for child in list(parent)]


def _goes_back(here: Box, there: Box) -> bool:
    left, right = there.right <= here.left, there.left >= here.right
    above, below = there.bottom <= here.top, there.top >= here.bottom
    return (left and not below) or (above and not right)


def _by_rows(boxes: Sequence[Box]) -> list[int]:
    """Give the places of boxes by rows; what begins above the middle of a row's highest box is in that row."""
    ordered: list[int] = []
    row: list[int] = []
    for index in sorted(range(len(boxes)), key=lambda index: boxes[index].top):
        if row and boxes[index].top >= (boxes[row[0]].top + boxes[row[0]].bottom) / 2:
            ordered += sorted(row, key=lambda index: boxes[index].left)
            row = []
        row.append(index)
    return ordered + sorted(row, key=lambda index: boxes[index].left)


def title_first(pieces: Iterable[Piece]) -> list[Piece]:
    """Put a slide's title before everything on it: a program keeps shapes in the order they were drawn in.

    A slide without one begins with an empty heading, so that what is on it does not stand under the slide before.
    """
    ordered = sorted(pieces, key=lambda piece: piece.kind != "heading")
    if ordered and ordered[0].kind != "heading":
        ordered.insert(0, replace(ordered[0], kind="heading", text="", level=1, mark=""))
    return ordered


def slide_notes(*, count: int, most: int, hidden: Sequence[int] = (), missing: Sequence[int] = ()) -> tuple[str, ...]:
    """Say what the user should know of the reading of a presentation.

    Parameters
    ----------
    count
        Number of its slides.
    most
        Number of slides that are read.
    hidden, missing
        Numbers of the slides that are not shown, and of those that the file names but does not hold.

    Examples
    --------
    >>> slide_notes(count=9, most=5_000, hidden=[4])
    ('slide 4 is hidden',)
    >>> slide_notes(count=9, most=8, hidden=[2, 4, 5])
    ('slides 2, 4 and 5 are hidden', 'only the first 8 of 9 slides were read')
    """
    notes = [_said(hidden, "hidden"), _said(missing, "missing from the file")]
    if count > most:
        notes.append(f"only the first {most:,} of {count:,} slides were read")
    return tuple(note for note in notes if note)


def _said(numbers: Sequence[int], what: str) -> str:
    if len(numbers) < 2:
        return f"slide {numbers[0]} is {what}" if numbers else ""
    return f"slides {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} are {what}"
