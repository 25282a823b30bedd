"""OpenDocument styles: which make a heading, a quotation, hidden text, a new page or a hidden slide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tokenwatch.readers.odf.names import attribute, child, odf_name
from tokenwatch.readers.odf.package import Package
from tokenwatch.readers.styles import with_parents
from tokenwatch.readers.xml_parts import clamped

if TYPE_CHECKING:
    from lxml import etree

_DEEPEST = 10
"""OpenDocument knows ten levels of headings."""
_UNSTATED = "\0"
"""No XML holds it, so that a value stated as empty can be told from one that is not stated."""
_OF_STYLE = ("style:parent-style-name", "style:default-outline-level", "style:master-page-name")
_OF_PROPERTIES = {
    "style:text-properties": ("text:display",),
    "style:drawing-page-properties": ("presentation:visibility",),
    "style:paragraph-properties": ("fo:break-before", "fo:break-after"),
    "style:table-properties": ("fo:break-before", "fo:break-after"),
}
_Stated = dict[str, str]


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its text, page or slide.

    Parameters
    ----------
    heading
        Level of the heading it makes, or 0.
    hidden
        Whether its text or slide is not shown.
    contents
        Whether it is a line of a table of contents.
    quotation, caption
        Whether it is, or is based on, one of the programs' own for quotations and captions.
    breaks_before, breaks_after
        Whether a new page begins before or after.
    """

    heading: int = 0
    hidden: bool = False
    contents: bool = False
    quotation: bool = False
    caption: bool = False
    breaks_before: bool = False
    breaks_after: bool = False


PLAIN = Style()


class Styles:
    """The styles of a document: those it names, and those its program made for single paragraphs.

    Parameters
    ----------
    package
        The document. Of its styles part only the named styles count: the others there are for headers and footers.
    """

    def __init__(self, package: Package) -> None:
        named = child(package.styles, "office:styles")
        made = child(package.content, "office:automatic-styles")
        self._elements = {
            (attribute(element, "style:family"), attribute(element, "style:name")): element
            for group in (named, made)
            if group is not None
            for element in group
            if odf_name(element) == "style:style"
        }
        # A style is looked up when it is used: a file may hold a million that nothing does.
        self._known: dict[tuple[str, str], Style] = {}
        self._own: dict[tuple[str, str], _Stated] = {}

    def get(self, family: str, name: str) -> Style:
        """Give a style; what it does not say is taken from its parent."""
        if (family, name) not in self._elements:
            return PLAIN
        if (family, name) not in self._known:
            chain = with_parents(
                (family, name), self._stated, lambda own: (family, own.get("style:parent-style-name", ""))
            )
            self._known[family, name] = _read_style(chain)
        return self._known[family, name]

    def _stated(self, key: tuple[str, str]) -> _Stated | None:
        if key in self._elements and key not in self._own:
            self._own[key] = _stated(self._elements[key])
        return self._own.get(key)


def _stated(style: etree._Element) -> _Stated:
    """Give what a style states itself, by the name of the attribute; the rest of it is about looks."""
    own = {name: attribute(style, name) for name in _OF_STYLE if attribute(style, name, _UNSTATED) != _UNSTATED}
    for properties in style:
        wanted = _OF_PROPERTIES.get(odf_name(properties), ())
        own |= {name: value for name in wanted if (value := attribute(properties, name, _UNSTATED)) != _UNSTATED}
    own["name"] = _shown_name(style)
    return own


def _read_style(chain: list[_Stated]) -> Style:
    names = [own["name"] for own in chain]
    # The nearest style that states a value has the last word.
    stated = {name: value for own in reversed(chain) for name, value in own.items()}
    outline = clamped(stated.get("style:default-outline-level", ""), most=_DEEPEST) or 0
    return Style(
        heading=outline or int("title" in names),
        hidden=stated.get("text:display") == "none" or stated.get("presentation:visibility") == "hidden",
        contents=any(name.startswith(("contents ", "toc ")) for name in names),
        quotation=any(name in ("quotations", "quote", "intense quote") for name in names),
        caption="caption" in names,
        breaks_before=bool(stated.get("style:master-page-name")) or stated.get("fo:break-before") == "page",
        breaks_after=stated.get("fo:break-after") == "page",
    )


def _shown_name(style: etree._Element) -> str:
    """Give a style's name as the program shows it; written, it has ``_20_`` for a space."""
    return (attribute(style, "style:display-name") or attribute(style, "style:name")).lower()
