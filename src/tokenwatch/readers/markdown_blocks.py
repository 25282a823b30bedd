"""The blocks of a Markdown text, line by line: headings, lists, tables, quotations, notes, HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from tokenwatch.document import BlockKind

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"(?:=+|-{2,})$")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}$")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_CALLOUT = re.compile(r"\[![A-Za-z]{1,20}\][+-]?[ \t]*")
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:[ \t]*")
_REFERENCE = re.compile(r"\[[^\[\]]+\]:[ \t]*\S+")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"([-*+•]|(\d{1,9})[.)])(?:[ \t]+|$)")
_RAW = re.compile(r"<(pre|script|style|textarea)\b", re.IGNORECASE)
_HTML = re.compile(
    r"</?(?:address|article|aside|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    r"fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|img|legend|li|link|main|menu|nav|ol|"
    r"p|picture|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Block:
    """A block with its marks inside the lines still on.

    Parameters
    ----------
    kind
        Its kind; ``"html"`` for markup that stands by itself.
    lines
        Its lines; of a table row, its cells.
    level
        Depth of a heading or list item.
    """

    kind: BlockKind | Literal["html"]
    lines: list[str] = field(default_factory=list)
    level: int = 0


def find_markdown(text: str) -> list[Block]:
    r"""Give the blocks of a Markdown text; code between fences, rules and link targets are left out.

    Examples
    --------
    >>> [(b.kind, b.lines) for b in find_markdown("Aims\n====\n> Ask us.\n\na | b\n-|-\nc | d")]
    [('heading', ['Aims']), ('quotation', ['Ask us.']), ('table row', ['a', 'b']), ('table row', ['c', 'd'])]
    """
    scanner = _Scanner()
    lines = text.expandtabs(4).split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        scanner.take(line, below.strip())
    return scanner.blocks


class _Scanner:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._open: Block | None = None
        self._fence = self._raw = ""
        self._in_table = self._in_note = False
        self._indents: list[int] = []

    def take(self, line: str, below: str) -> None:
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        if self._is_inside(line, text):
            return
        if not text:
            self._open, self._in_table = None, False
        elif not self._take_rule(line, text) and not self._take_marked(text) and not self._take_row(text, below):
            if (item := _ITEM.match(text)) and self._may_begin(item):
                self._begin_item(item, text, indent)
            else:
                self._take_text(text, indent)

    def _is_inside(self, line: str, text: str) -> bool:
        """Take a line of code or markup that goes on until it is closed."""
        if self._fence:
            closes = text.startswith(self._fence) and not text.strip(self._fence[0])
            self._fence = "" if closes else self._fence
            return True
        if self._open is None or self._open.kind != "html" or not (text or self._raw):
            return False
        self._open.lines.append(line)
        if self._raw and f"</{self._raw}" in text.lower():
            self._raw, self._open = "", None
        return True

    def _take_rule(self, line: str, text: str) -> bool:
        """Take a fence, a heading's underline, a rule, or what only other programs understand."""
        if fence := _FENCE.match(line):
            self._fence, self._open = fence[1], None
        elif self._open is not None and self._open.kind == "paragraph" and _UNDERLINE.match(text):
            self._open.kind, self._open.level = "heading", 1 if text[0] == "=" else 2
            self._open = None
        elif _RULE.match(text) or text.startswith(":::"):
            self._open = None
        else:
            return False
        return True

    def _take_marked(self, text: str) -> bool:
        """Take a line whose beginning says what it is."""
        if heading := _HEADING.match(text):
            self._begin("heading", text[heading.end() :].rstrip("#").rstrip() or text, len(heading[1]))
            self._open = None
        elif quote := _QUOTE.match(text):
            self._take_quote(_CALLOUT.sub("", text[quote.end() :], count=1))
        elif note := _NOTE.match(text):
            self._begin("footnote", text[note.end() :])
            self._in_note = True
        elif _REFERENCE.match(text) and self._open is None:
            return True
        elif _RAW.match(text) or (_HTML.match(text) and (self._open is None or self._open.kind == "html")):
            raw = _RAW.match(text)
            self._raw = raw[1].lower() if raw and f"</{raw[1].lower()}" not in text.lower() else ""
            self._begin("html", text)
        else:
            return False
        return True

    def _take_quote(self, text: str) -> None:
        if not text:
            self._open = None
        elif self._open is not None and self._open.kind == "quotation":
            self._open.lines.append(text)
        else:
            self._begin("quotation", text)

    def _take_row(self, text: str, below: str) -> bool:
        if "|" not in text:
            self._in_table = False
            return False
        if not self._in_table and not ("|" in below and _TABLE_RULE.match(below)):
            return text.startswith("|") and self._put_row(text)
        self._in_table = True
        return self._put_row(text)

    def _put_row(self, text: str) -> bool:
        if not _TABLE_RULE.match(text):
            cells = _CELL_EDGE.split(text.removeprefix("|"))
            cells = cells[:-1] if not cells[-1].strip() else cells
            self._begin("table row", "")
            self.blocks[-1].lines = [cell.strip().replace("\\|", "|") for cell in cells]
        self._open = None
        return True

    def _may_begin(self, item: re.Match[str]) -> bool:
        """Say whether a mark begins an item: a number in the middle of a paragraph is part of a sentence."""
        return item[2] is None or item[2] == "1" or self._open is None or self._open.kind != "paragraph"

    def _begin_item(self, item: re.Match[str], text: str, indent: int) -> None:
        while self._indents and indent <= self._indents[-1]:
            self._indents.pop()
        if self._open is None and not indent:
            self._indents = []
        self._indents.append(indent)
        level = len(self._indents)
        self._begin("list item", text[item.end() :], level)
        self._in_note = False

    def _take_text(self, text: str, indent: int) -> None:
        if self._open is not None:
            self._open.lines.append(text)
            return
        self._in_note = self._in_note and indent >= 2
        if not indent:
            self._indents = []
        self._begin("footnote" if self._in_note else "paragraph", text)

    def _begin(self, kind: BlockKind | Literal["html"], text: str, level: int = 0) -> None:
        self._open = Block(kind, [text], level)
        self.blocks.append(self._open)
