"""Clean a text once, and keep the way back.

Typesetters, word processors and PDF producers leave marks in a text that are not part of its words: hyphens
at line ends, ligatures, soft hyphens, invisible controls. They are taken out here and nowhere else, and
every change is recorded, so that a finding can be traced to the bytes' own text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from tokenwatch.document import OffsetMap
from tokenwatch.readers.hyphens import Words

_SPACES = r"\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = r"\n\r\x0b\x0c\x85\u2028\u2029"
_INVISIBLE = r"\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\uffff"
_ODD = (
    rf"{_INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u2010\u2011\ufb00-\ufb06\uf0a7\uf0b7\uf0d8"
    r"\ud800-\udfff\ufffe\ufe63\uff01-\uff5e\U0001d400-\U0001d7ff"
)
_ACCENTED = r"(?P<accented>[^\W\d_][\u0300-\u036f]{1,30})"
"""A letter with the accents written behind it, as PDF files and macOS have them. No language has thirty (UAX 15,
stream-safe text); to put a million in order, as `unicodedata` does one by one, takes days."""

# U+0002 and U+FFFE are what PDFium's versions write for a hyphen at a line end. They stand alone: the line
# end itself is already gone.
_HYPHEN = (
    r"(?P<hyphen>(?<=[^\W\d_])(?:[-\u2010\u2011\xad](?:\r\n?|\n)[ \t]*|[\x02\ufffe](?:\r\n?|\n)?[ \t]*)(?=[^\W_]))"
)
_KEEP_LAYOUT = re.compile(
    rf"{_HYPHEN}|(?P<line>\r\n?|[\x0b\x0c\x85\u2028\u2029])|(?P<space>[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    rf"|{_ACCENTED}|(?P<odd>[{_ODD}])"
)
_TIDY = re.compile(
    rf"{_HYPHEN}|(?P<run>[{_SPACES}{_BREAKS}]{{2,}}|[{_SPACES[2:]}\t{_BREAKS}])|{_ACCENTED}|(?P<odd>[{_ODD}])"
)
_HAS_BREAK = re.compile(f"[{_BREAKS}]")

_EXACT = {
    **{"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"},
    **{"\ufb05": "st", "\ufb06": "st"},
    **dict.fromkeys("\u2010\u2011\ufffe\x02", "-"),
    # bullets of the Symbol and Wingdings fonts, which have no code point of their own
    **dict.fromkeys("\uf0a7\uf0b7\uf0d8", "•"),
}
_TAKEN_OUT = re.compile(f"[{_INVISIBLE}]")


def clean(raw: str, words: Words, *, tidy: bool, wrapped: bool = False) -> tuple[str, OffsetMap]:
    r"""Clean a text.

    Parameters
    ----------
    raw
        Any text.
    words
        The document's own words, which decide whether a hyphen at a line end is kept.
    tidy
        Whether runs of white space become one space, or one line end where they hold one. Without it the
        layout stays: only line ends and odd spaces are made plain.
    wrapped
        With `tidy`: whether a line end means a space.

    Returns
    -------
    str
        The cleaned text.
    OffsetMap
        From the cleaned text to `raw`; empty where every character kept its place.

    Examples
    --------
    >>> clean("We co-\nproduced the oﬃce plan.", Words(()), tidy=True)[0]
    'We co-produced the office plan.'
    """
    parts: list[str] = []
    cleaned_starts, raw_starts = [0], [0]
    position = done = 0
    for found in (_TIDY if tidy else _KEEP_LAYOUT).finditer(raw):
        old = found[0]
        new = _replacement(found, words, wrapped=wrapped)
        if old == new:
            continue
        parts += raw[done : found.start()], new
        position += found.start() - done
        done = found.end()
        for index in range(1, len(new)):
            _note(cleaned_starts, raw_starts, position + index, found.start() + min(index, len(old) - 1))
        position += len(new)
        _note(cleaned_starts, raw_starts, position, done)
    if not parts:
        return raw, OffsetMap()
    parts.append(raw[done:])
    if raw_starts == [0]:
        return "".join(parts), OffsetMap()
    return "".join(parts), OffsetMap(tuple(cleaned_starts), tuple(raw_starts))


def _note(cleaned_starts: list[int], raw_starts: list[int], cleaned: int, raw: int) -> None:
    """Begin a piece of the map, unless the one before leads to the same place."""
    if raw - cleaned == raw_starts[-1] - cleaned_starts[-1]:
        return
    if cleaned_starts[-1] == cleaned:
        cleaned_starts.pop()
        raw_starts.pop()
        if cleaned_starts and raw - cleaned == raw_starts[-1] - cleaned_starts[-1]:
            return
    cleaned_starts.append(cleaned)
    raw_starts.append(raw)


def _replacement(found: re.Match[str], words: Words, *, wrapped: bool) -> str:
    match found.lastgroup:
        case "hyphen":
            return words.join(found.string, found.start(), found.end(), line_end=" " if wrapped else "\n")
        case "line":
            return "\n"
        case "space":
            return " "
        case "run":
            return "\n" if _HAS_BREAK.search(found[0]) and not wrapped else " "
        case "accented":
            return unicodedata.normalize("NFC", found[0])
    return _replace_odd(found[0])


def _replace_odd(char: str) -> str:
    if char in _EXACT:
        return _EXACT[char]
    if _TAKEN_OUT.match(char):
        return ""
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    if char >= "\ufe63":
        # Wide letters of East Asian fonts, and the "bold" letters with which people shout on the web.
        return unicodedata.normalize("NFKC", char)
    # 0x80 to 0x9f are no characters in any text that people write: they are cp1252 taken for latin-1.
    return bytes([ord(char)]).decode("cp1252", "replace").replace("\ufffd", " ") if char >= "\x80" else " "


def shift_map(maps: Iterable[tuple[int, int, OffsetMap]]) -> OffsetMap:
    """Join the maps of stretches of a text into the map of the whole.

    Parameters
    ----------
    maps
        For each stretch its start in the cleaned text, its start in the raw text, and its own map.

    Examples
    --------
    >>> shift_map([(0, 0, OffsetMap()), (5, 7, OffsetMap((0, 2), (0, 3)))])
    OffsetMap(cleaned=(0, 5, 7), raw=(0, 7, 10))
    """
    cleaned_starts, raw_starts = [0], [0]
    for cleaned_start, raw_start, own in maps:
        for cleaned, raw in zip(own.cleaned or (0,), own.raw or (0,), strict=True):
            _note(cleaned_starts, raw_starts, cleaned_start + cleaned, raw_start + raw)
    if raw_starts == [0]:
        return OffsetMap()
    return OffsetMap(tuple(cleaned_starts), tuple(raw_starts))
