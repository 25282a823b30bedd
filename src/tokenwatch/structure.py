"""Blocks of a plain string: paragraphs, list items, pipe tables and ``#`` headings.

Used for strings and by the text and Markdown readers. It finds, it never rewrites: offsets point into the
text as given, with list marks and ``#`` left outside the block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

FoundBlock = tuple[str, int, int, tuple[str, ...], int]
"""Kind, start, end, heading path, level."""

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_LIST_MARK = re.compile(r"(?:[-*+•‣◦▪●–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])[ \t]+(?=\S)")
_QUOTE_MARK = re.compile(r"(?:>[ \t]?)+(?=\S)")
_RULE = re.compile(r"(?:[-*_=~][ \t]*){3,}$")
_TIMED = re.compile(r"\(?\d{1,2}(?:[:.h]\d\d(?!\d)|\s?[ap]\.?m\b)", re.IGNORECASE)
"""A time of day at the beginning of a line: the next slot of a programme."""
_SHORT = 60
"""A line under this many characters that does not run on is taken to end on purpose. A wrapped line of prose
is longer in every common width (72 and more); tried on 40, 60 and 80 with wrapped and unwrapped mail and
minutes."""


def find_blocks(text: str) -> list[FoundBlock]:
    r"""Find the blocks of a text.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of tuple
        ``(kind, start, end, heading path, level)``, ascending, not overlapping, none of them empty.

    Examples
    --------
    >>> [(kind, level) for kind, _, _, _, level in find_blocks("# Aims\n- meet monthly\n- share minutes")]
    [('heading', 1), ('list item', 1), ('list item', 1)]
    """
    found: list[FoundBlock] = []
    path: list[tuple[int, str]] = []
    for kind, start, end, level in _merge_lines(text):
        if kind == "heading":
            path = [(depth, title) for depth, title in path if depth < level]
        found.append((kind, start, end, tuple(title for _, title in path), level))
        if kind == "heading":
            path.append((level, text[start:end]))
    return found


def _merge_lines(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Join the lines of one paragraph, list item or quotation."""
    pending: tuple[str, int, int, int] | None = None
    for kind, start, end, level in _lines(text):
        if kind == "run-on" and pending is not None and pending[0] != "table row":
            pending = (pending[0], pending[1], end, pending[3])
            continue
        if kind == "quotation" and pending is not None and pending[0] == "quotation":
            pending = (kind, pending[1], end, level)
            continue
        if pending is not None:
            yield pending
        pending = None
        if kind == "blank":
            continue
        if kind in ("heading", "table row"):
            yield kind, start, end, level
        else:
            pending = ("paragraph" if kind == "run-on" else kind), start, end, level
    if pending is not None:
        yield pending


def _lines(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Classify each line: blank, one of the kinds of block, or run-on of the line above."""
    position = 0
    above = ""
    in_table = False
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        in_table = in_table and "|" in stripped
        start = position + len(line) - len(line.lstrip())
        indent = start - position
        end = start + len(stripped)
        position += len(line)
        if not stripped or _RULE.match(stripped) or _is_table_rule(stripped):
            above = ""
            yield "blank", start, end, 0
        elif heading := _HEADING.match(stripped):
            above = ""
            trailing = len(stripped) - len(stripped.rstrip("# "))
            first = start + heading.end()
            yield "heading", first, max(end - trailing, first + 1), len(heading[1])
        elif mark := _LIST_MARK.match(stripped):
            above = stripped
            yield "list item", start + mark.end(), end, 1 + indent // 2
        elif mark := _QUOTE_MARK.match(stripped):
            above = stripped
            yield "quotation", start + mark.end(), end, 0
        elif _is_table_row(stripped, in_table=in_table):
            above = ""
            inner = stripped.strip("| ")
            offset = stripped.find(inner) if inner else 0
            in_table = True
            yield ("table row" if inner else "blank"), start + offset, start + offset + len(inner), 0
        elif above and not _TIMED.match(stripped) and not _ends_on_purpose(above, stripped):
            above = stripped
            yield "run-on", start, end, 0
        else:
            above = stripped
            yield "paragraph", start, end, 0


def _is_table_row(line: str, *, in_table: bool) -> bool:
    """Say whether a line is a row: between bars, or with two bars inside, or with one below such a row."""
    if line.startswith("|"):
        return line.count("|") >= 2
    return line.count(" | ") >= (1 if in_table else 2)


def _is_table_rule(line: str) -> bool:
    """Say whether a line only rules a table off, as ``|---|:-:|`` does."""
    return "|" in line and "--" in line and not line.strip(" \t:|+-")


def _ends_on_purpose(above: str, line: str) -> bool:
    """Say whether the line above ended its paragraph: it is short and the next begins like a new one."""
    return len(above) < _SHORT and not line[:1].islower() and not above.endswith((",", "-", "–", "("))
