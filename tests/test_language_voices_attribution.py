"""Whose words they are, by what stands beside them."""

from __future__ import annotations

import pytest

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.attribution import NOBODY, Attribution, is_pronoun
from tokenwatch.language.voices.marks import find_marked
from tokenwatch.language.voices.masked_text import MaskedText
from tokenwatch.language.voices.words import VoiceWords

_ATTRIBUTION = Attribution(VoiceWords(load_codebook()))
SAID = "We were told in a letter after the work had begun"


def _speaker(text: str) -> tuple[str, str]:
    speaker = _ATTRIBUTION.find(MaskedText.of(text), find_marked(text)[0])
    return speaker.name, speaker.role


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (f"“{SAID},” said Rosa Pinto.", "Rosa Pinto", ""),
        (f"“{SAID},” said Rosa Pinto, a tenant.", "Rosa Pinto", "a tenant"),
        (f"“{SAID},” said Rosa Pinto (tenant).", "Rosa Pinto", "tenant"),
        (f"“{SAID},” said Rosa Pinto of Torrance Bridge.", "Rosa Pinto", "of Torrance Bridge"),
        (f"“{SAID},” said Rosa Pinto MBE, a tenant.", "Rosa Pinto MBE", "a tenant"),
        (f"“{SAID},” team leader Rosa Pinto said.", "Rosa Pinto", "team leader"),
        (f"“{SAID},” Rosa Pinto told us.", "Rosa Pinto", ""),
        (f"“{SAID},” according to Rosa Pinto, a tenant.", "Rosa Pinto", "a tenant"),
        (f"“{SAID},” one tenant said.", "", "one tenant"),
        (f"“{SAID},” the lad on the desk told us.", "", "the lad on the desk"),
        (f"“{SAID},” she said.", "she", ""),
        (f"Rosa Pinto said: “{SAID}.”", "Rosa Pinto", ""),
        (f"As Rosa Pinto put it, “{SAID}.”", "Rosa Pinto", ""),
        (f"In the words of Rosa Pinto, “{SAID}.”", "Rosa Pinto", ""),
        (f"Last week in the hall the lift was described by Rosa Pinto as “{SAID}”", "Rosa Pinto", ""),
        (f"Rosa Pinto: “{SAID}.”", "Rosa Pinto", ""),
        (f"Older tenant: “{SAID}.”", "", "Older tenant"),
        (f"P7: “{SAID}.”", "", "P7"),
        (f"“{SAID}.” – Rosa Pinto, tenant", "Rosa Pinto", "tenant"),
        (f"“{SAID}.” (Rosa Pinto, tenant)", "Rosa Pinto", "tenant"),
        (f"“{SAID}.” (tenant, 54)", "", "tenant, 54"),
    ],
)
def test_who_stands_beside_the_words(text: str, name: str, role: str) -> None:
    assert _speaker(text) == (name, role)


@pytest.mark.parametrize(
    "text",
    [
        f"“{SAID},” said the Trust.",
        f"“{SAID},” said the report.",
        f"“{SAID},” I said.",
        f"“{SAID},” I thought.",
        f"“{SAID}.” The rain fell.",
        f"“{SAID}.” (page 14 of the minutes)",
        f"Aims: “{SAID}.”",
        f"“{SAID}.”",
    ],
)
def test_bodies_papers_and_the_writer_are_no_speakers(text: str) -> None:
    assert _speaker(text) == ("", "")


@pytest.mark.parametrize(
    ("label", "name", "role"),
    [
        ("Rosa Pinto, tenant", "Rosa Pinto", "tenant"),
        ("Rosa Pinto (tenant)", "Rosa Pinto", "tenant"),
        ("Rosa, tenant", "Rosa", "tenant"),
        ("chair Rosa Pinto", "Rosa Pinto", "chair"),
        ("tenant", "", "tenant"),
        ("The Rent Table", "", ""),
    ],
)
def test_labels(label: str, name: str, role: str) -> None:
    speaker = _ATTRIBUTION.from_label(label)
    assert (speaker.name, speaker.role) == (name, role)


def test_codes_are_labels_and_no_signatures() -> None:
    assert _ATTRIBUTION.from_label("P7").role == "P7"
    assert _ATTRIBUTION.from_label("P7", signed=True) == NOBODY


def test_a_role_of_a_whole_clause_is_none() -> None:
    flats = "a tenant of the flats above the old laundry beside the canal bridge"
    assert _speaker(f"“{SAID},” said Rosa Pinto, {flats}.") == ("Rosa Pinto", flats)
    assert _speaker(f"“{SAID},” said Rosa Pinto, {flats} near the tall mill chimney.") == ("Rosa Pinto", "")


@pytest.mark.parametrize(("word", "pronoun"), [("she", True), ("They", True), ("Theo", False), ("", False)])
def test_pronouns(word: str, pronoun: bool) -> None:
    assert is_pronoun(word) is pronoun


def test_nobody_is_false_and_a_role_alone_is_somebody() -> None:
    assert not NOBODY
    assert _ATTRIBUTION.from_label("older tenant")
