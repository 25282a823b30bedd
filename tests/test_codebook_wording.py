"""The language of wordings: what parses, what does not, and what a finite wording expands to."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod
from typing import TypeVar

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tokenwatch.codebook.wording import MAX_PHRASES, SLOTS, Element, expand_wording, is_finite, parse_wording
from tokenwatch.errors import CodebookError

MARKS = "|?*{}"
Made = TypeVar("Made")

words = st.text(alphabet="abcdefgh'-", min_size=1, max_size=6)
alternatives = st.lists(words, min_size=1, max_size=3)
places = st.tuples(alternatives, st.booleans())


def write(rows: list[tuple[list[str], bool]]) -> str:
    return " ".join("|".join(values) + "?" * optional for values, optional in rows)


def error_or(make: Callable[[], Made]) -> Made | CodebookError:
    try:
        return make()
    except CodebookError as error:
        return error


finite_wordings = st.lists(places, min_size=1, max_size=5).filter(lambda rows: not all(row[1] for row in rows))


def test_every_mark_becomes_its_element() -> None:
    assert parse_wording("Led|run fully? by decid* ... {lived} {number}?") == (
        Element("words", ("led", "run")),
        Element("words", ("fully",), optional=True),
        Element("words", ("by",)),
        Element("stem", ("decid",)),
        Element("gap"),
        Element("slot", ("lived",)),
        Element("slot", ("number",), optional=True),
    )


@pytest.mark.parametrize("gap", ["...", "…"])
def test_a_gap_is_three_stops_or_an_ellipsis(gap: str) -> None:
    assert [element.kind for element in parse_wording(f"led {gap} tenants")] == ["words", "gap", "words"]


@pytest.mark.parametrize("slot", SLOTS)
def test_every_slot_parses(slot: str) -> None:
    assert parse_wording(f"by {{{slot}}}")[1] == Element("slot", (slot,))


@pytest.mark.parametrize("wording", ["u.s. citizens", "e.g. tenants", "version 2.0", "don't", "co-production", "#ppi"])
def test_stops_and_hyphens_inside_words_are_plain(wording: str) -> None:
    assert expand_wording(parse_wording(wording)) == [wording]


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("", "empty"),
        ("  \t ", "empty"),
        ("... tenants", "begins or ends"),
        ("tenants …", "begins or ends"),
        ("the? ... tenants", "begins or ends"),
        ("tenants ... too?", "begins or ends"),
        ("the? tenants?", "optional"),
        ("by {staff}", "unknown slot {staff}"),
        ("by {}", "unknown slot {}"),
        ("tenants|{lived}", "slot among alternatives"),
        ("by {lived}|{community}", "slot among alternatives"),
        ("led || run", "wrong place"),
        ("led| by", "wrong place"),
        ("|led by", "wrong place"),
        ("*", "wrong place"),
        ("?", "wrong place"),
        ("de*cide", "wrong place"),
        ("decid*|choos*", "wrong place"),
        ("led...by", "wrong place"),
        ("led… by", "wrong place"),
        ("{lived", "wrong place"),
        ("led??", "wrong place"),
        ("tenants ...? decide", "wrong place"),
    ],
)
def test_a_slip_is_named(wording: str, said: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_wording(wording)
    assert said in caught.value.message
    assert caught.value.kind == "wording"
    assert caught.value.hint


def test_an_unknown_slot_lists_the_known_ones() -> None:
    with pytest.raises(CodebookError) as caught:
        parse_wording("by {tenants}")
    assert all(f"{{{slot}}}" in caught.value.hint for slot in SLOTS)


@pytest.mark.parametrize(("wording", "finite"), [("led|run by? us", True), ("decid*", False), ("a ... b", False)])
def test_only_words_are_finite(wording: str, finite: bool) -> None:
    assert is_finite(parse_wording(wording)) is finite


def test_optional_words_come_with_and_without() -> None:
    assert expand_wording(parse_wording("led fully? by|with us")) == [
        "led fully by us",
        "led fully with us",
        "led by us",
        "led with us",
    ]


def test_the_limit_of_phrases_is_kept_exactly() -> None:
    fits = "|".join(f"w{number}" for number in range(MAX_PHRASES))
    assert len(expand_wording(parse_wording(fits))) == MAX_PHRASES
    with pytest.raises(CodebookError, match=f"{MAX_PHRASES + 1} phrases"):
        expand_wording(parse_wording(fits + "|one-more"))


def test_a_wording_that_explodes_is_refused_before_it_is_made() -> None:
    many = " ".join(["a|b|c|d|e"] * 40)
    with pytest.raises(CodebookError) as caught:
        expand_wording(parse_wording(many))
    assert str(5**40) in caught.value.message


@given(finite_wordings)
def test_a_finite_wording_expands_to_exactly_its_combinations(rows: list[tuple[list[str], bool]]) -> None:
    choices = [[*values, *([""] if optional else [])] for values, optional in rows]
    assume(prod(len(choice) for choice in choices) <= MAX_PHRASES)
    elements = parse_wording(write(rows))
    assert is_finite(elements)
    phrases = expand_wording(elements)
    assert set(phrases) == {" ".join(word for word in row if word) for row in product(*choices)}
    assert len(set(phrases)) == len(phrases) <= MAX_PHRASES


@given(finite_wordings)
def test_phrases_hold_no_marks_and_no_loose_space(rows: list[tuple[list[str], bool]]) -> None:
    assume(prod(len(values) + optional for values, optional in rows) <= MAX_PHRASES)
    for phrase in expand_wording(parse_wording(write(rows))):
        assert phrase == " ".join(phrase.split()) != ""
        assert not set(phrase) & set(MARKS)
        assert phrase == phrase.lower()


@given(finite_wordings)
def test_a_phrase_is_a_wording_of_itself(rows: list[tuple[list[str], bool]]) -> None:
    assume(prod(len(values) + optional for values, optional in rows) <= MAX_PHRASES)
    for phrase in expand_wording(parse_wording(write(rows))):
        assert expand_wording(parse_wording(phrase)) == [phrase]


@given(
    st.one_of(
        st.text(max_size=30),
        st.text(alphabet="ab|?*{}.… -lived", max_size=20),
        st.lists(st.sampled_from(["led", "run|", "by?", "...", "…", "{lived}", "{x}", "decid*", "|", "?"])).map(
            " ".join
        ),
    )
)
def test_parsing_raises_nothing_but_codebook_errors(text: str) -> None:
    elements = error_or(lambda: parse_wording(text))
    if isinstance(elements, CodebookError):
        assert elements.kind == "wording"
        assert elements.hint
        return
    needed = [element for element in elements if not element.optional]
    assert "gap" not in (needed[0].kind, needed[-1].kind)
    for element in elements:
        assert element.kind == "gap" or all(element.values)
        assert not set("".join(element.values)) & set(MARKS + "…")
    if is_finite(elements):
        phrases = error_or(lambda: expand_wording(elements))
        assert "phrases" in phrases.message if isinstance(phrases, CodebookError) else phrases
