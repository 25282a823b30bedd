"""Who is named, and in what role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Read = Callable[[str], Doc]


def _group(doc: Doc, words: str) -> list[str]:
    return [span.label_ for span in doc.spans["people"] if span.text == words]


@pytest.mark.parametrize(
    ("words", "group"),
    [
        *(("service users", "lived"), ("unpaid carers", "lived"), ("wheelchair users", "lived")),
        *(("care leavers", "lived"), ("survivors", "lived"), ("patients", "lived")),
        *(("tenants", "community"), ("neighbours", "community"), ("young people", "community")),
        *(("nurses", "professional"), ("social workers", "professional"), ("councillors", "professional")),
        *(("the charity", "organisation"), ("the university", "organisation")),
    ],
)
def test_each_group_is_known_by_its_words(read: Read, words: str, group: str) -> None:
    assert _group(read(f"On Monday {words} came to the hall."), words) == [group]


@pytest.mark.parametrize(
    ("text", "words", "group"),
    [
        ("The consultant on the ward spoke last.", "consultant", "professional"),
        ("A consultant with lived experience spoke last.", "consultant", "lived"),
        ("The users log in to the software with a password.", "users", "professional"),
        ("The users of mental health services ran it.", "users", "lived"),
        ("Clients of the homeless shelter cooked.", "Clients", "lived"),
        ("Our clients came.", "clients", "ambiguous"),
        ("The volunteers came on Friday.", "volunteers", "ambiguous"),
    ],
)
def test_an_ambiguous_role_is_settled_by_its_surroundings_or_left(
    read: Read, text: str, words: str, group: str
) -> None:
    assert _group(read(text), words) == [group]


def test_context_on_both_sides_settles_nothing(read: Read) -> None:
    assert _group(read("The users of the software are patients."), "users") == ["ambiguous"]


def test_a_role_far_away_settles_nothing(read: Read) -> None:
    text = "The members came. " + "It rained a good deal that day. " * 8 + "Tenants stayed at home."
    assert _group(read(text), "members") == ["ambiguous"]


def test_the_longer_role_wins(read: Read) -> None:
    doc = read("A paid carer came, then a parent carer.")
    assert [(span.text, span.label_) for span in doc.spans["people"]] == [
        ("paid carer", "professional"),
        ("parent carer", "lived"),
    ]
