"""People named in a line, with what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.language.voices.persons import MAX_ROLE, find_persons


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Lin Zhou, tenant", [("Lin Zhou", "tenant")]),
        ("Lin Zhou (tenant)", [("Lin Zhou", "tenant")]),
        ("Lin Zhou – tenant", [("Lin Zhou", "tenant")]),
        ("Lin Zhou | tenant", [("Lin Zhou", "tenant")]),
        ("Lin Zhou from Torrance Bridge", [("Lin Zhou", "from Torrance Bridge")]),
        ("Lin Zhou, PhD, tenant", [("Lin Zhou", "tenant")]),
        ("Lin Zhou (she/her), tenant", [("Lin Zhou", "tenant")]),
        ("Lin Zhou (she/her/autistic)", [("Lin Zhou", "she/her/autistic")]),
        ("Lin Zhou: the rent and its history", [("Lin Zhou", "the rent and its history")]),
        ("Lin Zhou, tenant: the rent and its history", [("Lin Zhou", "tenant")]),
        ("Lin Zhou (tenant) and Tom Reilly, surveyor", [("Lin Zhou", "tenant"), ("Tom Reilly", "surveyor")]),
        ("Lin Zhou and Tom Reilly from the hall", [("Lin Zhou", "from the hall"), ("Tom Reilly", "from the hall")]),
        ("Lin Zhou, and Tom Reilly", [("Lin Zhou", ""), ("Tom Reilly", "")]),
        ("Ola Berg, Chief Engineer, Torrance Kerr", [("Ola Berg", "Chief Engineer, Torrance Kerr")]),
        ("Lin Zhou, aged 54", [("Lin Zhou", "")]),
        ("tea and soup", []),
        ("", []),
    ],
)
def test_people_and_their_roles(text: str, people: list[tuple[str, str]]) -> None:
    assert [(person.name, person.role) for person in find_persons(text)] == people


def test_single_names_count_only_where_a_name_is_expected() -> None:
    text = "Lin, Tom Reilly and Kirstie (tenant)"
    assert [person.name for person in find_persons(text)] == ["Tom Reilly"]
    assert [person.name for person in find_persons(text, single=True)] == ["Lin", "Tom Reilly", "Kirstie"]


def test_a_long_role_is_cut() -> None:
    (person,) = find_persons("Lin Zhou, tenant " + "of the flats " * 12)
    assert len(person.role) == MAX_ROLE


_PIECES = st.sampled_from(
    ["Lin Zhou", "Tom", "Dr ", ", ", " and ", "&", "(", ")", "tenant", "/", "|", "–", " of ", "\n", "PhD"]
)


@given(st.lists(_PIECES, max_size=20).map("".join), st.booleans())
def test_names_are_given_where_they_stand(text: str, single: bool) -> None:
    persons = find_persons(text, single=single)
    assert all(text[person.start : person.end] == person.name for person in persons)
    assert [person.start for person in persons] == sorted(person.start for person in persons)
