"""A copy of a Word file with comments at its words.

Nothing else of it changes: text, tracked changes, fields, earlier comments and pictures stay as they are.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

from tokenwatch.errors import ReadError
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.docx.anchors import put_after, put_before
from tokenwatch.readers.docx.held_text import HeldText
from tokenwatch.readers.docx.names import child, value, word_name
from tokenwatch.readers.docx.styles import read_styles
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.matching import Stream, Stretch
from tokenwatch.readers.notes import AUTHOR, Note, opening
from tokenwatch.readers.ooxml.packing import repacked
from tokenwatch.readers.ooxml.parts import main_part, relations, relations_part, target
from tokenwatch.readers.refusals import damaged, plain_path

if TYPE_CHECKING:
    from lxml import etree

_INITIALS = "tw"
_GAP = 200
"""Characters between two pieces that one comment spans: a heading or a caption. Further apart, it stands at the
longest piece."""
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML file can hold."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "[Content_Types].xml"


def with_comments(data: bytes, notes: Sequence[Note], limits: Limits) -> bytes:
    """Give a copy of a Word file with a comment for each note whose words were found, and one for the whole.

    Parameters
    ----------
    data
        The file.
    notes
        What to say, in the order of the text.
    limits
        As for reading it.

    Raises
    ------
    ReadError
        As reading it does; of kind ``"signed"`` where the copy could not keep a signature.
    """
    archive = Archive(data, limits)
    if any(name.startswith("_xmlsignatures/") for name in archive.members):
        hint = "save a copy without the signature, and annotate that"
        raise ReadError("it is signed, and a copy with comments would break the signature", kind="signed", hint=hint)
    main = main_part(archive, "word/document.xml")
    related = relations(archive, main)
    styles_part, part = target(related, "styles"), target(related, "comments")
    root = _part(archive, main, "document")
    shown = HeldText(root, read_styles(archive.xml(styles_part) if styles_part else None))
    comments = _part(archive, part, "comments") if part else _fresh(root)
    changed = _joined_up(archive, main, comments) if not part else {}
    _comment(root, comments, _placed(shown, notes), shown)
    changed[part or _own_name(archive, main)] = _written(comments)
    changed[main] = _written(root)
    return repacked(data, changed)


def _part(archive: Archive, name: str, holds: str) -> etree._Element:
    """Give a part that is to be written anew, and so must be what the file says it is."""
    root = archive.xml(name)
    if word_name(root) != holds:
        raise damaged(f"its part {plain_path(name)} does not hold the {holds}")
    return root


def _placed(shown: HeldText, notes: Sequence[Note]) -> list[tuple[Stretch | None, str]]:
    """Give each comment with the range it is about, in the order of the notes; the one on the whole comes first."""
    stream = Stream(shown.text)
    placed: list[tuple[Stretch | None, str]] = []
    unplaced = []
    for note in notes:
        if pieces := stream.find(note.text) if note.text else ():
            placed.append((_span(pieces), note.comment))
        elif note.text:
            unplaced.append(note)
    said = opening(notes, unplaced)
    return [(shown.first_paragraph(), said), *placed] if said else placed


def _span(pieces: Sequence[Stretch]) -> Stretch:
    """Give the range that one comment is about."""
    spans = [pieces[0]]
    for start, end in pieces[1:]:
        if 0 <= start - spans[-1][1] <= _GAP:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return max(spans, key=lambda span: span[1] - span[0])


def _comment(
    root: etree._Element, comments: etree._Element, placed: Sequence[tuple[Stretch | None, str]], shown: HeldText
) -> None:
    """Write the comments, and put their marks from the end of the text to its beginning."""
    events = []
    for (span, said), number in zip(placed, _free_numbers(root, comments), strict=False):
        comments.append(_written_comment(comments, number, said))
        opens, *closes = _marks(root, number)
        if span is None:
            _put_into(root, [opens, *closes])
        else:
            events += [(span[0], 0, [opens]), (span[1] - 1, 1, closes)]
    put = (put_before, put_after)
    for place, side, marks in sorted(events, key=lambda event: event[:2], reverse=True):
        put[side](*shown.holder(place), marks)


def _put_into(root: etree._Element, marks: list[etree._Element]) -> None:
    """Put marks at the first paragraph of a body that has no words of its own, as where all stand in text boxes."""
    paragraph = next((element for element in root.iter() if word_name(element) == "p"), None)
    if paragraph is None:
        hint = "make a page of it instead: --out page.html"
        raise ReadError("it has no paragraph that a comment could stand at", kind="cannot annotate", hint=hint)
    properties = child(paragraph, "pPr")
    place = 0 if properties is None else paragraph.index(properties) + 1
    paragraph[place:place] = marks


def _free_numbers(root: etree._Element, comments: etree._Element) -> Iterator[str]:
    """Give the numbers that no comment has yet."""
    names = ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")
    every = (element for part in (root, comments) for element in part.iter() if word_name(element) in names)
    used = {value(element, "id").strip().lstrip("0") or "0" for element in every}
    return (str(number) for number in count() if str(number) not in used)


def _word(like: etree._Element) -> str:
    """Give the namespace of a part: the standard has two."""
    return str(like.tag).partition("}")[0] + "}"


def _marks(root: etree._Element, number: str) -> tuple[etree._Element, etree._Element, etree._Element]:
    """Give the beginning and end of a comment's words, and the run that refers to it."""
    word = _word(root)
    opens, closes, reference = (
        root.makeelement(word + name, {word + "id": number})
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    )
    run = root.makeelement(word + "r")
    run.append(reference)
    return opens, closes, run


