"""E-books (.epub): the chapters in the order in which they are read, each a web page of its own."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tokenwatch.errors import ReadError
from tokenwatch.readers import read_html
from tokenwatch.readers.archive import Archive, member_path
from tokenwatch.readers.draft import Draft, Piece
from tokenwatch.readers.epub.styles import hidden_classes, hide
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.xml_parts import stated_texts
from tokenwatch.readers.zip_directory import member_places, stated_type

if TYPE_CHECKING:
    from lxml import etree

FORMAT = "epub"
LABEL = "e-books"
SUFFIXES = (".epub",)

_TYPE = b"application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTED = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")
_NOTE = re.compile(rb"<aside\b[^>]{0,500}?(?:footnote|endnote|rearnote)[^>]*>", re.IGNORECASE)
_NOTE_END = b"</aside>"


class _Book(NamedTuple):
    title: str
    author: str
    chapters: list[str]
    sheets: list[str]


def recognises(data: bytes) -> bool:
    """Say whether bytes are an e-book, by the type that they state, else by the parts that only one has."""
    if stated := stated_type(data):
        return stated.startswith(_TYPE)
    names = member_places(data)
    return _CONTAINER in names and any(name.endswith(".opf") for name in names)


def read(data: bytes, limits: Limits) -> Draft:
    """Read an e-book.

    The table of contents is left out; notes that are marked as such follow the chapter that they belong to.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``, ``"encrypted"`` or ``"too large"``.
    """
    archive = Archive(data, limits)
    book = _open_book(archive)
    there = [chapter for chapter in book.chapters if chapter in archive]
    locked = _locked(archive)
    readable = [chapter for chapter in there if chapter not in locked]
    if there and not readable:
        hint = "ask whoever made it for a copy without copy protection"
        raise ReadError("it is protected against copying", kind="encrypted", hint=hint)
    if book.chapters and not there:
        raise ReadError("none of its chapters is there", kind="damaged", hint="get a fresh copy, and try that")
    hidden = {name for sheet in book.sheets if sheet in archive for name in hidden_classes(archive.read(sheet))}
    pieces: list[Piece] = []
    characters = 0
    for chapter in readable:
        if characters <= limits.characters:  # what is beyond is cut off anyway
            found = _read_chapter(hide(archive.read(chapter), hidden), limits)
            characters += sum(len(piece.text) for piece in found)
            pieces += found
    lost = len(book.chapters) - len(readable)
    notes = (f"{lost} of {len(book.chapters)} chapters are missing or protected against copying",) if lost else ()
    return Draft(tuple(pieces), title=book.title, byline=book.author, notes=notes)


def _open_book(archive: Archive) -> _Book:
    """Follow the way that the standard lays: container, package, the spine in it, the manifest that it points into."""
    container = archive.xml(_CONTAINER)
    package = next((str(e.get("full-path", "")) for e in container.iter("{*}rootfile")), "")
    root = archive.xml(package)
    stated = stated_texts(root.iterfind("{*}metadata//*"))
    items = {str(item.get("id", "")): item for item in root.iterfind("{*}manifest/{*}item")}
    spine = (items.get(str(entry.get("idref", ""))) for entry in root.iterfind("{*}spine/{*}itemref"))
    folder = posixpath.dirname(package)
    chapters = (_target(folder, str(item.get("href", ""))) for item in spine if item is not None and _is_read(item))
    styling = (item for item in items.values() if item.get("media-type") == "text/css")
    sheets = (_target(folder, str(item.get("href", ""))) for item in styling)
    # A spine may name a chapter a million times.
    unique = (list(dict.fromkeys(names)) for names in (chapters, sheets))
    return _Book(stated.get("title", ""), stated.get("creator", ""), *unique)


def _is_read(item: etree._Element) -> bool:
    return item.get("media-type") in _PAGES and "nav" not in str(item.get("properties", "")).split()


def _target(folder: str, reference: str) -> str:
    """Give the name of the member that a reference points to: a path beside the package, its odd characters escaped."""
    path = reference.partition("#")[0].encode("utf-8", "replace")
    plain = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode("ascii")), path).decode("utf-8", "replace")
    return member_path(folder, plain)


def _locked(archive: Archive) -> set[str]:
    """Give the members that are encrypted; in most books that have any these are only the fonts."""
    if _ENCRYPTED not in archive:
        return set()
    references = archive.xml(_ENCRYPTED).iter("{*}CipherReference")
    return {_target("", str(reference.get("URI", ""))) for reference in references}


def _read_chapter(page: bytes, limits: Limits) -> list[Piece]:
    """Read a chapter, and the notes in it last: to a web page's reader what stands aside is no part of the text."""
    running: list[bytes] = []
    asides: list[bytes] = []
    position = 0
    while (found := _NOTE.search(page, position)) and (end := page.find(_NOTE_END, found.end())) >= 0:
        running.append(page[position : found.start()])
        asides.append(page[found.end() : end])
        position = end + len(_NOTE_END)
    running.append(page[position:])
    pieces = list(read_html.read(b"".join(running), limits).pieces)
    for aside in asides:
        pieces += (replace(piece, kind="footnote", level=0) for piece in read_html.read(aside, limits).pieces)
    return pieces
