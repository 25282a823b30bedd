"""What the slides of a PowerPoint file take from their layouts: which levels have bullets, and the prompts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from tokenwatch.errors import ReadError
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.ooxml.drawings import paragraph_text
from tokenwatch.readers.ooxml.parts import Relation, relations
from tokenwatch.readers.slides import Box
from tokenwatch.readers.xml_parts import clamped, local_name

if TYPE_CHECKING:
    from lxml import etree

TITLES = frozenset(("title", "ctrTitle"))
_LISTS = frozenset(("body", "obj"))
"""Roles whose text is a list where no layout says otherwise, as in every master that PowerPoint makes."""
_BULLETS = {"buNone": False, "buChar": True, "buAutoNum": True, "buBlip": True}
_WHOLE = re.compile(r"-?[0-9]+")
_LONGEST_LENGTH = 16
"""Characters of a length: PowerPoint knows numbers up to 2,147,483,647."""
_DEEPEST = 8
"""PowerPoint knows nine levels, counted from 0."""


class Placeholder(NamedTuple):
    """The place in a layout that a shape of a slide fills.

    Parameters
    ----------
    role
        Its type, such as ``"title"`` or ``"body"``; ``"obj"`` where none is stated; ``""`` for a shape that fills none.
    slot
        Its number, by which layout and slide find each other.
    """

    role: str = ""
    slot: str = ""


def placeholder(properties: etree._Element) -> Placeholder:
    """Give the place that a shape fills, from its properties (``nvSpPr`` and the like)."""
    for part in properties.iter("{*}ph"):
        return Placeholder(str(part.get("type", "obj")), str(part.get("idx", "0")))
    return Placeholder()


def own_bullet(properties: etree._Element | None) -> bool | None:
    """Say whether a paragraph's or level's properties ask for a bullet, or ``None`` where they are silent."""
    parts = properties if properties is not None else ()
    return next((_BULLETS[name] for part in parts if (name := local_name(part)) in _BULLETS), None)


def level_bullets(styles: etree._Element | None) -> dict[int, bool]:
    """Give which levels a list of styles gives bullets to, where it says so."""
    found: dict[int, bool] = {}
    for style in styles if styles is not None else ():
        name = local_name(style)
        stated = own_bullet(style) if name.startswith("lvl") and name.endswith("pPr") else None
        if stated is not None and (level := clamped(name[3:-3], most=_DEEPEST + 1)):
            found[level - 1] = stated
    return found


def paragraph_level(properties: etree._Element | None) -> int:
    """Give the level that a paragraph stands on, from 0."""
    return clamped(str(properties.get("lvl", "")), most=_DEEPEST) or 0 if properties is not None else 0


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
        silent = dict.fromkeys(range(_DEEPEST + 1), place.role in _LISTS)
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
            master = next((one.target for one in self._related(part) if one.kind == "slideMaster"), "")
            self._known[part] = Layout(self._root(part), self._root(master))
        return self._known[part]

    def _related(self, part: str) -> list[Relation]:
        with suppress(ReadError):
            return relations(self._archive, part)
        return []

    def _root(self, part: str) -> etree._Element | None:
        if part in self._archive.names:
            with suppress(ReadError):
                return self._archive.xml(part)
        return None


def own_box(shape: etree._Element) -> Box | None:
    """Give where a shape or group says that it stands, or ``None``; the first such statement in it is its own."""
    frame = next(shape.iter("{*}xfrm"), None)
    parts = {local_name(part): part for part in frame} if frame is not None else {}
    if "off" not in parts or "ext" not in parts:
        return None
    left, top, width, height = (
        _emu(parts[name].get(key)) for name, key in (("off", "x"), ("off", "y"), ("ext", "cx"), ("ext", "cy"))
    )
    return Box(left, top, left + width, top + height)


def _emu(text: str | None) -> int:
    """Read a length in English metric units; what is no whole number is 0."""
    return int(text[:_LONGEST_LENGTH]) if text and _WHOLE.fullmatch(text[:_LONGEST_LENGTH]) else 0


def box_text(text: etree._Element) -> str:
    """Give the words of a shape's text, a line for each paragraph."""
    lines = (paragraph_text(part).strip() for part in text if local_name(part) == "p")
    return "\n".join(line for line in lines if line)


def _filled(root: etree._Element | None) -> Iterator[tuple[Placeholder, etree._Element, etree._Element]]:
    """Give the places of a layout or master, each with its shape and the text that stands in it."""
    for shape in root.iter("{*}sp") if root is not None else ():
        parts = {local_name(part): part for part in shape}
        if "nvSpPr" in parts and "txBody" in parts and (place := placeholder(parts["nvSpPr"])).role:
            yield place, shape, parts["txBody"]


def list_styles(text: etree._Element) -> etree._Element | None:
    """Give the styles of its levels that a shape's text states for itself, or ``None``."""
    return next((part for part in text if local_name(part) == "lstStyle"), None)


def _key(place: Placeholder) -> Placeholder:
    """Give the name under which layout and slide know a place: titles by what they are, others by number."""
    return Placeholder("title") if place.role in TITLES else Placeholder(slot=place.slot)
