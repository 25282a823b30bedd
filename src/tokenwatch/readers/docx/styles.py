"""Word styles: which make a heading, a list item, a table of contents or hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tokenwatch.readers.docx.names import child, is_on, number, value, word_name

if TYPE_CHECKING:
    from lxml import etree

_HEADING = re.compile(r"heading ([1-9])")
_DEEPEST = 9
"""Word knows nine levels of headings and of lists."""
_LONGEST_CHAIN = 20
"""Styles looked through by ``basedOn``; Word refuses longer chains, and a broken file may hold a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its text.

    Parameters
    ----------
    heading
        Level of the heading it makes, or 0.
    list_level
        Level of the list item it makes, or 0.
    hidden
        Whether its text is not shown.
    contents
        Whether it is a line of a table of contents.
    quotation, caption
        Whether the style is one of Word's own for quotations and captions.
    bold
        Whether its text is bold.
    """

    heading: int = 0
    list_level: int = 0
    hidden: bool = False
    contents: bool = False
    quotation: bool = False
    caption: bool = False
    bold: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a style states itself, looked up once: a hundred thousand may be based on one."""

    name: str
    based_on: str
    outline: int
    list_level: int | None
    hidden: bool
    bold: bool | None


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """Read the styles of a document.

    Parameters
    ----------
    root
        The root of the styles part, or ``None`` where the file has none.

    Returns
    -------
    dict
        Style by its id. What a style does not say is taken from the one it is based on.
    """
    if root is None:
        return {}
    stated = {value(element, "styleId"): _state(element) for element in root if word_name(element) == "style"}
    return {identifier: _read_style(stated, identifier) for identifier in stated}


def _state(element: etree._Element) -> _Stated:
    name, based_on, bold = child(element, "name"), child(element, "basedOn"), child(element, "rPr", "b")
    properties = child(element, "pPr")
    return _Stated(
        name=value(name).lower() if name is not None else "",
        based_on=value(based_on) if based_on is not None else "",
        outline=heading_level(properties),
        list_level=list_level(properties),
        hidden=is_on(child(element, "rPr", "vanish")),
        bold=None if bold is None else is_on(bold),
    )


def _read_style(stated: dict[str, _Stated], identifier: str) -> Style:
    chain: list[_Stated] = []
    while identifier in stated and len(chain) < _LONGEST_CHAIN:
        chain.append(stated[identifier])
        identifier = chain[-1].based_on
    own = next((one.name for one in chain if one.name), "")
    return Style(
        heading=next((level for one in chain if (level := _level_of_name(one.name))), 0)
        or next((one.outline for one in chain if one.outline), 0),
        list_level=next((one.list_level for one in chain if one.list_level is not None), 0),
        hidden=any(one.hidden for one in chain),
        contents=own.startswith("toc ") and own != "toc heading",
        quotation=own in ("quote", "intense quote"),
        caption=own == "caption",
        bold=next((one.bold for one in chain if one.bold is not None), False),
    )


def _level_of_name(name: str) -> int:
    if name == "title":
        return 1
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else 0


def heading_level(properties: etree._Element | None) -> int:
    """Give the heading level that paragraph properties state themselves (``outlineLvl``), or 0."""
    outline = child(properties, "outlineLvl") if properties is not None else None
    level = number(value(outline), most=_DEEPEST) if outline is not None else None
    # The tenth level, written as 9, means body text.
    return level + 1 if level is not None and level < _DEEPEST else 0


def list_level(properties: etree._Element | None) -> int | None:
    """Give the list level that paragraph properties state: 0 ends a list, ``None`` says nothing."""
    numbering = child(properties, "numPr") if properties is not None else None
    if numbering is None:
        return None
    identifier, level = child(numbering, "numId"), child(numbering, "ilvl")
    if identifier is not None and value(identifier) == "0":
        return 0
    return 1 + (number(value(level), most=_DEEPEST - 1) or 0 if level is not None else 0)
