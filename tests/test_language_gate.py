"""Open wordings run only where their words stand, and find there what a plain Matcher finds."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Span

from tokenwatch.codebook.wording import parse_wording
from tokenwatch.language.gate import OpenWordings, slot_ids
from tokenwatch.language.matching import NO_GROUPS, make_cutter
from tokenwatch.language.patterns import GROUP_ATTRIBUTE, alternatives, needs, stems, token_patterns

_NLP = spacy.blank("en")
_WORDS = ["tenants", "co-led", "co", "-", "led", "the", "of", "panel", "decided", "it", "six", "£", "20", "May"]
_WORDINGS = (
    "{people} ... decid* it",
    "co-led|led by? the ... panel",
    "{number} of the? {lived}",
    "decid* it",
    "paid? {money} ... of|the",
    "{community} ... {date}",
    "{people} the",
    "led {lived}? panel",
    "the ... co-led it",
    "co-le* ... it",
)
_CUT = make_cutter(_NLP)


def _open(wordings: tuple[str, ...]) -> OpenWordings:
    found = OpenWordings(_NLP.vocab)
    for wording in wordings:
        elements = parse_wording(wording)
        choices = [alternatives(_CUT, element) for element in elements]
        found.add(wording, list(token_patterns(choices)), needs(elements, choices), stems(elements))
    return found


def _find(wordings: OpenWordings, sentence: Span, groups: Mapping[int, str] = NO_GROUPS) -> list[tuple[str, int, int]]:
    return wordings.find(sentence, [token.lower for token in sentence], slot_ids(groups))


_OPEN = _open(_WORDINGS)


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12), st.sampled_from(["lived", "community"]))
def test_the_gate_loses_nothing(words: list[str], group: str) -> None:
    doc = spacy.tokens.Doc(_NLP.vocab, words=["Then", *words])
    groups = {token.i: group for token in doc if token.text == "tenants"}
    for index, name in groups.items():
        doc[index]._.set(GROUP_ATTRIBUTE, name)
    expected = set()
    for wording in _WORDINGS:
        matcher = Matcher(_NLP.vocab)
        choices = [alternatives(_CUT, element) for element in parse_wording(wording)]
        matcher.add(wording, list(token_patterns(choices)), greedy="LONGEST")
        expected |= {(wording, start + 1, end + 1) for _, start, end in matcher(doc[1:])}
    assert set(_find(_OPEN, doc[1:], groups)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was chosen by lot.",
        "The jury was chosen by lot.",
        "It was chosen by lot, in a hall that nobody had heard of, with a jury.",
    ],
)
def test_a_wording_whose_words_are_missing_or_astray_is_not_run(text: str) -> None:
    gated = _open(("chosen by ... jury",))
    _find(gated, _NLP(text)[:])
    assert not gated.matchers
    assert _find(gated, _NLP("It was chosen by a citizens' jury.")[:])
    assert gated.matchers


def test_a_wording_without_words_of_its_own_always_runs() -> None:
    doc = _NLP("They deciphered it.")
    assert _find(_open(("deciph* {number}?",)), doc[:]) == [("deciph* {number}?", 1, 2)]


def test_no_wordings_find_nothing() -> None:
    assert _find(_open(()), _NLP("It was chosen by lot.")[:]) == []
