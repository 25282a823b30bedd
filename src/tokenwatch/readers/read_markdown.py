"""Markdown: headings, lists, tables and quotations as blocks, marks taken off, code and comments left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tokenwatch.document import BlockKind
from tokenwatch.readers.decoding import decode
from tokenwatch.readers.draft import Draft, Piece, row_to_pieces
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.markdown.parser import Parser
from tokenwatch.readers.pictures import box_sign, says_something

if TYPE_CHECKING:
    from markdown_it.token import Token

FORMAT = "markdown"
LABEL = "Markdown"
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
BY_SUFFIX = True

_PARSED = 4
"""Characters that are looked at for each of text that may be read, marks, code and comments included."""
_FRONT_MATTER = re.compile(r"(?P<rule>---|\+\+\+)[ \t]*\n(?P<data>.*?\n)(?:(?P=rule)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_STATED = re.compile(r"(title|authors?|byline)[ \t]*[:=][ \t]*(.*)", re.IGNORECASE)
_LISTED = re.compile(r"[ \t]*(?:-[ \t]+(?!\w+[ \t]*:)|(?:-[ \t]+)?name[ \t]*:)[ \t]*(\S.*)")
_DIV = re.compile(r"^[ \t]*:::.*$", re.MULTILINE)
_BULLET = re.compile(r"^([ \t>]*)•(?=[ \t])", re.MULTILINE)
_CALLOUT = re.compile(r"^\[![A-Za-z]{1,20}\][+-]?[ \t]*")
_TASK = re.compile(r"^\[([ xX])\](?=\s)")
_BREAKS = {"softbreak", "hardbreak"}
_UNSEEN = {"html_inline", "footnote_ref", "note_here", "image"}
_ANCHOR = re.compile(r"\{[#.][^{}]*\}[ \t]*$")


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
    text = re.sub(r"\r\n?|\f", "\n", decode(data))
    most = _PARSED * limits.characters
    notes = [f"only the first {most:,} characters of it were looked at"] if len(text) > most else []
    stated, text = _take_front_matter(text[:most])
    text, *cut = _within(_without_comments(text), limits)
    parser = Parser()
    walk = _Walk(parser, limits.characters)
    for token in parser.blocks(_BULLET.sub(r"\1-", _DIV.sub("", text))):
        walk.take(token)
    notes += [*cut, *parser.notes()]
    title, byline = stated.get("title", ""), stated.get("author", "")
    return Draft(tuple(walk.pieces), title=title, byline=byline, notes=tuple(notes), wrapped=True)


def _within(text: str, limits: Limits) -> list[str]:
    """Give what the library may be handed, and a note where that is not all: a million characters take it 3 s."""
    lines = text[: limits.characters].split("\n", limits.blocks)
    if len(text) <= limits.characters and len(lines) <= limits.blocks:
        return [text]
    note = f"only the first {limits.characters:,} characters, or {limits.blocks:,} lines, of its Markdown were read"
    return ["\n".join(lines[: limits.blocks]), note]


class _Walk:
    """What stands around the token that is looked at: lists, quotations, notes, a table's row."""

    def __init__(self, parser: Parser, most: int) -> None:
        self.pieces: list[Piece] = []
        self._parser = parser
        self._most = most
        self._depth = {"list": 0, "blockquote": 0, "footnote_reference": 0}
        self._heading = 0
        self._begins_item = False
        self._row: list[list[Piece]] | None = None
        self._beside_row: list[Piece] = []

    def take(self, token: Token) -> None:
        opens, name = token.nesting > 0, token.type.removesuffix("_open").removesuffix("_close")
        name = "list" if name in {"bullet_list", "ordered_list"} else name
        if name in self._depth:
            self._depth[name] += token.nesting
        elif name == "list_item":
            self._begins_item = opens
        elif name == "heading":
            self._heading = int(token.tag[1]) if opens else 0
        elif name == "tr":
            self.pieces += [*row_to_pieces(self._row or []), *self._beside_row]
            self._row, self._beside_row = [] if opens else None, []
        elif name == "html_block":
            self.pieces += _from_html(token.content, self._most)
        elif name == "inline":
            self._take_text(token.content)

    def _take_text(self, text: str) -> None:
        kind, level = self._kind()
        text = _ANCHOR.sub("", _CALLOUT.sub("", text) if kind == "quotation" else text)
        text = _TASK.sub(lambda found: box_sign(found[1] != " "), text)
        text, beside = self._plain(text)
        made = [Piece(kind, text, level=level)] if text else []
        if self._row is None:
            self.pieces += made + beside
        else:
            self._row.append(made)
            self._beside_row += beside

    def _kind(self) -> tuple[BlockKind, int]:
        begins_item, self._begins_item = self._begins_item, False
        if self._depth["footnote_reference"]:
            return "footnote", 0
        if self._heading:
            return "heading", self._heading
        if self._depth["blockquote"]:
            return "quotation", 0
        return ("list item", self._depth["list"]) if begins_item else ("paragraph", 0)

    def _plain(self, text: str) -> tuple[str, list[Piece]]:
        """Give a block's text without marks, then the descriptions of its pictures and the notes that stand in it."""
        parts = self._parser.inline(text)
        alts = [_text_of(part.children or []) for part in parts if part.type == "image"]
        notes = [_text_of(self._parser.inline(part.content)) for part in parts if part.type == "note_here"]
        beside = [Piece("alt text", alt) for alt in alts if says_something(alt)]
        return _text_of(parts), beside + [Piece("footnote", note) for note in notes if note]


def _text_of(parts: Iterable[Token]) -> str:
    return "".join(_shown(part) for part in parts).strip()


def _shown(part: Token) -> str:
    if part.type in _BREAKS or (part.type == "html_inline" and part.content.lower().startswith("<br")):
        return "\n"
    return "" if part.type in _UNSEEN else part.content


def _from_html(markup: str, most: int) -> Iterator[Piece]:
    from tokenwatch.readers.html.parse import parse_page  # most files hold no markup

    page, _ = parse_page(markup, most)
    yield from (found.piece for found in page.found if found.region != "around")


def _take_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Give title and author, as YAML or TOML between rules at the top states them, and the rest."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    stated: dict[str, list[str]] = {}
    above = ""
    for line in found["data"].splitlines():
        if pair := _STATED.match(line):
            above = "title" if pair[1].lower() == "title" else "author"
            stated[above] = _values(pair[2])
        elif above and (listed := _LISTED.fullmatch(line.rstrip())):
            stated[above] += _values(listed[1])
        elif not line[:1].isspace() and not line.startswith("-"):
            above = ""
    return {name: ", ".join(values) for name, values in stated.items() if values}, text[found.end() :]


def _values(text: str) -> list[str]:
    text = text.strip()
    parts = text[1:-1].split(",") if text.startswith("[") and text.endswith("]") else [text]
    return [value for part in parts if (value := part.strip().strip("'\"").strip()) and value not in "|>"]


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
