"""From a Document to a Doc with its blocks."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from tokenwatch.document import Document
from tokenwatch.language import load, make_doc
from tokenwatch.language.blocks import BlocksComponent

PLAN = "# Rent plan\n\nTenants set the rent.\n\n- in May\n- by vote"
_BLANK = spacy.blank("en")


def _blocks(doc: Doc) -> list[tuple[str, str]]:
    return [(span.label_, span.text) for span in doc.spans["blocks"]]


def test_blocks_of_a_document_carry_their_kind_and_number() -> None:
    doc = make_doc(_BLANK, Document.from_text(PLAN))
    assert _blocks(doc) == [
        ("heading", "Rent plan"),
        ("paragraph", "Tenants set the rent."),
        ("list item", "in May"),
        ("list item", "by vote"),
    ]
    assert [span.id_ for span in doc.spans["blocks"]] == ["0", "1", "2", "3"]


def test_a_doc_of_a_plain_string_gets_the_same_blocks() -> None:
    assert _blocks(BlocksComponent()(_BLANK(PLAN))) == _blocks(make_doc(_BLANK, Document.from_text(PLAN)))


def test_blocks_that_are_there_are_left_alone() -> None:
    doc = _BLANK(PLAN)
    doc.spans["blocks"] = []
    assert _blocks(BlocksComponent()(doc)) == []


def test_a_text_longer_than_the_parsers_limit_is_read() -> None:
    text = "Tenants met. " * 90_000
    assert len(text) > _BLANK.max_length
    assert make_doc(_BLANK, Document.from_text(text)).text == text


@given(st.text(st.sampled_from("ab .#-\n\t\r|>1“é\u00ad\u2028\U0001f600"), max_size=60))
def test_the_doc_holds_the_very_text_of_the_document(text: str) -> None:
    document = Document.from_text(text)
    doc = make_doc(_BLANK, document)
    assert doc.text == text
    assert len(doc.spans["blocks"]) == len(document.blocks)


def test_what_has_no_spaces_is_tokenised_in_stretches() -> None:
    text = "We " + "(“" * 200_000 + " met."
    assert make_doc(load(), Document.from_text(text)).text == text


def test_a_block_of_a_whole_text_is_cut_behind_sentences() -> None:
    text = "Six tenants chose. " * 3_000
    doc = make_doc(_BLANK, Document.from_text(text))
    spans = doc.spans["blocks"]
    assert len(spans) > 2
    assert {(span.id_, span[-1].text) for span in spans} == {("0", ".")}
