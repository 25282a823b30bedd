"""Where the words of a document stand in the file that it was read from.

A document's text was cleaned and put in order: hyphens at line ends are gone, ligatures are letters, list marks stand
before items, columns follow one another. So only letters and digits are compared, and words that are found in one
piece no longer are looked for piece by piece.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache

Stretch = tuple[int, int]
"""Half-open range of characters."""

_SHORT = 8
"""Letters below which a piece means nothing by itself: "with the" stands on every page."""
_SURE = 24
"""Letters with which a further piece is not there by chance: four or five words."""
_CLOSE = 16
"""Letters that may stand before a short rest: the mark of a footnote, a page's number."""
_NEARBY = 3_000
"""Letters in which sentences go on: about a page."""
_LEAST_SHARE = 0.6
"""Share of the letters that must be found: a list mark or a lost word may be missing, half a sentence may not."""


def letters_of(text: str) -> tuple[str, array[int]]:
    r"""Give the letters and digits of a text, without case and accents, each with its place.

    Examples
    --------
    >>> letters, places = letters_of("Caf\u00e9, \ufb01rst")
    >>> letters, places.tolist()
    ('cafefirst', [0, 1, 2, 3, 6, 6, 7, 8, 9])
    """
    letters: list[str] = []
    places = array("q")
    for place, char in enumerate(text):
        folded = _folded(char)
        letters.append(folded)
        places.extend([place] * len(folded))
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(one for one in plain if one.isalnum())


class _Letters:
    """Letters with their places, and where words end among them."""

    def __init__(self, text: str) -> None:
        self.letters, self.places = letters_of(text)

    def __len__(self) -> int:
        return len(self.letters)

    def ends_word(self, index: int) -> bool:
        """Say whether the letter at an index is the last before something that is no letter."""
        return index + 1 >= len(self.places) or self.places[index + 1] > self.places[index] + 1


class Stream:
    """The characters of a file in which words are looked for, one statement after the other.

    It remembers how far it has come, so that of two equal sentences each is found at its own place.

    Parameters
    ----------
    text
        The characters, in the order of the file.
    """

    def __init__(self, text: str) -> None:
        self._stream = _Letters(text)
        self._reached = 0

    def find(self, words: str, low: int = 0, high: int | None = None) -> tuple[Stretch, ...]:
        r"""Find where words stand.

        Parameters
        ----------
        words
            The words of a statement.
        low, high
            Range of characters in which to look.

        Returns
        -------
        tuple of Stretch
            The pieces, in the order of the words; empty where too little of them was found.

        Examples
        --------
        >>> stream = Stream("We ask six ten-\nants to choose the 4 The Kettle builder for the hall.")
        >>> stream.find("Six tenants to choose the builder for the hall."), stream.find("Nobody was asked.")
        (((7, 34), (48, 68)), ())
        """
        places = self._stream.places
        first = bisect_left(places, low)
        last = len(places) if high is None else bisect_left(places, high)
        sought = _Letters(words)
        here = self._reached if first <= self._reached < last else first
        pieces = self._pieces(sought, here, first, last)
        if not pieces or sum(end - start for start, end in pieces) < _LEAST_SHARE * len(sought):
            return ()
        if pieces[0][0] >= here:
            self._reached = pieces[0][1]
        return tuple((places[start], places[end - 1] + 1) for start, end in pieces)

    def _pieces(self, sought: _Letters, here: int, first: int, last: int) -> list[Stretch]:
        starts = [0] + [index + 1 for index in range(len(sought) - 1) if sought.ends_word(index)] + [len(sought)]
        pieces: list[Stretch] = []
        at, spare = 0, len(sought) * (1 - _LEAST_SHARE)
        while at < len(sought) and spare >= 0:
            start, length = self._longest(sought.letters[at:], here, (first, last), follows=bool(pieces))
            if length == 0:  # this word does not stand here: go on with the next
                following = starts[bisect_right(starts, at)]
                spare -= following - at
                at = following
                continue
            length = self._to_word_end(start, length, sought, at)
            pieces.append((start, start + length))
            at += length
            here = start + length
        return pieces

    def _longest(self, rest: str, here: int, bounds: Stretch, *, follows: bool) -> Stretch:
        """Give the start and length of the longest beginning of the rest that stands in the stream, length 0 if none.

        What goes on close by is taken before what is longer and far away.
        """
        last = bounds[1]
        if len(rest) < _SHORT:
            low, high = (here, min(last, here + _CLOSE + len(rest))) if follows else bounds
            start = self._stream.letters.find(rest, low, high)
            return start, len(rest) if start >= 0 else 0
        best = (-1, 0)
        ranges = ((here, min(last, here + _NEARBY)), (here, last), bounds)
        for low, high in dict.fromkeys(ranges):
            found = self._prefix(rest, low, high)
            if found[1] > best[1]:
                best = found
            if best[1] == len(rest) or (follows and best[1] >= _SURE):
                break
        return best

    def _prefix(self, rest: str, low: int, high: int) -> Stretch:
        find = self._stream.letters.find
        if (start := find(rest, low, high)) >= 0:
            return start, len(rest)
        if (start := find(rest[:_SHORT], low, high)) < 0:
            return -1, 0
        known, too_long = _SHORT, len(rest)
        while too_long - known > 1:  # if a beginning stands there, so does every shorter one
            middle = (known + too_long) // 2
            if (found := find(rest[:middle], start, high)) >= 0:
                start, known = found, middle
            else:
                too_long = middle
        return start, known

    def _to_word_end(self, start: int, length: int, sought: _Letters, at: int) -> int:
        """Give back letters that fit by chance: a piece ends where a word ends, here or there."""
        for shorter in range(length, _SHORT, -1):
            if self._stream.ends_word(start + shorter - 1) or sought.ends_word(at + shorter - 1):
                return shorter
        return length
