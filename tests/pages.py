"""A page as a browser sees it: parsed by the rules of HTML5, and refused where they are broken."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib

_PARSER = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)


class Page:
    """Collects what a browser would see; raises `html5lib.html5parser.ParseError` for a page that is not valid."""

    def __init__(self, html: str) -> None:
        whole = html.lstrip().lower().startswith("<!doctype")
        self.root: Element = _PARSER.parse(html) if whole else _PARSER.parseFragment(html)
        self.elements = [element for element in self.root.iter() if isinstance(element.tag, str)]
        self.tags = [element.tag.rsplit("}", 1)[-1] for element in self.elements]
        self.text = "".join(_texts(self.root))

    def values(self, name: str) -> list[str]:
        return [element.attrib[name] for element in self.elements if name in element.attrib]

    def names_of_attributes(self) -> set[str]:
        return {str(name) for element in self.elements for name in element.attrib}

    def without(self, css_class: str) -> str:
        """Give the text but for what stands in elements of a class."""
        return "".join(_texts(self.root, leave_out=css_class))


def _texts(element: Element, leave_out: str = "") -> list[str]:
    if element.tag in ("style", "script") or (leave_out and leave_out in element.get("class", "").split()):
        return []
    texts = [element.text or ""]
    for child in element:
        texts += _texts(child, leave_out) if isinstance(child.tag, str) else []
        texts.append(child.tail or "")
    return texts
