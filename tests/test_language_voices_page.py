"""What is read of a page for its voices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.page import Page, read_page
from tokenwatch.language.voices.roster import Rosters
from tokenwatch.language.voices.words import VoiceWords

Open = Callable[[str], Page]
_ROSTERS = Rosters(VoiceWords(load_codebook()))


@pytest.fixture
def opened(read: Callable[[str], Doc]) -> Open:
    return lambda text: read_page(read(text), _ROSTERS.kind)


def test_lines_stand_where_their_words_stand(opened: Open) -> None:
    page = opened("# Rents\n\nThe rent rose.\n\n- Soup\n- Tea\n")
    assert [line.kind for line in page.lines] == ["heading", "paragraph", "list item", "list item"]
    for number, line in enumerate(page.lines):
        assert line.index == number
        assert page.text[line.start : line.end] == line.text == line.masked.text


def test_sections_are_headings_and_lead_ins(opened: Open) -> None:
    page = opened(
        "# Day\n\nCome in. These are our speakers:\n\n- Lin Zhou\n\nTea is late.\n\n## Lin Zhou, tenant\n\nShe rents."
    )
    assert [line.section for line in page.lines[2:]] == ["These are our speakers:", "Day", "Day", "Day"]


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
