"""Who wrote the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.authors import TOP, Authors
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.words import VoiceWords

Written = Callable[[str], list[tuple[str, str]]]
_FINDER = Authors(VoiceWords(load_codebook()))


@pytest.fixture
def authors(read: Callable[[str], Doc]) -> Written:
    def find(text: str) -> list[tuple[str, str]]:
        voices = list(_FINDER.find(read_page(read(text), lambda _: "")))
        assert {voice.kind for voice in voices} <= {"author"}
        return [(voice.name, voice.role) for voice in voices]

    return find


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# Rents\n\nBy Lin Zhou, a tenant\n\nThe rent rose.", [("Lin Zhou", "a tenant")]),
        ("# Rents\n\nWritten by Lin Zhou and Tom Reilly\n\nThe rent rose.", [("Lin Zhou", ""), ("Tom Reilly", "")]),
        ("# Rents\n\nAuthor: Lin Zhou\n\nThe rent rose.", [("Lin Zhou", "")]),
        ("# Rents\n\nBy Lin, a tenant\n\nThe rent rose.", [("Lin", "a tenant")]),
        ("# Rents\n\nThis guest post was written by Lin Zhou, a tenant.", [("Lin Zhou", "a tenant")]),
        ("# Rents\n\nThe rent rose.\n\n## About the author\n\nLin Zhou (tenant) likes tea.", [("Lin Zhou", "tenant")]),
        ("Your name\n\nLin Zhou\n\nYour idea\n\nMore heat.", [("Lin Zhou", "")]),
        ("Your name\n\nLin Zhou\n\nJob title\n\nCaretaker\n\nYour idea\n\nMore heat.", [("Lin Zhou", "Caretaker")]),
    ],
)
def test_bylines_notes_and_forms(authors: Written, text: str, written: list[tuple[str, str]]) -> None:
    assert authors(text) == written


def test_a_signature_below_a_text_in_the_first_person(authors: Written) -> None:
    text = "# Rents\n\nI could not pay it, and I said so.\n\nLin Zhou, tenant"
    assert authors(text) == [("Lin Zhou", "tenant")]
    assert authors(text.replace("I could not pay it, and I said", "Nobody could pay it, and all said")) == []
    assert authors(text + " of the third floor, came.") == []


def test_a_byline_stands_at_the_top_or_below_a_heading(authors: Written) -> None:
    above = "One thing more.\n\n" * TOP
    assert authors(above + "By Lin Zhou, a tenant") == []
    assert authors(above + "## Rents\n\nBy Lin Zhou, a tenant") == [("Lin Zhou", "a tenant")]


@pytest.mark.parametrize(
    "text",
    [
        "# Rents\n\nBy Monday Evening the rent had risen.",
        "# Rents\n\nBy the time that the lift had been mended we were told of it by Lin Zhou.",
        "# Rents\n\nThe rent was set by Lin Zhou.",
        "Your name\n\nYour idea\n\nMore heat.",
        "# Rents\n\n## About the author\n\nA tenant.",
        "",
    ],
)
def test_other_uses_of_by_and_empty_forms_name_nobody(authors: Written, text: str) -> None:
    assert authors(text) == []
