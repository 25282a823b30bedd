"""An Office file packed again with some of its parts changed; all other parts keep their very bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from tokenwatch.readers.archive import BROKEN
from tokenwatch.readers.refusals import damaged
from tokenwatch.readers.zip_directory import END, ENTRY, LOCAL, UTF_8

_SIZES_FOLLOW = 0x8
"""Flag of a member whose sizes stand behind it; here they are known, and stand before it."""
_VERSION = 20
"""Of the format: what deflated members and folders need."""
_EARLIEST = (0, 0x21)
"""Time and date of what is changed, as the format writes 1 January 1980: no clock has a say in a copy."""


class _Member(NamedTuple):
    name: bytes
    flags: int
    method: int
    stamp: tuple[int, int]
    checksum: int
    size: int
    packed: bytes
    attributes: int = 0


def repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Pack a container again.

    Parameters
    ----------
    data
        The container. Its members keep their order, their compression and their dates.
    changed
        New content of parts by their names; those that it does not have yet come last.

    Raises
    ------
    ReadError
        Of kind ``"damaged"``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            known = {info.filename: info for info in archive.infolist()}
        # Members may lie over one another, so that a small file holds any number of large ones.
        if sum(info.compress_size for info in known.values()) > len(data):
            raise ValueError("its members overlap")
        kept = [_deflated(name, changed[name]) if name in changed else _kept(data, known[name]) for name in known]
        # A member that nobody unpacks may state a size that fits no field.
        return _packed([*kept, *(_deflated(name, content) for name, content in changed.items() if name not in known)])
    except (*BROKEN, struct.error) as error:
        raise damaged("its container is broken") from error


def _kept(data: bytes, info: zipfile.ZipInfo) -> _Member:
    """Take a member as it is packed."""
    signature, *_, name, extra = LOCAL.unpack_from(data, info.header_offset)
    start = info.header_offset + LOCAL.size + name + extra
    packed = data[start : start + info.compress_size]
    if signature != b"PK\3\4" or len(packed) < info.compress_size:
        raise ValueError("a member is cut off")
    year, month, day, hour, minute, second = info.date_time
    stamp = (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day)
    written = info.orig_filename.encode("utf-8" if info.flag_bits & UTF_8 else "cp437")
    flags = info.flag_bits & ~_SIZES_FOLLOW
    return _Member(
        written, flags, info.compress_type, stamp, info.CRC, info.file_size, packed, info.external_attr & 0xFFFFFFFF
    )


def _deflated(name: str, content: bytes) -> _Member:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    return _Member(name.encode(), UTF_8, zipfile.ZIP_DEFLATED, _EARLIEST, zlib.crc32(content), len(content), packed)


def _packed(members: list[_Member]) -> bytes:
    out, directory = bytearray(), bytearray()
    for one in members:
        shared = (one.flags, one.method, *one.stamp, one.checksum, len(one.packed), one.size, len(one.name), 0)
        place = len(out)
        out += LOCAL.pack(b"PK\3\4", _VERSION, *shared) + one.name + one.packed
        directory += ENTRY.pack(b"PK\1\2", _VERSION, _VERSION, *shared, 0, 0, 0, one.attributes, place) + one.name
    out += directory
    count = len(members)
    return bytes(out + END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(out) - len(directory), 0))
