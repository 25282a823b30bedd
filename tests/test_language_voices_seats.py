"""Who sits where it is decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.found import POST, FoundVoice
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.roster import Rosters
from tokenwatch.language.voices.seats import Seats
from tokenwatch.language.voices.words import VoiceWords

Find = Callable[[str], list[FoundVoice]]
_WORDS = VoiceWords(load_codebook())
_FINDER, _ROSTERS = Seats(_WORDS), Rosters(_WORDS)


@pytest.fixture
def find(read: Callable[[str], Doc]) -> Find:
    return lambda text: list(_FINDER.find(read_page(read(text), _ROSTERS.kind)))


@pytest.mark.parametrize(
    ("text", "number", "role"),
    [
        ("Two service users sit on our board.", 2, "Two service users"),
        ("Our panel has five carers.", 5, "five carers"),
        ("At least 3 tenants sit on the panel.", 3, "3 tenants"),
        ("The jury includes twelve tenants.", 12, "twelve tenants"),
        ("A majority of tenants sit on the board.", 1, "majority of tenants"),
    ],
)
def test_counted_seats(find: Find, text: str, number: int, role: str) -> None:
    (voice,) = find(text)
    assert (voice.kind, voice.name, voice.role, voice.number) == ("member", "", role, number)
    assert voice.cue == "a counted seat"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rosa Pinto and Lin Zhou sit on the board.", ["Rosa Pinto", "Lin Zhou"]),
        ("At the meeting Rosa Pinto was elected to the board.", ["Rosa Pinto"]),
        ("At the meeting Rosa Pinto became our co-chair.", ["Rosa Pinto"]),
        ("One of the members, Rosa Pinto, spoke last.", ["Rosa Pinto"]),
        (
            "Three people joined the board: Rosa Pinto, Lin Zhou and Tom Reilly.",
            ["Rosa Pinto", "Lin Zhou", "Tom Reilly"],
        ),
        ("# Our board\n\n- Rosa Pinto\n- Lin Zhou, tenant", ["Rosa Pinto", "Lin Zhou"]),
        ("The steering group members are:\n\n- Rosa Pinto\n- Lin Zhou", ["Rosa Pinto", "Lin Zhou"]),
    ],
)
def test_named_and_listed_seats(find: Find, text: str, names: list[str]) -> None:
    voices = find(text)
    assert [voice.name for voice in voices] == names
    assert {voice.kind for voice in voices} == {"member"}


def test_a_body_made_up_of_people(find: Find) -> None:
    (voice,) = find("The steering group is made up of carers and tenants.")
    assert (voice.role, voice.number, voice.cue) == ("carers", 1, "steering group is made up of")
    assert find("The steering group is made up of engineers.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Pinto works as a peer support worker on the ward.",
        "Rosa Pinto, a lived experience trainer at the college, spoke.",
        "Rosa Pinto became our patient director in May.",
    ],
)
def test_a_post_for_somebody_with_the_experience_is_a_seat(find: Find, text: str) -> None:
    assert [(voice.name, voice.cue) for voice in find(text) if voice.cue == POST] == [("Rosa Pinto", POST)]


@pytest.mark.parametrize(
    "text",
    [
        "Service users need a board that listens.",
        "The board has nine members.",
        "Two engineers sit on our board.",
        "Two tenants wrote to the board.",
        "Rosa Pinto wrote to the board.",
        "Rosa Pinto works as a nurse on the ward.",
        "Rosa Pinto is a tenant. At the meeting Rosa Pinto was elected to the board.",
        "# Contacts\n\n- Rosa Pinto\n- Lin Zhou",
        "# Two service users sit on our board",
        "“Two service users sit on our board,” it said.",
        "",
    ],
)
def test_other_mentions_are_no_seat(find: Find, text: str) -> None:
    assert find(text) == []
