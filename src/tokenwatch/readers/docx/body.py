"""The running text of a Word part: one walk over its tree, without recursion."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tokenwatch.document import BlockKind
from tokenwatch.readers.docx.forms import Answers, box, choice, symbol
from tokenwatch.readers.docx.headings import looks_like_heading, with_bold_headings
from tokenwatch.readers.docx.names import child, is_on, value, word_name
from tokenwatch.readers.docx.styles import (
    Style,
    heading_level,
    is_deleted,
    is_hidden_run,
    list_level,
    style_at,
)
from tokenwatch.readers.draft import MOST_PAGES, Piece, row_to_pieces
from tokenwatch.readers.ooxml.drawings import description
from tokenwatch.readers.ooxml.parts import related_id
from tokenwatch.readers.pictures import written
from tokenwatch.readers.styles import kind_and_level

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
_REFERENCES = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
}


@dataclass(slots=True)
class _Paragraph:
    style: Style
    properties: etree._Element | None
    page: int
    joins: bool
    text: list[str] = field(default_factory=list)
    blank: bool = True
    run_is_bold: bool = False
    all_bold: bool = True
    all_answers: bool = True


class Body:
    """Collects the pieces of one part.

    Parameters
    ----------
    styles
        The document's styles by id.
    notes
        Pieces of footnotes, endnotes and comments by part and id, put after the block that refers to them.
    drawn
        Gives the words of a chart or diagram by the identifier under which the part refers to it.
    only_kind
        The kind of all pieces, for a note or comment; such pieces have no page.
    """

    def __init__(
        self,
        styles: Mapping[str, Style],
        notes: Mapping[tuple[str, str], list[Piece]],
        drawn: Callable[[str], Sequence[str]] = lambda identifier: (),
        *,
        only_kind: BlockKind | None = None,
    ) -> None:
        self._styles = styles
        self._notes = dict(notes)
        self._drawn = drawn
        self._only_kind = only_kind
        self._pieces: list[Piece] = []
        self._paragraphs: list[_Paragraph] = []
        self._rows: list[list[list[Piece]]] = []
        self._waiting: list[Piece] = []
        self._begun: _Paragraph | None = None
        self._bold: set[int] = set()
        self._answers = Answers()
        self._page = 1
        self._break = ""
        self.n_pages: int | None = None
        self._starts: dict[str, Callable[[etree._Element], bool]] = {
            "p": self._start_paragraph,
            "tr": self._start_row,
            "tc": self._start_cell,
            "r": self._start_run,
            "sdt": self._answers.start_control,
        }
        self._leaves: dict[str, Callable[[etree._Element], object]] = {
            "t": lambda element: self._add(element.text or ""),
            "br": self._take_break,
            "lastRenderedPageBreak": self._turn_page,
            "fldChar": self._answers.turn_field,
            "sym": lambda element: self._add(symbol(element)),
            "checkBox": lambda element: self._add(box(element)),
            "ddList": lambda element: self._add(choice(element)),
            "wp:docPr": lambda element: self._add_after("alt text", description(element)),
            "v:shape": lambda element: self._add_after("alt text", written(element.get("alt"))),
            "c:chart": lambda element: self._take_drawing(related_id(element)),
            "dgm:relIds": lambda element: self._take_drawing(related_id(element, "dm")),
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
        self.n_pages = self._page_of_text
        return with_bold_headings([*self._pieces, *self._waiting], frozenset(self._bold))

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
            notes = self._notes.pop((_REFERENCES[name], value(element, "id")), ())
            self._waiting += [replace(note, page=self._page_of_text) for note in notes]
        elif take := self._leaves.get(name):
            take(element)
        elif start := self._starts.get(name):
            return start(element)
        return True

    def _end(self, name: str) -> None:
        # iterwalk reports the end of what was skipped too; a paragraph or row skipped was never begun.
        if name == "p" and self._paragraphs:
            self._end_paragraph()
        elif name == "tr" and self._rows:
            self._end_row()
        elif name == "sdt":
            self._answers.end_control()

    def _start_paragraph(self, element: etree._Element) -> bool:
        properties = child(element, "pPr")
        style = style_at(child(properties, "pStyle"), self._styles)
        after = element.getnext()
        joins = child(properties, "rPr", "del") is not None and after is not None and word_name(after) == "p"
        if self._begun:
            self._paragraphs.append(replace(self._begun, style=style, properties=properties, joins=joins))
            self._begun = None
        else:
            self._paragraphs.append(_Paragraph(style, properties, self._page, joins))
        return True

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        if paragraph.joins:  # its end was deleted: it goes on in the next one
            self._begun = paragraph
            return
        if not paragraph.blank and not paragraph.style.contents and not paragraph.style.hidden:
            piece = self._piece(paragraph, "".join(paragraph.text))
            in_text = not self._rows and not self._paragraphs
            if in_text and piece.kind == "paragraph" and paragraph.all_bold and looks_like_heading(piece.text):
                self._bold.add(len(self._pieces))
            self._put([piece])
        elif not self._rows and not self._paragraphs:
            self._put([])

    def _piece(self, paragraph: _Paragraph, text: str) -> Piece:
        style = paragraph.style
        page = paragraph.page if self._break else None
        if self._only_kind:
            return Piece(self._only_kind, text)
        own = list_level(paragraph.properties)
        kind, level = kind_and_level(
            style,
            heading=heading_level(paragraph.properties) or style.heading,
            item=style.list_level if own is None else own,
            otherwise="form field" if paragraph.all_answers else "paragraph",
        )
        return Piece(kind, text, page, level)

    def _put(self, pieces: list[Piece]) -> None:
        """Put pieces into the cell that is open, else into the text, followed by the notes they refer to."""
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] += pieces
            return
        self._pieces += pieces
        if not self._paragraphs:
            self._pieces += self._waiting
            self._waiting = []

    def _start_row(self, row: etree._Element) -> bool:
        self._rows.append([])
        return not is_deleted("tr", row)

    def _start_cell(self, cell: etree._Element) -> bool:
        deleted = is_deleted("tc", cell)
        if self._rows and not deleted:
            self._rows[-1].append([])
        return not deleted

    def _end_row(self) -> None:
        self._put(row_to_pieces(self._rows.pop()))

    def _start_run(self, run: etree._Element) -> bool:
        if self._paragraphs:
            paragraph, own = self._paragraphs[-1], child(run, "rPr", "b")
            style = style_at(child(run, "rPr", "rStyle"), self._styles)
            paragraph.run_is_bold = is_on(own) if own is not None else style.bold or paragraph.style.bold
        return not is_hidden_run(run, self._styles)

    def _add(self, text: str) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        paragraph.text.append(text)
        if text and not text.isspace():
            paragraph.blank = False
            paragraph.all_bold &= paragraph.run_is_bold
            paragraph.all_answers &= self._answers.is_open

    def _add_after(self, kind: BlockKind, text: str) -> None:
        """Put what stands in a drawing after the block that the drawing is in."""
        if text and not self._only_kind:
            self._waiting.append(Piece(kind, text, self._page_of_text))

    @property
    def _page_of_text(self) -> int | None:
        return self._page if self._break else None

    def _take_break(self, element: etree._Element) -> None:
        if value(element, "type") == "page":
            self._turn_page(element)
        else:
            self._add("\n")

    def _turn_page(self, element: etree._Element) -> None:
        if word_name(element) == self._break:
            self._page = min(self._page + 1, MOST_PAGES)
            # A break before the first word of a paragraph puts the paragraph on the new page.
            if self._paragraphs and self._paragraphs[-1].blank:
                self._paragraphs[-1].page = self._page

    def _take_drawing(self, identifier: str) -> None:
        for text in self._drawn(identifier):
            self._add_after("caption", text)
