"""What a shape of a PowerPoint file says of itself: the place it fills, where it stands, its bullets, its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tokenwatch.readers.ooxml.drawings import paragraph_text
from tokenwatch.readers.slides import Box
from tokenwatch.readers.xml_parts import clamped, local_name

if TYPE_CHECKING:
    from lxml import etree

TITLES = frozenset(("title", "ctrTitle"))
_BULLETS = {"buNone": False, "buChar": True, "buAutoNum": True, "buBlip": True}
_WHOLE = re.compile(r"-?[0-9]+")
_LONGEST_LENGTH = 16
"""Characters of a length: PowerPoint knows numbers up to 2,147,483,647."""
DEEPEST = 8
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
        if stated is not None and (level := clamped(name[3:-3], most=DEEPEST + 1)):
            found[level - 1] = stated
    return found


def paragraph_level(properties: etree._Element | None) -> int:
    """Give the level that a paragraph stands on, from 0."""
    return clamped(str(properties.get("lvl", "")), most=DEEPEST) or 0 if properties is not None else 0


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


def list_styles(text: etree._Element) -> etree._Element | None:
    """Give the styles of its levels that a shape's text states for itself, or ``None``."""
    return next((part for part in text if local_name(part) == "lstStyle"), None)
