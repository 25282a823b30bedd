"""Documents, their blocks, and the way back to the raw text."""

from __future__ import annotations

import hashlib
import pickle

from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.document import Document, OffsetMap

_PIECES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=10)


@given(st.text(max_size=200))
def test_a_string_is_taken_as_it_is(text: str) -> None:
    document = Document.from_text(text)
    assert document.text == text == document.raw_text
    assert document.sha256 == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    assert document.n_words == len(text.split())


@given(st.text(st.sampled_from("ab .\n-#|>"), max_size=80), st.integers(0, 80))
def test_block_at_finds_the_block_that_holds_an_offset(text: str, offset: int) -> None:
    document = Document.from_text(text)
    holding = [block for block in document.blocks if block.start <= offset < block.end]
    assert document.block_at(offset) == (holding[0] if holding else None)


@given(_PIECES)
def test_offset_map_gives_back_the_pieces_it_was_made_of(pieces: list[tuple[int, int]]) -> None:
    """Each piece keeps some characters, after taking some out of the raw text."""
    raw = cleaned = ""
    cleaned_starts, raw_starts, letter = [0], [0], 0x4E00
    for taken, kept in pieces:
        raw += "-" * taken
        cleaned_starts.append(len(cleaned))
        raw_starts.append(len(raw))
        letters = "".join(chr(letter + index) for index in range(kept))
        letter += kept
        raw, cleaned = raw + letters, cleaned + letters
    offsets = OffsetMap(tuple(cleaned_starts), tuple(raw_starts))
    assert [raw[offsets.to_raw(index)] for index in range(len(cleaned))] == list(cleaned)


def test_an_empty_map_changes_nothing() -> None:
    assert OffsetMap().to_raw(7) == 7


def test_title_is_the_first_heading_of_level_one() -> None:
    assert Document.from_text("## Part\n\n# Whole").title == "Whole"
    assert Document.from_text("# Whole", title="Given").title == "Given"


def test_a_document_survives_pickling() -> None:
    document = Document.from_text("# Minutes\n\nAma took the chair.")
    assert pickle.loads(pickle.dumps(document)) == document
