"""What is shaped like a person's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.language.names import find_names, is_name


@pytest.mark.parametrize(
    "text",
    [
        *("Joe Adeyemi", "Dr Amina van der Berg", "J. R. Okoro", "Mary O'Brien", "Mary O’Brien", "Siân Llewelyn-Jones"),
        *("Cllr Ruth Obi", "María del Carmen Ruiz", "Zhou Lin", "Prof. Dr Anna Berg", "Ngozi Okonjo-Iweala"),
    ],
)
def test_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Opening Remarks", "Leeds City Council", "Elm Street", "Lived Experience Panel", "New Year", "Coffee Break"),
        *("Joe", "joe adeyemi", "", "   ", "Joe Adeyemi said", "Disabled People"),
    ],
)
def test_no_names(text: str) -> None:
    assert not is_name(text)


def test_names_are_found_where_they_stand() -> None:
    text = "Run by Joe Adeyemi and Dr Lin Zhou for Leeds City Council."
    assert [text[start:end] for start, end in find_names(text)] == ["Joe Adeyemi", "Dr Lin Zhou"]


@given(st.text(st.sampled_from("AaÉé.'’- vandeDr\n"), max_size=60))
def test_every_name_found_is_one(text: str) -> None:
    assert all(is_name(text[start:end]) for start, end in find_names(text))


@pytest.mark.parametrize("text", ["A" * 60_000, "A-" * 30_000, "Ab " * 20_000, "Dr " * 20_000, "Al van " * 10_000])
def test_endless_words_are_read(text: str) -> None:
    assert all(end <= len(text) for _, end in find_names(text))
