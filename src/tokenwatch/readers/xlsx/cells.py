"""Cells of an Excel sheet: a walk over its rows that holds one row at a time and only what says something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from tokenwatch.readers.sheets.hidden import HiddenParts
from tokenwatch.readers.sheets.sheet import MOST_COLUMNS, MOST_ROWS, Cell, Tally
from tokenwatch.readers.xlsx.formats import GENERAL, Format, show_number
from tokenwatch.readers.xml_parts import clamped, local_name, stream_xml

if TYPE_CHECKING:
    from lxml import etree

Entry = TypeVar("Entry")

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0*)?)?Z?\Z")


@dataclass
class Grid:
    """What all sheets of a workbook share, and a reader of their cells.

    Parameters
    ----------
    strings
        Texts to which cells refer by number.
    formats
        Number formats, to which they refer likewise.
    tally
        Counts the cells.
    """

    strings: Sequence[str]
    formats: Sequence[Format]
    tally: Tally
    uncomputed: int = field(default=0, init=False)
    """Formulas met so far without a result."""

    def __post_init__(self) -> None:
        self._show: dict[str, Callable[[str], str]] = {
            "s": lambda raw: _entry(self.strings, raw.strip(), ""),
            "str": unescape,
            "b": lambda raw: {"0": "FALSE", "1": "TRUE"}.get(raw.strip(), raw),
            "e": lambda raw: "",  # "#REF!" is nobody's word
            "d": lambda raw: _MIDNIGHT.sub("", raw),
        }

    def read(self, data: bytes, name: str) -> tuple[list[Cell], HiddenParts]:
        """Give the cells of a sheet that say something, row by row, left to right, and what of it is hidden.

        Raises
        ------
        ReadError
            As `stream_xml` and `Tally.add`.
        """
        cells: list[Cell] = []
        covered: list[str] = []
        hidden = HiddenParts()
        row = 0
        for element in stream_xml(data, name, ("col", "row", "mergeCell")):
            kind, is_hidden = local_name(element), element.get("hidden") in ("1", "true")
            if kind == "mergeCell":
                covered.append(str(element.get("ref", "")))
            elif kind == "row":
                row = clamped(str(element.get("r", "")), most=MOST_ROWS) or row + 1
                cells += self._row(element, row)
                if is_hidden:
                    hidden.rows.add(row, row)
            elif is_hidden:
                hidden.columns.add(*(clamped(str(element.get(end)), most=MOST_COLUMNS) or 0 for end in ("min", "max")))
        if hidden:
            hidden.ends.update(area for reference in covered if (area := _corners(reference)) is not None)
        cells.sort(key=lambda cell: cell[:2])
        return uncovered(cells, covered), hidden

    def _row(self, element: etree._Element, row: int) -> Iterator[Cell]:
        column = 0
        for cell in element:
            if local_name(cell) != "c" or not self.tally.has_room:
                continue
            place = parse_reference(str(cell.get("r", "")))
            column = place[1] if place else column + 1
            text = self._text(cell)
            if text and not text.isspace():
                self.tally.add(text)
                yield Cell(place[0] if place else row, column, text)

    def _text(self, cell: etree._Element) -> str:
        parts = {local_name(part): part for part in cell}
        if "is" in parts:
            return rich_text(parts["is"])
        raw = (parts["v"].text or "") if "v" in parts else ""
        if "f" in parts and "v" not in parts:
            self.uncomputed += 1
        show = self._show.get(str(cell.get("t", "n")))
        return show(raw) if show else show_number(raw, _entry(self.formats, str(cell.get("s", "0")), GENERAL))


def read_strings(data: bytes, name: str) -> list[str]:
    """Read the texts that the cells of a workbook share.

    Raises
    ------
    ReadError
        As `stream_xml`.
    """
    return [rich_text(item) for item in stream_xml(data, name, ("si",))]


def rich_text(item: etree._Element) -> str:
    """Give the text of runs of different looks; how East Asian words are pronounced is left out."""
    runs = [item, *(run for run in item if local_name(run) == "r")]
    return unescape("".join(part.text or "" for run in runs for part in run if local_name(part) == "t"))


def unescape(text: str) -> str:
    """Give characters that XML cannot hold in place of how Excel writes them (``_x000D_``)."""
    return _ESCAPED.sub(_escaped, text) if "_x" in text else text


def _escaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)  # half a character is none


def parse_reference(reference: str) -> tuple[int, int] | None:
    """Give row and column that the name of a cell means, from 1, or ``None``.

    Examples
    --------
    >>> parse_reference("XFD1048576"), parse_reference("A0")
    ((1048576, 16384), None)
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - 64
    row = int(found[2])
    return (row, column) if 0 < row <= MOST_ROWS and column <= MOST_COLUMNS else None


def uncovered(cells: Sequence[Cell], areas: Iterable[str]) -> list[Cell]:
    """Leave out cells that lie under a merged one; some programs keep their old texts.

    Parameters
    ----------
    cells
        Row by row, left to right.
    areas
        The merged areas, as ``"A1:C2"``. They do not overlap in any file that a program writes; where they do,
        only some are looked at, so that the time stays in proportion to the file.

    Examples
    --------
    >>> uncovered([Cell(1, 1, "Aims"), Cell(1, 2, "old"), Cell(1, 3, "x")], ["A1:B1"])
    [Cell(row=1, column=1, text='Aims'), Cell(row=1, column=3, text='x')]
    """
    corners = [area for reference in areas if (area := _corners(reference)) is not None]
    left = 4 * (len(cells) + len(corners))
    covered: set[int] = set()
    for (top, first), (bottom, last) in corners:
        position = (top, first)
        while left > 0 and (index := bisect_left(cells, position, key=lambda cell: cell[:2])) < len(cells):
            left -= 1
            row, column, _ = cells[index]
            if row > bottom:
                break
            if column < first:
                position = (row, first)
            elif column > last:
                position = (row + 1, first)
            else:
                position = (row, column + 1)
                if (row, column) != (top, first):
                    covered.add(index)
    return [cell for index, cell in enumerate(cells) if index not in covered]


def _entry(listed: Sequence[Entry], index: str, default: Entry) -> Entry:
    """Give the entry of a list to which a cell refers by number."""
    place = clamped(index, most=len(listed))
    return listed[place] if place is not None and place < len(listed) else default


def _corners(area: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    first, _, last = area.partition(":")
    start, end = parse_reference(first), parse_reference(last)
    return (start, end) if start and end else None
