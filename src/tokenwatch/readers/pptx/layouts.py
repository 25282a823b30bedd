"""What the slides of a PowerPoint file take from their layouts: which levels have bullets, and the prompts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from tokenwatch.errors import ReadError
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.ooxml.parts import Relation, relations, target
from tokenwatch.readers.pptx.shapes import (
    DEEPEST,
    TITLES,
    Placeholder,
    box_text,
    level_bullets,
    list_styles,
    own_box,
    placeholder,
)
from tokenwatch.readers.slides import Box
from tokenwatch.readers.xml_parts import local_name

if TYPE_CHECKING:
    from lxml import etree

_LISTS = frozenset(("body", "obj"))
"""Roles whose text is a list where no layout says otherwise, as in every master that PowerPoint makes."""


class Layout:
    """One layout over its master.

    Parameters
    ----------
    layout, master
        Their roots; ``None`` where they cannot be read.
    """

    def __init__(self, layout: etree._Element | None = None, master: etree._Element | None = None) -> None:
        self._levels: dict[Placeholder, dict[int, bool]] = {}
        self._prompts: dict[Placeholder, str] = {}
        self._outline: dict[int, bool] = {}
        self._by_role: dict[str, dict[int, bool]] = {}
        self._boxes: dict[Placeholder, Box] = {}
        for place, shape, text in _filled(master):
            self._by_role.setdefault(place.role, level_bullets(list_styles(text)))
            self._stand(Placeholder(place.role), shape)
        for style in master.iter("{*}bodyStyle") if master is not None else ():
            self._outline = level_bullets(style)
        for place, shape, text in _filled(layout):
            self._levels[_key(place)] = level_bullets(list_styles(text))
            self._prompts[_key(place)] = box_text(text)
            self._stand(_key(place), shape)

    def _stand(self, place: Placeholder, shape: etree._Element) -> None:
        if box := own_box(shape):
            self._boxes[place] = box

    def box(self, place: Placeholder) -> Box | None:
        """Give where the shapes that fill a place stand, or ``None`` where nothing says it."""
        return self._boxes.get(_key(place)) or self._boxes.get(Placeholder("body" if place.slot else place.role))

    def bullets(self, place: Placeholder) -> Mapping[int, bool]:
        """Give which levels have bullets in the shapes that fill a place."""
        if not place.role or place.role in TITLES:
            return {}
        silent = dict.fromkeys(range(DEEPEST + 1), place.role in _LISTS)
        return silent | self._outline | self._by_role.get("body", {}) | self._levels.get(_key(place), {})

    def is_prompt(self, place: Placeholder, text: str) -> bool:
        """Say whether a text is only what the layout asks for at a place: some programs write it into the slide."""
        return bool(place.role) and text == self._prompts.get(_key(place))


class Layouts:
    """The layouts of a file, each read once.

    Parameters
    ----------
    archive
        The file.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known: dict[str, Layout] = {}

    def get(self, part: str) -> Layout:
        """Give the layout in a part; one that is missing or broken says nothing, and costs no slide its words."""
        if part not in self._known:
            related: list[Relation] = []
            with suppress(ReadError):
                related = relations(self._archive, part)
            roots = (self._archive.xml_if_sound(one) for one in (part, target(related, "slideMaster")))
            self._known[part] = Layout(*roots)
        return self._known[part]


def _filled(root: etree._Element | None) -> Iterator[tuple[Placeholder, etree._Element, etree._Element]]:
    """Give the places of a layout or master, each with its shape and the text that stands in it."""
    for shape in root.iter("{*}sp") if root is not None else ():
        parts = {local_name(part): part for part in shape}
        if "nvSpPr" in parts and "txBody" in parts and (place := placeholder(parts["nvSpPr"])).role:
            yield place, shape, parts["txBody"]


def _key(place: Placeholder) -> Placeholder:
    """Give the name under which layout and slide know a place: titles by what they are, others by number."""
    return Placeholder("title") if place.role in TITLES else Placeholder(slot=place.slot)
