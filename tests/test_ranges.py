"""Ranges: the same answer as by going through all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.ranges import Ranges

_RANGE = st.tuples(st.integers(0, 40), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(_RANGE, max_size=8), _RANGE)
def test_overlap_is_what_going_through_all_of_them_finds(ranges: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Ranges(ranges).overlap(start, end) == any(first < end and start < last for first, last in ranges)


@given(st.lists(_RANGE), _RANGE)
def test_which_hold_a_range_and_which_are_near_it(found: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    ranges = Ranges(found)
    assert ranges.hold(start, end) == any(first <= start and end <= last for first, last in found)
    near = [sorted(found)[place] for place in ranges.near(start, end)]
    assert {one for one in found if one[0] < end and start < one[1]} <= set(near)
