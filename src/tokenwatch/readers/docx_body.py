"""The running text of a Word part: one walk over its tree, without recursion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tokenwatch.document import BlockKind
from tokenwatch.readers.docx_names import child, is_on, value, word_name
from tokenwatch.readers.docx_styles import PLAIN, Style, heading_level, list_level
from tokenwatch.readers.draft import Piece, row_to_pieces

if TYPE_CHECKING:
    from lxml import etree

# Deletions and the places that moved text came from; properties, which are asked for where they are needed;
# instructions of fields, whose results stand beside them; drawings' second version for old programs.
_SKIPPED = frozenset(
    str.split(
        "del moveFrom rPr pPr tblPr tblGrid tcPr trPr sectPr sdtPr sdtEndPr instrText delText delInstrText "
        "rt mc:Fallback"
    )
)
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
# Boxes of the Wingdings fonts, by the last byte of their code points.
_BOXES = {"FE": "☑", "FD": "☒", "FC": "☑", "A8": "☐", "6F": "☐", "52": "☑", "54": "☒", "A3": "☐"}
_REFERENCES = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
}
_MOST_PAGES = 100_000
"""Page breaks that are counted: more than any document has."""


@dataclass(slots=True)
class _Paragraph:
    style: Style
    properties: etree._Element | None
    page: int
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    cells: list[list[Piece]] = field(default_factory=list)


class Body:
    """Collects the pieces of one part.

    Parameters
    ----------
    styles
        The document's styles by id.
    notes
        Pieces of footnotes, endnotes and comments by part and id, put after the block that refers to them.
    only_kind
        The kind of all pieces, for a note or comment; such pieces have no page.
    """

    def __init__(
        self,
        styles: Mapping[str, Style],
        notes: Mapping[tuple[str, str], list[Piece]],
        *,
        only_kind: BlockKind | None = None,
    ) -> None:
        self._styles = styles
        self._notes = notes
        self._only_kind = only_kind
        self._pieces: list[Piece] = []
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[_Row] = []
        self._waiting: list[Piece] = []
        self._page = 1
        self._break = ""
        self.n_pages: int | None = None
        self._starts: dict[str, Callable[[etree._Element], bool]] = {
            "p": self._start_paragraph,
            "tr": self._start_row,
            "tc": self._start_cell,
            "r": lambda run: not self._is_hidden(run),
            "sdt": lambda control: not is_on(child(control, "sdtPr", "showingPlcHdr")),
            "t": self._take_text,
            "br": self._take_break,
            "lastRenderedPageBreak": self._turn_page,
            "sym": self._take_symbol,
            "checkBox": self._take_box,
        }

    def walk(self, root: etree._Element) -> list[Piece]:
        """Give the pieces under an element, in reading order; also sets `n_pages`."""
        from lxml import etree

        self._break = self._kind_of_breaks(root)
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = word_name(element)
            if event == "end":
                self._end(name)
            elif name in _SKIPPED or not self._start(name, element):
                walker.skip_subtree()
        self.n_pages = min(self._page, _MOST_PAGES) if self._break else None
        return [*self._pieces, *self._waiting]

    def _kind_of_breaks(self, root: etree._Element) -> str:
        """Word marks where its pages ended; other programs only leave the breaks that the author made."""
        if self._only_kind:
            return ""
        names = {word_name(e) if word_name(e) != "br" or value(e, "type") == "page" else "" for e in root.iter()}
        return next((name for name in ("lastRenderedPageBreak", "br") if name in names), "")

    def _start(self, name: str, element: etree._Element) -> bool:
        """Take what an element says; say whether to go into it."""
        if name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name in _REFERENCES:
            self._waiting += self._notes.get((_REFERENCES[name], value(element, "id")), ())
        elif handler := self._starts.get(name):
            return handler(element)
        return True

    def _end(self, name: str) -> None:
        # iterwalk reports the end of what was skipped too; a paragraph or row skipped was never begun.
        if name == "p" and self._paragraphs:
            self._end_paragraph()
        elif name == "tr" and self._rows:
            self._end_row()

    def _start_paragraph(self, element: etree._Element) -> bool:
        properties = child(element, "pPr")
        style = child(properties, "pStyle") if properties is not None else None
        known = self._styles.get(value(style), PLAIN) if style is not None else PLAIN
        self._paragraphs.append(_Paragraph(known, properties, self._page))
        return True

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.text)
        if text.strip() and not paragraph.style.contents and not paragraph.style.hidden:
            self._put([self._piece(paragraph, text)])
        elif not self._rows and not self._paragraphs:
            self._put([])

    def _piece(self, paragraph: _Paragraph, text: str) -> Piece:
        style = paragraph.style
        page = paragraph.page if self._break else None
        if self._only_kind:
            return Piece(self._only_kind, text)
        if level := heading_level(paragraph.properties) or style.heading:
            return Piece("heading", text, page, min(level, 6))
        own = list_level(paragraph.properties)
        if level := style.list_level if own is None else own:
            return Piece("list item", text, page, level)
        if style.quotation or style.caption:
            return Piece("quotation" if style.quotation else "caption", text, page)
        return Piece("paragraph", text, page)

    def _put(self, pieces: list[Piece]) -> None:
        """Put pieces into the cell that is open, else into the text, followed by the notes they refer to."""
        if self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1] += pieces
            return
        self._pieces += pieces
        if not self._paragraphs:
            self._pieces += self._waiting
            self._waiting = []

    def _start_row(self, row: etree._Element) -> bool:
        deleted = child(row, "trPr", "del") is not None
        self._rows.append(_Row())
        return not deleted

    def _start_cell(self, cell: etree._Element) -> bool:
        if self._rows:
            self._rows[-1].cells.append([])
        return True

    def _end_row(self) -> None:
        self._put(row_to_pieces(self._rows.pop().cells))

    def _is_hidden(self, run: etree._Element) -> bool:
        own = child(run, "rPr", "vanish")
        if own is not None:
            return is_on(own)
        style = child(run, "rPr", "rStyle")
        return style is not None and self._styles.get(value(style), PLAIN).hidden

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].text.append(text)

    def _take_text(self, element: etree._Element) -> bool:
        self._add(element.text or "")
        return True

    def _take_break(self, element: etree._Element) -> bool:
        if value(element, "type") == "page":
            return self._turn_page(element)
        self._add("\n")
        return True

    def _turn_page(self, element: etree._Element) -> bool:
        if word_name(element) == self._break:
            self._page += 1
            # A break before the first word of a paragraph puts the paragraph on the new page.
            if self._paragraphs and not "".join(self._paragraphs[-1].text).strip():
                self._paragraphs[-1].page = self._page
        return True

    def _take_symbol(self, element: etree._Element) -> bool:
        if "ing" in value(element, "font").lower():
            self._add(_BOXES.get(value(element, "char")[-2:].upper(), ""))
        return True

    def _take_box(self, element: etree._Element) -> bool:
        checked = child(element, "checked")
        self._add("☑ " if is_on(checked if checked is not None else child(element, "default")) else "☐ ")
        return True
