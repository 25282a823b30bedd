"""Transcripts, labelled answers and interviews."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.analysis import TURN
from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.found import FoundVoice
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.turns import Turns
from tokenwatch.language.voices.words import VoiceWords

Found = Callable[[str], list[FoundVoice]]
_FINDER = Turns(VoiceWords(load_codebook()))

TALK = (
    "So what happened after they closed the day centre?",
    "I rang the council four times and nobody answered me.",
    "And did anybody come to see you about it in the end?",
    "Somebody came to measure the doors, and that was all.",
)


@pytest.fixture
def found(read: Callable[[str], Doc]) -> Found:
    return lambda text: list(_FINDER.find(read_page(read(text), lambda _: "")))


def _talk(*speakers: str) -> str:
    return "\n\n".join(f"{speaker}: {words}" for speaker, words in zip(speakers, TALK, strict=False))


def test_a_transcript_has_turns(found: Found) -> None:
    text = _talk("Hana", "Joe Adeyemi", "Hana", "Joe Adeyemi")
    voices = found(text)
    assert [voice.name for voice in voices] == ["Hana", "Joe Adeyemi", "Hana", "Joe Adeyemi"]
    assert {voice.cue for voice in voices} == {TURN}
    assert [text[voice.start : voice.end] for voice in voices] == list(TALK)


def test_a_transcript_with_initials(found: Found) -> None:
    voices = found(_talk("HB", "JA", "HB", "JA"))
    assert [(voice.kind, voice.name) for voice in voices] == [("quoted", name) for name in ("HB", "JA", "HB", "JA")]


def test_an_article_at_the_beginning_is_no_initial(found: Found) -> None:
    aside = "A nurse came by, so you could not hear us."
    assert [voice.name for voice in found(_talk("HB", "JA", "HB", "JA") + f"\n\n{aside}")] == ["HB", "JA", "HB", "JA"]


def test_a_key_tells_whose_initials_they_are(found: Found) -> None:
    key = "HB – Hana Berg\n\nJA – Joe Adeyemi\n\n"
    voices = found(key + _talk("HB", "JA", "HB", "JA"))
    assert [voice.name for voice in voices if voice.kind == "speaker"] == ["Hana Berg", "Joe Adeyemi"]
    assert [voice.name for voice in voices if voice.kind == "quoted"] == ["Hana Berg", "Joe Adeyemi"] * 2


def test_labelled_answers(found: Found) -> None:
    text = (
        "What changed for you?\n\n"
        "Hana: I had never spoken at a meeting, and now I chair one.\n\n"
        "Joe: They asked me what I needed, and my bus fare was paid.\n\n"
        "Rosa: You find that you have something to say to them."
    )
    voices = found(text)
    assert [(voice.name, voice.cue) for voice in voices] == [
        (name, "labelled answer") for name in ("Hana", "Joe", "Rosa")
    ]


def test_an_interview_is_with_the_person_named_before_its_questions(found: Found) -> None:
    text = (
        "# The rent table\n\nThis month we meet Rosa Pinto.\n\n"
        "## What is the table for?\n\nI go there when my rent rises.\n\n## Who comes?\n\nNeighbours."
    )
    (voice,) = found(text)
    assert (voice.name, voice.cue) == ("Rosa Pinto", "interview")
    assert found(text.replace("I go there when my", "People go there when the")) == []
    assert found(text.replace("Rosa Pinto", "a tenant")) == []


@pytest.mark.parametrize(
    "text",
    [
        _talk("Hana"),
        "Where: the hall behind the library on Station Road\n\nWhen: every first Monday at six o'clock\n\n"
        "Who: everybody who rents a flat on the estate\n\nCost: nothing, and there is soup for all",
        "Rents: they rise by a fifth\n\nRepairs: they wait for a year\n\nHeat: it is off until the autumn",
        "Speaker: I rang the council four times\n\nHost: did anybody come to see you\n\nChair: we will see to it",
        "HB: the hall\n\nJA: the library\n\nHB: the station\n\nJA: the square",
        "",
    ],
)
def test_forms_notes_and_labels_are_no_turns(found: Found, text: str) -> None:
    assert found(text) == []
