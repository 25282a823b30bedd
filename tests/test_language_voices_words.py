"""Patterns of the codebook's words on voices."""

from __future__ import annotations

import pytest

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.words import VoiceWords, alternatives

_WORDS = VoiceWords(load_codebook())


@pytest.mark.parametrize(
    ("who", "people"),
    [
        *(("one carer", True), ("the lad on the desk", True), ("Two of the tenants", True), ("Residents", True)),
        *(("the report", False), ("the Trust", False), ("a letter from the tenants", False), ("", False)),
    ],
)
def test_which_words_mean_people(who: str, people: bool) -> None:
    assert _WORDS.is_people(who) is people


def test_alternatives_are_whole_words_with_either_apostrophe() -> None:
    assert alternatives(["who's on", "who"]) == r"(?:who['’]s\ on|who)(?!\w)"
