"""Parts of an Office file (.docx, .xlsx, .pptx): how they relate to each other, and what the file says of itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from tokenwatch.readers.archive import Archive, member_path
from tokenwatch.readers.xml_parts import stated_texts
from tokenwatch.readers.zip_directory import member_places

if TYPE_CHECKING:
    from lxml import etree

_RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)


class Relation(NamedTuple):
    """One part's tie to another.

    Parameters
    ----------
    identifier
        By which the part refers to it.
    kind
        The last word of its type, such as ``"footnotes"``, which all versions of the standard share.
    target
        Name of the other part, which is in the archive.
    """

    identifier: str
    kind: str
    target: str


def holds(data: bytes, part: str) -> bool:
    """Say whether bytes are an Office container with a part whose name begins so.

    The container's own list of members decides: a presentation may hold a workbook that is not packed, whose
    names stand in its bytes as well. Where a file was cut off the list is lost, and the names in its bytes are
    enough to say what is damaged.
    """
    if not data.startswith(b"PK\x03\x04"):
        return False
    if names := member_places(data):
        return "[Content_Types].xml" in names and any(name.startswith(part) for name in names)
    return b"[Content_Types].xml" in data and part.encode() in data


def relations_part(part: str) -> str:
    """Name the part that lists what a part relates to; ``""`` is the file as a whole."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(archive: Archive, part: str) -> list[Relation]:
    """Give what a part relates to within the file; ``""`` is the file as a whole.

    Raises
    ------
    ReadError
        As `Archive.xml`.
    """
    listed = relations_part(part)
    if listed not in archive:
        return []
    found = []
    for relation in archive.xml(listed):
        target = member_path(posixpath.dirname(part), str(relation.get("Target", "")))
        if relation.get("TargetMode") != "External" and target in archive:
            kind = str(relation.get("Type", "")).rpartition("/")[2]
            found.append(Relation(str(relation.get("Id", "")), kind, target))
    return found


def target(related: Iterable[Relation], kind: str) -> str:
    """Give the first part of a kind, or ``""``: programs do not always name their parts the same."""
    return next((relation.target for relation in related if relation.kind == kind), "")


def main_part(archive: Archive, usual: str) -> str:
    """Name the part that all others hang on; programs that do not say which have the usual one."""
    return target(relations(archive, ""), "officeDocument") or usual


def related_id(element: etree._Element, name: str = "id") -> str:
    """Give the identifier of the part that an element refers to, or ``""``."""
    return next((found for space in _RELATIONS if (found := element.get(space + name))), "")


def properties(archive: Archive) -> tuple[str, str]:
    """Give title and author as the file's metadata state them, each ``""`` where they do not.

    Raises
    ------
    ReadError
        As `Archive.xml`.
    """
    if "docProps/core.xml" not in archive:
        return "", ""
    stated = stated_texts(archive.xml("docProps/core.xml"))
    return stated.get("title", ""), stated.get("creator", "")
