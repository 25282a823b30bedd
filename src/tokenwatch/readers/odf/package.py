"""OpenDocument files as a whole: which file is one, its parts, and what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tokenwatch.readers.archive import Archive
from tokenwatch.readers.draft import MOST_PAGES
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.odf.names import attribute, child, odf_name
from tokenwatch.readers.refusals import damaged, locked
from tokenwatch.readers.xml_parts import clamped, parse_xml
from tokenwatch.readers.zip_directory import stated_type

if TYPE_CHECKING:
    from lxml import etree

_MIME = b"application/vnd.oasis.opendocument."
_FLAT_HEAD = 16_384
"""Bytes in which a flat file says what it is. LibreOffice declares 5,000 bytes of namespaces before it does."""
_FLAT = re.compile(rb"\soffice:mimetype=[\"']" + re.escape(_MIME))
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

    def body(self, kind: str, what: str) -> etree._Element:
        """Give the element that holds the text, the slides or the sheets.

        Raises
        ------
        ReadError
            Of kind ``"damaged"`` where it is missing; `what` says what it would hold.
        """
        root = child(self.content, "office:body", f"office:{kind}")
        if root is None:
            raise damaged(f"it has no {what}")
        return root


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
    if "META-INF/manifest.xml" in archive and _ENCRYPTED.search(archive.read("META-INF/manifest.xml")):
        raise locked("save a copy without password")
    styles = archive.xml("styles.xml") if "styles.xml" in archive else None
    meta = archive.xml("meta.xml") if "meta.xml" in archive else None
    return _package(archive.xml("content.xml"), styles, meta, archive)


def _package(
    content: etree._Element, styles: etree._Element | None, about: etree._Element | None, archive: Archive | None
) -> Package:
    meta = child(about, "office:meta")
    stated = {odf_name(element): element for element in meta} if meta is not None else {}
    words = {name: " ".join((element.text or "").split()) for name, element in stated.items()}
    counted = stated.get("meta:document-statistic")
    n_pages = clamped(attribute(counted, "meta:page-count"), most=MOST_PAGES) if counted is not None else None
    # dc:creator is who saved the file last.
    author = words.get("meta:initial-creator") or words.get("dc:creator", "")
    return Package(content, styles, words.get("dc:title", ""), author, archive, n_pages or None)
