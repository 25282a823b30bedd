"""What a reader gives: pieces in reading order, not yet cleaned, and what the file says of itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from tokenwatch.document import BlockKind
from tokenwatch.readers.limits import Limits

TRACKED = "changes that were tracked are read as if they were accepted: what they delete is left out"
"""Note of a file in which somebody's corrections still wait."""
MOST_PAGES = 100_000
"""Page breaks that are counted of a file, and pages that it may claim: more than any document has."""
_LONG_CELL = 60
"""Words from which a cell of several paragraphs is an answer in a form, not an entry in a table. The longest
entry in the programmes and budgets tried has 41 words, the shortest such answer in a bid form 70."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before cleaning.

    Parameters
    ----------
    kind
        One of `tokenwatch.document.BLOCK_KINDS`.
    text
        Raw text. A line end in it is a break that the author made, unless the draft is ``wrapped``. A heading
        without text ends what stands under the ones before, as a slide without a title does.
    page
        Page on which the piece begins, from 1, or ``None``.
    level
        Depth of a heading or list item, from 1; 0 elsewhere.
    mark
        A list mark that stands before the block on the page ("•", "2.").
    place
        Where it stands, in the words of the program that shows the file ("slide 3", "Budget!B7"); ``""`` where the
        page says it.
    opens
        Whether the file itself says that a part of its own begins here: one of several articles on a page.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int = 0
    mark: str = ""
    place: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file: a document in an archive, an attachment of an e-mail.

    Parameters
    ----------
    name
        As the file around it names it. It is shown, and its suffix is looked at; nothing is ever written under it.
    data
        Its bytes.
    problem
        Why it could not be taken out of the file around it; ``""`` where it could.
    """

    name: str
    data: bytes
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as its reader understood it.

    Parameters
    ----------
    pieces
        In reading order. Left empty where `text` is given.
    text
        The whole text of a format that has no blocks of its own: blocks are then found by blank lines, and
        the layout is kept.
    title, byline
        As the file's metadata state them; ``""`` where they do not.
    n_pages
        ``None`` where the format, or this file, has no pages.
    notes
        What the user should know of the reading.
    wrapped
        Whether line ends inside a piece come from typesetting and mean a space.
    members
        The files inside this one. With neither pieces nor text the file is nothing but their container.
    """

    pieces: tuple[Piece, ...] = ()
    text: str | None = None
    title: str = ""
    byline: str = ""
    n_pages: int | None = None
    notes: tuple[str, ...] = ()
    wrapped: bool = False
    members: tuple[Member, ...] = ()


LONGEST_FIELD = 1_000
"""Characters of a title, a byline or a note: what a person writes there has under 300."""
_MOST_NOTES = 100


def within_limits(draft: Draft, limits: Limits) -> Draft:
    """Cut a draft to the text that may be read of one file, and say so in its notes.

    Examples
    --------
    >>> draft = within_limits(Draft(text="Six tenants chair it."), Limits(characters=11))
    >>> draft.text, draft.notes
    ('Six tenants', ('only the first 11 characters were read; the file holds more',))
    """
    draft = replace(
        draft,
        title=draft.title[:LONGEST_FIELD],
        byline=draft.byline[:LONGEST_FIELD],
        notes=tuple(note[:LONGEST_FIELD] for note in draft.notes[:_MOST_NOTES]),
    )
    if draft.text is not None:
        return _text_within(draft, draft.text, limits)
    pieces = draft.pieces[: limits.blocks]
    ends = list(accumulate(len(piece.text) for piece in pieces))
    kept = bisect_right(ends, limits.characters)
    if kept < len(pieces):
        left = limits.characters - (ends[kept - 1] if kept else 0)
        cut = replace(pieces[kept], text=pieces[kept].text[:left])
        return replace(draft, pieces=(*pieces[:kept], cut), notes=(*draft.notes, _cut_note(limits.characters)))
    if len(pieces) < len(draft.pieces):
        return replace(draft, pieces=pieces, notes=(*draft.notes, _few_note(limits.blocks)))
    return draft


def _text_within(draft: Draft, text: str, limits: Limits) -> Draft:
    notes = draft.notes
    if len(text) > limits.characters:
        text, notes = text[: limits.characters], (*notes, _cut_note(limits.characters))
    lines = text.split("\n", limits.blocks)  # a block has a line at least
    if len(lines) > limits.blocks:
        text, notes = "\n".join(lines[:-1]), (*notes, _few_note(limits.blocks))
    return replace(draft, text=text, notes=notes)


def _few_note(blocks: int) -> str:
    return f"only the first {blocks:,} paragraphs and rows were read; the file holds more"


def _cut_note(characters: int) -> str:
    return f"only the first {characters:,} characters were read; the file holds more"


def unread_note(count: int) -> tuple[str, ...]:
    """Say that parts beside the text could not be read: the text itself is worth more than a refusal.

    Examples
    --------
    >>> unread_note(0), unread_note(1)
    ((), ('1 part beside the text (a chart, a diagram, notes) could not be read and was left out',))
    """
    if not count:
        return ()
    what, were = ("1 part", "was") if count == 1 else (f"{count:,} parts", "were")
    return (f"{what} beside the text (a chart, a diagram, notes) could not be read and {were} left out",)


def row_to_pieces(cells: Sequence[Sequence[Piece]]) -> list[Piece]:
    """Make one table row of its cells, or, where the table is a form with long answers, keep the paragraphs.

    Parameters
    ----------
    cells
        The pieces of each cell, left to right; an empty cell has none.

    Returns
    -------
    list of Piece
        One ``table row`` with the cells joined by ``" | "``; the cells' own pieces where one of them holds
        several paragraphs and over 60 words; nothing where all are empty.

    Examples
    --------
    >>> row_to_pieces([[Piece("paragraph", "10:00")], [], [], [Piece("paragraph", "Sam Lee")]])[0].text
    '10:00 | | | Sam Lee'
    """
    if any(len(cell) > 1 and sum(len(p.text.split()) for p in cell) > _LONG_CELL for cell in cells):
        return [piece for cell in cells for piece in cell]
    texts = ["\n".join(piece.text.strip() for piece in cell if piece.text.strip()) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    if not texts:
        return []
    first = next(piece for cell in cells for piece in cell)
    row = texts[0] + "".join(f" | {text}" if text else " |" for text in texts[1:])
    return [Piece("table row", row, first.page, place=first.place)]