def _written_comment(comments: etree._Element, number: str, said: str) -> etree._Element:
    word = _word(comments)
    made = comments.makeelement(
        word + "comment", {word + "id": number, word + "author": AUTHOR, word + "initials": _INITIALS}
    )
    for line in said.split("\n"):
        paragraph = comments.makeelement(word + "p")
        run, text = comments.makeelement(word + "r"), comments.makeelement(word + "t", {_SPACE: "preserve"})
        text.text = _NO_XML.sub("\ufffd", line)
        run.append(text)
        paragraph.append(run)
        made.append(paragraph)
    return made


def _fresh(root: etree._Element) -> etree._Element:
    from lxml import etree  # not made by the root, to be the root of a part of its own

    return etree.Element(_word(root) + "comments", nsmap={"w": _word(root)[1:-1]})


def _own_name(archive: Archive, main: str) -> str:
    """Give a name that no part has, whatever its case."""
    taken = {name.lower() for name in archive.members}
    names = (posixpath.join(posixpath.dirname(main), f"comments{number or ''}.xml") for number in count())
    return next(name for name in names if name.lower() not in taken)


def _joined_up(archive: Archive, main: str, comments: etree._Element) -> dict[str, bytes]:
    """Give the parts that tell of a new part of comments: the types of all parts, and the relations of the main one."""
    from lxml import etree

    part = _own_name(archive, main)
    types = archive.xml(_TYPES)
    types.append(_like(types, "Override", {"PartName": f"/{part}", "ContentType": _COMMENTS_TYPE}))
    listed = relations_part(main)
    fresh = etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})
    related = archive.xml(listed) if listed in archive else fresh
    used = {relation.get("Id") for relation in related}
    identifier = next(made for number in count(1) if (made := f"rId{number}") not in used)
    kind = _STRICT_RELATION if "purl.oclc.org" in _word(comments) else _RELATION
    entries = {"Id": identifier, "Type": kind, "Target": posixpath.basename(part)}
    related.append(_like(related, "Relationship", entries))
    return {_TYPES: _written(types), listed: _written(related)}


def _like(parent: etree._Element, name: str, entries: dict[str, str]) -> etree._Element:
    """Make an element in the namespace of another, if it has one."""
    space = str(parent.tag).rpartition("}")[0]
    return parent.makeelement(f"{space}}}{name}" if space else name, entries)


def _written(root: etree._Element) -> bytes:
    from lxml import etree

    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
