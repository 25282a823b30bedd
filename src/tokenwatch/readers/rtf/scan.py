"""Rich Text as a stream of tokens: one scan from left to right, and jumps over what is not text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

_TOKEN = re.compile(
    rb"(?P<text>[^\\{}\r\n]+)"
    rb"|\\(?P<word>[a-zA-Z]+)(?P<number>-?[0-9]+)?[ ]?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>.)"
    rb"|(?P<open>\{)|(?P<close>\})"
    rb"|[\r\n]+",
    re.DOTALL,
)
_IN_SKIPPED = re.compile(rb"[{}]|\\bin(?P<count>[0-9]+)[ ]?|\\.", re.DOTALL)
"""What can end a group that is not read: braces, unless they are escaped or stand in raw bytes."""
_MOST_DIGITS = 10
"""Digits of a number that are looked at: one more than a count or a code point can have."""

Kind = Literal["text", "word", "byte", "symbol", "open", "close"]


class Token(NamedTuple):
    """What stands at one place: a run of bytes, a control word with its number, a brace.

    Parameters
    ----------
    kind
        ``"byte"`` is one that is written in hexadecimal, ``"symbol"`` a control word of one character.
    value
        The bytes, or the word without its backslash.
    number
        A control word's number; ``None`` where it has none.
    """

    kind: Kind
    value: bytes
    number: int | None = None


class Scanner:
    r"""Gives the tokens of Rich Text, one after another.

    Line ends are no tokens, and the raw bytes behind ``\bin`` are passed over.

    Parameters
    ----------
    data
        A file, or the rest of a group.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._position = 0

    def __iter__(self) -> Iterator[Token]:
        """Give the tokens from here on; `rest_of_group` may be called between two."""
        while found := _TOKEN.match(self._data, self._position):
            self._position = found.end()
            if found["word"]:
                number = int(found["number"][:_MOST_DIGITS]) if found["number"] else None
                if found["word"] == b"bin":
                    self._position += max(number or 0, 0)
                else:
                    yield Token("word", found["word"], number)
            elif found["byte"]:
                yield Token("byte", bytes.fromhex(found["byte"].decode("ascii")))
            elif found.lastgroup:
                yield Token(cast(Kind, found.lastgroup), found[found.lastgroup])

    def rest_of_group(self) -> bytes:
        """Give what is left of the group that is open, and go on at the brace that closes it."""
        start, depth = self._position, 1
        position = start
        while found := _IN_SKIPPED.search(self._data, position):
            position = found.end() + int((found["count"] or b"0")[:_MOST_DIGITS])
            depth += {b"{": 1, b"}": -1}.get(found[0], 0)
            if not depth:
                self._position = found.start()
                return self._data[start : self._position]
        self._position = len(self._data)
        return self._data[start:]
