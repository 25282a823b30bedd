"""Which sentences are statements, and how their slots travel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from tokenwatch.analysis import GROUPS, STANCES, SUPPORTS, TIMES, Slots
from tokenwatch.language.statements import decode_slots, encode_slots

Read = Callable[[str], Doc]

_SLOTS = st.builds(
    Slots,
    actors=st.lists(st.sampled_from([*GROUPS, "we", "I", "you"]), unique=True).map(tuple),
    act=st.sampled_from(["", "decide", "be asked"]) | st.text(max_size=8),
    act_level=st.integers(0, 5),
    stage=st.sampled_from(["", "design"]),
    time=st.sampled_from(TIMES),
    stance=st.sampled_from(STANCES),
    support=st.lists(st.sampled_from(SUPPORTS), unique=True).map(tuple),
    label_level=st.integers(0, 5),
    cues=st.lists(st.text(min_size=1, max_size=8), max_size=3).map(tuple),
)


@given(_SLOTS)
def test_slots_come_back_as_they_went(slots: Slots) -> None:
    assert decode_slots(encode_slots(slots)) == slots


def test_no_text_decodes_to_empty_slots() -> None:
    assert decode_slots("") == Slots()


@pytest.mark.parametrize(
    "text",
    [
        "Tenants chose the contractor.",
        "Our plan was co-produced.",
        "We listened to carers.",
    ],
)
def test_a_sentence_with_a_term_or_with_people_and_an_act_is_a_statement(read: Read, text: str) -> None:
    doc = read(text)
    assert [span.text for span in doc.spans["statements"]] == [text]


@pytest.mark.parametrize(
    "text", ["The roof leaks.", "Many tenants keep dogs.", "The council chose a contractor.", "", "   \n\n"]
)
def test_other_sentences_are_none(read: Read, text: str) -> None:
    doc = read(text)
    assert list(doc.spans["statements"]) == []


def test_list_marks_and_white_space_stay_outside(read: Read) -> None:
    doc = read("# Co-design\n\n  - Tenants chose it.\n\n\n* Carers voted.\n")
    assert [span.text for span in doc.spans["statements"]] == ["Co-design", "Tenants chose it.", "Carers voted."]


def test_label_is_the_stance_and_id_the_slots(read: Read) -> None:
    doc = read("Residents were never asked.")
    span = doc.spans["statements"][0]
    assert span.label_ == decode_slots(span.id_).stance == "criticised"
