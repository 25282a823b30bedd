"""The words of a Word file's body, each with the element that holds it: where a comment may stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tokenwatch.readers.docx.names import child, is_on, word_name
from tokenwatch.readers.docx.styles import Style, is_deleted, is_hidden_run, style_at

if TYPE_CHECKING:
    from lxml import etree

# What the reader leaves out, and what a comment may not stand in: text boxes, and a drawing's second version.
_PASSED = frozenset(
    str.split(
        "del moveFrom rPr pPr tblPr tblGrid tcPr trPr sectPr sdtPr sdtEndPr rt mc:Fallback txbxContent "
        "footnote endnote comment"
    )
)
_PARTING = frozenset(("p", "tc", "tab", "br", "cr"))


class HeldText:
    """The words of a body in the order of the file.

    Parameters
    ----------
    root
        The main part.
    styles
        The document's styles by id: a table of contents repeats headings, and hidden text is not seen.

    Attributes
    ----------
    text : str
        The words; between paragraphs, cells and lines stands a line feed.
    """

    def __init__(self, root: etree._Element, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._elements: list[etree._Element] = []
        self._length = 0
        self._walk(root)
        self.text = "".join(self._parts)

    def holder(self, place: int) -> tuple[etree._Element, int]:
        """Give the ``w:t`` that holds the character at a place, and which of its characters it is."""
        index = bisect_right(self._starts, place) - 1
        return self._elements[index], place - self._starts[index]

    def first_paragraph(self) -> tuple[int, int] | None:
        """Give the range of the first paragraph's words, or ``None`` where there are none."""
        if not self._starts:
            return None
        start = self._starts[0]
        end = self.text.find("\n", start)
        return start, end if end >= 0 else len(self.text)

    def _walk(self, root: etree._Element) -> None:
        from lxml import etree

        walker = etree.iterwalk(root, events=("start", "end"))
        paragraphs = 0
        for event, element in walker:
            name = word_name(element)
            if event == "end":
                paragraphs -= name == "p"
            elif name in _PASSED or self._is_unseen(element, name):
                walker.skip_subtree()
                paragraphs += name == "p"  # its end is told all the same
            elif name == "t" and paragraphs > 0 and _in_run(element):
                self._take(element)
            else:
                paragraphs += name == "p"
            if name in _PARTING:
                self._add("\n")

    def _take(self, element: etree._Element) -> None:
        if element.text and not len(element):
            self._starts.append(self._length)
            self._elements.append(element)
            self._add(element.text)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _is_unseen(self, element: etree._Element, name: str) -> bool:
        if name == "p":
            style = style_at(child(element, "pPr", "pStyle"), self._styles)
            return style.contents or style.hidden
        if name == "r":
            return is_hidden_run(element, self._styles)
        if name == "sdt":
            return is_on(child(element, "sdtPr", "showingPlcHdr")) or _is_plain_box(element)
        return is_deleted(name, element)


def _is_plain_box(control: etree._Element) -> bool:
    """Say whether it is a box for plain text with paragraphs of its own: LibreOffice loses its words at a mark in them.

    Inside a paragraph marks stand around such a box, and do no harm.
    """
    around = control.getparent()
    is_inside = around is not None and word_name(around) == "p"
    return not is_inside and child(control, "sdtPr", "text") is not None


def _in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and word_name(parent) == "r"
