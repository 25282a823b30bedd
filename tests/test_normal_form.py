"""Matching sees the normal form; the answer points into the text as it was given."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.document import Document
from tokenwatch.normal_form import normal_form
from tokenwatch.scan import scan_document

CO_PRODUCED = (
    "co-produced", "co\u2010produced", "co\u2011produced", "co\u2012produced", "co\u2013produced", "co\u2212produced",
    "co\ufe63produced", "co\uff0dproduced", "co\u00adproduced", "co-\u00adproduced", "co\u200b-\u200bproduced",
    "co-\nproduced", "co-\r\n   produced", "co\u00ad\nproduced", "co\u2010\nproduced", "coproduced", "co produced",
    "co\u00a0produced", "co- produced", "co -produced", "co - produced", "CO-PRODUCED", "Co\u2011Produced",
    "c\u200do-pro\u2060duced", "\u202aco-produced\u202c", "co-pro\u00adduced", "\uff43\uff4f\uff0dproduced",
    "\U0001d5f0\U0001d5fc-\U0001d5fd\U0001d5ff\U0001d5fc\U0001d5f1\U0001d602\U0001d5f0\U0001d5f2\U0001d5f1",
)  # fmt: skip


@pytest.mark.parametrize("word", CO_PRODUCED)
def test_the_word_is_found_however_it_is_written(word: str) -> None:
    text = f"This strategy was {word} with six disabled tenants in May 2024.\n\nIt ran for a year."
    statement = scan_document(Document.from_text(text)).statements[0]
    assert statement.terms, f"{word!r} was not seen"
    assert text[statement.start : statement.end] == statement.text
    assert statement.text.startswith("This strategy")
    assert statement.text.endswith("May 2024.")


def test_a_plain_text_is_taken_as_it_is() -> None:
    document = Document.from_text("This strategy was co-produced.")
    assert normal_form(document)[0] is document


@given(st.text(alphabet="ab \n-\u00ad\u00a0\u200b\ufb01e\u0301\r", max_size=60))
def test_every_block_keeps_its_letters(text: str) -> None:
    document = Document.from_text(text)
    plain, offsets = normal_form(document)
    for block in plain.blocks:
        assert 0 <= block.start < block.end <= len(plain.text)
    for index, char in enumerate(plain.text):
        if char in "ab":
            assert text[offsets.to_raw(index)] == char
    for index, char in enumerate(text):
        if char in "ab":
            assert unicodedata.normalize("NFD", plain.text[offsets.to_cleaned(index)])[0] == char
