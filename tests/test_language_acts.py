"""Acts and cues: where they are looked for, and what is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tokenwatch.language import load

Read = Callable[[str], Doc]


def _found(doc: Doc, label: str) -> list[tuple[str, str]]:
    return [(span.text, span.id_) for span in doc.spans["acts"] if span.label_ == label]


def test_acts_and_cues_carry_label_and_id(read: Read) -> None:
    doc = read("The tenants voted on it every month.")
    assert {span.label_ for span in doc.spans["acts"]} == {"act", "cue"}
    assert ("voted", "decide") in _found(doc, "act")
    assert ("every month", "rhythm") in _found(doc, "cue")


@pytest.mark.parametrize("text", ["They voted on it every month.", "The dog chose a bone.", ""])
def test_nothing_is_looked_for_where_nobody_is_spoken_of(read: Read, text: str) -> None:
    assert list(read(text).spans["acts"]) == []


def test_only_the_sentence_with_people_is_looked_at(read: Read) -> None:
    doc = read("The dog chose a bone. Tenants chose the paint. It chose well.")
    assert [span.sent.text for span in doc.spans["acts"] if span.label_ == "act"] == ["Tenants chose the paint."]


@pytest.mark.parametrize("text", ["Tenants gave evidence to the select committee.", "Carers picked up the keys."])
def test_a_near_miss_is_no_decision(read: Read, text: str) -> None:
    assert "decide" not in {name for _, name in _found(read(text), "act")}


def test_cues_that_others_read_are_left_to_them(nlp: Language) -> None:
    whole: Any = nlp.get_pipe("tokenwatch")
    texts = [words for key, words in whole.before[3].codebook.cues.items() if key.startswith("genre_")]
    assert texts
    doc = load(pipeline="none")("The tenants met as a resident, a carer and a patient. I am a carer.")
    assert not [name for _, name in _found(doc, "cue") if name.startswith(("genre_", "experience_"))]
