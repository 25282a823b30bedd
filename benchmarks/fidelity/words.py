"""Words to compare by, whatever the tool: plain text, Markdown, curly or straight marks."""

from __future__ import annotations

import html
import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*|[☐☒$£€%]")
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "−": "-", "☑": "☒", "\xad": None})

_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})\s+(?P<title>.+?)\s*#*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"\]\([^)\s]*(?: \"[^\"]*\")?\)|^\[[^\]]+\]: +https?:\S+$", re.MULTILINE)
_TICKED, _UNTICKED = re.compile(r"\[[xX]\]"), re.compile(r"\[ \]")
_NOTE = re.compile(r"\[\^(?=[^\]\n]+\])")
_MARKUP = re.compile(r"\\(?=[^\w\s])|\*{1,3}|</?(?:br|sup|sub|u|b|i|em|strong|mark)\s*/?>")
"""Escapes, emphasis, the few tags that stand in Markdown."""


def words_of(text: str, *, hyphens: bool = True) -> list[str]:
    """Split a text into the words to be compared; boxes, currencies and per cent are words.

    Parameters
    ----------
    text
        Plain text.
    hyphens
        Whether a hyphen between letters is part of a word. With it, "coproduce" is not "co-produce".

    Examples
    --------
    >>> words_of("☒ Co‑production, £12.60!")
    ['☒', 'co-production', '£', '12', '60']
    """
    plain = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME).casefold()
    return _WORD.findall(plain if hyphens else plain.replace("-", " "))


def plain_of(markdown: str) -> str:
    r"""Take off Markdown what a person would not see: marks, addresses of links, comments.

    Examples
    --------
    >>> plain_of(r"## 1\. *Who* [decides](https://example.org)?")
    '## 1. Who [decides?'
    """
    text = _NOTE.sub(" ", _TARGET.sub("", _COMMENT.sub(" ", markdown)))
    text = _UNTICKED.sub("☐", _TICKED.sub("☒", text))
    return html.unescape(_MARKUP.sub("", text))


def headings_of(markdown: str) -> list[str]:
    """Give the headings that a Markdown text marks with ``#``, as plain text."""
    return [plain_of(found["title"]) for found in _HEADING.finditer(_COMMENT.sub(" ", markdown))]
