"""What a zip container says it holds: asked of strangers' bytes before anything is unpacked.

`zipfile` builds a record of each of perhaps a million members before it answers. Telling a file's format happens in
the user's own process, for every file, so it takes a look that is bounded.
"""

from __future__ import annotations

import zlib

_MOST_MEMBERS = 20_000
"""Members whose names are looked at: four times what `Limits.members` lets in."""
_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"
_LONGEST_COMMENT = 2**16 + 22


def member_places(data: bytes) -> dict[str, int]:
    """Give the names in a container's directory, each with the place of its member.

    Parameters
    ----------
    data
        Any bytes.

    Returns
    -------
    dict
        Empty where the bytes are no zip container, or are cut off before its directory, which is at the end.
    """
    end = data.rfind(_END, max(0, len(data) - _LONGEST_COMMENT)) if data.startswith(_LOCAL) else -1
    if end < 0:
        return {}
    here = end - _number(data, end + 12, 4)
    # Something may stand before the container; the directory counts from where the container begins.
    shift = here - _number(data, end + 16, 4)
    places: dict[str, int] = {}
    while here >= 0 and data[here : here + 4] == _ENTRY and len(places) < _MOST_MEMBERS:
        name, extra, comment = (_number(data, here + at, 2) for at in (28, 30, 32))
        places[data[here + 46 : here + 46 + name].decode("utf-8", "replace")] = shift + _number(data, here + 42, 4)
        here += 46 + name + extra + comment
    return places


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
    if place < 0 or data[place : place + 4] != _LOCAL:
        return b""
    packed = data[place + 30 + _number(data, place + 26, 2) + _number(data, place + 28, 2) :][: most + 1000]
    if _number(data, place + 8, 2) == 0:
        return packed[: min(most, _number(data, place + 22, 4))]
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
    except zlib.error:
        return b""


def _number(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(data[start : start + length], "little")
