"""What is gathered of one sentence."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from tokenwatch.language.parts import Parts, find_concerned, group_of, overlaps

RANGES = st.tuples(st.integers(0, 8), st.integers(1, 4)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def _parts(people: list[tuple[int, int, str]], participants: list[tuple[int, int]]) -> Parts:
    doc = Doc(spacy.blank("en").vocab, words="the older tenants and people who came with nurses".split())
    spans = [Span(doc, start, end, label=label) for start, end, label in people]
    return Parts(doc[:], cues={"participants": participants, "own": []}, people=spans)


@given(RANGES, st.lists(RANGES, max_size=4))
def test_overlap_is_a_shared_token(hit: tuple[int, int], others: list[tuple[int, int]]) -> None:
    shared = any(set(range(*hit)) & set(range(*other)) for other in others)
    assert overlaps(hit, others) == shared


def test_neighbours_do_not_overlap() -> None:
    assert not overlaps((2, 4), [(0, 2), (4, 6)])


@pytest.mark.parametrize(
    ("people", "participants", "found"),
    [
        ([(1, 3, "community")], [(4, 5)], [(1, 3), (4, 5)]),
        ([(1, 3, "lived")], [(2, 3)], [(1, 3)]),
        ([(8, 9, "professional")], [], []),
        ([(2, 3, "ambiguous")], [], []),
        ([], [], []),
    ],
)
def test_people_of_the_work(
    people: list[tuple[int, int, str]], participants: list[tuple[int, int]], found: list[tuple[int, int]]
) -> None:
    assert find_concerned(_parts(people, participants)) == found


def test_the_group_of_people() -> None:
    parts = _parts([(1, 3, "lived")], [(4, 5)])
    assert group_of(parts, (1, 3)) == "lived"
    assert group_of(parts, (4, 5)) == "participants"


def test_a_cue_without_a_hit_is_not_there() -> None:
    parts = _parts([], [(4, 5)])
    assert parts.has("own", "participants")
    assert not parts.has("own")
    assert not parts.has("pay")
