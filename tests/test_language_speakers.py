"""Who is billed to speak, by the form of the line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.analysis import Analysis
from tokenwatch.document import Document
from tokenwatch.language.speakers import find_authors, find_speakers, looks_like_programme

Billed = list[tuple[str, str]]


def _lines(text: str) -> list[tuple[str, int, int]]:
    return [(block.kind, block.start, block.end) for block in Document.from_text(text).blocks]


def _billed(text: str) -> Billed:
    return [(voice.name, voice.role) for voice in find_speakers(text, _lines(text))]


@pytest.mark.parametrize(
    ("text", "billed"),
    [
        ("| 10:00 | Rents | Lin Zhou, tenant |", [("Lin Zhou", "tenant")]),
        ("- Lin Zhou, tenant\n- Tom Reilly (surveyor)", [("Lin Zhou", "tenant"), ("Tom Reilly", "surveyor")]),
        ("- Lin Zhou – tenant", [("Lin Zhou", "tenant")]),
        ("- 10:00 Rents (Lin Zhou, tenant)", [("Lin Zhou", "tenant")]),
        ("Speaker: Lin Zhou, tenant", [("Lin Zhou", "tenant")]),
        ("Chaired by: Lin Zhou", [("Lin Zhou", "")]),
        ("Panel: Lin Zhou, Priya Nair and Tom Reilly", [("Lin Zhou", ""), ("Priya Nair", ""), ("Tom Reilly", "")]),
        ("## Lin Zhou\n\nLin rents a flat.", [("Lin Zhou", "")]),
        ("- 10:00 A walk round the estate. Led by Lin Zhou, tenant", [("Lin Zhou", "tenant")]),
    ],
)
def test_forms_that_bill_a_person(text: str, billed: Billed) -> None:
    assert _billed(text) == billed


@pytest.mark.parametrize(
    "text",
    [
        "| 10:30 | Coffee break | Lin Zhou at the urn |",
        "- Lunch with Lin Zhou",
        "- 12:00 Registration (Lin Zhou)",
        "Lin Zhou has lived on the estate for thirty years and knows where each of the drains runs, "
        "which the contractor did not when he began to dig in April.",
        "- Opening Remarks, main hall",
        "| 10:00 | Leeds City Council | Main Hall |",
    ],
)
def test_breaks_prose_and_bodies_bill_nobody(text: str) -> None:
    assert _billed(text) == []


def test_a_column_headed_role_says_who_a_speaker_is() -> None:
    table = "| Time | Speaker | Role |\n|---|---|---|\n| 10:00 | Lin Zhou | Carer |\n| 11:00 | Tom Reilly | |\n"
    assert _billed(table) == [("Lin Zhou", "Carer"), ("Tom Reilly", "")]
    assert _billed(table + "\nThen:\n\n| 12:00 | Priya Nair | Main Hall |") == [
        ("Lin Zhou", "Carer"),
        ("Tom Reilly", ""),
        ("Priya Nair", ""),
    ]


def test_a_person_is_billed_once() -> None:
    assert _billed("- Dr Lin Zhou, historian\n- Lin Zhou, panel") == [("Dr Lin Zhou", "historian")]


@pytest.mark.parametrize(
    "text",
    [
        "# Programme of the day\n\nCome along.",
        "10:00 Doors\n\n11.15 am Rents\n\n2pm Repairs",
        "Rents\n\nSpeaker: Lin Zhou\n\nChair: Tom Reilly",
    ],
)
def test_marks_of_a_programme(text: str) -> None:
    assert looks_like_programme(text, _lines(text))


@pytest.mark.parametrize(
    "text",
    [
        "We met at 10:00 and left at 11:00 after the vote.",
        "Rents\n\nSpeaker: Lin Zhou",
        "# How the rent is set\n\nTenants decide.",
        "",
    ],
)
def test_other_texts_have_none(text: str) -> None:
    assert not looks_like_programme(text, _lines(text))


def test_a_byline_stands_at_the_top() -> None:
    text = "# Rents\n\nBy Lin Zhou, a tenant\n\nThe rent rose."
    assert [(voice.kind, voice.name, voice.role) for voice in find_authors(text, _lines(text))] == [
        ("author", "Lin Zhou", "a tenant")
    ]
    below = "One.\n\n" * 6 + "By Lin Zhou, a tenant"
    assert list(find_authors(below, _lines(below))) == []


def test_a_programme_counts_its_people(analyse: Callable[[str], Analysis]) -> None:
    programme = analyse("# Speakers\n\n- Lin Zhou, tenant\n- Tom Reilly, surveyor\n- Priya Nair").programme
    assert (programme.is_programme, programme.n_speakers, programme.n_lived) == (True, 3, 1)


def test_one_name_is_no_programme(analyse: Callable[[str], Analysis]) -> None:
    programme = analyse("# Speakers\n\n- Lin Zhou, tenant").programme
    assert (programme.is_programme, programme.n_speakers, programme.n_lived) == (False, None, None)


_PIECE = st.sampled_from(
    ["| ", "- ", "# ", "10:00 ", "Speaker: ", "Led by ", "Lin Zhou", ", ", "(", ")", "\n", "tea ", "; "]
)


@given(st.lists(_PIECE, max_size=30).map("".join))
def test_no_heap_of_marks_and_names_breaks_it(text: str) -> None:
    for voice in find_speakers(text, _lines(text)):
        assert voice.name in text[voice.start : voice.end]
