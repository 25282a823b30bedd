"""From a reader's pieces to a Document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.document import BLOCK_KINDS, Document
from tokenwatch.errors import ReadError
from tokenwatch.readers.assembly import REMARKS, assemble
from tokenwatch.readers.draft import Draft, Piece, row_to_pieces, within_limits
from tokenwatch.readers.limits import Limits
from tokenwatch.readers.protocol import draft_from_dict, draft_to_dict

_PIECE = st.builds(
    Piece,
    st.sampled_from(BLOCK_KINDS),
    st.text(st.sampled_from("ab\n \t\x02\xad\ufb01-\u200b"), max_size=12),
    page=st.none() | st.integers(1, 9),
    level=st.integers(0, 6),
    mark=st.sampled_from(["", "•", "2."]),
)
_DRAFT = st.builds(Draft, st.lists(_PIECE, max_size=8).map(tuple), wrapped=st.booleans())


def _assemble(draft: Draft) -> Document:
    return assemble(draft, source="x.docx", format_name="docx", sha256="0")


@given(_DRAFT)
def test_blocks_ascend_and_lead_back_to_their_pieces(draft: Draft) -> None:
    try:
        document = _assemble(draft)
    except ReadError:
        assert not any(set(piece.text) & set("ab-\ufb01") for piece in draft.pieces)
        return
    last = 0
    for block in document.blocks:
        text = document.text[block.start : block.end]
        assert block.start >= last
        assert text == text.strip() != ""
        assert set(document.text[last : block.start]) <= set("\n •2.")
        for index in range(block.start, block.end):
            if document.text[index] in "ab":
                assert document.raw_text[document.offsets.to_raw(index)] == document.text[index]
        last = block.end
    assert last == len(document.text)


@given(_DRAFT)
def test_a_draft_survives_json(draft: Draft) -> None:
    assert draft_from_dict(draft_to_dict(draft)) == draft


@pytest.mark.parametrize("bad", [["verdict", "x", None, 0, "", "", False], ["paragraph", "x", "1", 0, "", "", False]])
def test_a_draft_that_is_none_is_refused(bad: list[object]) -> None:
    with pytest.raises(ValueError, match="not a piece"):
        draft_from_dict({**draft_to_dict(Draft()), "pieces": [bad]})


def test_heading_paths_pages_and_title() -> None:
    document = _assemble(
        Draft(
            (
                Piece("heading", "Part one", 1, 2),
                Piece("heading", "Who decides", 2, 3),
                Piece("paragraph", "The tenants do.", 2),
            ),
            title=" untitled ",
            byline="Administrator",
        )
    )
    assert document.title == "Part one"
    assert document.byline == ""
    assert document.blocks[2].heading_path == ("Part one", "Who decides")
    assert document.blocks[2].page == 2


@pytest.mark.parametrize("title", ["Microsoft Word - bid_v3.doc", "bid final.docx", "Document1"])
def test_titles_that_programs_make_up_are_not_taken(title: str) -> None:
    assert _assemble(Draft((Piece("paragraph", "Ama chairs."),), title=title)).title == ""


def test_wrapped_lines_run_on_and_broken_words_are_whole() -> None:
    document = _assemble(Draft((Piece("paragraph", "We will co\x02produce\nthe plan"),), wrapped=True))
    assert document.text == "We will co-produce the plan"


def test_long_answers_in_a_table_keep_their_paragraphs() -> None:
    answer = [
        Piece("paragraph", "We met the residents every month. " * 6),
        Piece("paragraph", "They chose. " * 20),
    ]
    question = [Piece("paragraph", "Q1 How?")]
    assert row_to_pieces([question, answer]) == question + answer
    assert [p.kind for p in row_to_pieces([question, answer[:1]])] == ["table row"]


def test_empty_cells_keep_the_columns() -> None:
    cell = [Piece("paragraph", "Sam Lee")]
    assert row_to_pieces([[], [], cell, []])[0].text == " | | Sam Lee"
    assert row_to_pieces([[], []]) == []


def test_a_heading_without_text_ends_the_one_before() -> None:
    pieces = (Piece("heading", "Aims", level=1), Piece("heading", "", level=1), Piece("paragraph", "A picture."))
    document = assemble(Draft(pieces), source="", format_name="pptx", sha256="")
    assert [(block.kind, block.heading_path) for block in document.blocks] == [("heading", ()), ("paragraph", ())]


def test_lines_without_number_are_cut_as_blocks_are() -> None:
    draft = within_limits(Draft(text="a\nb\nc"), Limits(blocks=2))
    assert (draft.text, len(draft.notes)) == ("a\nb", 1)
    assert within_limits(Draft(text="a\nb\nc"), Limits(blocks=3)) == Draft(text="a\nb\nc")


def test_remarks_are_told_of() -> None:
    pieces = (Piece("paragraph", "We paid six carers."), Piece("comment", "Did we?"))
    assert assemble(Draft(pieces), source="", format_name="docx", sha256="").notes == (REMARKS,)
    assert assemble(Draft(pieces[:1]), source="", format_name="docx", sha256="").notes == ()
