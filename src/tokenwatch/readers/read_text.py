"""Plain text: decoded, and otherwise as it stands."""

from __future__ import annotations

from tokenwatch.readers.decoding import decode, is_text
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.limits import Limits

FORMAT = "text"
LABEL = "plain text"
SUFFIXES = (".txt", ".text")

_WIDEST = 4
"""Most bytes of a character in any encoding: what lies beyond those that may be read is not decoded, for 64 MiB of bad
bytes take a minute, in the user's own process."""


def recognises(data: bytes) -> bool:
    """Say whether bytes are text of any kind; asked last, since most formats' beginnings could be text."""
    return is_text(data)


def read(data: bytes, limits: Limits) -> Draft:
    r"""Read a text file.

    Raises
    ------
    ReadError
        Of kind ``"unsupported format"`` where the bytes are no text.

    Examples
    --------
    >>> read(b"Six tenants chose\r\nthe contractor.", Limits()).text
    'Six tenants chose\r\nthe contractor.'
    """
    return Draft(text=decode(data[: _WIDEST * (limits.characters + 2)]))
