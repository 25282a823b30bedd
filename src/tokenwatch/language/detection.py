"""Detect the language: whether a text is mainly English. What is not is never scored."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from runpy import run_path

_ENGLISH = frozenset(
    "the of and to in is that for with are was were be by this it we our they have from at which will not you has "
    "been their can who what when about all more your if but how its than these people".split()
)
_WELSH = frozenset(
    "yr yn mae ar gyda gydag wedi ei eu ac fel hyn sydd bydd gan am ein ni chi rydym byddwn oedd hwn hon i'r o'r y'r "
    "sy'n a'r fod bod neu nid ond hefyd pobl cael gael wrth dros drwy gyfer ym mhob rhan ydym ydyn maent os".split()
)
"""spaCy has no Welsh; the first language to be met beside English in UK health and social care."""
_OTHERS = ("fr", "de", "es", "it", "pt", "nl", "pl", "ro", "ga", "sv", "da", "tr")
SHARE = 0.10
"""Least share of English function words in a long text. Ordinary English has 0.2 to 0.4, a programme of names and
titles 0.13 and more; Welsh, French and German text stays under 0.05."""
LONG = 80
"""Words from which that share is asked for. A short deck of headings may hold hardly any function word of any
language; there the other languages must show themselves."""
MIN_WORDS = 20
"""Words from which anything is said; a title or a name has no language."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


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
    words = _WORD.findall(text.lower().replace("’", "'"))
    if len(words) < MIN_WORDS:
        return ""
    english = sum(map(_ENGLISH.__contains__, words))
    other = sum(map(_other_words().__contains__, words))
    enough = english > 0 if len(words) < LONG else english >= SHARE * len(words)
    return "en" if enough and english >= other else "not en"


@cache
def _other_words() -> frozenset[str]:
    """Give function words of other languages, those left out that are English words of any kind as well."""
    words = set(_WELSH)
    for language in _OTHERS:
        words |= _stop_words(language)
    english = _stop_words("en")
    return frozenset(word for word in words if len(word) > 1 and word not in english)


def _stop_words(language: str) -> set[str]:
    """Read a language's list by itself: to import the whole of a dozen languages takes three seconds."""
    import spacy.lang

    path = Path(next(iter(spacy.lang.__path__))) / language / "stop_words.py"
    words: set[str] = run_path(str(path))["STOP_WORDS"]
    return words
