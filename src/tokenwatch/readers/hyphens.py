"""Whether a hyphen at a line end belongs to the word: "co-produced" or "involvement"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

# Words whose hyphen is written wherever they stand: our own vocabulary first. A wrong hyphen in a long word
# costs little; "coproduced" for "co-produced" would hide the very word that is looked for.
_ALWAYS = frozenset(
    str.split(
        "co self user peer carer patient tenant resident community service client survivor citizen public "
        "people person family parent youth lay non anti semi multi cross well ex half all one two three "
        "four five long short high low full part large small first second third decision policy evidence "
        "voluntary wide"
    )
)
# Second halves that are never the tail of a broken word.
_SECOND = frozenset(
    str.split(
        "led based run owned driven centred centered focused making maker makers term time wide being "
        "going line depth to up out off on in researcher researchers worker workers production produce "
        "produced producing produces design designed designing designs lead leads leading chair chairs "
        "chaired chairing author authors authored applicant applicants ordinate ordinator ordinated "
        "operate operative"
    )
)
_OFTEN = frozenset(("pre", "re", "un", "de", "sub", "inter"))
_SUSPENDED = frozenset(("and", "or", "to"))
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_BROKEN = frozenset("-\u2010\xad\x02\ufffe")
_LOOK_BACK = 40
"""Characters looked at before the hyphen; English has no longer word part."""


class Words:
    r"""The words of one document, looked at only where a word was broken.

    Parameters
    ----------
    texts
        The raw text, in any number of parts.

    Examples
    --------
    >>> Words(["Real involvement takes time."]).join("involve-\nment", 7, 9, line_end=" ")
    ''
    >>> Words([]).join("co-\nproduce", 2, 4, line_end=" ")
    '-'
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    @cached_property
    def _seen(self) -> frozenset[str]:
        """Whole words, lower case, leaving out the two halves of the broken ones."""
        return frozenset(
            found[0].lower()
            for text in self._texts
            for found in _WORD.finditer(text)
            if text[found.start() - 1 : found.start()] not in _BROKEN
            and text[found.end() : found.end() + 1] not in _BROKEN
        )

    def join(self, text: str, start: int, end: int, *, line_end: str) -> str:
        """Say what stands in the place of a hyphen and the line end after it.

        Parameters
        ----------
        text
            The raw text.
        start, end
            Where the hyphen begins, and where the word goes on.
        line_end
            What a line end becomes, for "short- and long-term".

        Returns
        -------
        str
            ``"-"``, or ``""`` where typesetting broke the word.
        """
        before = _LETTERS.findall(text, max(0, start - _LOOK_BACK), start)
        after = _LETTERS.match(text, end, end + _LOOK_BACK)
        if not before or after is None:
            return "-"
        left, right = before[-1].lower(), after[0].lower()
        if right in _SUSPENDED:
            return "-" + line_end
        return "-" if not after[0].islower() or self._keeps_hyphen(left, right) else ""

    def _keeps_hyphen(self, left: str, right: str) -> bool:
        if left in _ALWAYS or right in _SECOND:
            return True
        if left + right in self._seen:
            return False
        if f"{left}-{right}" in self._seen:
            return True
        # "re-elected" and "pre-existing" need their hyphen; "re-search" and "pre-sent" are broken words.
        if left in _OFTEN:
            return right.startswith("e")
        # Two words that the text also uses alone make a compound ("housing-\nassociation"); the tails of
        # broken words ("ment") never stand alone.
        return left in self._seen and right in self._seen
