"""Writers and narrators who speak of themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.first_persons import FirstPersons
from tokenwatch.language.voices.found import FoundVoice
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.words import VoiceWords

Found = Callable[[str], list[FoundVoice]]
_FINDER = FirstPersons(VoiceWords(load_codebook()))


@pytest.fixture
def found(read: Callable[[str], Doc]) -> Found:
    return lambda text: list(_FINDER.find(read_page(read(text), lambda _: "")))


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("I have lived with epilepsy since I was nine.", "", ""),
        ("As a carer, I know how long the forms are.", "", ""),
        ("In my own experience, I was never asked.", "", ""),
        ("My name is Rosa Pinto, a tenant of the third floor.", "Rosa Pinto", "a tenant of the third floor"),
        ("Hello, I’m Rosa.", "Rosa", ""),
    ],
)
def test_the_writer_says_who_they_are(found: Found, text: str, name: str, role: str) -> None:
    (voice,) = found(text)
    assert (voice.kind, voice.name, voice.role) == ("first person", name, role)
    assert voice.cue in text


def test_the_writer_is_found_once_where_most_is_said(found: Found) -> None:
    text = "In my experience, I was never asked.\n\nAs a carer, I know the forms.\n\nIn my experience, I wait."
    (voice,) = found(text)
    assert text[voice.start : voice.end] == "As a carer, I know the forms."


def test_narrators_stand_under_their_names(found: Found) -> None:
    text = (
        "# Lives\n\n## Rosa Pinto, tenant\n\nI came here when I was nine.\n\n"
        "## Tom Reilly, surveyor\n\nI measure the doors, and I go home."
    )
    voices = found(text)
    assert [(voice.name, voice.role, voice.cue) for voice in voices] == [
        ("Rosa Pinto", "tenant", "narrator"),
        ("Tom Reilly", "surveyor", "narrator"),
    ]


def test_a_biography_is_not_narrated(found: Found) -> None:
    assert found("## Rosa Pinto, tenant\n\nRosa came here when she was nine.") == []


@pytest.mark.parametrize(
    "text",
    [
        "I went to the meeting, and I came home.",
        "She is autistic, and the lights hurt her.",
        "“I have lived with epilepsy since I was nine,” said Rosa Pinto.",
        "> I have lived with epilepsy since I was nine.",
        "Do I have epilepsy, as my doctor says?",
        "As a carer, I want to save the form, so that I can go on later.",
        "| I have lived with epilepsy | June |",
        "",
    ],
)
def test_others_questions_and_wishes_of_made_up_users_are_not_the_writer(found: Found, text: str) -> None:
    assert found(text) == []
