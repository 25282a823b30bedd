"""Which of a sentence's acts it is about, and whether its parse or the order of its words is read."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from reading import read_texts
from tokenwatch.language import load
from tokenwatch.language.participation import main_act
from tokenwatch.language.parts import Actor, Participation

PARTICIPATIONS = st.builds(
    Participation,
    act=st.sampled_from(["decide", "be asked"]),
    actor=st.sampled_from(["people", "staff", "both", "reader", "unstated"]),
    level=st.integers(0, 5),
    start=st.integers(0, 30),
    doing=st.booleans(),
    depth=st.integers(0, 4),
)


def _act(actor: Actor, level: int, start: int = 0, *, doing: bool = False, depth: int = 0) -> Participation:
    return Participation("decide", actor, level, start, doing=doing, depth=depth)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_act("people", 2), _act("staff", 5)),
        (_act("both", 1), _act("reader", 5)),
        (_act("reader", 0), _act("unstated", 0)),
        (_act("people", 5, 9), _act("people", 2)),
        (_act("people", 3, 9, doing=True), _act("people", 3)),
        (_act("staff", 0, 9), _act("staff", 0, depth=1)),
        (_act("staff", 0, 3), _act("staff", 0, 9)),
    ],
)
def test_which_of_two_acts_is_the_main_one(first: Participation, second: Participation) -> None:
    assert main_act([first, second]) == first
    assert main_act([second, first]) == first


@given(st.lists(PARTICIPATIONS, max_size=4, unique_by=lambda act: act.start))
def test_the_order_in_which_acts_are_given_plays_no_part(acts: list[Participation]) -> None:
    assert len({main_act(list(order)) for order in permutations(acts)}) == 1


def test_no_act_is_none() -> None:
    assert main_act([]) is None


def test_the_parse_is_read_where_there_is_one(nlp: Language) -> None:
    # By the order of words the tenants, who stand nearest, choose.
    text = "The officers who visited the tenants chose the contractor."
    (by_parse,), (by_order,) = read_texts(nlp, [text]), read_texts(load(pipeline="none"), [text])
    assert by_parse.actor == "staff"
    assert by_order.actor == "people"
