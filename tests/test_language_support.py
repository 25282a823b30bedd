"""What a reader could check in a sentence."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.language.parts import Parts
from tokenwatch.language.support import find_support, is_count

NLP = spacy.blank("en")


def _support(text: str, *cues: str) -> tuple[str, ...]:
    return find_support(Parts(NLP(text)[:], cues={cue: [(0, 1)] for cue in cues}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We asked 12 tenants.", ("number",)),
        ("Forty came to it.", ("number",)),
        ("3 The plan", ()),
        ("We met in 2024.", ("date",)),
        ("We met in 2024/25.", ("date",)),
        ("We met on 4 March.", ("date",)),
        ("We met on Tuesday.", ("date",)),
        ("Doors open at 7pm.", ("date",)),
        ("Doors open at 19:30.", ("date",)),
        ("Doors open at 7 p.m. for nine of us.", ("number", "date")),
        ("We may meet.", ()),
        ("We met on 3 May.", ("date",)),
        ("They were given £40.", ("number", "amount")),
        ("They were given 40 pounds.", ("number", "amount")),
        ("It was chaired by Ruth Obi.", ("name",)),
        ("It was chaired by UNISON.", ("name",)),
        ("Ruth Obi", ()),
        ("Our Plan For Better Care", ()),
        ("It was good.", ()),
        ("", ()),
    ],
)
def test_what_is_found(text: str, found: tuple[str, ...]) -> None:
    assert _support(text) == found


@pytest.mark.parametrize(
    ("cue", "found"), [("rhythm", "date"), ("pay", "amount"), ("body", "body"), ("change", "change"), ("own", None)]
)
def test_cues_that_support(cue: str, found: str | None) -> None:
    assert _support("It was good.", cue) == ((found,) if found else ())


@given(st.integers(1, 99999))
def test_a_number_counts_unless_it_is_a_year(number: int) -> None:
    assert is_count(NLP(str(number))[0]) != (1900 <= number <= 2099)


@given(st.text(max_size=40))
def test_any_text_can_be_asked(text: str) -> None:
    found = _support(text)
    assert len(set(found)) == len(found)
