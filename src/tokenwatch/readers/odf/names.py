"""Names in OpenDocument's XML, with the prefixes that the standard itself uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tokenwatch.readers.xml_parts import child_along

if TYPE_CHECKING:
    from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    **{
        _OASIS + rest: prefix
        for rest, prefix in (
            *((f"{name}:1.0", name) for name in ("chart", "form", "meta", "office", "presentation", "style")),
            *((f"{name}:1.0", name) for name in ("table", "text")),
            ("drawing:1.0", "draw"),
            ("svg-compatible:1.0", "svg"),
            ("xsl-fo-compatible:1.0", "fo"),
        )
    },
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://openoffice.org/2009/office": "officeooo",
    "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0": "field",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
}
_NAMESPACES = {prefix: f"{{{space}}}" for space, prefix in _PREFIXES.items()}


def odf_name(element: etree._Element) -> str:
    """Give an element's name with the usual prefix (``"text:p"``), or ``""`` for one of no known namespace."""
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag[1:].rpartition("}")
    prefix = _PREFIXES.get(space)
    return f"{prefix}:{name}" if prefix else ""


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """Give an attribute named with the usual prefix (``"text:style-name"``), or the default."""
    prefix, _, local = name.partition(":")
    return str(element.get(_NAMESPACES[prefix] + local, default))


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Give the first descendant along a path of names, or ``None``."""
    return child_along(element, path, odf_name)


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give every descendant of a name, in document order; ``"form:*"`` is any name in the namespace."""
    prefix, _, local = name.partition(":")
    return element.iterdescendants(_NAMESPACES[prefix] + local)
