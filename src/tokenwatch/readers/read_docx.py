"""Word files (.docx): body, notes and comments as a reader would see them, tracked changes as if accepted."""

from __future__ import annotations

from collections.abc import Sequence

from tokenwatch.document import BlockKind
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.docx.names import value, word_name
from tokenwatch.readers.draft import TRACKED, Draft, Member, Piece
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.notes import AUTHOR, Note
from tokenwatch.readers.ooxml.drawings import drawn_texts
from tokenwatch.readers.ooxml.parts import Relation, holds, main_part, properties, relations, target

FORMAT = "docx"
LABEL = "Word (.docx)"
SUFFIXES = (".docx", ".docm", ".dotx")

_NOTES: tuple[tuple[str, BlockKind], ...] = (
    ("footnotes", "footnote"),
    ("endnotes", "footnote"),
    ("comments", "comment"),
)
_DRAWN = frozenset(("chart", "chartEx", "diagramData"))


def recognises(data: bytes) -> bool:
    """Say whether bytes are a Word container."""
    return holds(data, "word/document")


def read(data: bytes, limits: Limits) -> Draft:
    """Read a Word file.

    Headers and footers are left out of the running text; hidden text, deletions, tables of contents and
    prompts that nobody filled in are left out; footnotes, endnotes, comments, descriptions of pictures and the words
    of charts follow the block that they belong to. A document that is embedded as a part of the text is a member.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``, ``"encrypted"`` or ``"too large"``.
    """
    from tokenwatch.readers.docx.body import Body
    from tokenwatch.readers.docx.styles import read_styles

    archive = Archive(data, limits)
    main = main_part(archive, "word/document.xml")
    related = relations(archive, main)
    styles_part = target(related, "styles")
    styles = read_styles(archive.xml(styles_part) if styles_part else None)
    notes: dict[tuple[str, str], list[Piece]] = {}
    for part_type, kind in _NOTES:
        if part := target(related, part_type):
            for note in archive.xml(part):
                if kind == "comment" and value(note, "author") == AUTHOR:
                    continue  # of a marked-up copy: what tokenwatch said is no part of the document
                pieces = Body(styles, {}, only_kind=kind).walk(note)
                if value(note, "type") not in ("separator", "continuationSeparator", "continuationNotice"):
                    notes[part_type, value(note, "id")] = pieces
    body = Body(styles, notes, _Drawings(archive, related).texts)
    root = archive.xml(main)
    text = body.walk(root)
    title, author = properties(archive)
    parts = dict.fromkeys(relation.target for relation in related if relation.kind == "aFChunk")
    members = tuple(Member(part, archive.read(part)) for part in parts)
    changed = any(word_name(element) in ("ins", "del", "moveTo") for element in root.iter())
    said = (TRACKED,) if changed else ()
    return Draft(tuple(text), title=title, byline=author, n_pages=body.n_pages, notes=said, members=members)


def annotate(data: bytes, notes: Sequence[Note], limits: Limits) -> bytes:
    """Give a copy with Word comments at the words of notes; see `tokenwatch.readers.docx.comments`."""
    from tokenwatch.readers.docx.comments import with_comments

    return with_comments(data, notes, limits)


class _Drawings:
    """The charts and diagrams of a document, each of which is read once."""

    def __init__(self, archive: Archive, related: list[Relation]) -> None:
        self._archive = archive
        self._parts = {one.identifier: one.target for one in related if one.kind in _DRAWN}

    def texts(self, identifier: str) -> list[str]:
        """Give the words of one; none where it cannot be read: the document's own are worth more."""
        part = self._parts.pop(identifier, "")
        root = self._archive.xml_if_sound(part) if part else None
        return drawn_texts(root) if root is not None else []
