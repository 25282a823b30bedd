"""A web page as a stream of tags: what is running text, of which kind, and in which part of the page.

The standard library's parser is used since it alone of six survived deep, wide and unclosed markup; nothing
here recurses or looks back further than a fixed number of open elements.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from tokenwatch.document import BlockKind
from tokenwatch.readers.draft import Piece, row_to_pieces

Attributes = dict[str, str]

_VOID = frozenset(str.split("area base br col embed hr img input link meta param source track wbr"))
_UNSEEN = frozenset(
    str.split(
        "script style noscript template svg math iframe object canvas audio video map button select "
        "datalist textarea dialog del"
    )
)
_AROUND = frozenset(("nav", "aside", "footer"))
_AROUND_ROLES = frozenset(
    str.split("navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar")
)
# Whole class or id names only, with the endings that sites add: "share" also begins "share-your-story".
_AROUND_NAMES = re.compile(
    r"(?:site|page|main|global|top|primary|secondary|block|widget|js)?[-_]*(?:cookies?|cookie[-_]?consent|consent|gdpr|"
    r"breadcrumbs?|side-?bar|nav|navbar|navigation|menu|footer|masthead|share|sharing|social|social-media|newsletter|"
    r"pop-?up|modal|skip-?(?:link|to-content|nav)|related|related-(?:posts|content|links)|adverts?|pagination|pager)"
    r"[-_]*(?:banner|bar|notice|message|overlay|wrapper|container|buttons?|links|list|signup|sign-up|menu)?",
    re.IGNORECASE,
)
_NEVER_AROUND = frozenset(("html", "body", "main", "article"))
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_INLINE = frozenset(
    str.split(
        "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span "
        "strike strong sub sup time tt u var"
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu", "dl"))
_CLOSED_BY_NEXT = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "tr": frozenset(("tr", "td", "th")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
}
_STOPS = _LISTS | {"table"}
_LOOK_BACK = 40
"""Open elements looked at to find the one that a tag closes. Real pages leave under ten between the two."""
_MOST_ATTRIBUTES = 64
"""Attributes looked at of one tag; real ones have under 30."""


@dataclass(slots=True)
class _Open:
    name: str
    unseen: bool
    around: bool


class Page(HTMLParser):
    """Collects a page's text, block by block.

    Attributes
    ----------
    found : list of (Piece, str)
        In page order, each with its region: ``"main"``, ``"article in main"``, ``"article"``, ``"body"``, or
        ``"around"`` for menus, banners and feet.
    title, byline : str
        As the page's head states them.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[Piece, str]] = []
        self.title = ""
        self.byline = ""
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()
        self._unseen = self._around = 0
        self._text: list[str] = []
        self._rows: list[list[list[Piece]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element: end the block before it, and see whether it is to be read."""
        if tag == "br":
            self._text.append("\n")
            return
        attributes = {name: value or "" for name, value in attrs[:_MOST_ATTRIBUTES]}
        if tag == "meta" and attributes.get("name", "").lower() in ("author", "dc.creator", "byl"):
            self.byline = self.byline or attributes.get("content", "")[:300]
        if tag in _VOID:
            if tag == "hr":
                self._end_block()
            return
        if self._unseen or tag in _UNSEEN:
            # An icon or a script may stand in the middle of a sentence, and must not end it.
            self._push(_Open(tag, tag in _UNSEEN, False))
            return
        if tag not in _INLINE:
            self._end_block()
            self._close_implied(tag)
        if tag in ("tr", "table") and self._rows:
            self._end_row()
        self._push(_Open(tag, _is_unseen(attributes), self._is_around(tag, attributes)))
        if tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append([])

    def handle_endtag(self, tag: str) -> None:
        """Close an element, if it is open, and those left open inside it."""
        if tag == "br" or tag in _VOID or not self._names[tag]:
            return
        if tag in _INLINE:
            self._close_inline(tag)
            return
        if not self._unseen:
            self._end_block()
        while self._pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take text, unless it stands in an element that is not shown."""
        if self._names["title"] and not self._names["body"] and not self._names["svg"]:
            self.title = (self.title + data)[:1000]
        elif not self._unseen:
            self._text.append(data if self._names["pre"] else re.sub(r"[ \t\n\r\f]+", " ", data))

    def close(self) -> None:
        """End what is still open."""
        super().close()
        self._end_block()
        while self._rows:
            self._end_row()

    def _push(self, element: _Open) -> None:
        self._open.append(element)
        self._names[element.name] += 1
        self._unseen += element.unseen
        self._around += element.around

    def _pop(self) -> _Open:
        element = self._open.pop()
        if element.name == "tr" and self._rows:
            self._end_row()
        self._forget(element)
        return element

    def _forget(self, element: _Open) -> None:
        self._names[element.name] -= 1
        self._unseen -= element.unseen
        self._around -= element.around

    def _close_implied(self, tag: str) -> None:
        """Close what HTML closes by itself: a paragraph before any block, an item before the next item."""
        while self._names["p"] and self._open[-1].name in _INLINE | {"p"}:
            if self._pop().name == "p":
                break
        closes = _CLOSED_BY_NEXT.get(tag)
        if closes is None:
            return
        for back, element in enumerate(reversed(self._open[-_LOOK_BACK:])):
            if element.name in _STOPS:
                return
            if element.name in closes:
                for _ in range(back + 1):
                    self._pop()
                if tag != "tr":
                    return
                self._close_implied(tag)
                return

    def _close_inline(self, tag: str) -> None:
        for back, element in enumerate(reversed(self._open[-_LOOK_BACK:]), start=1):
            if element.name == tag:
                self._forget(self._open.pop(-back))
                return
            if element.name not in _INLINE:
                return

    def _is_around(self, tag: str, attributes: Attributes) -> bool:
        if tag in _NEVER_AROUND or tag in _INLINE:
            return False
        # Outside the article, <header> is the site's; inside, it holds the article's own title.
        if tag in _AROUND or (tag == "header" and not self._names["main"] and not self._names["article"]):
            return True
        if attributes.get("role", "").lower() in _AROUND_ROLES:
            return True
        names = [*attributes.get("class", "")[:500].split(), attributes.get("id", "")[:100]]
        return any(_AROUND_NAMES.fullmatch(name) for name in names)

    def _end_block(self) -> None:
        text = "".join(self._text).strip()
        self._text.clear()
        if not text:
            return
        kind, level = self._kind()
        piece = Piece(kind, text, level=level)
        if self._rows and self._rows[-1] and (self._names["td"] or self._names["th"]):
            self._rows[-1][-1].append(piece)
        else:
            self.found.append((piece, self._region()))

    def _end_row(self) -> None:
        self._end_block()
        cells = self._rows.pop()
        self.found += ((piece, self._region()) for piece in row_to_pieces(cells))

    def _kind(self) -> tuple[BlockKind, int]:
        names = self._names
        for element in reversed(self._open[-_LOOK_BACK:]):
            if element.name in _HEADINGS:
                return "heading", _HEADINGS[element.name]
        if names["blockquote"]:
            return "quotation", 0
        if names["figcaption"] or names["caption"]:
            return "caption", 0
        if names["li"] or names["dt"] or names["dd"]:
            return "list item", max(1, sum(names[name] for name in _LISTS))
        return "paragraph", 0

    def _region(self) -> str:
        if self._around:
            return "around"
        main = self._names["main"] > 0
        if self._names["article"]:
            return "article in main" if main else "article"
        return "main" if main else "body"


def _is_unseen(attributes: Attributes) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or _HIDDEN_STYLE.search(attributes.get("style", "")[:500]) is not None
    )
