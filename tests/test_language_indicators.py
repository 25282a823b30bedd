"""Hits of the codebook's indicators, on a codebook of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.document import Document
from tokenwatch.language import load, make_doc

MINE = "tea-and-biscuits"


@pytest.fixture(scope="module")
def find(own_codebook: str) -> Callable[[str], list[str]]:
    """From a text to the words that the test's indicator finds."""
    nlp = load(own_codebook)

    def find_words(text: str) -> list[str]:
        doc = nlp(make_doc(nlp, Document.from_text(text)))
        return [span.text for span in doc.spans["indicators"] if span.id_ == MINE]

    return find_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The tenants had tea and biscuits.", ["tea and biscuits"]),
        ("There was tea and biscuits.", ["tea and biscuits"]),
        ("We thanked the carers with cake.", []),
        ("We thanked carers who came with cake.", ["thanked carers who came with cake"]),
        ("A stall was selling tea and biscuits.", []),
        ("We thanked the staff with cake.", []),
        ("We thanked tenants. They came with cake.", []),
    ],
)
def test_wordings_and_near_misses(find: Callable[[str], list[str]], text: str, found: list[str]) -> None:
    assert find(text) == found


def test_open_wordings_are_looked_for_only_where_involvement_is_spoken_of(own_codebook: str) -> None:
    nlp = load(own_codebook)
    whole: Any = nlp.get_pipe("tokenwatch")
    component = whole.before[2]
    assert component.group == "indicators"
    looked_at: list[str] = []
    matcher = component.matcher

    class Watcher:
        find_phrases = staticmethod(matcher.find_phrases)

        @staticmethod
        def find_all(doc: Doc, sentences: Iterable[Span], groups: object) -> list[list[tuple[str, int, int]]]:
            looked_at.extend(sentence.text for sentence in sentences)
            return []

    component.matcher = Watcher()
    try:
        nlp("The roof leaks. Tenants met. It rained on Monday.")
    finally:
        component.matcher = matcher
    assert looked_at == ["Tenants met."]


def test_a_hit_carries_dimension_and_id(own_codebook: str) -> None:
    doc = load(own_codebook)("The carers had tea and biscuits.")
    assert [(span.label_, span.id_) for span in doc.spans["indicators"]] == [("payment", MINE)]


def test_nothing_is_left_behind_on_the_tokens(nlp: Language, read: Callable[[str], Doc]) -> None:
    doc = read("Patients and tenants chair the group, and nurses come as guests.")
    assert len(doc.spans["people"]) >= 3
    assert not doc.user_data
