"""The slides of an OpenDocument presentation: what stands on each, and what is said to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tokenwatch.readers.draft import Piece
from tokenwatch.readers.odf.body import Body, Closer, Flow, Start
from tokenwatch.readers.odf.names import attribute, descendants, odf_name
from tokenwatch.readers.slides import Box, notes_place, put_in_reading_order, slide_place, title_first

if TYPE_CHECKING:
    from lxml import etree

_AROUND = frozenset(("header", "footer", "date-time", "page-number", "page", "handout"))
"""Classes of placeholders that stand on every slide, or show the slide beside its notes."""
_APART = _AROUND | {"title"}


_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt|pc)")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6}


class Slides(Body):
    """Collects the pieces of slides, one after the other; made as a `Body` is."""

    _role = ""

    def slide(self, page: etree._Element, number: int) -> list[Piece]:
        """Give the pieces of one slide, its title first.

        Parameters
        ----------
        page
            The slide.
        number
            Its number, from 1.
        """
        self._page, self._place = number, slide_place(number)
        _arrange(page)
        return title_first(self.walk(page))

    def _start_of(self, name: str) -> Start | None:
        if name == "presentation:notes":
            return self._start_notes
        return self._start_shape if name.startswith("draw:") else super()._start_of(name)

    def _is_shown(self, name: str, element: etree._Element) -> bool:
        if attribute(element, "presentation:class") in _AROUND:
            return False
        return attribute(element, "presentation:placeholder") != "true" and super()._is_shown(name, element)

    def _list_level(self) -> int:
        # The outline of a slide is a list, even where its program wrote bare paragraphs.
        return super()._list_level() if self._flows[-1].lists else int(self._role == "outline")

    def _start_shape(self, shape: etree._Element) -> Closer:
        before, role = self._role, attribute(shape, "presentation:class")
        self._role = role or before
        if role == "title":
            self._flows.append(Flow())

        def close() -> None:
            self._role = before
            if role == "title":
                # Its paragraphs are the lines of one heading.
                lines = "\n".join(piece.text.strip() for piece in self._flows.pop().pieces)
                self._put([Piece("heading", lines, self._page, 1, place=self._place)] if lines else [])

        return close

    def _start_notes(self, _: etree._Element) -> Closer:
        before, self._place = self._place, notes_place(self._page)
        end = self._start_aside("footnote")

        def close() -> None:
            end()
            self._place = before

        return close


def _arrange(page: etree._Element) -> None:
    """Put what stands side by side on a slide into the order in which it is read."""
    shapes, boxes = [], []
    for shape in page:
        words = next(descendants(shape, "text:p"), None) is not None
        if words and odf_name(shape).startswith("draw:") and attribute(shape, "presentation:class") not in _APART:
            shapes.append(shape)
            boxes.append(_box(shape))
    put_in_reading_order(shapes, boxes)


def _box(shape: etree._Element) -> Box | None:
    """Give where a shape stands, a group by its shapes; ``None`` for one that is turned, which has no such place."""
    if odf_name(shape) != "draw:g":
        return _stated_box(shape)
    boxes = [box for part in shape.iterdescendants() if (box := _stated_box(part))]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _stated_box(shape: etree._Element) -> Box | None:
    found = [_LENGTH.fullmatch(attribute(shape, f"svg:{name}")) for name in ("x", "y", "width", "height")]
    lengths = [float(match[1]) * _CENTIMETRES[match[2]] for match in found if match]
    if len(lengths) < 4:
        return None
    left, top, width, height = lengths
    return Box(left, top, left + width, top + height)
