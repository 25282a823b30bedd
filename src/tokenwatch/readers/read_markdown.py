"""Markdown: headings, lists, tables and quotations as blocks, marks taken off, code and comments left out."""

from __future__ import annotations

import re
from typing import cast

from tokenwatch.document import BlockKind
from tokenwatch.readers.decoding import decode
from tokenwatch.readers.draft import Draft, Piece
from tokenwatch.readers.limits import Limits
from tokenwatch.structure import find_blocks

FORMAT = "markdown"
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
BY_SUFFIX = True

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_STATED = re.compile(r"(title|author|byline)[ \t]*:[ \t]*(\S.*)", re.IGNORECASE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"(={2,}|-{2,})[ \t]*$")
_IMAGE_OR_LINK = re.compile(
    r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)?(?:[ \t]+\"[^\"]*\")?\)|\[[^\[\]]*\])"
)
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?[ \t]*")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]*)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_REFERENCE = re.compile(r"[ \t]{0,3}\[[^\[\]]+\]:[ \t]+\S+")
_STRONG = re.compile(r"(\*{1,3}|~~)(?=\S)([^*~]+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)([^_]+?)(?<=\S)\3(?!\w)")
_CODE = re.compile(r"`+([^`]*)`+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_CELL_EDGE = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")


def recognises(data: bytes) -> bool:
    """Say no: Markdown is text, and only a file's suffix tells that its marks are meant."""
    return False


def read(data: bytes, limits: Limits) -> Draft:
    r"""Read a Markdown file.

    Raises
    ------
    ReadError
        Of kind ``"unsupported format"`` where the bytes are no text.

    Examples
    --------
    >>> [(p.kind, p.text) for p in read(b"# Plan\n\n> We were **asked** last.", Limits()).pieces]
    [('heading', 'Plan'), ('quotation', 'We were asked last.')]
    """
    text = re.sub(r"\r\n?", "\n", decode(data)[: limits.characters])
    stated, text = _take_front_matter(text)
    text = "\n".join(_visible_lines(_without_comments(text)))
    pieces = tuple(
        Piece("footnote" if _FOOTNOTE.match(text, start, end) else cast(BlockKind, kind), plain, level=level)
        for kind, start, end, _, level in find_blocks(text)
        if (plain := _plain(text[start:end], kind))
    )
    return Draft(
        pieces,
        title=stated.get("title", ""),
        byline=stated.get("author", stated.get("byline", "")),
        wrapped=True,
    )


def _take_front_matter(text: str) -> tuple[dict[str, str], str]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    pairs = (_STATED.match(line) for line in found[1].splitlines())
    stated = {pair[1].lower(): pair[2].strip().strip("'\"") for pair in pairs if pair}
    return stated, text[found.end() :]


def _without_comments(text: str) -> str:
    """Take out HTML comments; one that is never closed runs to the end, as browsers read it."""
    kept, position = [], 0
    while (start := text.find("<!--", position)) >= 0:
        kept.append(text[position:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        position = end + 3
    return "".join([*kept, text[position:]])


def _visible_lines(text: str) -> list[str]:
    """Leave out fenced code and link references, and turn underlined headings into marked ones."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        if fence:
            fence = "" if line.strip().startswith(fence) and not line.strip().strip(fence[0]) else fence
        elif opening := _FENCE.match(line):
            fence = opening[1]
            lines.append("")
        elif _FOOTNOTE.match(line):
            lines += "", line  # a note begins a block of its own, blank line or not
        elif _REFERENCE.match(line) and not line.lstrip().startswith("[^"):
            lines.append("")
        elif (rule := _UNDERLINE.match(line)) and lines and _can_be_heading(lines[-1]):
            lines[-1] = ("# " if rule[1][0] == "=" else "## ") + lines[-1].strip()
        else:
            lines.append(line)
    return lines


def _can_be_heading(line: str) -> bool:
    """Say whether a line above ``===`` or ``---`` is a heading: no list item, table, quotation or blank."""
    return bool(line.strip()) and not line.lstrip().startswith(("#", ">", "|", "- ", "* ", "+ "))


def _plain(text: str, kind: str) -> str:
    if kind == "quotation":
        text = re.sub(r"\n[ \t]*(?:>[ \t]?)+", "\n", text)
    text = _IMAGE_OR_LINK.sub(r"\1", text)
    text = _FOOTNOTE_MARK.sub("", text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    text = _CODE.sub(r"\1", text)
    for _ in range(3):  # bold inside italic inside struck out is as deep as people nest
        text = _STRONG.sub(lambda found: found[2] or found[4], text)
    if kind == "table row":
        text = _CELL_EDGE.sub(" | ", text)
    return _ESCAPED.sub(r"\1", text).strip()
