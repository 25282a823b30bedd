"""A story of Rich Text: the body, a note, a text box: paragraphs and rows of tables as pieces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tokenwatch.document import BlockKind
from tokenwatch.readers.draft import Piece, row_to_pieces
from tokenwatch.readers.rtf.header import BODY_LEVEL, Style
from tokenwatch.readers.rtf.text import Characters
from tokenwatch.readers.styles import kind_and_level

_DEEPEST_TABLE = 12
"""Tables in tables: what lies deeper is put into the cell around it. Forms nest three."""
_DEEPEST_LIST = 9
_PLAIN = Style()


class Look(NamedTuple):
    r"""How text looks at one place; a group gives it back when it ends.

    Parameters
    ----------
    font
        Number of the font; -1 is the document's own.
    stand_ins
        Characters that follow a ``\u`` for old programs.
    hidden, deleted
        Whether the text is not to be read.
    style, outline
        Style and outline level of the paragraph.
    list_id, list_level
        List of the paragraph, 0 for none, and depth in it, from 0.
    nesting
        How many tables the paragraph stands in.
    """

    font: int = -1
    stand_ins: int = 1
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    outline: int = BODY_LEVEL
    list_id: int = 0
    list_level: int = 0
    nesting: int = 0


_FIELDS = {
    **{b"f": "font", b"uc": "stand_ins", b"s": "style", b"outlinelevel": "outline"},
    **{b"ls": "list_id", b"ilvl": "list_level", b"itap": "nesting"},
    **{b"v": "hidden", b"deleted": "deleted", b"mvf": "deleted"},
}
_SWITCHES = ("hidden", "deleted")
"""A word that only switches means "on" without a number; all others mean nothing without one."""


def changed(look: Look, word: bytes, number: int | None) -> Look | None:
    """Give the look behind a control word, or ``None`` where the word changes none that matters."""
    if word == b"pard":
        return look._replace(style=0, outline=BODY_LEVEL, list_id=0, list_level=0, nesting=0)
    if word == b"plain":
        return look._replace(font=-1, hidden=False, deleted=False)
    if word == b"intbl":
        return look._replace(nesting=max(look.nesting, 1))
    field = _FIELDS.get(word, "")
    value = number != 0 if field in _SWITCHES else number
    if not field or value is None:
        return None
    return look._replace(**{field: value})  # type: ignore[arg-type]  # the switches take a bool, the others a number


@dataclass(slots=True)
class _Row:
    cells: list[list[Piece]] = field(default_factory=list)
    cell: list[Piece] = field(default_factory=list)


class Story:
    """Collects the pieces of one stretch of running text.

    Parameters
    ----------
    styles
        The document's styles by number.
    page
        Page on which it begins.
    only_kind
        The kind of all its pieces, for a note or comment; such pieces have no page.

    Attributes
    ----------
    characters : Characters
        Those of the paragraph that is open.
    look : Look
        How the last of them look.
    numbered : bool
        Whether the paragraph has a number or bullet before it.
    waiting : list of Piece
        Notes that are put after the block that refers to them.
    """

    def __init__(self, styles: Mapping[int, Style], page: int, *, only_kind: BlockKind | None = None) -> None:
        self.characters = Characters()
        self.look = Look()
        self.numbered = False
        self.waiting: list[Piece] = []
        self.only_kind = only_kind
        self._styles = styles
        self._page = page
        self._pieces: list[Piece] = []
        self._rows: list[_Row] = []

    def turn_page(self, page: int) -> None:
        """Put the open paragraph on a new page, unless it has begun on the old one."""
        if not self.characters.visible:
            self._page = page

    def end_paragraph(self, page: int, *, depth: int = 0) -> None:
        """End the open paragraph.

        Parameters
        ----------
        page
            Page on which the next one begins.
        depth
            How many tables it stands in at least: what ends a cell says so, whatever the paragraph says.
        """
        depth = min(max(depth, self.look.nesting), _DEEPEST_TABLE)
        visible, text = self.characters.visible, self.characters.text()
        piece = self._piece(text) if visible else None
        self._put([piece] if piece else [], depth)
        self.numbered = False
        self._page = page

    def end_cell(self, page: int, level: int) -> None:
        """End a cell of the table at a level of nesting, from 1."""
        level = min(level, _DEEPEST_TABLE)
        self.end_paragraph(page, depth=level)
        self._settle(level)
        row = self._rows[-1]
        row.cells.append(row.cell)
        row.cell = []

    def end_row(self, level: int) -> None:
        """End a row of the table at a level of nesting."""
        self._settle(min(level, _DEEPEST_TABLE) - 1)

    def insert(self, pieces: list[Piece]) -> None:
        """Put pieces before the paragraph that is open: those of a text box in it."""
        (self._rows[-1].cell if self._rows else self._pieces).extend(pieces)

    def finish(self) -> list[Piece]:
        """End what is open, and give the pieces."""
        self.end_paragraph(self._page)
        self._settle(0)
        return [*self._pieces, *self.waiting]

    def _put(self, pieces: list[Piece], depth: int) -> None:
        self._settle(depth)
        while len(self._rows) < depth:
            self._rows.append(_Row())
        self.insert(pieces)
        if not depth:
            self._pieces += self.waiting
            self.waiting = []

    def _settle(self, depth: int) -> None:
        """End the rows that are deeper, whether or not the file did."""
        while len(self._rows) > depth:
            row = self._rows.pop()
            self._put(row_to_pieces([*row.cells, row.cell]), len(self._rows))

    def _piece(self, text: str) -> Piece | None:
        look, page = self.look, self._page
        style = self._styles.get(look.style, _PLAIN)
        if style.contents:
            return None
        if self.only_kind:
            return Piece(self.only_kind, text)
        heading = look.outline + 1 if 0 <= look.outline < BODY_LEVEL else style.heading
        item = min(max(look.list_level, 0) + 1, _DEEPEST_LIST) if self.numbered or look.list_id > 0 else 0
        kind, level = kind_and_level(style, heading=heading, item=item)
        return Piece(kind, text, page, level)
