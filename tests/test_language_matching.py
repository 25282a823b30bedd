"""Wordings compiled to matchers: spellings, gaps, stems, slots, near-misses."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.codebook.wording import GAP, expand_wording, parse_wording
from tokenwatch.language.matching import WordingMatcher
from tokenwatch.language.patterns import GROUP_ATTRIBUTE, HYPHENS, spellings

_NLP = spacy.blank("en")


def _found(wording: str, text: str, *near_misses: str, lived: str = "") -> list[str]:
    """Give the words that one wording finds in one sentence; the word `lived` is marked as such people."""
    doc = _NLP(text)
    groups = {token.i: "lived" for token in doc if token.text == lived}
    for index, group in groups.items():
        doc[index]._.set(GROUP_ATTRIBUTE, group)
    matcher = WordingMatcher(_NLP, {"key": [wording]}, {"key": near_misses})
    (hits,) = matcher.find_all(doc, [doc[:]], groups)
    return [doc[start:end].text for _, start, end in hits]


@pytest.mark.parametrize("join", [*HYPHENS, "\u00ad", " ", "", "- "])
@pytest.mark.parametrize("carrier", ["We {} here.", "({})", "{}", "“{},” they said", "{}/other"])
def test_every_spelling_of_a_hyphen_is_found(join: str, carrier: str) -> None:
    assert _found("co-produce", carrier.format(f"co{join}produce")) == [f"co{join}produce"]


@pytest.mark.parametrize("join", [*HYPHENS, "\u00ad", " ", "", "- "])
@pytest.mark.parametrize("wording", ["co-produce {number}", "co-prod* {number}"])
def test_every_spelling_of_a_hyphen_is_found_in_open_wordings(join: str, wording: str) -> None:
    assert _found(wording, f"We co{join}produce 12 here.") == [f"co{join}produce 12"]


def test_case_and_apostrophes_are_free() -> None:
    assert _found("tenants' panel", "The TENANTS’ Panel met.") == ["TENANTS’ Panel"]


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("led|run by", "It is run by Ama.", ["run by"]),
        ("fully? funded", "It is fully funded.", ["fully funded", "funded"]),
        ("fully? funded", "It is funded.", ["funded"]),
        ("decid* it", "They decided it.", ["decided it"]),
        ("co-produc* plan", "A co-produced plan.", ["co-produced plan"]),
        ("co-produc* plan", "A coproduced plan.", ["coproduced plan"]),
        ("asked ... late", "They asked us all too late.", ["asked us all too late"]),
        ("asked ... late", "They asked late.", ["asked late"]),
        ("paid {money}", "She was paid £25 then.", ["paid £25"]),
        ("paid {money}", "She was paid 25 pounds then.", ["paid 25 pounds"]),
        ("in {date}", "It opens in March or in 2027.", ["in March", "in 2027"]),
        ("{number} seats", "They hold three seats.", ["three seats"]),
        ("chosen by {lived}", "It was chosen by patients.", ["chosen by patients"]),
        ("chosen by {people}", "It was chosen by patients.", ["chosen by patients"]),
    ],
)
def test_a_wording_finds(wording: str, text: str, found: list[str]) -> None:
    assert _found(wording, text, lived="patients") == found


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("decid* it", "They undecided it."),
        ("led|run by", "It is led with care by Ama."),
        ("asked ... late", "They asked " + "very " * (GAP + 1) + "late."),
        ("paid {money}", "She was paid 25 times."),
        ("chosen by {lived}", "It was chosen by nurses."),
        ("chosen by {community}", "It was chosen by patients."),
        ("co-lead", "The colleague cooled."),
    ],
)
def test_a_wording_does_not_find(wording: str, text: str) -> None:
    assert _found(wording, text, lived="patients") == []


def test_a_near_miss_takes_only_the_hit_that_it_overlaps() -> None:
    text = "Informed consent was sought, and tenants were informed."
    assert _found("informed", text, "informed consent") == ["informed"]


def test_near_misses_of_one_key_leave_other_keys_alone() -> None:
    matcher = WordingMatcher(_NLP, {"a": ["board"], "b": ["board"]}, {"a": ["board game"]})
    assert [key for key, _, _ in matcher.find_phrases(_NLP("a board game"))] == ["b"]


def test_hits_in_a_later_sentence_are_counted_from_the_beginning_of_the_doc() -> None:
    doc = _NLP("We met. They decided it at once.")
    matcher = WordingMatcher(_NLP, {"open": ["decid* it"], "finite": ["at once"]})
    (hits,) = matcher.find_all(doc, [doc[3:]])
    assert [doc[start:end].text for _, start, end in hits] == ["decided it", "at once"]


_WORDS = st.sampled_from(["tenant", "tenants", "co-led", "peer-run", "people's", "board", "e.g.", "nhs", "2030"])
_PART = st.tuples(st.lists(_WORDS, min_size=1, max_size=3, unique=True).map("|".join), st.booleans())


@given(st.lists(_PART, min_size=1, max_size=4), st.sampled_from(["{}", "We saw {} there.", "“{}”", "\n{},"]))
def test_every_expansion_of_a_finite_wording_is_found(parts: list[tuple[str, bool]], carrier: str) -> None:
    wording = " ".join(words + "?" * (optional and number > 0) for number, (words, optional) in enumerate(parts))
    matcher = WordingMatcher(_NLP, {"key": [wording]})
    for phrase in expand_wording(parse_wording(wording)):
        for spelled in spellings(phrase):
            doc = _NLP(carrier.format(spelled))
            hits = [doc[start:end].text for _, start, end in matcher.find_phrases(doc)]
            assert spelled in hits
