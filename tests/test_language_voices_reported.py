"""Reported speech, without quotation marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.found import FoundVoice
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.reported import ReportedSpeech
from tokenwatch.language.voices.words import VoiceWords

Reported = Callable[[str], list[FoundVoice]]
_FINDER = ReportedSpeech(VoiceWords(load_codebook()))


@pytest.fixture
def reported(read: Callable[[str], Doc]) -> Reported:
    return lambda text: list(_FINDER.find(read_page(read(text), lambda _: "")))


@pytest.mark.parametrize(
    ("text", "name", "role", "cue"),
    [
        ("One carer told us that nobody had rung her back for months.", "", "One carer", "told"),
        ("Several tenants told the board that the lift had broken.", "", "Several tenants", "told"),
        ("Tenants complained of the cold.", "", "Tenants", "complained of"),
        ("Rosa Pinto told the board that the lift had broken.", "Rosa Pinto", "", "told"),
        ("Rosa Pinto, a tenant, explained how the lift had broken.", "Rosa Pinto", "a tenant", "explained"),
        ("Rosa Pinto stood up in the hall and said the lift had broken.", "Rosa Pinto", "", "said"),
        ("The lift had broken twice, Rosa Pinto said.", "Rosa Pinto", "", "said"),
    ],
)
def test_who_is_reported(reported: Reported, text: str, name: str, role: str, cue: str) -> None:
    (voice,) = reported(text)
    assert (voice.kind, voice.name, voice.role, voice.cue) == ("quoted", name, role, cue)
    assert text[voice.start : voice.end].endswith(".")


def test_they_are_the_group_of_the_sentence_before(reported: Reported) -> None:
    voices = reported("Several tenants told us that the lift had broken. They said that nobody came.")
    assert [voice.role for voice in voices] == ["Several tenants", "Several tenants"]
    assert reported("They said that nobody came.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Tenants may say that the lift is broken.",
        "If tenants complained of the cold, we would know.",
        "We asked when tenants complained of the cold.",
        "Most people say that the lift is always broken.",
        "The report said that the lift was broken.",
        "The Trust told us that the lift was mended.",
        "I told the board that the lift was broken.",
        "Rosa Pinto rents a flat on the third floor.",
        "# Several tenants told us that the lift had broken",
        "| Several tenants told us that the lift had broken | June |",
        "They wrote: “Several tenants told us that the lift had broken.”",
        "",
    ],
)
def test_what_may_be_said_bodies_and_quoted_words_are_not_reported(reported: Reported, text: str) -> None:
    assert reported(text) == []
