"""Markdown: headings, lists, tables and quotations as blocks, marks taken off, code and comments left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tokenwatch.readers.decoding import decode
from tokenwatch.readers.draft import Draft, Piece
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.markdown_blocks import Block, find_markdown
from tokenwatch.readers.markdown_inline import plain

FORMAT = "markdown"
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
BY_SUFFIX = True

_PARSED = 4
"""Characters that are looked at for each of text that may be read, marks, code and comments included."""
_FRONT_MATTER = re.compile(r"(?P<rule>---|\+\+\+)[ \t]*\n(?P<data>.*?\n)(?:(?P=rule)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_STATED = re.compile(r"(title|authors?|byline)[ \t]*[:=][ \t]*(.*)", re.IGNORECASE)
_LISTED = re.compile(r"[ \t]*(?:-[ \t]+(?!\w+[ \t]*:)|(?:-[ \t]+)?name[ \t]*:)[ \t]*(\S.*)")


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
    text = re.sub(r"\r\n?", "\n", decode(data))
    most = _PARSED * limits.characters
    notes = (f"only the first {most:,} characters of it were looked at",) if len(text) > most else ()
    stated, text = _take_front_matter(text[:most])
    pieces = tuple(
        piece for block in find_markdown(_without_comments(text)) for piece in _pieces(block, limits.characters)
    )
    return Draft(pieces, title=stated.get("title", ""), byline=stated.get("author", ""), notes=notes, wrapped=True)


def _pieces(block: Block, most: int) -> Iterator[Piece]:
    """Give a block, then the descriptions of its pictures and the notes that stand in it."""
    if block.kind == "html":
        yield from _from_html("\n".join(block.lines), most)
        return
    if block.kind == "table row":
        made = [plain(cell) for cell in block.lines]
        text = " | ".join(cell for cell, _, _ in made).strip(" |").replace(" |  | ", " | | ")
        alts, notes = [alt for _, alts, _ in made for alt in alts], [note for *_, notes in made for note in notes]
    else:
        text, alts, notes = plain("\n".join(block.lines))
    if text:
        yield Piece(block.kind, text, level=block.level)
    yield from (Piece("alt text", alt) for alt in alts)
    yield from (Piece("footnote", note) for note in notes)


def _from_html(markup: str, most: int) -> Iterator[Piece]:
    from tokenwatch.readers.html_parse import parse_page  # most files hold no markup

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
        elif above and (listed := _LISTED.fullmatch(line)):
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
