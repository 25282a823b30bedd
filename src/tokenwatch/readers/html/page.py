"""A web page as a stream of tags: what is running text, of which kind, and in which part of the page.

The standard library's parser is used since it alone of six survived deep, wide and unclosed markup; nothing
here recurses or looks back further than a fixed number of open elements.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Literal

from tokenwatch.document import BlockKind
from tokenwatch.readers.draft import Piece, row_to_pieces
from tokenwatch.readers.html.elements import HEADINGS, INLINE, UNSEEN, VOID, is_around, is_unseen
from tokenwatch.readers.html.fields import Fields
from tokenwatch.readers.html.head import Head
from tokenwatch.readers.pictures import says_something

Region = Literal["main", "article in main", "article", "body", "around"]

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
    number: int
    """The how-manieth element of the page it is."""


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a page.

    Parameters
    ----------
    piece
        The piece.
    region
        Where it stands; ``"around"`` for menus, banners and feet.
    article
        Numbers of the outermost ``<article>`` that it stands in and of that one's parent; ``None`` outside.
    linked
        Share of its characters that lead elsewhere.
    """

    piece: Piece
    region: Region
    article: tuple[int, int] | None = None
    linked: float = 0.0


class TooMuchError(Exception):
    """There is more text than may be read."""


class Page(HTMLParser):
    """Collects a page's text, block by block.

    Parameters
    ----------
    most
        Characters of text after which `TooMuchError` is raised.

    Attributes
    ----------
    found : list of Found
        In page order.
    head : Head
        What the page says of itself.
    """

    def __init__(self, most: int) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Found] = []
        self.head = Head()
        self._left = most
        self._open: list[_Open] = []
        self._opened = 0
        self._names: Counter[str] = Counter()
        self._unseen = self._around = 0
        self._text: list[str] = []
        self._linked = 0
        self._alts: list[str] = []
        self._rows: list[list[list[Piece]]] = []
        self._article: tuple[int, int] | None = None
        self._fields = Fields()
        self._is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element: end the block before it, and see whether it is to be read."""
        if tag == "br":
            self._text.append("\n")
            return
        attributes = {name: value or "" for name, value in attrs[:_MOST_ATTRIBUTES]}
        if tag in VOID:
            self._take_void(tag, attributes)
            return
        if tag == "script":
            self._is_data = attributes.get("type", "").lower() == "application/ld+json"
        # What opens and closes an answer is a button too: in a heading, it is the heading's text.
        unseen = tag in UNSEEN and not (tag == "button" and any(self._names[name] for name in HEADINGS))
        if self._unseen or unseen:
            # An icon or a script may stand in the middle of a sentence, and must not end it.
            self._push(tag, unseen=unseen)
            return
        if tag not in INLINE:
            self._end_block()
            self._close_implied(tag)
        if tag in ("tr", "table") and self._rows:
            self._end_row()
        inside = bool(self._names["main"] or self._names["article"])
        self._push(tag, unseen=is_unseen(attributes), around=is_around(tag, attributes, inside=inside))
        self._fields.start(tag, attributes)
        if tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append([])

    def handle_endtag(self, tag: str) -> None:
        """Close an element, if it is open, and those left open inside it."""
        if tag == "br" or tag in VOID or not self._names[tag]:
            return
        if tag in INLINE:
            self._close_inline(tag)
            return
        if not self._unseen:
            self._take_field(self._fields.end(tag))
            self._end_block()
        while self._pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take text, unless it stands in an element that is not shown."""
        if self._names["title"] and not self._names["body"] and not self._names["svg"]:
            self.head.take_title(data)
        elif self._names["script"] and self._is_data:
            self.head.take_data(data)
        elif not self._unseen and not self._fields.takes(data):
            text = data if self._names["pre"] else re.sub(r"[ \t\n\r\f]+", " ", data)
            self._text.append(text)
            self._linked += len(text) if self._names["a"] else 0

    def close(self) -> None:
        """End what is still open."""
        super().close()
        self._end_block()
        while self._rows:
            self._end_row()

    def _take_void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "meta":
            self.head.take_meta(attributes)
        elif self._unseen:
            return
        elif tag == "hr":
            self._end_block()
        elif tag == "img" and not is_unseen(attributes):
            alt = attributes.get("alt", "").strip()
            if says_something(alt) and attributes.get("role", "") not in ("presentation", "none"):
                self._alts.append(alt)
                # Not joined: before each of ten thousand icons in one block, that would take minutes.
                if not any(part.strip() for part in self._text):
                    self._end_block()
        elif tag == "input":
            self._take_field(self._fields.value(attributes))
            self._text.append(self._fields.box(attributes))

    def _take_field(self, value: str) -> None:
        if value:
            self._end_block()
            self._put(Piece("form field", value))

    def _push(self, name: str, *, unseen: bool, around: bool = False) -> None:
        self._opened += 1
        element = _Open(name, unseen, around, self._opened)
        if name == "article" and not self._names["article"]:
            blocks = (above.number for above in reversed(self._open[-_LOOK_BACK:]) if above.name not in INLINE)
            self._article = element.number, next(blocks, 0)
        self._open.append(element)
        self._names[name] += 1
        self._unseen += unseen
        self._around += around

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
        while self._names["p"] and self._open[-1].name in INLINE | {"p"}:
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
            if element.name not in INLINE:
                return

    def _end_block(self) -> None:
        text, linked, alts = "".join(self._text).strip(), self._linked, self._alts
        self._text, self._linked, self._alts = [], 0, []
        if text:
            kind, level = self._kind()
            self._put(Piece(kind, text, level=level), linked / len(text))
        for alt in alts:
            self._put(Piece("alt text", alt))

    def _put(self, piece: Piece, linked: float = 0.0) -> None:
        if self._rows and self._rows[-1] and (self._names["td"] or self._names["th"]):
            self._rows[-1][-1].append(piece)
            return
        article = self._article if self._names["article"] else None
        self.found.append(Found(piece, self._region(), article, linked))
        self._left -= len(piece.text)
        if self._left < 0:
            raise TooMuchError

    def _end_row(self) -> None:
        self._end_block()
        for piece in row_to_pieces(self._rows.pop()):
            self._put(piece)

    def _kind(self) -> tuple[BlockKind, int]:
        names = self._names
        for element in reversed(self._open[-_LOOK_BACK:]):
            if element.name in HEADINGS:
                return "heading", HEADINGS[element.name]
        if names["blockquote"]:
            return "quotation", 0
        if names["figcaption"] or names["caption"]:
            return "caption", 0
        if names["li"] or names["dt"] or names["dd"]:
            return "list item", max(1, sum(names[name] for name in _LISTS))
        return "paragraph", 0

    def _region(self) -> Region:
        main, article = self._names["main"] > 0, self._names["article"] > 0
        # A quotation set at the side of the text is the text's, not the site's.
        beside = (main or article) and self._names["blockquote"] and self._around == self._names["aside"]
        if self._around and not beside:
            return "around"
        if article:
            return "article in main" if main else "article"
        return "main" if main else "body"
