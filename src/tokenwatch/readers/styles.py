"""What the styles of Word, OpenDocument and Rich Text have in common: their parents, and what a paragraph becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol, TypeVar

from tokenwatch.document import BlockKind

Key = TypeVar("Key")
Stated = TypeVar("Stated")

_HEADING = re.compile(r"heading ([1-9])")
_LONGEST_CHAIN = 20
"""Styles looked through by their parents; Word refuses longer chains, and a broken file may hold a circle."""
_DEEPEST_HEADING = 6


class OwnKind(Protocol):
    """A style that may be one of the program's own for quotations or captions."""

    @property
    def quotation(self) -> bool:
        """Whether its text is a quotation."""
        ...

    @property
    def caption(self) -> bool:
        """Whether its text is a caption."""
        ...


def with_parents(key: Key, find: Callable[[Key], Stated | None], parent: Callable[[Stated], Key]) -> list[Stated]:
    """Give a style and those that it is based on, the nearest first.

    Parameters
    ----------
    key
        What it is known by.
    find
        Gives what a style states itself, or ``None`` where there is none.
    parent
        Gives what the parent of a style is known by.
    """
    chain: list[Stated] = []
    while len(chain) < _LONGEST_CHAIN and (stated := find(key)) is not None:
        chain.append(stated)
        key = parent(stated)
    return chain


def level_of_name(name: str) -> int:
    """Give the level of the heading that a style of Word makes by its name, in lower case, or 0.

    Examples
    --------
    >>> level_of_name("title"), level_of_name("heading 2"), level_of_name("body text")
    (1, 2, 0)
    """
    if name == "title":
        return 1
    found = _HEADING.fullmatch(name)
    return int(found[1]) if found else 0


def kind_and_level(
    style: OwnKind, *, heading: int, item: int, otherwise: BlockKind = "paragraph"
) -> tuple[BlockKind, int]:
    """Say what a paragraph becomes: a heading before a list item, either before what its style says.

    Parameters
    ----------
    style
        Its style.
    heading, item
        Its level as a heading and as an item of a list; 0 where it is none.
    otherwise
        What it is where nothing says more.
    """
    if heading:
        return "heading", min(heading, _DEEPEST_HEADING)
    if item:
        return "list item", item
    return ("quotation" if style.quotation else "caption" if style.caption else otherwise), 0
