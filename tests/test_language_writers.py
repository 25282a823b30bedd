"""Whose organisation speaks, and who "we" are there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.language.statements import decode_slots
from tokenwatch.language.writers import INTRODUCTION, OPENING, find_writers, is_run_by_people

Read = Callable[[str], Doc]

_LONG = "The lift was mended in March. " * (OPENING // 30 + 1)
assert len(_LONG) * 9 > INTRODUCTION


@pytest.mark.parametrize(
    "text",
    [
        "# Penhallow Tenants' Union\n\nMembers elect the secretary at the spring meeting.",
        "We are an organisation of disabled people in the three valleys. We meet on Mondays.",
        "We’re the association of people who live in the quarter.",
        "Northcote Users' Collective\n\nOur rules were last changed in 2019.",
        _LONG + "We are a network of carers from the four towns.",
        "All seven directors have used the crisis team. Our office is above the bank.",
    ],
)
def test_an_organisation_of_the_people_speaks_for_itself(read: Read, text: str) -> None:
    assert is_run_by_people(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "We consulted tenants on the new rents.",
        # It tells of one, and does not speak for it.
        "Penhallow Tenants' Union won its case on Friday. The landlord must pay.",
        "# Working with Penhallow Tenants' Union\n\nWe meet on Mondays.",
        "# How to start a tenants' union\n\nWe have helped five.",
        "Northside Council wrote this with the tenants' federation. We will build 300 homes.",
        "We consulted our tenants' association.",
        "The consultee is the tenants' association. We wrote in May.",
        # Another one, named on the way.
        _LONG * 9 + "We are a network of carers from the four towns.",
        _LONG + "A tenants' union wrote to the committee. We thank everybody.",
        "We work with the tenants' union on repairs.",
        "",
    ],
)
def test_others_do_not(read: Read, text: str) -> None:
    assert not is_run_by_people(read(text))


def test_we_are_people_of_the_work_there(read: Read) -> None:
    doc = read("We asked them and they paid us.")
    assert [(span.text, span.label_) for span in find_writers(doc[:])] == [("We", "community"), ("us", "community")]


@pytest.mark.parametrize(
    ("name", "actors"), [("Penhallow Tenants' Union", ("community", "we")), ("Penhallow Council", ("we",))]
)
def test_who_acts_is_told_by_who_writes(read: Read, name: str, actors: tuple[str, ...]) -> None:
    doc = read(f"# {name}\n\nIn May we co-designed the leaflet.")
    assert [decode_slots(span.id_).actors for span in doc.spans["statements"] if "leaflet" in span.text] == [actors]
