"""A comparison as plain lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import TextWrapper

from tokenwatch.codebook.schema import Codebook
from tokenwatch.comparison import Comparison
from tokenwatch.reports.comparison.build import build_report
from tokenwatch.reports.to_terminal import LONGEST_QUOTE, WIDTH
from tokenwatch.reports.tree import Bullets, Paragraph, Part, Point, Points, Report, Table
from tokenwatch.reports.words import shorten

FORMAT = "terminal"
SUFFIX = ".txt"
MOST_CHANGES = 8
"""Sentences under each heading: with the headings a few screens at most. The page shows all."""
BETWEEN = "  "
"""What parts two columns."""
SHARES = (0.36, 0.27, 0.27)
"""Parts of the line for the first columns of a table, the last having what is left: names are longer than answers."""


def render(comparison: Comparison, *, codebook: Codebook | None = None, width: int = WIDTH) -> str:
    """Render a comparison as lines of at most `width` characters, without colour.

    Parameters
    ----------
    comparison, codebook
        As for `tokenwatch.reports.comparison.build.build_report`.
    width
        Columns to fill, 40 or more.
    """
    return "\n".join(_lines(build_report(comparison, codebook), width)) + "\n"


def _lines(report: Report, width: int) -> Iterator[str]:
    yield from _wrap(report.title, width)
    yield from _wrap(report.about, width)
    for note in report.notes:
        yield from _wrap(f"Note: {note}", width)
    yield ""
    for sentence in report.answer:
        yield from _wrap(sentence, width)
    yield from _wrap(report.sure, width)
    for section in report.sections:
        if section.key != "ids":
            yield ""
            yield from _wrap(section.title.upper(), width)
            for part in section.body:
                yield from _part(part, width)


def _part(part: Part, width: int) -> Iterator[str]:
    if isinstance(part, Paragraph):
        yield from _wrap(part.text, width, first="  ")
    elif isinstance(part, Bullets):
        for item in part.items:
            yield from _wrap(item, width, first="  - ")
    elif isinstance(part, Table):
        yield from _table(part, width)
    elif isinstance(part, Points):
        for point in part.points[:MOST_CHANGES]:
            yield from _point(point, width)
        if len(part.points) > MOST_CHANGES:
            yield f"  … and {len(part.points) - MOST_CHANGES} more: --format html shows all"


def _point(point: Point, width: int) -> Iterator[str]:
    yield from _wrap(point.text, width, first="  - ")
    for quote in point.evidence:
        where = f", {quote.place}" if quote.place else ""
        yield from _wrap(f"“{shorten(quote.text, LONGEST_QUOTE)}” ({quote.label}{where})", width, first="    ")


def _table(table: Table, width: int) -> Iterator[str]:
    columns = len(table.header)
    room = width - len(BETWEEN) * (columns - 1)
    widths = [int(room * share) for share in SHARES[: columns - 1]]
    widths.append(room - sum(widths))
    for row in (table.header, *(tuple(cell.text for cell in row) for row in table.rows)):
        cells = [_wrap(text, size) for text, size in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            yield BETWEEN.join(text.ljust(size) for text, size in zip(line, widths, strict=True)).rstrip()


def _wrap(text: str, width: int, *, first: str = "") -> list[str]:
    """Break a text into lines, further ones under the first word of the first one."""
    wrapper = TextWrapper(width, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False)
    return wrapper.wrap(text)
