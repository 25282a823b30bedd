"""Who is billed to speak, by the form of the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.found import FoundVoice
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.roster import Rosters
from tokenwatch.language.voices.speakers import Speakers
from tokenwatch.language.voices.words import VoiceWords

Billed = list[tuple[str, str]]
Bill = Callable[[str], Billed]
_WORDS = VoiceWords(load_codebook())
_FINDER, _ROSTERS = Speakers(_WORDS), Rosters(_WORDS)
PROGRAMME = "# Programme\n\n10:00 Rents – Lin Zhou\n\n11:00 Repairs – Priya Nair\n\n12:00 End\n\n"


@pytest.fixture
def find(read: Callable[[str], Doc]) -> Callable[[str], list[FoundVoice]]:
    return lambda text: list(_FINDER.find(read_page(read(text), _ROSTERS.kind)))


@pytest.fixture
def billed(find: Callable[[str], list[FoundVoice]]) -> Bill:
    return lambda text: [(voice.name, voice.role) for voice in find(text)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Speaker: Lin Zhou, tenant", [("Lin Zhou", "tenant")]),
        ("**Chaired by:** Lin Zhou", [("Lin Zhou", "")]),
        ("Speaker: Lin", [("Lin", "")]),
        ("Speaker: a tenant", [("", "a tenant")]),
        ("Panel: Lin Zhou, Priya Nair and Tom Reilly", [("Lin Zhou", ""), ("Priya Nair", ""), ("Tom Reilly", "")]),
        ("The day of the rents (chair: Lin Zhou)", [("Lin Zhou", "")]),
        ("The day of the rents (panel: carers)", [("", "carers")]),
        ("# Hosts\n\n- Lin Zhou, tenant\n- Tom Kerr (nurse)", [("Lin Zhou", "tenant"), ("Tom Kerr", "nurse")]),
        ("# Speakers\n\n- Lin Zhou – tenant", [("Lin Zhou", "tenant")]),
        ("# Speakers\n\n- Lin Zhou, Torrance Bridge", [("Lin Zhou", "Torrance Bridge")]),
        ("# Speakers\n\n## Lin Zhou\n\nLin rents a flat.", [("Lin Zhou", "")]),
        ("# Rents\n\nspeakers:\n\n- name: Lin Zhou\n  bio: a tenant", [("Lin Zhou", "a tenant")]),
        (
            "# Speakers\n\n- Lin Zhou MBE, tenant\n- Tom Reilly (he/him), surveyor",
            [("Lin Zhou MBE", "tenant"), ("Tom Reilly", "surveyor")],
        ),
        ("# Speakers\n\n- Lin Zhou, PhD, tenant", [("Lin Zhou", "tenant")]),
    ],
)
def test_labels_and_lists_announce_people(billed: Bill, text: str, people: Billed) -> None:
    assert billed(text) == people


@pytest.mark.parametrize(
    ("slot", "people"),
    [
        ("13:00 Heat – Tom Reilly", [("Tom Reilly", "")]),
        ("13:00 Heat with Tom Reilly, surveyor", [("Tom Reilly", "surveyor")]),
        ("- 13:00 Heat (Tom Reilly, surveyor)", [("Tom Reilly", "surveyor")]),
        ("| 13:00 | Heat | Tom Reilly, surveyor |", [("Tom Reilly", "surveyor")]),
        ("## Heat – Tom Reilly", [("Tom Reilly", "")]),
        ("Tom Reilly and Ola Berg", [("Tom Reilly", ""), ("Ola Berg", "")]),
        ("13:00 A walk round the estate, led by Tom Reilly", [("Tom Reilly", "")]),
    ],
)
def test_the_form_of_a_programme_bills_people(billed: Bill, slot: str, people: Billed) -> None:
    assert set(billed(PROGRAMME + slot)) - {("Lin Zhou", ""), ("Priya Nair", "")} == set(people)


@pytest.mark.parametrize(
    "slot",
    [
        "13:00 Lunch with Tom Reilly",
        "13:00 Coffee break – Tom Reilly",
        "| 13:00 | Registration | Tom Reilly |",
        "13:00 Heat, sponsored by Tom Reilly",
        "Bookings: Tom Reilly",
        "Sponsored by Tom Reilly",
        "## Contacts\n\n- Tom Reilly, tom@example.org",
        "## Staff\n\n- Tom Reilly, officer",
        "## Our thanks\n\n- Tom Reilly",
        "| 13:00 | Leeds City Council | Main Hall |",
        "13:00 The drains run below the estate, and nobody knows where. " * 5 + "We dug there with Tom Reilly.",
    ],
)
def test_breaks_credits_closed_sections_bodies_and_prose_bill_nobody(billed: Bill, slot: str) -> None:
    assert [name for name, _ in billed(PROGRAMME + slot)] == ["Lin Zhou", "Priya Nair"]


@pytest.mark.parametrize("nobody", ["TBC", "tba", "To be confirmed", "Various", "All", "n/a"])
def test_nobody_yet(billed: Bill, nobody: str) -> None:
    assert billed(f"Speaker: {nobody}") == []
    assert billed(f"| Time | Speaker |\n|---|---|\n| 10:00 | {nobody} |") == []


def test_a_single_word_behind_a_comma_is_where_somebody_works(billed: Bill) -> None:
    assert [name for name, _ in billed("Speaker: Lin Zhou, Mapbox")] == ["Lin Zhou"]
    assert [name for name, _ in billed("Speaker: Lin Zhou and Kirstie")] == ["Lin Zhou", "Kirstie"]


def test_a_column_of_people(billed: Bill) -> None:
    table = (
        "| Time | Talk | Speaker(s) |\n|---|---|---|\n| 10:00 | Rents | Lin Zhou |\n| 11:00 | Ola Berg Day | Tom |\n"
    )
    assert billed(table) == [("Lin Zhou", ""), ("Tom", "")]


def test_a_column_headed_role_says_who_a_speaker_is(billed: Bill) -> None:
    table = "| Time | Speaker | Role |\n|---|---|---|\n| 10:00 | Lin Zhou | Carer |\n| 11:00 | Tom Reilly | |\n"
    assert billed(table) == [("Lin Zhou", "Carer"), ("Tom Reilly", "")]


def test_announced_people_leave_nothing_to_the_form(billed: Bill) -> None:
    announced = "## Speakers\n\n- Ola Berg\n- Tom Reilly\n- Ama Obi\n- Ruth Malik\n"
    assert [name for name, _ in billed(PROGRAMME + announced)] == ["Ola Berg", "Tom Reilly", "Ama Obi", "Ruth Malik"]


def test_biographies_under_headings_bill_people(billed: Bill) -> None:
    lin = "## Lin Zhou\n\n" + "Lin has rented a flat on the third floor of the estate since the day it was built. " * 2
    tom = "## Tom Reilly\n\n" + "Tom measures doors and has measured every one of them on the estate, twice over. " * 2
    assert billed(f"# The rent table\n\n{lin}\n\n{tom}") == [("Lin Zhou", ""), ("Tom Reilly", "")]
    assert billed(f"# The rent table\n\n{lin}") == []


def test_minutes_and_place(find: Callable[[str], list[FoundVoice]]) -> None:
    voices = find(PROGRAMME)
    assert [(voice.name, voice.minutes, voice.announced) for voice in voices] == [
        ("Lin Zhou", 60, True),
        ("Priya Nair", 60, True),
    ]
    assert [PROGRAMME[voice.start : voice.end] for voice in voices] == [
        "10:00 Rents – Lin Zhou",
        "11:00 Repairs – Priya Nair",
    ]


def test_a_text_that_is_no_programme_bills_nobody_by_its_form(billed: Bill) -> None:
    assert billed("# How the rent is set\n\nRents – Lin Zhou\n\nRepairs – Priya Nair") == []
