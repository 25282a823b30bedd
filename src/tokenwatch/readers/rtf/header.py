"""What stands before the text in Rich Text: its fonts, its styles, its title and author."""

from __future__ import annotations

import re
from typing import NamedTuple

from tokenwatch.readers.rtf.scan import Scanner
from tokenwatch.readers.rtf.text import Font, charset, code_page, plain_text
from tokenwatch.readers.styles import level_of_name, with_parents

BODY_LEVEL = 9
"""The tenth outline level, written as 9, means body text."""
_CONTENTS = re.compile(r"(?:toc|contents) [1-9]")


class Style(NamedTuple):
    """What a style of paragraphs says.

    Parameters
    ----------
    heading
        Level of the heading it makes, or 0.
    quotation, caption
        Whether it is one of the program's own for quotations and captions.
    contents
        Whether it is a line of a table of contents.
    """

    heading: int = 0
    quotation: bool = False
    caption: bool = False
    contents: bool = False


class _Stated(NamedTuple):
    name: str
    based_on: int | None
    outline: int


def read_fonts(data: bytes, encoding: str) -> dict[int, Font]:
    """Read the table of fonts.

    Parameters
    ----------
    data
        Its group.
    encoding
        The document's own, for fonts that state none.
    """
    fonts: dict[int, Font] = {}
    number = 0
    scanner = Scanner(data)
    for token in scanner:
        if token.kind == "symbol" and token.value == b"*":
            scanner.rest_of_group()
        elif token.kind == "word" and token.value == b"f":
            number = token.number or 0
            fonts[number] = Font(encoding)
        elif token.kind == "word" and token.value == b"fcharset":
            fonts[number] = Font(charset(token.number or 0, encoding))
        elif token.kind == "word" and token.value == b"cpg":
            fonts[number] = Font(code_page(token.number or 0))
        elif token.kind == "text" and b"dings" in token.value.lower():
            fonts[number] = fonts.get(number, Font(encoding))._replace(boxes=True)
    return fonts


def read_styles(data: bytes, font: Font) -> dict[int, Style]:
    """Read the styles of paragraphs by their numbers; what one does not say is taken from the one below it."""
    stated: dict[int | None, _Stated] = {}
    scanner = Scanner(data)
    for token in scanner:
        if token.kind == "open":
            entry = scanner.rest_of_group()
            if not entry.lstrip().startswith(rb"\*"):  # styles of characters and tables
                numbers = {token.value: token.number for token in Scanner(entry) if token.kind == "word"}
                name = plain_text(entry, font).partition(";")[0].partition(",")[0].strip().lower()
                outline = numbers.get(b"outlinelevel")
                level = BODY_LEVEL if outline is None else outline
                stated[numbers.get(b"s") or 0] = _Stated(name, numbers.get(b"sbasedon"), level)
    return {number: _read_style(stated, number) for number in stated if number is not None}


def _read_style(stated: dict[int | None, _Stated], number: int | None) -> Style:
    chain = with_parents(number, stated.get, lambda one: one.based_on)
    own = chain[0].name
    by_name = next((level for level in (level_of_name(style.name) for style in chain) if level), 0)
    by_level = next((style.outline + 1 for style in chain if 0 <= style.outline < BODY_LEVEL), 0)
    return Style(
        heading=by_name or by_level,
        quotation=own in ("quote", "intense quote", "quotations"),
        caption=own == "caption",
        contents=_CONTENTS.fullmatch(own) is not None,
    )


def read_info(data: bytes, font: Font) -> tuple[str, str]:
    """Give title and author; where one is stated twice, the second is the one in Unicode."""
    stated: dict[bytes, str] = {}
    scanner = Scanner(data)
    for token in scanner:
        if token.kind == "word" and token.value in (b"title", b"author"):
            stated[token.value] = plain_text(scanner.rest_of_group(), font)
    return stated.get(b"title", ""), stated.get(b"author", "")
