"""The running text of an OpenDocument part: one walk over its tree, without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tokenwatch.document import BlockKind
from tokenwatch.readers.draft import MOST_PAGES, Piece, row_to_pieces
from tokenwatch.readers.odf.charts import Charts
from tokenwatch.readers.odf.forms import Control, field_mark
from tokenwatch.readers.odf.names import attribute, odf_name
from tokenwatch.readers.odf.rows import Row
from tokenwatch.readers.odf.shown import is_mute, is_shown
from tokenwatch.readers.odf.styles import Style, Styles
from tokenwatch.readers.pictures import written
from tokenwatch.readers.styles import kind_and_level
from tokenwatch.readers.xml_parts import clamped

if TYPE_CHECKING:
    from lxml import etree

Closer = Callable[[], object]
Start = Callable[["etree._Element"], Closer | None]

_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 80
"""Spaces that one element may stand for: a line's width."""
_DEEPEST = 10
"""OpenDocument knows ten levels of headings and of lists."""


@dataclass(slots=True)
class _Paragraph:
    style: Style
    heading: int
    page: int
    text: list[str] = field(default_factory=list)
    blank: bool = True
    hidden: bool = False


@dataclass(slots=True)
class Flow:
    """Where pieces go that are finished: the text itself, a cell, a note, or what is anchored in a paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)


class Body:
    """Collects the pieces of a part.

    Parameters
    ----------
    styles
        The document's styles.
    controls
        What the controls of its forms show.
    charts
        Reads its charts.

    Attributes
    ----------
    n_pages : int or None
        Number of pages, where breaks between them were met.
    """

    def __init__(self, styles: Styles, controls: Mapping[str, Control], charts: Charts) -> None:
        self._styles = styles
        self._controls = controls
        self._charts = charts
        self._flows = [Flow()]
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[Row] = []
        self._waiting: list[Piece] = []
        self._open: list[tuple[etree._Element, Closer]] = []
        self._asides = 0
        self._begun = False
        self._page = 1
        self._place = ""
        self.n_pages: int | None = None
        self._starts = self._what_is_entered()
        self._leaves = self._what_is_taken()

    def _what_is_entered(self) -> dict[str, Start]:
        """Give what is done where an element begins that holds others; each says what is to be done at its end."""
        return {
            "text:p": self._start_paragraph,
            "text:h": self._start_paragraph,
            "text:list": lambda _: self._start_list(max(self._flows[-1].lists, default=0) + 1),
            "text:list-header": lambda _: self._start_list(0),
            "text:numbered-paragraph": lambda element: self._start_list(_level(element, "text:level")),
            "text:note": lambda _: self._start_aside("footnote"),
            "office:annotation": lambda _: self._start_aside("comment"),
            "officeooo:annotation": lambda _: self._start_aside("comment"),  # so LibreOffice writes it on slides
            "table:table": self._start_table,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
        }

    def _what_is_taken(self) -> dict[str, Callable[[etree._Element], None]]:
        """Give what is done with an element that has nothing to enter."""
        return {
            "text:s": lambda element: self._add(" " * (clamped(attribute(element, "text:c"), most=_MOST_SPACES) or 1)),
            "text:tab": lambda _: self._add("\t"),
            "text:line-break": lambda _: self._add("\n"),
            "text:soft-page-break": lambda _: self._turn_page(),
            "text:hidden-paragraph": self._take_hidden,
            "field:fieldmark": lambda element: self._add(field_mark(element)),
            "draw:control": self._take_control,
            "draw:object": self._take_object,
            "svg:title": self._take_description,
            "svg:desc": self._take_description,
            "table:title": self._take_description,
            "table:desc": self._take_description,
            "table:covered-table-cell": self._skip_cells,
        }

    def walk(self, root: etree._Element) -> list[Piece]:
        """Give the pieces under an element, in reading order."""
        from lxml import etree

        self._flows = [Flow()]
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walker:
            if event == "start" and not self._enter(element):
                walker.skip_subtree()
            elif event != "start":
                self._leave(element)
        return self._flows[0].pieces

    def _enter(self, element: etree._Element) -> bool:
        """Take what an element says; say whether to go into it."""
        name = odf_name(element)
        if not self._is_shown(name, element):
            return False
        if leaf := self._leaves.get(name):
            leaf(element)
            return False
        start = self._start_of(name)
        if start and (closer := start(element)):
            self._open.append((element, closer))
        if not is_mute(element):
            self._add_text(element.text)
        return True

    def _start_of(self, name: str) -> Start | None:
        return self._starts.get(name)

    def _leave(self, element: etree._Element) -> None:
        if self._open and self._open[-1][0] is element:
            self._open.pop()[1]()
        parent = element.getparent()
        if element.tail and parent is not None and not is_mute(parent):
            self._add_text(element.tail)

    def _is_shown(self, name: str, element: etree._Element) -> bool:
        return is_shown(name, element, self._styles)

    def _start_paragraph(self, element: etree._Element) -> Closer:
        style = self._styles.get("paragraph", attribute(element, "text:style-name"))
        self._begin(style)
        heading = _level(element, "text:outline-level") if odf_name(element) == "text:h" else style.heading
        self._paragraphs.append(_Paragraph(style, heading, self._page))
        self._flows.append(Flow())
        return self._end_paragraph

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        anchored = self._flows.pop().pieces
        shown = not paragraph.blank and not paragraph.hidden
        self._put([self._piece(paragraph, "".join(paragraph.text)), *anchored] if shown else anchored)
        if paragraph.style.breaks_after and self._in_text:
            self._turn_page()

    def _piece(self, paragraph: _Paragraph, text: str) -> Piece:
        kind, level = kind_and_level(paragraph.style, heading=paragraph.heading, item=self._list_level())
        return Piece(kind, text, paragraph.page, level, place=self._place)

    def _list_level(self) -> int:
        return (self._flows[-1].lists or [0])[-1]

    @property
    def _in_text(self) -> bool:
        """Whether the place is in the text itself, not in a cell, a note or a frame."""
        return len(self._flows) == 1

    def _put(self, pieces: list[Piece]) -> None:
        """Put pieces where they belong; into the text, followed by the notes they refer to."""
        self._flows[-1].pieces += pieces
        if self._in_text:
            self._flows[-1].pieces += self._waiting
            self._waiting = []

    def _put_after(self, pieces: list[Piece]) -> None:
        """Put pieces after the block that is being read, if one is."""
        if self._in_text:
            self._put(pieces)
        else:
            self._waiting += pieces

    def _start_list(self, level: int) -> Closer:
        lists = self._flows[-1].lists
        lists.append(level)
        return lists.pop

    def _start_aside(self, kind: BlockKind) -> Closer:
        self._flows.append(Flow())
        self._asides += 1

        def close() -> None:
            self._asides -= 1
            self._put_after([replace(piece, kind=kind, level=0) for piece in self._flows.pop().pieces])

        return close

    def _start_table(self, element: etree._Element) -> None:
        self._begin(self._styles.get("table", attribute(element, "table:style-name")))

    def _start_row(self, _: etree._Element) -> Closer:
        row = Row(self._page)
        self._rows.append(row)

        def close() -> None:
            self._rows.pop()
            self._put(row_to_pieces(row.cells))

        return close

    def _start_cell(self, element: etree._Element) -> Closer | None:
        if not self._rows:
            return None
        row, begun = self._rows[-1], self._page
        # The cells of a row stand side by side, so that each counts its page breaks from where the row begins.
        self._page = row.page
        self._flows.append(Flow())

        def close() -> None:
            self._page = max(begun, self._page)
            row.add(element, self._flows.pop().pieces)

        return close

    def _skip_cells(self, element: etree._Element) -> None:
        if self._rows:
            self._rows[-1].skip(element)

    def _begin(self, style: Style) -> None:
        """Begin a paragraph or table; before the first of a document there is no page to end."""
        if style.breaks_before and self._in_text and self._begun:
            self._turn_page()
        self._begun = True

    def _turn_page(self) -> None:
        if self._asides:
            return
        self._page = self.n_pages = min(self._page + 1, MOST_PAGES)
        # A break before the first word of a paragraph puts the paragraph on the new page.
        if self._paragraphs and self._paragraphs[-1].blank:
            self._paragraphs[-1].page = self._page

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].text.append(text)
            self._paragraphs[-1].blank &= not text.strip()

    def _add_text(self, text: str | None) -> None:
        # Line ends and runs of spaces in the file are one space; the author's own are elements.
        self._add(_SPACE.sub(" ", text or ""))

    def _take_hidden(self, element: etree._Element) -> None:
        if self._paragraphs and attribute(element, "text:is-hidden") == "true":
            self._paragraphs[-1].hidden = True

    def _take_control(self, element: etree._Element) -> None:
        if control := self._controls.get(attribute(element, "draw:control")):
            self._put([Piece(*control, self._page, place=self._place)])

    def _take_object(self, element: etree._Element) -> None:
        if caption := self._charts.caption(element):
            self._put([Piece("caption", caption, self._page, place=self._place)])

    def _take_description(self, element: etree._Element) -> None:
        around = element.getparent()
        decorative = around is not None and attribute(around, "loext:decorative") == "true"
        if (text := written(element.text)) and not decorative:
            self._put_after([Piece("alt text", text, self._page, place=self._place)])


def _level(element: etree._Element, name: str) -> int:
    return clamped(attribute(element, name), most=_DEEPEST) or 1
