"""The vocabulary of involvement."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Read = Callable[[str], Doc]


def _terms(doc: Doc) -> list[tuple[str, str]]:
    return [(span.id_, span.text) for span in doc.spans["terms"]]


@pytest.mark.parametrize(
    "word",
    [
        *("co-production", "Co-Production", "coproduction", "CO-PRODUCTION", "co production"),
        *("co\u2010production", "co\u2011production", "co\u2012production", "co\u2013production", "co\u00adproduction"),
        *("co-produced", "coproducing", "co\u2011produce"),
    ],
)
def test_co_production_in_every_spelling(read: Read, word: str) -> None:
    assert _terms(read(f"The rota was made by {word} last year.")) == [("co-production", word)]


@pytest.mark.parametrize(
    "text",
    [
        "She works in film co-production.",
        "Two TV co-productions were shown at the festival.",
        "The treaty covers film coproduction with Canada.",
        "The plant is used for co-production of heat.",
        "Milk and its co-products were sold.",
    ],
)
def test_films_and_factories_are_no_involvement(read: Read, text: str) -> None:
    assert _terms(read(text)) == []


def test_the_longer_term_wins_over_the_one_inside_it(read: Read) -> None:
    assert _terms(read("We set up a lived experience panel.")) == [("advisory-body", "lived experience panel")]


def test_terms_are_labelled_term_and_ascend(read: Read) -> None:
    doc = read("Consultation came first, co-design later, and feedback last.")
    assert [span.id_ for span in doc.spans["terms"]] == ["consultation", "co-design", "feedback"]
    assert [span.label_ for span in doc.spans["terms"]] == ["term", "term", "loose term"]
