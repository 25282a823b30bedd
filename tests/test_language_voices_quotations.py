"""Quotations with whoever is quoted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tokenwatch.codebook import load_codebook
from tokenwatch.language.voices.found import FoundVoice
from tokenwatch.language.voices.page import read_page
from tokenwatch.language.voices.quotations import Quotations
from tokenwatch.language.voices.words import VoiceWords

Quoted = Callable[[str], list[FoundVoice]]
WORDS = "We were told in a letter after the work had begun"
NEXT = "Nobody came to the door to ask what we wanted"
_FINDER = Quotations(VoiceWords(load_codebook()))


@pytest.fixture
def quoted(read: Callable[[str], Doc]) -> Quoted:
    return lambda text: list(_FINDER.find(read_page(read(text), lambda _: "")))


def _who(voices: list[FoundVoice]) -> list[tuple[str, str]]:
    return [(voice.name, voice.role) for voice in voices]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (f"“{WORDS},” said Rosa Pinto, a tenant.", "Rosa Pinto", "a tenant"),
        (f'"{WORDS}" – Rosa Pinto, tenant', "Rosa Pinto", "tenant"),
        (f"“{WORDS},” Rosa Pinto told us.", "Rosa Pinto", ""),
        (f"‘{WORDS},’ one tenant said.", "", "one tenant"),
        ("‘I didn’t know that I could say no,’ one tenant said.", "", "one tenant"),
        (f"'{WORDS},' one tenant said.", "", "one tenant"),
        (f"«{WORDS}» – Rosa Pinto", "Rosa Pinto", ""),
        ("Rosa Pinto said: “He told me ‘the lift is fine’ and left.”", "Rosa Pinto", ""),
        (f"Rosa Pinto: “{WORDS}.”", "Rosa Pinto", ""),
        ("“Not once,” said Rosa Pinto.", "Rosa Pinto", ""),
    ],
)
def test_quoted_words_and_who_says_them(quoted: Quoted, text: str, name: str, role: str) -> None:
    (voice,) = quoted(text)
    assert (voice.kind, voice.name, voice.role) == ("quoted", name, role)
    assert voice.words == (voice.start, voice.end)
    assert text[voice.start] in "“‘«\"'"


def test_words_go_on_behind_the_verb(quoted: Quoted) -> None:
    voices = quoted(f"“{WORDS},” said Rosa Pinto. “{NEXT}.”")
    assert _who(voices) == [("Rosa Pinto", ""), ("Rosa Pinto", "")]


def test_several_paragraphs_with_one_closing_mark(quoted: Quoted) -> None:
    text = f"Rosa Pinto said: “{WORDS}.\n\n“{NEXT}.\n\n“So we wrote back to them, all of us.”\n\nThe rain fell."
    assert _who(quoted(text)) == [("Rosa Pinto", "")] * 3


def test_a_block_quotation_signed_with_a_dash(quoted: Quoted) -> None:
    text = f"> {WORDS}.\n> – Rosa Pinto, tenant"
    (voice,) = quoted(text)
    assert (voice.name, voice.role) == ("Rosa Pinto", "tenant")
    assert text[voice.start : voice.end].strip() == f"{WORDS}."


@pytest.mark.parametrize(
    "text",
    [
        f"> “{WORDS}.”\n\n– Rosa Pinto, tenant",
        f"“{WORDS}.”\n\n— Rosa Pinto, tenant",
        f"## Rosa Pinto (tenant)\n\n> {WORDS}, Rosa says.",
    ],
)
def test_a_person_on_the_line_below_or_above(quoted: Quoted, text: str) -> None:
    assert _who(quoted(text)) == [("Rosa Pinto", "tenant")]


def test_a_lead_in_names_who_speaks_below(quoted: Quoted) -> None:
    assert _who(quoted(f"This is what Rosa Pinto told us:\n\n> {WORDS}.")) == [("Rosa Pinto", "")]


def test_a_block_quotation_of_nobody_counts_only_in_the_first_person(quoted: Quoted) -> None:
    assert quoted("> The lift broke in March and is still not mended.") == []
    (voice,) = quoted("> I climbed the stairs with my shopping every day until June.")
    assert (voice.name, voice.role, voice.cue) == ("", "", "quotation marks")
    assert quoted(f"> {WORDS}.\n> – The Rent Table Handbook, page nine of twelve") == []


@pytest.mark.parametrize("pronoun", ["she said", "She told us"])
def test_a_pronoun_is_the_person_of_the_paragraph_before(quoted: Quoted, pronoun: str) -> None:
    text = f"Rosa Pinto, a tenant, rents a flat on the third floor.\n\n“{WORDS},” {pronoun}."
    ((name, _),) = _who(quoted(text))
    assert name == "Rosa Pinto"


def test_the_nearest_person_before_a_pronoun_counts(quoted: Quoted) -> None:
    text = f"Rosa Pinto came first.\n\nTom Reilly came last.\n\n“{WORDS},” he said."
    assert _who(quoted(text)) == [("Tom Reilly", "")]


def test_a_pronoun_of_nobody_has_no_name(quoted: Quoted) -> None:
    assert _who(quoted(f"“{WORDS},” she said.")) == [("", "")]


def test_whom_a_sentence_is_about_speaks_next(quoted: Quoted) -> None:
    assert _who(quoted(f"Rosa Pinto was not having it. “{WORDS}.”")) == [("Rosa Pinto", "")]


def test_words_alone_in_the_first_person(quoted: Quoted) -> None:
    assert len(quoted("“I climbed the stairs with my shopping until June.”")) == 1
    assert quoted(f"“{WORDS}.”") == []
    assert quoted("“I climbed the stairs.”") == []


def test_a_post_signed_with_a_handle(quoted: Quoted) -> None:
    assert _who(quoted("The lift is out again, day nine.\n\n— Rosa Pinto (@rosapinto) 3 May")) == [("Rosa Pinto", "")]


@pytest.mark.parametrize(
    "text",
    [
        "They call it “co-production” and “empowerment”.",
        "The report “The Rent And Its Long History” is out.",
        "The campaign has the slogan “nothing about us without us or our families”.",
        "The sign reads, for example “please do not lean on the railings here”.",
        f"The council said: “{WORDS}.”",
        f"“{WORDS},” said a statement from the Trust.",
        f"I thought: “{WORDS}.”",
        "The carers’ forum and the tenants’ panel met in the clients’ kitchen.",
        "It's the patients' own lounge, and it is John's and Mary's.",
        f"# “{WORDS},” said Rosa Pinto",
        "No quotation here at all.",
        "",
    ],
)
def test_scare_quotes_titles_slogans_bodies_and_own_thoughts_are_no_voice(quoted: Quoted, text: str) -> None:
    assert quoted(text) == []
