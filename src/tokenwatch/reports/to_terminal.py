"""The report as lines for a terminal: short enough to be read there."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook
from tokenwatch.reports.build import build_report
from tokenwatch.reports.tree import Bar, Paragraph, Points, Questions, Report, Section, Table
from tokenwatch.reports.words import STATE_MARKS, shorten

if TYPE_CHECKING:
    from rich.console import RenderableType

FORMAT = "terminal"
SUFFIX = ".txt"

WIDTH = 80
"""Columns where nobody says how many there are: the oldest convention of terminals."""
MOST_REASONS = 4
MOST_QUOTES = 2
BAR = 24
"""Cells of a bar: half of a narrow terminal's line."""
MOST_VOICES = 6
MOST_QUESTIONS = 5
MOST_PARTS = 12
"""How many of each are shown. Chosen so that the whole stays under two screens of 40 lines; the other formats
show all."""
LONGEST_QUOTE = 300
"""Characters of a quoted sentence. Nine in ten sentences of plain English prose are shorter."""


def render(
    assessment: Assessment,
    *,
    codebook: Codebook | None = None,
    colour: bool = False,
    width: int = WIDTH,
) -> str:
    """Render one assessment for a terminal.

    Parameters
    ----------
    assessment, codebook
        As for `tokenwatch.reports.build.build_report`.
    colour
        Use ANSI colours.
    width
        Columns to fill.
    """
    return render_report(build_report(assessment, codebook), colour=colour, width=width)


def render_report(report: Report, *, colour: bool = False, width: int = WIDTH) -> str:
    """Render a report for a terminal of that width."""
    from rich.console import Console

    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        _environ={},  # the caller has decided; the same report must give the same bytes everywhere
    )
    for line in _lines(report):
        console.print(line, soft_wrap=False)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _lines(report: Report) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(report.title, style="bold", overflow="fold")
    yield Text(report.about, style="dim", overflow="fold")
    yield from (Text(f"Note: {note}", style="yellow", overflow="fold") for note in report.notes)
    yield Text("")
    yield Text(report.answer[0], style="bold", overflow="fold")
    yield Text(" ".join(report.answer[1:]), overflow="fold")
    yield Text(report.sure, overflow="fold")
    for section in (*report.panels, *report.sections):
        if section.key in _SECTIONS:
            yield Text("")
            yield Text(section.title, style="bold underline")
            yield from _SECTIONS[section.key](section)
    yield Text("")
    yield Text("Read by a program: look at the sentences themselves. Nothing here is proof.", style="dim")
    yield from (_made_with(section) for section in report.sections if section.key == "ids")


def _made_with(section: Section) -> RenderableType:
    """Give the ids in a line; the document's digest is longer than it, and stands in the other formats."""
    from rich.text import Text

    rows = [row for part in section.body if isinstance(part, Table) for row in part.rows]
    named = (f"{name.text} {value.text}" for name, value in rows if name.text != "document")
    return Text(", ".join(named), style="dim", overflow="fold")


def _indent(text: str, *, by: int = 2, style: str = "") -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(text, style=style, overflow="fold"), (0, 0, 0, by))


def _item(mark: str, text: str) -> RenderableType:
    """Give an item of a list, its further lines under its first."""
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark), Text(text, overflow="fold"))
    return Padding(grid, (0, 0, 0, 2))


def _levels(section: Section) -> Iterator[RenderableType]:
    for part in section.body:
        if isinstance(part, Paragraph):
            yield _indent(part.text)


def _voices(section: Section) -> Iterator[RenderableType]:
    for part in section.body:
        if isinstance(part, Paragraph):
            yield _indent(part.text)
        elif isinstance(part, Bar):
            yield from _bar(part)
        elif isinstance(part, Table):
            for row in part.rows[:MOST_VOICES]:
                yield _item("-", ", ".join(cell.text for cell in row if cell.text != "–"))
            yield from _more(len(part.rows) - MOST_VOICES)


def _bar(bar: Bar) -> Iterator[RenderableType]:
    total = sum(amount for _, amount in bar.shares)
    for name, amount in bar.shares:
        filled = max(round(BAR * amount / total), 1)
        yield _indent(f"{'█' * filled}{'░' * (BAR - filled)} {name}: {amount} of {total} {bar.unit}")


def _parts(section: Section) -> Iterator[RenderableType]:
    for part in section.body:
        if isinstance(part, Points):
            yield from (_item(f"{number}.", point.text) for number, point in enumerate(part.points[:MOST_PARTS], 1))
            yield from _more(len(part.points) - MOST_PARTS)


def _charter(section: Section) -> Iterator[RenderableType]:
    for part in section.body:
        if isinstance(part, Table):
            yield from (_item(state.text + ":", asked.text) for asked, state in part.rows)


def _dimensions(section: Section) -> Iterator[RenderableType]:
    for part in section.body:
        if isinstance(part, Table):
            states: dict[str, list[str]] = {f"{mark} {state}": [] for state, mark in STATE_MARKS.items()}
            for name, state in part.rows:
                states.setdefault(state.text, []).append(name.text.lower())
            yield from (_item(f"{state}:", ", ".join(names)) for state, names in states.items() if names)


def _reasons(section: Section) -> Iterator[RenderableType]:
    for part in section.body:
        if isinstance(part, Points):
            for number, point in enumerate(part.points[:MOST_REASONS], 1):
                yield _item(f"{number}.", point.text)
                for evidence in point.evidence[:MOST_QUOTES]:
                    place = f" ({evidence.place})" if evidence.place else ""
                    yield _indent(f"“{shorten(evidence.text, LONGEST_QUOTE)}”{place}", by=5)
            yield from _more(len(part.points) - MOST_REASONS)


def _questions(section: Section) -> Iterator[RenderableType]:
    for part in section.body:
        if isinstance(part, Questions):
            yield from (_item("-", item) for item in part.items[:MOST_QUESTIONS])
            yield from _more(len(part.items) - MOST_QUESTIONS)


def _more(count: int) -> Iterator[RenderableType]:
    if count > 0:
        yield _indent(f"… and {count} more", style="dim")


_SECTIONS = {
    "levels": _levels,
    "voices": _voices,
    "dimensions": _dimensions,
    "reasons": _reasons,
    "parts": _parts,
    "charter": _charter,
    "questions": _questions,
}
