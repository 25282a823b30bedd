"""Style sheets of an e-book, as far as they decide what is shown."""

from __future__ import annotations

import re

_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_BRACE = re.compile(rb"[{}]")
_HIDES = re.compile(rb"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_CLASS = re.compile(rb"[A-Za-z0-9]*\.([\w-]+)")
_ATTRIBUTE = re.compile(rb"\bclass\s*=\s*(?P<mark>[\"'])(?P<names>[^\"'<>]{1,500})(?P=mark)")


def hidden_classes(sheet: bytes) -> set[bytes]:
    """Give the classes whose elements a style sheet hides, whatever stands around them.

    Rules inside others are passed over: they hold for a certain screen, or for one maker's device.

    Examples
    --------
    >>> hidden_classes(b"p.note, .x { display: none } @media print { .y { display: none } }") == {b"note", b"x"}
    True
    """
    sheet = _COMMENT.sub(b"", sheet)
    names: set[bytes] = set()
    depth = start = 0
    selectors = b""
    for brace in _BRACE.finditer(sheet):
        between = sheet[start : brace.start()]
        if brace[0] == b"{":
            selectors = between
            depth += 1
        elif depth:
            depth -= 1
            if not depth and _HIDES.search(between):
                found = (_CLASS.fullmatch(selector.strip()) for selector in selectors.split(b","))
                names.update(one[1] for one in found if one)
        start = brace.end()
    return names


def hide(page: bytes, classes: set[bytes]) -> bytes:
    """Mark the elements of some classes as hidden, in the way that a web page's reader looks for."""

    def marked(found: re.Match[bytes]) -> bytes:
        return found[0] + b' hidden=""' if classes.intersection(found["names"].split()) else found[0]

    return _ATTRIBUTE.sub(marked, page) if classes else page
