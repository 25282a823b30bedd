"""OpenDocument: which file is one, its names and values, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tokenwatch.errors import ReadError
from tokenwatch.readers.archive import Archive, parse_xml
from tokenwatch.readers.docx.names import number
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.zip_directory import stated_type

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

_MIME = b"application/vnd.oasis.opendocument."
_FLAT_HEAD = 16_384
"""Bytes in which a flat file says what it is. LibreOffice declares 5,000 bytes of namespaces before it does."""
_FLAT = re.compile(rb"\soffice:mimetype=[\"']" + re.escape(_MIME))
_MOST_PAGES = 100_000
"""Pages that a file may claim: more than any document has."""
_ENCRYPTED = re.compile(rb"<(?:[\w.-]+:)?encryption-data[\s>/]")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an OpenDocument file that hold words.

    Parameters
    ----------
    content
        Root of the content.
    styles
        Root of the styles, or ``None``; headers and footers stand there too.
    title, author
        As the metadata state them, or ``""``.
    archive
        Where embedded objects lie; ``None`` for a flat file.
    n_pages
        Number of pages, as the program that saved the file counted them, or ``None``.
    """

    content: etree._Element
    styles: etree._Element | None
    title: str
    author: str
    archive: Archive | None
    n_pages: int | None = None


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


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """Give the first descendant along a path of names, or ``None``."""
    here: etree._Element | None = element
    for name in path:
        here = next((inner for inner in here if odf_name(inner) == name), None) if here is not None else None
    return here


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Give every descendant of a name, in document order; ``"form:*"`` is any name in the namespace."""
    prefix, _, local = name.partition(":")
    return element.iterdescendants(_NAMESPACES[prefix] + local)


def is_odf(data: bytes, kind: str) -> bool:
    """Say whether bytes are an OpenDocument file of a kind, such as ``"text"``, or a template of it.

    A packed file states its type in a member of its own, a flat one in its first tag.
    """
    if data.startswith(b"PK"):
        return stated_type(data).startswith(_MIME + kind.encode())
    head = data[:_FLAT_HEAD]
    tag = head[head.find(b"<office:document") :].partition(b">")[0]
    found = _FLAT.search(tag) if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None
    return found is not None and tag[found.end() :].startswith(kind.encode())


def open_odf(data: bytes, limits: Limits) -> Package:
    """Open an OpenDocument file, packed or flat.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``, ``"encrypted"`` or ``"too large"``.
    """
    if not data.startswith(b"PK"):
        # A flat file holds its pictures as text; none longer than lxml's 10 MB for one text is let in.
        root = parse_xml(data, "content")
        return _package(root, root, root, None)
    archive = Archive(data, limits)
    if "META-INF/manifest.xml" in archive.names and _ENCRYPTED.search(archive.read("META-INF/manifest.xml")):
        raise ReadError("it is protected by a password", kind="encrypted", hint="save a copy without password")
    styles = archive.xml("styles.xml") if "styles.xml" in archive.names else None
    meta = archive.xml("meta.xml") if "meta.xml" in archive.names else None
    return _package(archive.xml("content.xml"), styles, meta, archive)


def _package(
    content: etree._Element, styles: etree._Element | None, about: etree._Element | None, archive: Archive | None
) -> Package:
    meta = child(about, "office:meta") if about is not None else None
    stated = {odf_name(element): element for element in meta} if meta is not None else {}
    words = {name: " ".join((element.text or "").split()) for name, element in stated.items()}
    counted = stated.get("meta:document-statistic")
    n_pages = number(attribute(counted, "meta:page-count"), most=_MOST_PAGES) if counted is not None else None
    # dc:creator is who saved the file last.
    author = words.get("meta:initial-creator") or words.get("dc:creator", "")
    return Package(content, styles, words.get("dc:title", ""), author, archive, n_pages or None)
