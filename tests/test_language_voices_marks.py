"""Where words stand in quotation marks."""

from __future__ import annotations

import pytest

from tokenwatch.language.voices.marks import LONGEST, find_marked


def _words(text: str) -> list[str]:
    return [text[found.words_start : found.words_end] for found in find_marked(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We left,” she said.", ["We left,"]),
        ('"We left," she said.', ["We left,"]),
        ("‘We left,’ she said.", ["We left,"]),
        ("'We left,' she said.", ["We left,"]),
        ("«We left» she said.", ["We left"]),
        ("‘We left the flats’ she said.", ["We left the flats"]),
        ("„We left,“ she said.", ["We left,"]),
        ("`We left,' she said.", ["We left,"]),
        ("“We left,” she said, “and came back.”", ["We left,", "and came back."]),
    ],
)
def test_each_kind_of_mark(text: str, words: list[str]) -> None:
    assert _words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“They said ‘no’ to us.”", "They said ‘no’ to us."),
        ("‘They said “no” to us.’", "They said “no” to us."),
        ("“They said “no” to us.”", "They said “no” to us."),
        ("‘I didn’t know that I couldn’t.’", "I didn’t know that I couldn’t."),
        ("‘The tenants’ hall was cold.’", "The tenants’ hall was cold."),
        ("'The tenants' hall was cold.'", "The tenants' hall was cold."),
    ],
)
def test_only_the_outermost_marks_count_and_apostrophes_close_nothing(text: str, words: str) -> None:
    assert _words(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The tenants’ hall and the carers’ room.",
        "It's the patients' own lounge, and it is John's.",
        'A board of 12" by 14".',
        "The summer of ’68 was hot.",
        "“",
        "“ ”",
        '" "',
        "",
    ],
)
def test_apostrophes_inches_and_lone_marks_are_none(text: str) -> None:
    assert _words(text) == []


def test_a_mark_that_is_not_closed_runs_to_the_end_of_the_paragraph() -> None:
    (found,) = find_marked("She said: “We left and never came back. ")
    assert (found.closed, found.words_end) == (False, 39)
    assert find_marked("She said: ‘We left and never came back.") == []


def test_a_pair_of_marks_holds_only_so_much() -> None:
    assert find_marked("“" + "a " * (LONGEST // 4) + "b”")[0].closed
    assert not find_marked("“" + "a " * LONGEST + "b”")[0].closed
