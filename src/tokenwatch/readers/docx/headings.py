"""Headings that no style says: short bold lines above a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tokenwatch.readers.draft import Piece

_MOST_WORDS = 12
"""Words of a heading. A question of a form has up to a dozen; longer bold lines are sentences meant to be seen."""
_TOGETHER = 2
"""Bold lines in a row that can be headings: a title above the first heading. More are an address, or a passage that
is meant to be seen."""
_ENDS = tuple(".!,;…\"'”’")
_BEGINS = tuple("\"'“‘")


def looks_like_heading(text: str) -> bool:
    """Say whether a bold line may be a heading by its words.

    Examples
    --------
    >>> looks_like_heading("How were people involved?"), looks_like_heading("We were not asked.")
    (True, False)
    """
    text = text.strip()
    plain = "\n" not in text and any(char.isalpha() for char in text)
    return plain and not text.endswith(_ENDS) and not text.startswith(_BEGINS) and len(text.split()) <= _MOST_WORDS


def with_bold_headings(pieces: Sequence[Piece], bold: frozenset[int]) -> list[Piece]:
    """Make bold lines headings, below the heading by style that they follow.

    Parameters
    ----------
    pieces
        Of the whole text, in order.
    bold
        Which of them are bold lines that look like headings.

    Returns
    -------
    list of Piece
        As they were where so many are bold that it says nothing.
    """
    return list(_headed(pieces, bold)) if 2 * len(bold) <= len(pieces) else list(pieces)


def _headed(pieces: Sequence[Piece], bold: frozenset[int]) -> Iterator[Piece]:
    level = 0
    for is_bold, group in groupby(range(len(pieces)), lambda index: index in bold):
        indexes = list(group)
        after = indexes[-1] + 1
        if is_bold and len(indexes) <= _TOGETHER and after < len(pieces) and pieces[after].kind != "heading":
            yield from (replace(pieces[index], kind="heading", level=min(level + 1, 6)) for index in indexes)
            continue
        for index in indexes:
            level = pieces[index].level if pieces[index].kind == "heading" else level
            yield pieces[index]
