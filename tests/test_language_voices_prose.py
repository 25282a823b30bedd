"""Who is billed in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.found import FoundVoice
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.prose import SpeakersInProse
from tokenwatch.language.voices.words import VoiceWords

Find = Callable[[str], list[FoundVoice]]
_FINDER = SpeakersInProse(VoiceWords(load_codebook()))


@pytest.fixture
def find(read: Callable[[str], Doc]) -> Find:
    return lambda text: list(_FINDER.find(read_page(read(text), lambda _: "")))


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The evening was chaired by Lin Zhou.", "Lin Zhou", ""),
        ("The workshop was led by Lin Zhou, a tenant.", "Lin Zhou", "a tenant"),
        ("Our speakers include Lin Zhou.", "Lin Zhou", ""),
        ("Join us for a panel on rents with Lin Zhou.", "Lin Zhou", ""),
        ("At the workshop you will hear from Lin Zhou.", "Lin Zhou", ""),
        ("Lin Zhou will present the new rents.", "Lin Zhou", ""),
        ("Lin Zhou, a tenant, will speak on rents.", "Lin Zhou", "a tenant"),
        ("Community member Lin Zhou will present the rents.", "Lin Zhou", "Community member"),
        ("The workshop is led by a carer.", "", "a carer"),
    ],
)
def test_sentences_that_bill_a_person(find: Find, text: str, name: str, role: str) -> None:
    assert {(voice.kind, voice.name, voice.role) for voice in find(text)} == {("speaker", name, role)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The workshop will be led by two peer researchers.", 2),
        ("The evening was chaired by a tenant.", 1),
        ("Three care leavers will speak at the workshop.", 3),
        ("12 carers will speak at the workshop.", 12),
    ],
)
def test_people_without_a_name_are_counted(find: Find, text: str, number: int) -> None:
    assert [(voice.name, voice.number) for voice in find(text)] == [("", number)]


def test_speakers_with_their_own_experience(find: Find) -> None:
    (voice,) = find("Our speakers will be sharing their own stories of the cold.")
    assert (voice.name, voice.role, voice.cue) == ("", "Our speakers", "sharing their own experience")


def test_a_role_in_a_list_of_names(find: Find) -> None:
    voices = find("The evening was hosted by Lin Zhou (tenant) and Tom Reilly (surveyor).")
    assert [(voice.name, voice.role) for voice in voices] == [("Lin Zhou", "tenant"), ("Tom Reilly", "surveyor")]


@pytest.mark.parametrize(
    "text",
    [
        "The block is run by Lin Zhou.",
        "The evening was chaired by the council.",
        "The workshop was led by a steering group.",
        "Lin Zhou rents a flat on the third floor.",
        "The rent was raised by a fifth.",
        "“The evening was chaired by Lin Zhou.”",
        "# The evening was chaired by Lin Zhou",
        "",
    ],
)
def test_other_work_bodies_and_quoted_words_bill_nobody(find: Find, text: str) -> None:
    assert find(text) == []


def test_a_programme_makes_any_leading_a_talk(find: Find) -> None:
    text = "# Programme\n\nThe walk is led by Lin Zhou."
    assert [(voice.name, voice.announced) for voice in find(text)] == [("Lin Zhou", True)]
    assert find(text.replace("Programme", "Rents")) == []
