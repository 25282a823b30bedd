"""Where words stand in quotation marks: straight and curly, single and double, nested, unbalanced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 6000
"""Characters that one pair of marks may hold: a long paragraph of a speech; beyond it a mark was left out."""

LONGEST_SINGLE = 1200
"""The same for single marks, which are apostrophes too: each is tried against those behind it."""
_ANY = re.compile("[“”„«»\"‘’'`]")
_DOUBLE = {"“": "”", "„": "“”", "«": "»"}
_SINGLE = {"‘": "’", "'": "'", "`": "'’"}
_BEFORE_OPENING = frozenset(' \t\n([{—–-:>*_/…“"\u00a0')
_ENDS_SPEECH = frozenset(".,!?…;:)]-–—")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in marks.

    Parameters
    ----------
    start, end
        Range with the marks.
    words_start, words_end
        Range without them.
    closed
        Whether there is a closing mark.
    """

    start: int
    end: int
    words_start: int
    words_end: int
    closed: bool = True


def find_marked(text: str) -> list[Marked]:
    """Find words in quotation marks in one paragraph, outermost marks only.

    A mark without its partner is taken to run to the end of the paragraph where it opens words, as it does in
    speech of several paragraphs, and to be an apostrophe or a slip where it does not. Nothing raises.

    Examples
    --------
    >>> text = "She said: “He told me ‘no’ and left.” It was the residents’ hall."
    >>> [text[found.words_start : found.words_end] for found in find_marked(text)]
    ['He told me ‘no’ and left.']
    """
    return list(_scan(text))


def _scan(text: str) -> Iterator[Marked]:
    place = 0
    while mark := _ANY.search(text, place):
        start = mark.start()
        found = _from(text, start)
        place = found.end if found else start + 1
        if found:
            yield found


def _from(text: str, start: int) -> Marked | None:
    """Give the words that a mark at `start` opens, ``None`` where it opens none."""
    mark = text[start]
    behind = text[start + 1 : start + 2]
    if not behind or behind.isspace():
        return None
    opens = start == 0 or text[start - 1] in _BEFORE_OPENING
    if mark in _DOUBLE:
        return _until(text, start, _closing_double(text, start, _DOUBLE[mark]))
    if mark == '"' and opens:
        return _until(text, start, _closing_straight(text, start))
    if mark in _SINGLE and opens and (behind.isalnum() or behind in '“"[…'):
        end = _closing_single(text, start, _SINGLE[mark])
        return _until(text, start, end) if end >= 0 else None
    return None


def _until(text: str, start: int, end: int) -> Marked | None:
    if end < 0:
        last = len(text.rstrip())
        return Marked(start, last, start + 1, last, closed=False) if last > start + 1 else None
    return Marked(start, end + 1, start + 1, end)


def _closing_double(text: str, start: int, closing: str) -> int:
    """Give the place of the closing mark, with marks of the same kind inside passed over; -1 without one."""
    depth = 0
    for place in range(start, min(len(text), start + LONGEST)):
        if text[place] == text[start]:
            depth += 1
        elif text[place] in closing:
            depth -= 1
            if depth == 0:
                return place
    # More were opened than closed: the first closing mark is as good as any.
    return next((place for place in range(start + 1, min(len(text), start + LONGEST)) if text[place] in closing), -1)


def _closing_straight(text: str, start: int) -> int:
    """Give the next straight mark that closes: one with no space before it, and no letter behind it."""
    for match in re.compile('["”]').finditer(text, start + 1, start + LONGEST):
        place = match.start()
        behind = text[place + 1 : place + 2]
        if not text[place - 1].isspace() and not behind.isalnum():
            return place
    return -1


def _closing_single(text: str, start: int, closing: str) -> int:
    """Give the closing single mark; those inside a word and after a plural are apostrophes where another follows."""
    fallback = -1
    for match in re.compile(f"[{closing}]").finditer(text, start + 1, start + LONGEST_SINGLE):
        place = match.start()
        behind = text[place + 1 : place + 2]
        if behind.isalnum() or text[place - 1].isspace():
            continue
        if text[place - 1] in _ENDS_SPEECH or text[place - 1] != "s":
            return place
        fallback = place if fallback < 0 else fallback
    return fallback
