"""Charts in OpenDocument files: the words that they show, once each."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tokenwatch.readers.odf.names import attribute, child, odf_name
from tokenwatch.readers.odf.package import Package
from tokenwatch.readers.pictures import chart_caption

if TYPE_CHECKING:
    from lxml import etree

_TITLES = ("chart:title", "chart:subtitle")
_WHERE = ("office:body", "office:chart", "chart:chart")


class Charts:
    """Reads the objects that are embedded in a document.

    Parameters
    ----------
    package
        The document.

    Attributes
    ----------
    unread : int
        Number of charts that are broken.
    """

    def __init__(self, package: Package) -> None:
        self.unread = 0
        self._archive = package.archive
        self._seen: set[str] = set()

    def caption(self, drawn: etree._Element) -> str:
        """Give the words of a drawn object, or ``""`` where it is no chart, or was read before."""
        chart = child(drawn, "office:document", *_WHERE)
        if chart is None and self._archive is not None:
            part = posixpath.normpath(posixpath.join(attribute(drawn, "xlink:href"), "content.xml"))
            if part in self._archive and part not in self._seen:
                self._seen.add(part)
                root = self._archive.xml_if_sound(part)
                self.unread += root is None
                chart = child(root, *_WHERE)
        return _caption(chart) if chart is not None else ""


def _caption(chart: etree._Element) -> str:
    titled = [chart, *(axis for area in _inner(chart, "chart:plot-area") for axis in _inner(area, "chart:axis"))]
    titles = [_text(title) for holder in titled for title in _inner(holder, *_TITLES)]
    rows = [[*_inner(row, "table:table-cell")] for table in _inner(chart, "table:table") for row in _rows(table)]
    series = [_text(cell) for cell in rows[0]] if rows else []
    # Numbers stand in the first column too where a chart has no categories.
    categories = [_text(row[0]) for row in rows[1:] if row and attribute(row[0], "office:value-type") == "string"]
    return chart_caption(titles, series, categories)


def _inner(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (inner for inner in element if odf_name(inner) in names)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for part in _inner(table, "table:table-row", "table:table-header-rows", "table:table-rows"):
        yield from [part] if odf_name(part) == "table:table-row" else _inner(part, "table:table-row")


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))
