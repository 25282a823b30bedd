"""The part of a report's tree that holds the document's own text: blocks, pieces, marks, and what the marks mean.

As in the rest of the tree every string is text, never markup.
"""

from __future__ import annotations

from dataclasses import dataclass

BETWEEN = "\n\n"
"""What stands between two blocks of nearly every document that a reader read."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlighted stretch of the text.

    Parameters
    ----------
    anchor
        Name by which the rest of the report refers to it.
    style
        A kind of statement, or ``"voice"``.
    label
        A few words that stand beside it.
    note
        Number, from 1, of the note that says why; 0 for none.
    level
        Step on the ladder of participation, 0 to 5.
    """

    anchor: str
    style: str
    label: str
    note: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks: those that begin here, and all that lie over it."""

    text: str
    begins: tuple[Mark, ...] = ()
    under: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the document, cut into pieces at every border of a mark.

    Parameters
    ----------
    kind, level, where
        Of the block; `where` is its page, slide or cell.
    pieces
        Put together they are its text.
    gap
        What stands in the text between the block before and this one.
    """

    kind: str
    level: int
    where: str
    pieces: tuple[Piece, ...]
    gap: str = BETWEEN


@dataclass(frozen=True, slots=True)
class MarkNote:
    """Why some things are marked: the reason, the keys of the signs that they hold, and the anchors of all of them."""

    reason: str
    signs: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the codebook that the text holds: its key, its name, what it means, and who says so."""

    key: str
    name: str
    meaning: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The document's text with its highlights, what the marks mean, why each is there, and the signs behind them."""

    blocks: tuple[MarkedBlock, ...]
    legend: tuple[tuple[str, str, str], ...] = ()
    notes: tuple[MarkNote, ...] = ()
    signs: tuple[Sign, ...] = ()
