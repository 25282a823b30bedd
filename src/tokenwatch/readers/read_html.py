"""Web pages: the article, without the menu, the cookie banner and the scripts around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tokenwatch.readers.decoding import decode
from tokenwatch.readers.draft import Draft, Piece
from tokenwatch.readers.limits import Limits

if TYPE_CHECKING:
    from tokenwatch.readers.html.page import Found

FORMAT = "html"
LABEL = "web pages"
SUFFIXES = (".html", ".htm", ".xhtml")
BY_SUFFIX = True

_HEAD = 4096
"""Bytes in which a page says what it is. Browsers look at 1,024 for the encoding; some pages open with a
licence."""
_TAGS = re.compile(rb"<(?:!doctype\s+html|html|head|body|main|article)[\s>]", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=%]*")
"""A picture inside the page, as programs that save whole pages write it: megabytes that hold no text."""
_ENOUGH_MAIN = 0.2
"""Share of a page's words that its <main> must hold to be taken for the whole. Real ones hold over 0.5; where
it is less, the element is empty or misused, and the page is read by what is left out instead."""
_ENOUGH_ARTICLE = 0.5
"""The same for <article>, which also marks the teasers of an overview page; those hold less than half."""
_MARKUP = 8
"""Characters of markup that are parsed for each of text that may be read: 12 million take 5 s. Only short pages have
more than eight of markup to one of text."""
_FEWEST_LINKS = 3
"""Links in a row, at a page's beginning or end, that are a menu."""
_ALL_LINK = 0.9
"""Share of an item that must be link; bullets and arrows are not."""


def recognises(data: bytes) -> bool:
    """Say whether bytes are a web page: markup at the beginning, and one of the tags that only a page has."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    return head.lstrip()[:1] == b"<" and _TAGS.search(head) is not None


def read(data: bytes, limits: Limits) -> Draft:
    """Read a web page.

    Raises
    ------
    ReadError
        Of kind ``"unsupported format"`` where the bytes are no text.

    Examples
    --------
    >>> page = b"<html><title>Us</title><nav>Menu</nav><p>Six tenants chair it.</p></html>"
    >>> [piece.text for piece in read(page, Limits()).pieces], read(page, Limits()).title
    (['Six tenants chair it.'], 'Us')
    """
    from tokenwatch.readers.html.parse import parse_page  # html.parser is needed for this format alone

    charset = _CHARSET.search(data[:_HEAD])
    text = _EMBEDDED.sub("data:", decode(data, declared=charset[1].decode("ascii") if charset else ""))
    most = _MARKUP * limits.characters
    notes: tuple[str, ...] = ()
    if len(text) > most:
        text = text[:most]
        if (cut := text.rfind("<")) > text.rfind(">"):
            text = text[:cut]  # the beginning of a tag
        notes = (f"only the first {most:,} characters of its markup were read",)
    page, whole = parse_page(text, limits.characters)
    if not whole:
        notes = ()  # `within_limits` cuts what is too much and says so
    pieces = tuple(_with_openings(_choose(page.found)))
    heading = next((p.text for p in pieces if p.kind == "heading" and p.level == 1), "")
    return Draft(pieces, title=" ".join(page.head.title.split()) or heading, byline=page.head.byline, notes=notes)


def _choose(found: Sequence[Found]) -> list[Found]:
    """Take the main part where the page marks one, else all that is not boilerplate, else all there is."""
    kept = [one for one in found if one.region != "around"]
    total = _words(kept)
    for regions, enough in ((("main", "article in main"), _ENOUGH_MAIN), (("article",), _ENOUGH_ARTICLE)):
        chosen = [one for one in kept if one.region in regions]
        if chosen and _words(chosen) >= enough * total:
            return chosen
    return _without_menus(kept) or list(found)


def _without_menus(found: list[Found]) -> list[Found]:
    """Take away the lists of links with which a page begins and ends; those inside its text are the text's."""
    start, end = 0, len(found)
    while start < end and _is_link(found[start]):
        start += 1
    while end > start and _is_link(found[end - 1]):
        end -= 1
    begins = start if start >= _FEWEST_LINKS else 0
    return found[begins : end if len(found) - end >= _FEWEST_LINKS else len(found)]


def _is_link(one: Found) -> bool:
    return one.piece.kind == "list item" and one.linked >= _ALL_LINK


def _with_openings(found: Sequence[Found]) -> Iterator[Piece]:
    """Mark the first piece of each of several articles that stand beside each other."""
    articles = {one.article for one in found if one.article is not None}
    beside = Counter(parent for _, parent in articles)
    opened: set[tuple[int, int]] = set()
    for one in found:
        opens = one.article is not None and beside[one.article[1]] > 1 and one.article not in opened
        if one.article is not None:
            opened.add(one.article)
        yield replace(one.piece, opens=True) if opens else one.piece


def _words(found: Iterable[Found]) -> int:
    return sum(len(one.piece.text.split()) for one in found)
