"""What a zip container says it holds: asked of strangers' bytes before anything is unpacked.

`zipfile` builds a record of each of perhaps a million members before it answers. Telling a file's format happens in
the user's own process, for every file, so it takes a look that is bounded, unpacks next to nothing and never raises.
"""

from __future__ import annotations

import struct
import zlib

_MOST_MEMBERS = 20_000
"""Members whose names are looked at: four times what `Limits.members` lets in, in 20 ms."""
END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
ENTRY = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 0xFFFF
UTF_8 = 0x800
"""Flag of a member whose name is in UTF-8."""
_MOST_PACKED = 1_000
"""Packed bytes looked at beyond those wanted: deflate may make the first few longer than they were."""


def member_places(data: bytes) -> dict[str, int]:
    """Give the names in a container's directory, in its order, each with the place of its member.

    A name that only stands somewhere in the bytes, since another container lies unpacked inside, is not among them.

    Parameters
    ----------
    data
        Any bytes.

    Returns
    -------
    dict
        Empty where the bytes are no zip container, or are cut off before its directory, which is at the end.

    Examples
    --------
    >>> member_places(b"PK is no archive")
    {}
    """
    if not data.startswith(b"PK"):
        return {}
    here, left, shift = _directory(data)
    places: dict[str, int] = {}
    while left >= ENTRY.size and len(places) < _MOST_MEMBERS:
        fields = ENTRY.unpack_from(data, here)
        if fields[0] != b"PK\1\2":
            break
        start, length = here + ENTRY.size, fields[10]
        name = data[start : start + length].decode("utf-8" if fields[3] & UTF_8 else "cp437", "replace")
        places[name] = shift + fields[16]
        whole = ENTRY.size + sum(fields[10:13])
        here, left = here + whole, left - whole
    return places


def _directory(data: bytes) -> tuple[int, int, int]:
    """Give start and length of the directory, which ends where its end record begins, and what stands before all."""
    end = data.rfind(b"PK\5\6", max(len(data) - _LONGEST_COMMENT - END.size, 0))
    if end < 0 or end + END.size > len(data):
        return 0, 0, 0
    *_, size, offset, _ = END.unpack_from(data, end)
    large = data.rfind(b"PK\6\6", max(end - 2 * _END_64.size, 0), max(end - _END_64.size, 0))
    if large >= 0:
        end = large
        *_, size, offset = _END_64.unpack_from(data, large)
    return (end - size, size, end - size - offset) if size <= end else (0, 0, 0)


def first_bytes(data: bytes, place: int, most: int) -> bytes:
    """Give the first bytes of the member at a place, as far as they can be had.

    Parameters
    ----------
    data
        The container.
    place
        As `member_places` gives it.
    most
        Number of bytes that are unpacked at most.
    """
    if place < 0 or place + LOCAL.size > len(data):
        return b""
    signature, _, _, method, _, _, _, _, size, name, extra = LOCAL.unpack_from(data, place)
    if signature != b"PK\3\4":
        return b""
    start = place + LOCAL.size + name + extra
    packed = data[start : start + most + _MOST_PACKED]
    if method == 0:
        return packed[: min(most, size)]
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
    except zlib.error:
        return b""


def stated_type(data: bytes) -> bytes:
    """Give the type that an OpenDocument file or an e-book states of itself, or ``b""``.

    The standards want it in the container's first member, so that a look at a fixed place tells it, even of a file
    that is cut off; a container that was packed anew may have it elsewhere.
    """
    if not data.startswith(b"PK"):
        return b""
    # The length of the name stands before it: "mimetype.txt" begins so too.
    is_first = data[26:28] == b"\x08\x00" and data[30:38] == b"mimetype"
    stated = first_bytes(data, 0, 100) if is_first else b""
    return (stated or first_bytes(data, member_places(data).get("mimetype", -1), 100)).strip()
