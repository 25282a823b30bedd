"""The slides of a PowerPoint file: what stands on each, what is said to it, and what others remarked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tokenwatch.document import BlockKind
from tokenwatch.errors import ReadError
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.draft import Piece, row_to_pieces
from tokenwatch.readers.ooxml.drawings import chart_text, description, diagram_points, paragraph_text
from tokenwatch.readers.ooxml.parts import Relation, related_id, relations, target
from tokenwatch.readers.pptx.layouts import Layout, Layouts
from tokenwatch.readers.pptx.shapes import (
    TITLES,
    Placeholder,
    box_text,
    level_bullets,
    list_styles,
    own_box,
    own_bullet,
    paragraph_level,
    placeholder,
)
from tokenwatch.readers.slides import notes_place, put_in_reading_order, slide_place, title_first
from tokenwatch.readers.xml_parts import local_name

if TYPE_CHECKING:
    from lxml import etree

_AROUND = frozenset(("dt", "ftr", "hdr", "sldNum", "sldImg"))
"""Places that stand on every slide, and the slide shown beside its notes."""
_SKIPPED = frozenset(("Fallback", "extLst", "timing", "transition", "spPr", "grpSpPr", "style", "blipFill"))
"""Drawings' second version for old programs; how things look and move."""
_SHAPES = frozenset(("sp", "pic", "graphicFrame", "grpSp", "cxnSp"))


class Slides:
    """Reads the slides of a file.

    Parameters
    ----------
    archive
        The file.

    Attributes
    ----------
    unread : int
        Number of parts beside the slides, such as charts and notes, that are broken.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._layouts = Layouts(archive)
        self.unread = 0

    def read(self, part: str, number: int) -> tuple[list[Piece], bool]:
        """Give the pieces of one slide, its title first, then comments and notes; and whether it is hidden.

        Parameters
        ----------
        part
            Name of the slide's part.
        number
            Its number, from 1.

        Raises
        ------
        ReadError
            Where the slide itself is broken; what stands beside it is left out instead, and counted.
        """
        root = self._archive.xml(part)
        related = self._related(part)
        layout = self._layouts.get(target(related, "slideLayout"))
        _arrange(root, layout)
        pieces = title_first(self._shapes(root, layout, related))
        pieces += self._comments(related)
        shown = [replace(piece, page=number, place=slide_place(number)) for piece in pieces]
        said = [replace(piece, page=number, place=notes_place(number)) for piece in self._notes(related)]
        return shown + said, root.get("show") in ("0", "false")

    def _shapes(self, root: etree._Element, layout: Layout, related: Sequence[Relation]) -> Iterator[Piece]:
        """Go through the shapes in the order in which they are drawn, groups included."""
        from lxml import etree

        parts = {relation.identifier: relation for relation in related}
        place = Placeholder()
        walker = etree.iterwalk(root, events=("start",))
        for _, element in walker:
            name = local_name(element)
            if name in _SHAPES:
                properties = next((part for part in element if local_name(part).startswith("nv")), element)
                place = placeholder(properties)
                if place.role in _AROUND or _is_hidden(properties):
                    walker.skip_subtree()
            elif name in _SKIPPED:
                walker.skip_subtree()
            elif name == "txBody":
                yield from _text_pieces(element, place, layout)
                walker.skip_subtree()
            elif name == "tr":
                yield from row_to_pieces([_cell(cell) for cell in element if local_name(cell) == "tc"])
                walker.skip_subtree()
            elif name == "cNvPr":
                yield from _pieces("alt text", description(element))
            elif name in ("chart", "relIds"):
                # Each is read once, however often the slide names it.
                yield from self._drawn(parts.pop(related_id(element, "dm" if name == "relIds" else "id"), None))

    def _drawn(self, relation: Relation | None) -> Iterator[Piece]:
        root = self._beside(relation.target) if relation else None
        if root is None:
            return
        if local_name(root) == "dataModel":
            yield from (Piece("list item", text, level=level) for level, text in diagram_points(root))
        else:
            yield from _pieces("caption", chart_text(root))

    def _comments(self, related: Sequence[Relation]) -> Iterator[Piece]:
        for relation in related:
            root = self._beside(relation.target) if relation.kind == "comments" else None
            # Answers to a comment stand in it.
            for comment in root.iter("{*}cm", "{*}reply") if root is not None else ():
                for part in comment:
                    if local_name(part) in ("text", "txBody"):
                        yield from _pieces("comment", box_text(part) or part.text or "")

    def _notes(self, related: Sequence[Relation]) -> Iterator[Piece]:
        part = target(related, "notesSlide")
        root = self._beside(part) if part else None
        for piece in self._shapes(root, Layout(), ()) if root is not None else ():
            yield replace(piece, kind="footnote", level=0)

    def _beside(self, part: str) -> etree._Element | None:
        """Give the root of a part beside the slides; what cannot be read of these is worth less than the slides."""
        root = self._archive.xml_if_sound(part)
        self.unread += root is None
        return root

    def _related(self, part: str) -> list[Relation]:
        try:
            return relations(self._archive, part)
        except ReadError:
            self.unread += 1
            return []


def _arrange(root: etree._Element, layout: Layout) -> None:
    """Put what stands side by side on a slide into the order in which it is read."""
    shapes, boxes = [], []
    for shape in next(root.iter("{*}spTree"), ()):
        place = placeholder(shape)
        if place.role not in _AROUND | TITLES and next(shape.iter("{*}t", "{*}graphicFrame"), None) is not None:
            shapes.append(shape)
            boxes.append(own_box(shape) or layout.box(place))
    put_in_reading_order(shapes, boxes)


def _is_hidden(properties: etree._Element) -> bool:
    return any(part.get("hidden") in ("1", "true") for part in properties if local_name(part) == "cNvPr")


def _pieces(kind: BlockKind, text: str) -> list[Piece]:
    return [Piece(kind, text)] if text.strip() else []


def _text_pieces(text: etree._Element, place: Placeholder, layout: Layout) -> Iterator[Piece]:
    whole = box_text(text)
    if layout.is_prompt(place, whole):
        return
    if place.role in TITLES:
        # Its paragraphs are the lines of one heading.
        yield from (replace(piece, level=1) for piece in _pieces("heading", whole))
        return
    bullets = {**layout.bullets(place), **level_bullets(list_styles(text))}
    for paragraph in text:
        if local_name(paragraph) != "p":
            continue
        properties = next((part for part in paragraph if local_name(part) == "pPr"), None)
        level, own = paragraph_level(properties), own_bullet(properties)
        listed = bullets.get(level, False) if own is None else own
        for piece in _pieces("list item" if listed else "paragraph", paragraph_text(paragraph)):
            yield replace(piece, level=level + 1) if listed else piece


def _cell(cell: etree._Element) -> list[Piece]:
    """Give the paragraphs of a cell; one that another is merged into has none, and keeps the columns in line."""
    return [
        Piece("paragraph", text)
        for body in cell
        if local_name(body) == "txBody"
        for paragraph in body
        if local_name(paragraph) == "p" and (text := paragraph_text(paragraph)).strip()
    ]
