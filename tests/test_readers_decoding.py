"""Bytes to text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.errors import ReadError
from tokenwatch.readers.decoding import decode, is_text

_TEXT = "Café “co-production” — naïve £20, said six tenants.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_common_encodings_are_told_apart(encoding: str) -> None:
    assert decode(_TEXT.encode(encoding)) == _TEXT


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=100))
def test_utf8_comes_back_whole(text: str) -> None:
    data = text.encode()
    if is_text(data) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        assert decode(data) in (
            text,
            data.decode("utf-16-le", "replace"),
            data.decode("utf-16-be", "replace"),
        )


def test_a_bad_byte_spoils_only_itself() -> None:
    data = "“Nobody asked,” she said. ".encode() + b"\x93Now they do.\x94"
    assert decode(data) == "“Nobody asked,” she said. “Now they do.”"


def test_a_declared_encoding_is_used_where_utf8_does_not_fit() -> None:
    assert decode("Zażółć".encode("iso8859-2"), declared="iso-8859-2") == "Zażółć"
    assert decode(b"\x93co\x94", declared="latin-1") == "“co”"
    assert decode(_TEXT.encode(), declared="iso-8859-2") == _TEXT
    assert decode(b"caf\xe9", declared="no-such-code") == "café"
    assert decode(b"caf\xe9", declared="base64") == "café"


@pytest.mark.parametrize("declared", ["idna", "undefined"])
def test_an_encoding_that_cannot_pass_over_bad_bytes_is_none(declared: str) -> None:
    assert decode(b"caf\xe9", declared=declared) == "café"


def test_binary_is_refused() -> None:
    with pytest.raises(ReadError, match="no text") as caught:
        decode(random.Random(2).randbytes(5000))
    assert caught.value.kind == "unsupported format"


def test_a_few_nul_bytes_are_no_reason_to_refuse() -> None:
    assert decode(b"Service\0users\0 were consulted.") == "Service\0users\0 were consulted."
