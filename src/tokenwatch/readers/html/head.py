"""What a web page says of itself: its title, and who wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tokenwatch.readers.html.elements import Attributes

_LONGEST = 1_000
"""Characters of a title or a byline."""
_LONGEST_DATA = 500_000
"""Characters of a page's linked data; a page of many products has 100,000."""
_MOST_NODES = 5_000
_AUTHOR_NAMES = frozenset(
    str.split("author dc.creator dcterms.creator byl article:author parsely-author citation_author")
)


class Head:
    """Collects title and byline, from the elements of the head and from linked data (JSON-LD)."""

    def __init__(self) -> None:
        self.title = ""
        self._authors: list[str] = []
        self._data: list[str] = []
        self._left = _LONGEST_DATA

    @property
    def byline(self) -> str:
        """Authors as the page names them, joined by commas; ``""`` where it names none."""
        authors = self._authors or list(_authors("".join(self._data)))
        plain = (" ".join(author.split()) for author in authors)
        return ", ".join(dict.fromkeys(name for name in plain if name and "://" not in name))[:_LONGEST]

    def take_meta(self, attributes: Attributes) -> None:
        """Look at a ``<meta>``."""
        name = attributes.get("name") or attributes.get("property", "")
        if name.lower() in _AUTHOR_NAMES and len(self._authors) < 100:
            self._authors.append(attributes.get("content", "")[:_LONGEST])

    def take_title(self, text: str) -> None:
        """Add text that stands in ``<title>``."""
        self.title = (self.title + text)[:_LONGEST]

    def take_data(self, text: str) -> None:
        """Add text of a script of linked data; what follows too much of it is left."""
        self._data.append(text[: self._left])
        self._left -= len(self._data[-1])


def _authors(text: str) -> Iterator[str]:
    """Give the names of authors in linked data; where several scripts follow each other, all are looked at."""
    decoder = json.JSONDecoder()
    position = 0
    for _ in range(20):
        start = min((at for at in (text.find(mark, position) for mark in "{[") if at >= 0), default=-1)
        if start < 0:
            return
        try:
            data, position = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield from _names(data)


def _names(data: Any) -> Iterator[str]:
    left = [data]
    for node in left:  # grows while it is walked
        if isinstance(node, dict):
            named = node.get("author")
            for author in named if isinstance(named, list) else [named]:
                name = author.get("name") if isinstance(author, dict) else author
                if isinstance(name, str):
                    yield name[:_LONGEST]
            left += [value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]
        elif isinstance(node, list):
            left += node[: _MOST_NODES - len(left)]
        if len(left) > _MOST_NODES:
            return
