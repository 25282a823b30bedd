"""Names and values in WordprocessingML, in either of its two namespaces, and the drawings in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_OTHERS = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}": "mc:",
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}": "wp:",
    "{http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing}": "wp:",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}": "c:",
    "{http://purl.oclc.org/ooxml/drawingml/chart}": "c:",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}": "c:",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}": "dgm:",
    "{http://purl.oclc.org/ooxml/drawingml/diagram}": "dgm:",
    "{urn:schemas-microsoft-com:vml}": "v:",
}


def local_name(element: etree._Element) -> str:
    """Give an element's name without its namespace, or ``""`` for a comment or processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def word_name(element: etree._Element) -> str:
    """Give the name of a WordprocessingML element, or ``""``.

    One of markup compatibility has ``mc:`` before it, one of a drawing ``wp:``, ``v:``, ``c:`` (charts) or ``dgm:``
    (diagrams).
    """
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.rpartition("}")
    if space + "}" in _WORD:
        return name
    return _OTHERS[space + "}"] + name if space + "}" in _OTHERS else ""


def value(element: etree._Element, name: str = "val") -> str:
    """Give an attribute of WordprocessingML, or ``""``."""
    for space in _WORD:
        if (found := element.get(space + name)) is not None:
            return found
    return ""


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """Give the first descendant along a path of names, or ``None``."""
    here: etree._Element | None = element
    for name in path:
        here = next((inner for inner in here if word_name(inner) == name), None) if here is not None else None
    return here


def is_on(element: etree._Element | None) -> bool:
    """Say whether a switch such as ``<w:vanish/>`` is present and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")


def number(text: str, *, most: int) -> int | None:
    """Give a whole number between 0 and `most`, or ``None``: counts in files are clamped, never believed."""
    if not (text.isascii() and text.isdigit()):
        return None
    return min(int(text[:9]), most)
