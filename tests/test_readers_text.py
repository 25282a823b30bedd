"""Plain text."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read, read_text
from tokenwatch.readers.draft import Draft


def test_plain_text_keeps_its_layout() -> None:
    document = read(b"Notes\r\n\r\n- Ama chairs\r\n- Joe takes the co-\r\nproduction minutes\r\n", name="notes.txt")
    assert document.format == "text"
    assert document.text == "Notes\n\n- Ama chairs\n- Joe takes the co-production minutes\n"
    assert [block.kind for block in document.blocks] == ["paragraph", "list item", "list item"]
    raw = document.offsets.to_raw(document.text.index("Joe"))
    assert document.raw_text[raw : raw + 3] == "Joe"


def test_marks_in_plain_text_are_text() -> None:
    document = read(b"We *really* mean it.", name="a.txt")
    assert (document.text, [block.kind for block in document.blocks]) == ("We *really* mean it.", ["paragraph"])


def test_text_beyond_the_limit_is_told() -> None:
    document = read(b"Six tenants chair it.", name="a.txt", limits=Limits(characters=11))
    assert (document.text, len(document.notes)) == ("Six tenants", 1)


def test_no_more_is_decoded_than_may_be_read() -> None:
    draft = read_text.read(b"\xff" * 1_000_000, Limits(characters=10))
    assert draft.text is not None
    assert 10 < len(draft.text) < 100


@given(st.binary(max_size=300))
def test_any_bytes_give_a_draft_or_an_error(data: bytes) -> None:
    with suppress(ReadError):
        assert isinstance(read_text.read(data, Limits()), Draft)
