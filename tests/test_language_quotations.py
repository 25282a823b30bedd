"""Quotations with whoever is quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.language.quotations import MIN_TURNS, find_quotations, find_turns

WORDS = "We were told in a letter after the work had begun"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (f"“{WORDS},” said Rosa Pinto, a tenant.", "Rosa Pinto", "a tenant"),
        (f'"{WORDS}" – Rosa Pinto, tenant', "Rosa Pinto", "tenant"),
        (f"Rosa Pinto, a tenant, said: “{WORDS}.”", "Rosa Pinto", "a tenant"),
        (f"“{WORDS},” Rosa Pinto told us.", "Rosa Pinto", ""),
        (f"“{WORDS},” one tenant said.", "", "one tenant"),
        (f"‘{WORDS},’ one tenant said.", "", "one tenant"),
        ("‘I didn’t know that I could say no,’ one tenant said.", "", "one tenant"),
        (f"«{WORDS}» – Rosa Pinto", "Rosa Pinto", ""),
        (f"“{WORDS}.”", "", ""),
    ],
)
def test_quoted_words_and_who_says_them(text: str, name: str, role: str) -> None:
    (voice,) = find_quotations(text)
    assert (voice.kind, voice.name, voice.role) == ("quoted", name, role)
    assert voice.words is not None
    assert text[voice.words[0]] in '“‘«"'


@pytest.mark.parametrize(
    "text",
    [
        "They call it “co-production” and “empowerment”.",
        "The report “The rent and its long history in Leeds” is out.",
        "The carers’ forum and the tenants’ panel met in the clients’ kitchen.",
        "It's the patients' own lounge, and it is John's and Mary's.",
        "No quotation here at all.",
        "",
    ],
)
def test_scare_quotes_titles_and_apostrophes_are_no_voice(text: str) -> None:
    assert list(find_quotations(text)) == []


def test_reported_speech_of_one_person() -> None:
    (voice,) = find_quotations("One carer told us that nobody had rung her back for months.")
    assert (voice.role, voice.cue) == ("One carer", "reported speech")


def test_a_block_set_as_a_quotation_needs_no_marks() -> None:
    text = "The lift has been broken since March. – Ama, tenant"
    (voice,) = find_quotations(text, is_block_quote=True)
    assert voice.role == "Ama, tenant"
    assert text[voice.start : voice.end].strip() == "The lift has been broken since March."
    assert list(find_quotations(text)) == []


def _turns(*lines: str) -> list[str]:
    text = "\n".join(lines)
    ends = [sum(len(line) + 1 for line in lines[: number + 1]) - 1 for number in range(len(lines))]
    return [voice.role for voice in find_turns(text, [(e - len(line), e) for line, e in zip(lines, ends, strict=True)])]


TALK = (
    "Hana: So what happened after they closed the day centre?",
    "Joe: I rang the council four times and nobody answered me.",
    "Hana: And did anybody come to see you about it in the end?",
    "Joe: Somebody came to measure the doors, and that was all.",
)


def test_a_transcript_has_turns() -> None:
    assert _turns(*TALK) == ["Hana", "Joe", "Hana", "Joe"]


def test_a_few_labelled_lines_are_no_transcript() -> None:
    assert _turns(*TALK[: MIN_TURNS - 1]) == []
    assert (
        _turns(
            "Where: the hall behind the library on Station Road",
            "When: every first Monday of the month at six o'clock",
            "Who: everybody who rents a flat on the estate",
            "Cost: nothing, and there is soup for all who come",
        )
        == []
    )


_PIECES = [
    *("“", "”", '"', "‘", "’", "«", "»", "–", "— ", "(", ")", "[", ",", ": ", ". ", "\n", " ", "'"),
    *("said", "Rosa Pinto", "one tenant ", "told us that ", "I", "we were never asked about the lift", "A", "van der"),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), st.booleans())
def test_no_heap_of_marks_and_words_breaks_it(text: str, is_block_quote: bool) -> None:
    for voice in find_quotations(text, is_block_quote=is_block_quote):
        assert 0 <= voice.start < voice.end <= len(text)
    assert find_turns(text, [(0, len(text))]) == []


@pytest.mark.parametrize(
    "piece", ["“", "“a", "‘a’a", '"', "– ", "A", "Ama Obi said ", "One tenant ", "a, ", "\n", "(", "’s "]
)
def test_long_heaps_of_one_mark_are_read(piece: str) -> None:
    text = piece * 10_000
    assert all(voice.end <= len(text) for voice in find_quotations(text))
