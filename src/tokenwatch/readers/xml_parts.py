"""XML of strangers: parsed without following anything, as a tree or as a stream, and what is read off its elements."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from tokenwatch.errors import ReadError
from tokenwatch.readers.refusals import damaged, plain_path

if TYPE_CHECKING:
    from lxml import etree

_NOTHING_FOLLOWED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
}
_DOCTYPES = (b"<!DOCTYPE", b"<!ENTITY")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML that may be hostile: no document type, no entities, no network, no huge trees.

    Parameters
    ----------
    data
        A part of a file.
    name
        Its name, for errors.

    Raises
    ------
    ReadError
        Of kind ``"damaged"`` where it is no XML, or has a document type or entities, which no office program writes.
    """
    from lxml import etree  # a large library, needed for these formats alone

    _refuse_entities(data, name)
    parser: etree.XMLParser = etree.XMLParser(**_NOTHING_FOLLOWED)
    try:
        root: etree._Element = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _not_well_formed(name) from error
    _refuse_document_type(root, name)
    return root


def stream_xml(data: bytes, name: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Give the elements of some names, each whole, in the order in which they end, under the rules of `parse_xml`.

    A tree of a sheet takes 28 times its bytes, 950 MB for 800,000 cells; this takes three times, and no longer.

    Parameters
    ----------
    data, name
        As for `parse_xml`.
    tags
        Names without namespace. An element is emptied when the next one is asked for.

    Raises
    ------
    ReadError
        As `parse_xml`.
    MemoryError
        Where one element is too large.
    """
    from lxml import etree

    _refuse_entities(data, name)
    wanted = tuple(f"{{*}}{tag}" for tag in tags)
    try:
        for _, element in etree.iterparse(io.BytesIO(data), tag=wanted, **_NOTHING_FOLLOWED):
            _refuse_document_type(element, name)
            yield element
            _forget(element)
    except (etree.XMLSyntaxError, ValueError) as error:
        if isinstance(error, etree.XMLSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise _not_well_formed(name) from error


def local_name(element: etree._Element) -> str:
    """Give an element's name without its namespace, or ``""`` for a comment or processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_along(
    element: etree._Element | None, path: Iterable[str], name_of: Callable[[etree._Element], str]
) -> etree._Element | None:
    """Give the first descendant along a path of names, or ``None``; `name_of` says what an element is called."""
    for name in path:
        element = next((inner for inner in element if name_of(inner) == name), None) if element is not None else None
    return element


def clamped(text: str, *, most: int) -> int | None:
    """Give a whole number between 0 and `most`, or ``None``: counts in files are clamped, never believed."""
    if not (text.isascii() and text.isdigit()):
        return None
    return min(int(text[:9]), most)


def stated_texts(elements: Iterable[etree._Element]) -> dict[str, str]:
    """Give what the elements of a file's metadata state, by their local names; the first of a name counts."""
    stated: dict[str, str] = {}
    for element in elements:
        stated.setdefault(local_name(element), " ".join((element.text or "").split()))
    return stated


def _refuse_entities(data: bytes, name: str) -> None:
    """Refuse XML that defines entities or has a document type, before a parser sees it."""
    # Without its zero bytes UTF-16 shows its ASCII, so that one look serves both.
    if any(mark in data or mark in data[:4096].replace(b"\0", b"") for mark in _DOCTYPES):
        raise damaged(f"its part {plain_path(name)} defines entities, which no office program does")


def _refuse_document_type(element: etree._Element, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise damaged(f"its part {plain_path(name)} has a document type")


def _not_well_formed(name: str) -> ReadError:
    return damaged(f"its part {plain_path(name)} is not well-formed")


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
