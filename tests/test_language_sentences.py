"""Sentences: never over a block's border, and not after initials and abbreviations."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from tokenwatch.document import Document
from tokenwatch.language import make_doc

Read = Callable[[str], Doc]


def _sentences(doc: Doc) -> list[str]:
    return [sentence.text for sentence in doc.sents if sentence.text.strip(" \n#-*")]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. B. Jones met Mrs. Okafor at 10 a.m. on Tuesday.",
        "I wrote to J. R. Okoro about the lift.",
        "The panel meets at No. 12 and reads paras. 3 and 4 aloud.",
        "3.1.2. The panel meets monthly.",
        "iv. Two tenants sit on it.",
        "It was e.g. the lift, i.e. the doors.",
        "We asked (twice!) and waited.",
        "The U.S. office closed.",
        "We waited ... and then stopped waiting.",
        "Rents rose by 4.5 per cent.",
        "“Why now?” asked Joe.",
        "She saw www.example.org and wrote to ama@example.org about it.",
    ],
)
def test_one_sentence_stays_one(read: Read, text: str) -> None:
    assert _sentences(read(text)) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["“Nobody asked us.”", "She left the room."],
        ['"Why now?" asked Joe.', '"Because it is late."', "He laughed."],
        ["Is it ours?", "Yes!", "It is."],
        ["Is it ours?", "No.", "They said so."],
        ["There were 12.", "In 2024 there were 9.", "Nobody knows why."],
        ["They came late.", "12 carers were there already."],
        ["We voted.", "(Nobody was against.)", "Then we ate."],
        ["He said “yes.”", "Then he signed."],
    ],
)
def test_sentences_are_cut(read: Read, sentences: list[str]) -> None:
    assert _sentences(read(" ".join(sentences))) == sentences


def test_blocks_without_a_full_stop_are_never_glued(read: Read) -> None:
    text = "# Our aims\n- meet monthly\n- share the minutes\n\nBus times\n\nwe met in the hall"
    assert _sentences(read(text)) == [
        "Our aims",
        "meet monthly",
        "share the minutes",
        "Bus times",
        "we met in the hall",
    ]


_PIECES = [
    "We met.",
    "Dr.",
    "B.",
    "“No!”",
    "said",
    "\n\n",
    "\n- ",
    "# Aims\n",
    " ",
    "?",
    "…",
    "(",
    "”",
    "I",
    "\U0001f600",
    "etc.",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=15).map(" ".join))
def test_sentences_tile_the_doc_and_cross_no_block(nlp: Language, text: str) -> None:
    doc = nlp(make_doc(nlp, Document.from_text(text)))
    borders = [0, *(sentence.end for sentence in doc.sents)]
    assert [sentence.start for sentence in doc.sents] == borders[:-1]
    assert borders[-1] == len(doc)
    for block in doc.spans["blocks"]:
        assert {block.start, block.end} <= {*borders, len(doc)}


def test_a_sentence_without_end_is_cut(read: Callable[[str], Doc]) -> None:
    doc = read("tenants and " * 1_000)
    assert max(len(sentence) for sentence in doc.sents) == 500
