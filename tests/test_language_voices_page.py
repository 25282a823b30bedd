"""What is read of a page for its voices, and a text beside its mask."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.found import Person
from tokenwatch.language.voices.names import FULL
from tokenwatch.language.voices.page import Page, heading_persons, mentions_of, read_page
from tokenwatch.language.voices.roster import Rosters
from tokenwatch.language.voices.twin import Twin
from tokenwatch.language.voices.words import VoiceWords, alternatives

Open = Callable[[str], Page]
_WORDS = VoiceWords(load_codebook())
_ROSTERS = Rosters(_WORDS)


@pytest.fixture
def opened(read: Callable[[str], Doc]) -> Open:
    return lambda text: read_page(read(text), _ROSTERS.kind)


def test_lines_stand_where_their_words_stand(opened: Open) -> None:
    page = opened("# Rents\n\nThe rent rose.\n\n- Soup\n- Tea\n")
    assert [line.kind for line in page.lines] == ["heading", "paragraph", "list item", "list item"]
    for number, line in enumerate(page.lines):
        assert line.index == number
        assert page.text[line.start : line.end] == line.text == line.twin.text


def test_sections_are_headings_and_lead_ins(opened: Open) -> None:
    page = opened(
        "# Day\n\nCome in. These are our speakers:\n\n- Lin Zhou\n\nTea is late.\n\n## Lin Zhou, tenant\n\nShe rents."
    )
    assert [line.section for line in page.lines[2:]] == ["These are our speakers:", "Day", "Day", "Day"]


@pytest.mark.parametrize(
    ("heading", "below", "persons"),
    [
        ("Dr Robin Bell (Moderator)", [], [("Dr Robin Bell", "Moderator")]),
        ("Robin Bell, tenant", [], [("Robin Bell", "tenant")]),
        ("Robin Bell", ["Robin chairs the rent table."], [("Robin Bell", "")]),
        ("Robin Bell", ["Director of the rent table"], [("Robin Bell", "")]),
        ("Robin (she/her)", [], [("Robin", "")]),
        ("Robin (tenant)", ["Robin rents a flat."], [("Robin", "tenant")]),
        ("Robin Bell and Ola Berg", [], [("Robin Bell", ""), ("Ola Berg", "")]),
        ("Robin", ["The rent rose."], []),
        ("Robin Bell", ["The rent rose by a fifth, and the heat was off until the autumn."], []),
        ("Aims of the day", ["Robin Bell chairs."], []),
        ("", [], []),
    ],
)
def test_people_whom_a_heading_names(heading: str, below: list[str], persons: list[tuple[str, str]]) -> None:
    assert [(person.name, person.role) for person in heading_persons(heading, below)] == persons


def test_a_list_of_people_makes_a_bare_name_one_of_them() -> None:
    assert heading_persons("Robin Bell", []) == []
    assert [person.name for person in heading_persons("Robin Bell", [], listed=True)] == ["Robin Bell"]


def test_sentences_on_a_person(opened: Open) -> None:
    page = opened(
        "Rosa Pinto rents a flat. She is blind. The lift broke.\n\n“Rosa Pinto is deaf,” it said.\n\n"
        "Nobody on the third floor asked for the views of Rosa Pinto.\n\n"
        "The hall was opened for all of us by Rosa Pinto, who is a carer."
    )
    assert [sentence.strip() for sentence in page.sentences_on("Rosa Pinto")] == [
        "Rosa Pinto rents a flat.",
        "She is blind.",
        "Rosa Pinto, who is a carer.",
    ]
    assert list(page.sentences_on("Tom Reilly")) == []


def test_lines_are_found_by_their_place(opened: Open) -> None:
    page = opened("# Rents\n\nThe rent rose.")
    assert [line and line.index for line in (page.line_at(2), page.line_at(12))] == [0, 1]
    assert page.line_at(-1) is None
    assert [line.index for line in page.below(page.lines[0])] == [1]


def test_people_are_found_by_their_place(opened: Open) -> None:
    page = opened("The tenants came. The nurses came.")
    assert [person.text for person in page.people_between(0, 18)] == ["tenants"]
    assert [person.text for person in page.people_between(18, 40)] == ["nurses"]


def test_a_page_mostly_of_people_of_the_work(opened: Open) -> None:
    tenants = "The tenants came. Carers came. Service users came."
    assert opened(tenants).mostly_lived
    assert not opened(tenants + " Nurses and doctors came.").mostly_lived
    assert not opened("The tenants came.").mostly_lived


@pytest.mark.parametrize(("text", "found"), [("ROSA came", True), ("Pinto’s hall", True), ("Rosanna came", False)])
def test_mentions_of_a_person(opened: Open, text: str, found: bool) -> None:
    assert bool(mentions_of(opened(text), Person("Rosa Pinto", "", 0, 0)).search(text)) is found


def test_a_twin_cuts_text_and_mask_together() -> None:
    twin = Twin.of("Then Rosa Pinto left. But “No. Not yet,” she said. Rain fell.")
    assert twin.mask[5:15] == FULL * 10
    part = twin[5:21]
    assert (part.text, part.start, part.mask[:10]) == ("Rosa Pinto left.", 5, FULL * 10)
    sentences = list(twin.without_marked().sentences())
    assert [sentence.text.strip().replace("…", "") for sentence in sentences] == [
        "Then Rosa Pinto left.",
        "But  she said.",
        "Rain fell.",
    ]
    assert [twin.text[sentence.start] for sentence in sentences] == ["T", "B", "R"]
    assert len(twin.without_marked().mask) == len(twin.text)


@pytest.mark.parametrize(
    ("who", "people"),
    [
        *(("one carer", True), ("the lad on the desk", True), ("Two of the tenants", True), ("Residents", True)),
        *(("the report", False), ("the Trust", False), ("a letter from the tenants", False), ("", False)),
    ],
)
def test_which_words_mean_people(who: str, people: bool) -> None:
    assert _WORDS.is_people(who) is people


def test_alternatives_are_whole_words_with_either_apostrophe() -> None:
    assert alternatives(["who's on", "who"]) == r"(?:who['’]s\ on|who)(?!\w)"


def test_a_heading_of_ten_pages_names_nobody() -> None:
    assert heading_persons("." * 200_000 + "(x", []) == heading_persons("Ann" + " " * 200_000 + "(x", []) == []
