"""The report as Markdown, for an issue, a wiki or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook
from tokenwatch.reports.build import build_report
from tokenwatch.reports.tree import (
    Bar,
    Bullets,
    Evidence,
    Ladder,
    Paragraph,
    Part,
    Points,
    Questions,
    Report,
    Section,
    Table,
)

FORMAT = "markdown"
SUFFIX = ".md"

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)](?=\s|$))")


def render(assessment: Assessment, *, codebook: Codebook | None = None) -> str:
    """Render one assessment as Markdown; see `tokenwatch.reports.build.build_report`.

    The text is not in it, since marks over a text need more than Markdown has: reasons quote their sentences.
    """
    return render_report(build_report(assessment, codebook))


def render_report(report: Report) -> str:
    """Render a report as CommonMark with pipe tables; every string of the report is escaped."""
    lines = [f"# {escape(report.title)}", "", escape(report.about), ""]
    for note in report.notes:
        lines += [f"> **Note:** {escape(note)}", ""]
    lines += [
        f"**{escape(report.answer[0])}** {escape(' '.join(report.answer[1:]))}",
        "",
        escape(report.sure),
        "",
    ]
    for section in (*report.panels, *report.sections):
        lines += _section(section)
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    r"""Escape what Markdown or HTML would take for markup, and put everything on one line.

    Examples
    --------
    >>> escape("1. a *b*")
    '1\\. a \\*b\\*'
    """
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(lambda match: match[1] + match[2][:-1] + "\\" + match[2][-1], line)


def _section(section: Section) -> list[str]:
    if section.key == "wrong":
        return []  # a form is no thing for a text
    body = [line for part in section.body for line in _part(part)]
    return [f"## {escape(section.title)}", "", *body] if body else []


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, Paragraph):
        yield from (escape(part.text), "")
    elif isinstance(part, Bullets | Questions):
        yield from (*(f"- {escape(item)}" for item in part.items), "")
    elif isinstance(part, Ladder | Bar):
        yield from (escape(part.alternative), "")
    elif isinstance(part, Table):
        yield from _table(part)
    elif isinstance(part, Points):
        for number, point in enumerate(part.points, 1):
            yield from (f"{number}. {escape(point.text)}", "")
            for evidence in point.evidence:
                yield from (_evidence(evidence), "")


def _table(table: Table) -> Iterator[str]:
    yield "| " + " | ".join(escape(title) for title in table.header) + " |"
    yield "|" + " --- |" * len(table.header)
    for row in table.rows:
        yield "| " + " | ".join(escape(cell.text) for cell in row) + " |"
    yield ""


def _evidence(evidence: Evidence) -> str:
    tail = ", ".join(part for part in (evidence.label, evidence.place) if part)
    return f"   > {escape(evidence.text)}" + (f" — *{escape(tail)}*" if tail else "")
