"""Whether a text is mainly English. What is not is never scored."""

from __future__ import annotations

import re

_FUNCTION_WORDS = frozenset(
    "the of and to in is that for with are was were be by this it we our they have from at which will not you "
    "has been their can who what when about all more your if but how its than these people".split()
)
"""Frequent English words that are not also frequent words of Welsh, Irish, French, German, Spanish, Polish or
Romanian: "a", "an", "as", "on", "or", "do", "no" and "I" are left out on that ground."""
SHARE = 0.10
"""Least share of function words. Ordinary English has 0.2 to 0.4, a programme of names and titles 0.13 and more;
Welsh, French and German text stays under 0.05 and text half English, half Welsh near 0.15 of both together."""
MIN_WORDS = 20
"""Words from which the share says something; a title or a name has none in any language."""
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str:
    """Say whether a text is mainly English.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        ``"en"``, ``"not en"``, or ``""`` where there are fewer than `MIN_WORDS` words.

    Examples
    --------
    >>> detect_language("The plan was written with the people who live here, and it is theirs. " * 3)
    'en'
    >>> detect_language("Mae'r cynllun hwn wedi ei ysgrifennu gyda'r bobl sy'n byw yma yn y cwm. " * 3)
    'not en'
    """
    words = _WORD.findall(text.lower())
    if len(words) < MIN_WORDS:
        return ""
    return "en" if sum(word in _FUNCTION_WORDS for word in words) >= SHARE * len(words) else "not en"
