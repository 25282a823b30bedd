"""Harm done to files on purpose: the ways in which real ones are broken, and in which hostile ones are made."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_LARGE = (b"0", b"1", b"-1", b"255", b"65536", b"2147483647", b"4294967295", b"99999999999999999999", b"1e999", b"NaN")
_NUMBER = re.compile(rb"-?\d+")
_TAG = re.compile(rb"<[A-Za-z/!?][^<>]{0,200}>|\\[a-z]{1,20}-?\d*|[{}]")
_MOST_GROWTH = 2**20
"""Bytes that repeating may add: enough to make anything quadratic take minutes."""


def flip(data: bytes, random: Random) -> bytes:
    """Set a few bytes to others."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 30))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def truncate(data: bytes, random: Random) -> bytes:
    """Leave the end away, as a broken transfer does."""
    return data[: random.randrange(len(data))]


def behead(data: bytes, random: Random) -> bytes:
    """Leave out a stretch near the beginning."""
    start = random.randrange(min(len(data), 2_000))
    return data[:start] + data[start + random.randrange(1, 600) :]


def repeat(data: bytes, random: Random) -> bytes:
    """Write a stretch many times over."""
    start = random.randrange(len(data))
    part = data[start : start + random.choice((1, 7, 60, 2_000))]
    return data[:start] + part * (random.choice((10, 1_000, _MOST_GROWTH)) // len(part) + 1) + data[start:]


def splice(data: bytes, random: Random) -> bytes:
    """Write a stretch from elsewhere in the file over another."""
    source, target, length = (random.randrange(len(data)) for _ in range(3))
    return data[:target] + data[source : source + length % 4_000] + data[target + length % 4_000 :]


def renumber(data: bytes, random: Random) -> bytes:
    """Give numbers another size: counts, offsets, repeats, levels, code points."""
    numbers = [*_NUMBER.finditer(data[:_MOST_GROWTH])]
    for found in sorted(random.sample(numbers, min(len(numbers), random.choice((1, 5)))), key=lambda m: -m.start()):
        data = data[: found.start()] + random.choice(_LARGE) + data[found.end() :]
    return data


def retag(data: bytes, random: Random) -> bytes:
    """Swap, drop or deeply nest marks of a markup."""
    tags = [*_TAG.finditer(data[:_MOST_GROWTH])]
    if len(tags) < 2:
        return splice(data, random)
    one, other = sorted(random.sample(tags, 2), key=lambda m: m.start())
    new = random.choice((b"", one[0], one[0] * random.choice((2, 300, 20_000))))
    return data[: other.start()] + new + data[other.end() :]


PLAIN: tuple[Mutation, ...] = (flip, truncate, behead, repeat, splice, renumber, retag)


def repack(data: bytes, random: Random) -> bytes:
    """Harm one member of a zip container, and pack it again soundly, so that the harm reaches the parser."""
    members = _members(data)
    name = random.choice([*members])
    members[name] = random.choice(PLAIN)(members[name] or b" ", random)
    return _pack(members)


def swap(data: bytes, random: Random) -> bytes:
    """Give members each other's names, leave one out, or write one twice."""
    members = _members(data)
    names = [*members]
    one, other = random.choice(names), random.choice(names)
    members[one], members[other] = members[other], members[one]
    if random.random() < 0.3:
        del members[random.choice(names)]
    return _pack(members, twice=random.choice(names) if random.random() < 0.2 else "")


def nest(data: bytes, random: Random) -> bytes:
    """Put the container into itself, many levels deep, under names that lead out of it."""
    for _ in range(random.choice((1, 5, 50))):
        name = random.choice(("inner.zip", "../../out.zip", "/etc/out.docx", "C:\\out.zip", "a" * 300, "\x1b[31m.zip"))
        data = _pack({name: data})
    return data


def lie(data: bytes, random: Random) -> bytes:
    """State other sizes, checksums or offsets in the container's directory than are true."""
    changed = bytearray(data)
    entries = [found.start() for found in re.finditer(rb"PK\x01\x02|PK\x03\x04|PK\x05\x06", data)]
    for start in random.sample(entries, min(len(entries), 3)):
        field = start + random.choice((8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 42))
        if field + 4 <= len(changed):
            struct.pack_into("<L", changed, field, random.choice((0, 1, 2**16, 2**31 - 1, 2**32 - 1)))
    return bytes(changed)


def bomb(data: bytes, random: Random) -> bytes:
    """Let one member unpack to very much."""
    members = _members(data)
    name = random.choice([*members])
    half = len(members[name]) // 2
    filler = random.choice((b" ", b"<w:p>", b"\0", b"a "))
    members[name] = members[name][:half] + filler * (2**25 // len(filler)) + members[name][half:]
    return _pack(members)


PACKED: tuple[Mutation, ...] = (repack, repack, repack, repack, swap, nest, lie, flip, truncate, bomb)


def mutate(data: bytes, random: Random) -> bytes:
    """Do one harm to a file, or a few.

    Parameters
    ----------
    data
        A sound file.
    random
        Where the choices come from: the same state gives the same harm.
    """
    for _ in range(random.choice((1, 1, 2, 4))):
        try:
            data = random.choice(PACKED if zipfile.is_zipfile(io.BytesIO(data)) else PLAIN)(data or b" ", random)
        except (zipfile.BadZipFile, zlib.error, EOFError, LookupError, OSError, ValueError, RuntimeError):
            data = flip(data or b" ", random)  # an earlier harm broke the container
    return data


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()[:200] if info.file_size < 2**23}


def _pack(members: dict[str, bytes], *, twice: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            # A member's name says how it is stored: the first of an OpenDocument or an EPUB must lie unpacked.
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    if twice in members:
        import warnings

        with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
            warnings.simplefilter("ignore")
            archive.writestr(zipfile.ZipInfo(twice), b"<second/>")  # without a date: the same seed does the same harm
    return buffer.getvalue()
