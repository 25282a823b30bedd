"""What stands before and beside the text in Rich Text: fonts, styles, title and author, form fields, shapes."""

from __future__ import annotations

import re
from typing import NamedTuple

from tokenwatch.readers.draft import Piece
from tokenwatch.readers.rtf.scan import Scanner
from tokenwatch.readers.rtf.text import Font, charset, code_page, plain_text

BODY_LEVEL = 9
"""The tenth outline level, written as 9, means body text."""
_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"(?:toc|contents) [1-9]")
_LONGEST_CHAIN = 20
"""Styles looked through by ``sbasedon``; a broken file may hold a circle."""

_BOX = re.compile(rb"\bFORMCHECKBOX\b")
_CHOICE = re.compile(rb"\bFORMDROPDOWN\b")
_SIGN = re.compile(rb"\bSYMBOL\s+([0-9]{1,3})\s[^{}]{0,40}?ings", re.IGNORECASE)
_STATE = re.compile(rb"\\ff(?P<which>res|defres)(?P<state>[0-9]{1,3})")
_ENTRY = re.compile(rb"\{\\\*\\ffl ([^{}]*)\}")
_SHAPE = re.compile(rb"\\sn\s+(?P<name>wzDescription|gtextUNICODE)\s*\}\s*\{\\sv\s")


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
    stated: dict[int, _Stated] = {}
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
    return {number: _read_style(stated, number) for number in stated}


def _read_style(stated: dict[int, _Stated], number: int | None) -> Style:
    chain: list[_Stated] = []
    while number in stated and len(chain) < _LONGEST_CHAIN:
        chain.append(stated[number])
        number = chain[-1].based_on
    own = chain[0].name
    by_name = next((level for level in (_level_of_name(style.name) for style in chain) if level), 0)
    by_level = next((style.outline + 1 for style in chain if 0 <= style.outline < BODY_LEVEL), 0)
    return Style(
        heading=by_name or by_level,
        quotation=own in ("quote", "intense quote", "quotations"),
        caption=own == "caption",
        contents=_CONTENTS.fullmatch(own) is not None,
    )


def _level_of_name(name: str) -> int:
    if name == "title":
        return 1
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else 0


def read_info(data: bytes, font: Font) -> tuple[str, str]:
    """Give title and author; where one is stated twice, the second is the one in Unicode."""
    stated: dict[bytes, str] = {}
    scanner = Scanner(data)
    for token in scanner:
        if token.kind == "word" and token.value in (b"title", b"author"):
            stated[token.value] = plain_text(scanner.rest_of_group(), font)
    return stated.get(b"title", ""), stated.get(b"author", "")


def field_answer(instruction: bytes, font: Font) -> str | None:
    """Give what a form field shows that has no text of its own: a box, or the choice from a list.

    Parameters
    ----------
    instruction
        The group ``fldinst``.
    font
        The document's own.

    Returns
    -------
    str or None
        ``None`` for all other fields, whose result stands beside the instruction.
    """
    states = {found["which"]: int(found["state"]) for found in _STATE.finditer(instruction)}
    state = states.get(b"res", states.get(b"defres", 0))
    if _BOX.search(instruction):
        # 25 stands for a box that nobody has touched.
        return "☑ " if (states.get(b"defres", 0) if state not in (0, 1) else state) else "☐ "
    if _CHOICE.search(instruction):
        entries = _ENTRY.findall(instruction)
        state = states.get(b"defres", 0) if state >= len(entries) else state
        return plain_text(entries[state], font) if state < len(entries) else ""
    if found := _SIGN.search(instruction):
        return plain_text(b"\\u%d" % (0xF000 + int(found[1])), Font(boxes=True))
    return None


def shape_piece(data: bytes, font: Font) -> Piece | None:
    """Give what a picture or shape says in its properties: its description, or the text of ornamental lettering."""
    found = _SHAPE.search(data)
    if not found:
        return None
    text = plain_text(Scanner(data[found.end() :]).rest_of_group(), font)
    return Piece("alt text" if found["name"] == b"wzDescription" else "paragraph", text)
