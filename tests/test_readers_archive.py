"""Zip containers of strangers."""

from __future__ import annotations

import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readers_fixtures import zipped
from tokenwatch.errors import ReadError
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.zip_directory import first_bytes, member_places, stated_type

_SMALL = zipped({"b.xml": "<a>Six tenants</a>", "a/é.txt": "chair it"})


def _kind(data: bytes, name: str, limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        Archive(data, limits or Limits()).read(name)
    return caught.value.kind


def test_members_in_their_order() -> None:
    archive = Archive(_SMALL, Limits())
    assert archive.members == ("b.xml", "a/é.txt")
    assert "b.xml" in archive
    assert "c.xml" not in archive
    assert (archive.read("a/é.txt"), archive.xml("b.xml").text) == (b"chair it", "Six tenants")


def test_what_is_read_counts_together_and_what_is_not_does_not() -> None:
    data = zipped({"a": "x" * 60, "b": "y" * 60, "c": "z" * 999})
    archive = Archive(data, Limits(inflated=100))
    archive.read("a")
    with pytest.raises(ReadError, match="its part b unpacks to over") as caught:
        archive.read("b")
    assert caught.value.kind == "too large"


def test_a_member_may_not_be_larger_than_it_says() -> None:
    data = bytearray(zipped({"a": "x" * 5_000}))
    entry = data.index(b"PK\1\2")
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert _kind(bytes(data), "a", Limits(inflated=100)) == "damaged"


def test_why_a_member_cannot_be_read() -> None:
    assert _kind(_SMALL, "c") == "damaged"
    assert _kind(zipped({"a": "0" * 3_000_000}), "a") == "too large"
    assert _kind(zipped({"a": "x"}, method=zipfile.ZIP_BZIP2), "a") == "unsupported format"
    for damaged in (_SMALL.replace(b"PK\3\4", b"PK\3\5"), _SMALL.replace(b"b.xml", b"c.xml", 1)):
        assert _kind(damaged, "b.xml") == "damaged"


@pytest.mark.parametrize("data", [b"", b"PK\3\4", _SMALL[:-25], b"PK\5\6" + b"\xff" * 18])
def test_no_container_is_damaged(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        Archive(data, Limits())
    assert caught.value.kind == "damaged"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_changed_containers_give_bytes_or_an_error(data: st.DataObject) -> None:
    whole = bytearray(
        data.draw(
            st.sampled_from([_SMALL, zipped({"a": b"Six", "b": b""}, comment=b"by us", method=zipfile.ZIP_STORED)])
        )
    )
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.sampled_from([0, 1, 0x7F, 0x80, 0xFF]))
    changed = bytes(whole)
    for place in member_places(changed).values():
        assert len(first_bytes(changed, place, 9)) <= 9
    try:
        archive = Archive(changed, Limits())
        for name in archive.members:
            archive.read(name)
    except ReadError:
        return


def test_names_as_the_directory_lists_them() -> None:
    assert set(member_places(_SMALL)) == {"b.xml", "a/é.txt"}
    assert list(member_places(_SMALL)) == ["b.xml", "a/é.txt"]
    assert not member_places(_SMALL[:-1])
    assert not member_places(b"x" + _SMALL)
    inside = zipped({"inner.zip": _SMALL}, method=zipfile.ZIP_STORED)
    assert set(member_places(inside)) == {"inner.zip"}
    assert set(member_places(zipped({"a": b"x"}, comment=b"y" * 60_000, method=zipfile.ZIP_STORED))) == {"a"}


def test_the_first_bytes_of_a_member() -> None:
    data = zipped({"a": b"Six tenants"}, method=zipfile.ZIP_STORED)
    assert first_bytes(data, member_places(data)["a"], 3) == b"Six"
    assert first_bytes(_SMALL, member_places(_SMALL)["a/é.txt"], 5) == b"chair"
    assert first_bytes(_SMALL, 7, 5) == first_bytes(_SMALL, -1, 5) == first_bytes(_SMALL, 10**9, 5) == b""
    bomb = zipped({"a": "0" * 3_000_000})
    assert first_bytes(bomb, 0, 50) == b"0" * 50


def test_a_container_behind_something_else() -> None:
    shifted = b"PK stub " + _SMALL
    assert member_places(shifted)["b.xml"] == 8
    assert Archive(shifted, Limits()).read("a/é.txt") == b"chair it"


def test_a_container_with_a_large_directory() -> None:
    end = _SMALL.rindex(b"PK\5\6")
    size, offset = struct.unpack_from("<2L", _SMALL, end + 12)
    large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 2, 2, size, offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    short = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    data = _SMALL[:end] + large + locator + short
    assert member_places(data) == member_places(_SMALL)
    assert Archive(data, Limits()).read("a/é.txt") == b"chair it"


@pytest.mark.parametrize("place", [len(_SMALL) - 5, 2**31, 2**32 - 2])
def test_a_member_that_lies_nowhere_is_damaged(place: int) -> None:
    data = bytearray(_SMALL)
    entry = data.index(b"PK\1\2")
    struct.pack_into("<L", data, entry + 42, place)
    assert _kind(bytes(data), "b.xml") == "damaged"


def test_a_member_beyond_what_can_be_counted_is_damaged() -> None:
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 45, 0, 0, 0, 0, 0, 1, 1, 1, 0) + b"ax"
    extra = struct.pack("<HHQ", 1, 8, 2**63)
    sizes = (0, 1, 1, 1, len(extra), 0, 0, 0, 0, 2**32 - 1)
    entry = struct.pack("<4s4B4H3L5H2L", b"PK\1\2", 45, 3, 45, 0, 0, 0, 0, 0, *sizes) + b"a" + extra
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(entry), len(local), 0)
    assert _kind(local + entry + end, "a") == "damaged"
    assert set(member_places(local + entry + end)) == {"a"}


def test_the_type_that_a_container_states() -> None:
    first = zipped({"mimetype": "application/epub+zip", "a": "x"})
    later = zipped({"a": "x", "mimetype": "application/epub+zip\n"})
    assert stated_type(first) == stated_type(first[:90]) == stated_type(later) == b"application/epub+zip"
    assert stated_type(_SMALL) == stated_type(b"mimetype") == b""
    assert stated_type(zipped({"mimetype.txt": "application/epub+zip", "a": "x"})) == b""
