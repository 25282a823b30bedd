"""Word files (.docx): body, notes and comments as a reader would see them, tracked changes as if accepted."""

from __future__ import annotations

import posixpath

from tokenwatch.document import BlockKind
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.docx_names import local_name, value
from tokenwatch.readers.draft import Draft, Piece
from tokenwatch.readers.limits import Limits

FORMAT = "docx"
SUFFIXES = (".docx", ".docm", ".dotx")

_NOTES: tuple[tuple[str, BlockKind], ...] = (
    ("footnotes", "footnote"),
    ("endnotes", "footnote"),
    ("comments", "comment"),
)


def recognises(data: bytes) -> bool:
    """Say whether bytes are a Word container: a zip with a part in a folder ``word/``."""
    return data.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in data and b"word/document" in data


def read(data: bytes, limits: Limits) -> Draft:
    """Read a Word file.

    Headers and footers are left out of the running text; hidden text, deletions, tables of contents and
    prompts that nobody filled in are left out; footnotes, endnotes and comments follow the block that refers
    to them.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``, ``"encrypted"`` or ``"too large"``.
    """
    from tokenwatch.readers.docx_body import Body
    from tokenwatch.readers.docx_styles import read_styles

    archive = Archive(data, limits)
    main = _target(archive, "", "officeDocument") or "word/document.xml"
    styles_part = _target(archive, main, "styles")
    styles = read_styles(archive.xml(styles_part) if styles_part else None)
    notes: dict[tuple[str, str], list[Piece]] = {}
    for part_type, kind in _NOTES:
        if part := _target(archive, main, part_type):
            for note in archive.xml(part):
                pieces = Body(styles, {}, only_kind=kind).walk(note)
                if value(note, "type") not in ("separator", "continuationSeparator", "continuationNotice"):
                    notes[part_type, value(note, "id")] = pieces
    body = Body(styles, notes)
    pieces = body.walk(archive.xml(main))
    title, author = _properties(archive)
    return Draft(tuple(pieces), title=title, byline=author, n_pages=body.n_pages)


def _target(archive: Archive, part: str, part_type: str) -> str:
    """Give the part that another one relates to, or ``""``: Word does not always name its parts the same."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.names:
        return ""
    for relation in archive.xml(relations):
        if str(relation.get("Type", "")).endswith("/" + part_type) and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target", "")))).lstrip("/")
            return target if target in archive.names else ""
    return ""


def _properties(archive: Archive) -> tuple[str, str]:
    if "docProps/core.xml" not in archive.names:
        return "", ""
    stated: dict[str, str] = {}
    for element in archive.xml("docProps/core.xml"):
        stated.setdefault(local_name(element), " ".join((element.text or "").split()))
    return stated.get("title", ""), stated.get("creator", "")
