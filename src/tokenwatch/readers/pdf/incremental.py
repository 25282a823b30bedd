"""What PDFium writes behind a file's own bytes, made sound and the same each time."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Sequence

_HEX_ID = re.compile(rb"<([0-9A-F]{32})>")
_NOTHING = b"0" * 32
_TABLE = re.compile(
    rb"(?P<number>\d+) 0 obj\s*<<(?P<entries>/.*?)/W\s*\[\s*0 4 1\s*\]/Index\s*\[(?P<numbers>[\d ]*)\]"
    rb"/Length (?P<length>\d+)>>stream\r\n",
    re.DOTALL,
)
"""How PDFium writes a table of objects that is a stream: each has four bytes of place and one of generation."""


def amended(behind: bytes, data: bytes, own: Sequence[bytes | None]) -> bytes:
    """Amend an incremental update as PDFium writes it.

    Parameters
    ----------
    behind
        The update.
    data
        The file that it stands behind.
    own
        The identifiers that the file has already: an encrypted file cannot be opened without its own.
    """
    return _without_chance(_sound(behind, len(data)), data, own)


def _sound(behind: bytes, shift: int) -> bytes:
    """Complete a table of objects that is a stream: PDFium gives it no type and no end, and leaves it out of itself.

    It is the last object, so that the others stay where they are.
    """
    stated = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", behind)
    place = int(stated[1]) - shift if stated else -1
    table = _TABLE.match(behind, place) if place >= 0 else None
    if stated is None or table is None or b"/Type/XRef" in table["entries"]:
        return behind
    number, length = int(table["number"]), int(table["length"])
    listed = behind[table.end() : table.end() + length] + struct.pack(">IB", place + shift, 0)
    opens = b"%d 0 obj\r\n<</Type/XRef%s/W[0 4 1]" % (number, table["entries"])
    numbers = b"/Index[%s %d 1]/Length %d>>stream\r\n" % (table["numbers"].strip(), number, len(listed))
    return behind[:place] + opens + numbers + listed + b"\r\nendstream\r\nendobj\r\n" + behind[stated.start() :]


def _without_chance(behind: bytes, data: bytes, own: Sequence[bytes | None]) -> bytes:
    """Put a digest in the place of the identifier that PDFium draws by chance."""
    head, mark, tail = behind.rpartition(b"/ID[")
    listed, close, rest = tail.partition(b"]")
    known = {one.hex().upper().encode() for one in own if one}
    for one in set(_HEX_ID.findall(listed)) - known:
        listed = listed.replace(one, _NOTHING)
    digest = hashlib.sha256(data + head + rest).hexdigest()[:32].upper().encode()
    return head + mark + listed.replace(_NOTHING, digest) + close + rest
