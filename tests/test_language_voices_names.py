"""What is shaped like a person's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.language.voices.masked_text import mask_names
from tokenwatch.language.voices.names import bare_name, find_names, is_name, is_single_name, name_pattern, same_person


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
        *("Joe", "joe adeyemi", "", "   ", "Joe Adeyemi said", "Disabled People", "BBC RNIB", "I’m Sure"),
    ],
)
def test_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(("text", "single"), [("Kirstie", True), ("Cllr Shah", True), ("Tenants", False), ("A", False)])
def test_single_names_are_asked_for_where_a_name_is_expected(text: str, single: bool) -> None:
    assert is_single_name(text) is single


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Run by Joe Adeyemi and Dr Lin Zhou for Leeds City Council.", ["Joe Adeyemi", "Dr Lin Zhou"]),
        ("Meanwhile Rosa Pinto left.", ["Rosa Pinto"]),
        ("It was Rosa Pinto’s idea.", ["Rosa Pinto"]),
        ("Write to rosa@Rosa.Pinto or @Rosa Pinto.", []),
    ],
)
def test_names_are_found_where_they_stand(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in find_names(text)] == names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dr Lin Zhou", "L. Zhou", True),
        ("Lin Zhou", "Lin Chen", False),
        ("Lin Zhou", "Ama Zhou", False),
        ("Cllr Ruth Obi", "Ruth Obi", True),
    ],
)
def test_spellings_of_one_person(one: str, other: str, same: bool) -> None:
    assert (same_person(one) == same_person(other)) is same


def test_titles_are_no_part_of_the_bare_name() -> None:
    assert bare_name("Prof. Dr Robin Q. Bell") == ["robin", "q.", "bell"]
    assert same_person("") == ""


@given(st.text(st.sampled_from("AaÉé.'’- vandeDr\n"), max_size=60))
def test_every_name_found_is_one(text: str) -> None:
    assert all(is_name(text[start:end]) for start, end in find_names(text))


@pytest.mark.parametrize("text", ["A" * 60_000, "A-" * 30_000, "Ab " * 20_000, "Dr " * 20_000, "Al van " * 10_000])
def test_endless_words_are_read(text: str) -> None:
    assert all(end <= len(text) for _, end in find_names(text))
    assert len(mask_names(text)) == len(text)


@pytest.mark.parametrize(("text", "found"), [("ROSA came", True), ("Pinto’s hall", True), ("Rosanna came", False)])
def test_a_person_is_found_by_any_part_of_the_name(text: str, found: bool) -> None:
    assert bool(name_pattern("Rosa Pinto").search(text)) is found


def test_titles_without_end_are_no_name() -> None:
    assert find_names("Mr. " * 100_000) == []
