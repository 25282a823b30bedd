"""What stands beside the cells of an Excel sheet: comments of both kinds, text boxes, pictures, titles of charts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from tokenwatch.errors import ReadError
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.docx.names import word_name
from tokenwatch.readers.ooxml.drawings import box_paragraphs, description
from tokenwatch.readers.ooxml.parts import Relation, related_id, relations
from tokenwatch.readers.sheets.sheet import MOST_ROWS, Beside
from tokenwatch.readers.xlsx.cells import parse_reference, rich_text
from tokenwatch.readers.xml_parts import clamped, local_name

if TYPE_CHECKING:
    from lxml import etree


def read_beside(archive: Archive, sheet: str) -> list[Beside]:
    """Read what stands beside the cells of a sheet.

    Parameters
    ----------
    archive
        The workbook.
    sheet
        Name of the sheet's part. What cannot be read of these parts is left out: the cells are worth more.
    """
    found: list[Beside] = []
    threaded: list[Beside] = []
    for relation in relations(archive, sheet):
        with suppress(ReadError):
            if relation.kind == "comments":
                found += _comments(archive.xml(relation.target))
            elif relation.kind == "threadedComment":
                threaded += _threaded(archive.xml(relation.target))
            elif relation.kind == "drawing":
                found += _drawing(archive, relation.target)
    # For old programs a comment of the new kind is written once more, with a remark on how to see it.
    twice = {(comment.row, comment.column) for comment in threaded}
    return [one for one in found if one.kind != "comment" or (one.row, one.column) not in twice] + threaded


def _comments(root: etree._Element) -> Iterator[Beside]:
    authors = [author.text or "" for author in root.iter("{*}author")]
    for comment in root.iter("{*}comment"):
        text = "".join(rich_text(part) for part in comment if local_name(part) == "text")
        index = clamped(str(comment.get("authorId", "")), most=len(authors))
        # Excel begins a comment with its author's name, as part of its text.
        author = authors[index] if index is not None and index < len(authors) else ""
        yield from _comment(comment, text.removeprefix(f"{author}:") if author else text)


def _threaded(root: etree._Element) -> Iterator[Beside]:
    for comment in root.iter("{*}threadedComment"):
        yield from _comment(comment, "".join(part.text or "" for part in comment if local_name(part) == "text"))


def _comment(comment: etree._Element, text: str) -> Iterator[Beside]:
    row, column = parse_reference(str(comment.get("ref", ""))) or (1, 1)
    if text.strip():
        yield Beside(row, column, "comment", text)


def _drawing(archive: Archive, part: str) -> Iterator[Beside]:
    from lxml import etree

    charts = {relation.identifier: relation for relation in relations(archive, part) if relation.kind == "chart"}
    row = column = 1
    walker = etree.iterwalk(archive.xml(part), events=("start",))
    for _, element in walker:
        match local_name(element):
            case "Fallback" if word_name(element) == "mc:Fallback":
                walker.skip_subtree()
            case "from":
                place = {local_name(one): clamped((one.text or "").strip(), most=MOST_ROWS - 1) for one in element}
                row, column = (place.get("row") or 0) + 1, (place.get("col") or 0) + 1
            case "txBody":
                yield from (Beside(row, column, "paragraph", text) for text in box_paragraphs(element))
            case "cNvPr" if text := description(element):
                yield Beside(row, column, "alt text", text)
            case "chart" if chart := charts.pop(related_id(element), None):
                yield from (Beside(row, column, "caption", text) for text in _titles(archive, chart))


def _titles(archive: Archive, chart: Relation) -> list[str]:
    """Give the titles of a chart and its axes; what it compares stands in the cells."""
    root = archive.xml_if_sound(chart.target)
    return box_paragraphs(root) if root is not None else []
