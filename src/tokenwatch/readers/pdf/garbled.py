"""Text that a PDF's fonts do not tell: glyphs without a letter, or with the wrong one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tokenwatch.readers.pdf.words import Word

_NO_LETTER = re.compile(r"[\ufffd\x00\x01\x03-\x08\x0e-\x1f\ue000-\uefff\uf100-\uf8ff]")
"""What stands for a glyph without a letter; U+F0xx are the symbols of Wingdings, which have one."""
_WORD = re.compile(r"[A-Za-z]{4,}")
_VOWELS = frozenset("aeiouy")
_UNKNOWN = 0.3
"""Share of such glyphs from which a page's text is no text. Pages full of icons reach 0.1."""
_FEWEST = 100
"""Letters by which it is told whether they are the wrong ones."""
_VOWELS_LEAST = 0.24
"""Share of vowels in words under which they are. Languages in Latin letters have 0.36 to 0.45; the usual error,
which takes each letter for the one 29 places before it, leaves 0.15."""


def is_garbled(words: Sequence[Word]) -> bool:
    """Say whether a page's words are not what is seen on it.

    Examples
    --------
    >>> is_garbled([Word("7KH", 0, 0, 0, 10), Word("WHQDQWV", 0, 0, 0, 10), Word("FKDLU", 0, 0, 0, 10)] * 10)
    True
    """
    text = " ".join(word.text for word in words)
    if len(_NO_LETTER.findall(text)) > _UNKNOWN * len(text.replace(" ", "")):
        return True
    letters = "".join(_WORD.findall(unicodedata.normalize("NFD", text))).lower()
    vowels = sum(letter in _VOWELS for letter in letters)
    return len(letters) >= _FEWEST and vowels < _VOWELS_LEAST * len(letters)


def is_unknown(word: Word) -> bool:
    """Say whether a word has no letter that is known."""
    return not _NO_LETTER.sub("", word.text)
