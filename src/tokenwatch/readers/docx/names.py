"""Names and values in WordprocessingML, in either of its two namespaces, and the drawings in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokenwatch.readers.xml_parts import child_along

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


def value(element: etree._Element | None, name: str = "val") -> str:
    """Give an attribute of WordprocessingML, or ``""``."""
    if element is None:
        return ""
    return next((found for space in _WORD if (found := element.get(space + name)) is not None), "")


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Give the first descendant along a path of names, or ``None``."""
    return child_along(element, path, word_name)


def is_on(element: etree._Element | None) -> bool:
    """Say whether a switch such as ``<w:vanish/>`` is present and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off")
