"""The text of a Markdown block without its marks: emphasis, links, code, notes, pictures."""

from __future__ import annotations

import re
from html import unescape

_IMAGE = re.compile(r"!\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_LINK = re.compile(
    r"\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])(?:\{[^{}]*\})?"
)
_NOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
_NOTE_HERE = re.compile(r"\^\[([^\[\]]*)\]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]*)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_STRONG = re.compile(r"(\*{1,3}|~~)(?=\S)([^*~]+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)([^_]+?)(?<=\S)\3(?!\w)")
_CODE = re.compile(r"`+([^`]*)`+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~^\n])")
_PUNCTUATION = re.compile(r"[^\w\s]")
_TASK = re.compile(r"\[([ xX])\](?=\s)")
_ANCHOR = re.compile(r"[ \t]*\{[#.][^{}]*\}[ \t]*$")
_ANY_MARK = re.compile(r"[\\`*_\[\]<>&{}~]")
_FEWEST_ALT = 2
"""Words of a picture's description; a single one ("logo", "build") says nothing of it."""


def plain(text: str) -> tuple[str, list[str], list[str]]:
    """Take the marks off.

    Parameters
    ----------
    text
        A block's text, without the marks at the beginning of its lines.

    Returns
    -------
    tuple
        The text, the descriptions of its pictures, and the notes that stand in it.

    Examples
    --------
    >>> plain("[x] We **pay**^[Since May.] people ![Six tenants](a.png)")
    ('☑ We pay people', ['Six tenants'], ['Since May.'])
    """
    if not _ANY_MARK.search(text):
        return text.strip(), [], []
    # What is code or escaped keeps its signs: as character references, which are marks of nothing.
    text = _ESCAPED.sub(_as_reference, _CODE.sub(lambda found: _PUNCTUATION.sub(_as_reference, found[1]), text))
    alts = [unescape(alt.strip()) for alt in _IMAGE.findall(text) if len(alt.split()) >= _FEWEST_ALT]
    text = _IMAGE.sub("", text)
    notes = [_marks_off(note) for note in _NOTE_HERE.findall(text)]
    text = _NOTE_MARK.sub("", _NOTE_HERE.sub("", text))
    text = _TASK.sub(lambda found: "☐" if found[1] == " " else "☑", text, count=1) if _TASK.match(text) else text
    return _marks_off(_ANCHOR.sub("", text)), alts, notes


def _marks_off(text: str) -> str:
    text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _TAG.sub("", text)
    for _ in range(3):  # bold inside italic inside struck out is as deep as people nest
        text = _STRONG.sub(lambda found: found[2] or found[4], text)
    return unescape(text).strip()


def _as_reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0][-1])};"
