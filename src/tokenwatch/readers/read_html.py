"""Web pages: the article, without the menu, the cookie banner and the scripts around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tokenwatch.readers.decoding import decode
from tokenwatch.readers.draft import Draft, Piece
from tokenwatch.readers.limits import Limits

FORMAT = "html"
SUFFIXES = (".html", ".htm", ".xhtml")
BY_SUFFIX = True

_HEAD = 4096
"""Bytes in which a page says what it is. Browsers look at 1,024 for the encoding; some pages open with a
licence."""
_TAGS = re.compile(rb"<(?:!doctype\s+html|html|head|body|main|article)[\s>]", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_ENOUGH_MAIN = 0.2
"""Share of a page's words that its <main> must hold to be taken for the whole. Real ones hold over 0.5; where
it is less, the element is empty or misused, and the page is read by what is left out instead."""
_ENOUGH_ARTICLE = 0.5
"""The same for <article>, which also marks the teasers of an overview page; those hold less than half."""


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
    from tokenwatch.readers.html_page import Page  # html.parser is needed for this format alone

    charset = _CHARSET.search(data[:_HEAD])
    page = Page()
    page.feed(decode(data, declared=charset[1].decode("ascii") if charset else "")[: limits.characters])
    page.close()
    pieces = _choose(page.found)
    heading = next((p.text for p in pieces if p.kind == "heading" and p.level == 1), "")
    return Draft(pieces, title=" ".join(page.title.split()) or heading, byline=page.byline)


def _choose(found: list[tuple[Piece, str]]) -> tuple[Piece, ...]:
    """Take the main part where the page marks one, else all that is not boilerplate, else all there is."""
    total = _words(piece for piece, region in found if region != "around")
    for regions, enough in ((("main", "article in main"), _ENOUGH_MAIN), (("article",), _ENOUGH_ARTICLE)):
        chosen = tuple(piece for piece, region in found if region in regions)
        if chosen and _words(chosen) >= enough * total:
            return chosen
    kept = tuple(piece for piece, region in found if region != "around")
    return kept or tuple(piece for piece, _ in found)


def _words(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces)
