"""Word styles: which make a heading, a list item, a table of contents or hidden text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tokenwatch.readers.docx.names import child, is_on, value, word_name
from tokenwatch.readers.styles import level_of_name, with_parents
from tokenwatch.readers.xml_parts import clamped

if TYPE_CHECKING:
    from lxml import etree

_DEEPEST = 9
"""Word knows nine levels of headings and of lists."""
_DELETIONS = {"tr": ("trPr", "del"), "tc": ("tcPr", "cellDel")}


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
    bold, properties = child(element, "rPr", "b"), child(element, "pPr")
    return _Stated(
        name=value(child(element, "name")).lower(),
        based_on=value(child(element, "basedOn")),
        outline=heading_level(properties),
        list_level=list_level(properties),
        hidden=is_on(child(element, "rPr", "vanish")),
        bold=None if bold is None else is_on(bold),
    )


def _read_style(stated: dict[str, _Stated], identifier: str) -> Style:
    chain = with_parents(identifier, stated.get, lambda one: one.based_on)
    own = next((one.name for one in chain if one.name), "")
    return Style(
        heading=next((level for one in chain if (level := level_of_name(one.name))), 0)
        or next((one.outline for one in chain if one.outline), 0),
        list_level=next((one.list_level for one in chain if one.list_level is not None), 0),
        hidden=any(one.hidden for one in chain),
        contents=own.startswith("toc ") and own != "toc heading",
        quotation=own in ("quote", "intense quote"),
        caption=own == "caption",
        bold=next((one.bold for one in chain if one.bold is not None), False),
    )


def style_at(element: etree._Element | None, styles: Mapping[str, Style]) -> Style:
    """Give the style that a ``w:pStyle`` or ``w:rStyle`` names; a plain one where there is none."""
    return styles.get(value(element), PLAIN) if element is not None else PLAIN


def is_hidden_run(run: etree._Element, styles: Mapping[str, Style]) -> bool:
    """Say whether the text of a ``w:r`` is not shown: what it says itself wins over its style."""
    hidden = child(run, "rPr", "vanish")
    return style_at(child(run, "rPr", "rStyle"), styles).hidden if hidden is None else is_on(hidden)


def is_deleted(name: str, element: etree._Element) -> bool:
    """Say whether a row (``tr``) or a cell (``tc``) was deleted by a tracked change."""
    mark = _DELETIONS.get(name)
    return mark is not None and child(element, *mark) is not None


def heading_level(properties: etree._Element | None) -> int:
    """Give the heading level that paragraph properties state themselves (``outlineLvl``), or 0."""
    level = clamped(value(child(properties, "outlineLvl")), most=_DEEPEST)
    # The tenth level, written as 9, means body text.
    return level + 1 if level is not None and level < _DEEPEST else 0


def list_level(properties: etree._Element | None) -> int | None:
    """Give the list level that paragraph properties state: 0 ends a list, ``None`` says nothing."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    if value(child(numbering, "numId")) == "0":
        return 0
    return 1 + (clamped(value(child(numbering, "ilvl")), most=_DEEPEST - 1) or 0)
