"""Who speaks, and whether the text says that they have the experience: all finders together."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from tokenwatch.analysis import GROUPS, VOICE_KINDS, Analysis, Voice
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.language.voices import count_announced
from tokenwatch.language.voices.line import Line
from tokenwatch.language.voices.marks import find_marked
from tokenwatch.language.voices.masked_text import MaskedText
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.quotations import Quotations
from tokenwatch.language.voices.words import VoiceWords

Analyse = Callable[[str], Analysis]
WORDS = "“We were told in a letter after the work had begun,”"
_QUOTATIONS = Quotations(VoiceWords(load_codebook()))


def _voice(analyse: Analyse, text: str) -> Voice:
    (voice,) = analyse(text).voices
    return voice


@pytest.mark.parametrize(
    ("text", "kind", "lived"),
    [
        (f"{WORDS} said Rosa Pinto, a tenant.", "quoted", True),
        (f"{WORDS} one carer said.", "quoted", True),
        (f"{WORDS} said Dr Hana Malik, a nurse.", "quoted", False),
        (f"{WORDS} said Rosa Pinto.", "quoted", None),
        ("“I have lived with epilepsy since I was nine,” said Rosa Pinto.", "quoted", True),
        ("Several tenants told us that the lift had broken.", "quoted", True),
        ("By Joe Adeyemi, a wheelchair user\n\nThe bus does not stop.", "author", True),
        ("By Joe Adeyemi\n\nThe bus does not stop.", "author", None),
        ("I have lived with epilepsy since I was nine.", "first person", True),
        ("Two service users sit on our board.", "member", True),
        ("The workshop is co-presented by a carer.", "speaker", True),
    ],
)
def test_lived_only_where_the_text_says_so(analyse: Analyse, text: str, kind: str, lived: bool | None) -> None:
    voice = _voice(analyse, text)
    assert (voice.kind, voice.lived) == (kind, lived)


@pytest.mark.parametrize(
    "text",
    [
        "Dr Hana Malik has published on epilepsy and works with patients.",
        "Service users need a board that listens.",
        "Epilepsy is common, and patients wait for months.",
        "The board has nine members.",
        "",
    ],
)
def test_people_who_are_only_spoken_about_are_no_voice(analyse: Analyse, text: str) -> None:
    assert analyse(text).voices == ()


@pytest.mark.parametrize("topic", ["autism", "living without a home", "what carers need"])
def test_a_talk_on_the_experience_does_not_make_the_speaker_lived(analyse: Analyse, topic: str) -> None:
    analysis = analyse(f"# Speakers\n\n- Hana Malik, professor of nursing: {topic}\n- Tom Reilly, director")
    assert [voice.lived for voice in analysis.voices] == [False, False]


def test_a_double_identity_keeps_both_groups(analyse: Analyse) -> None:
    analysis = analyse("# Speakers\n\n- Hana Malik, nurse and carer\n- Tom Reilly, solicitor")
    assert [(voice.name, voice.lived, voice.groups) for voice in analysis.voices] == [
        ("Hana Malik", True, ("lived", "professional")),
        ("Tom Reilly", False, ("professional",)),
    ]


def test_an_employed_peer_is_lived_and_professional(analyse: Analyse) -> None:
    voice = _voice(analyse, "Rosa Pinto works as a peer support worker on the ward.")
    assert (voice.kind, voice.lived, voice.groups) == ("member", True, ("lived", "professional"))


def test_a_biography_under_a_name_belongs_to_its_billing(analyse: Analyse) -> None:
    text = "# Speakers\n\n## Joe Adeyemi\n\nJoe is autistic.\n\n## Hana Malik\n\nHana studies autism."
    assert [(voice.name, voice.lived) for voice in analyse(text).voices] == [
        ("Joe Adeyemi", True),
        ("Hana Malik", None),
    ]


def test_first_names_in_a_table_are_the_people_of_the_biographies_below(analyse: Analyse) -> None:
    text = (
        "| Time | Talk | Speaker |\n|---|---|---|\n| 10:00 | Rents | Lin |\n| 11:00 | Repairs | Tom |\n\n"
        "## Lin Zhou\n\nLin is a wheelchair user.\n\n## Tom Reilly\n\nTom repairs lifts."
    )
    voices = [voice for voice in analyse(text).voices if voice.kind == "speaker"]
    assert [(voice.name, voice.lived, voice.minutes) for voice in voices] == [
        ("Lin Zhou", True, 60),
        ("Tom Reilly", None, None),
    ]


def test_what_is_told_of_all_speakers_holds_for_each(analyse: Analyse) -> None:
    text = "# Speakers\n\nTwo researchers with disabilities answer you.\n\n- Lin Zhou\n- Tom Reilly"
    assert [(voice.name, voice.lived) for voice in analyse(text).voices] == [("Lin Zhou", True), ("Tom Reilly", True)]
    assert {voice.lived for voice in analyse(text.replace("Two", "Three")).voices} == {None}


def test_one_person_is_one_voice_with_further_places(analyse: Analyse) -> None:
    again = "“Nobody came to the door to ask what we wanted,” said Pinto."
    text = f"{WORDS} said Rosa Pinto, a tenant.\n\nRain fell all week.\n\n{again}"
    voice = _voice(analyse, text)
    assert (voice.name, voice.role, voice.lived) == ("Rosa Pinto", "a tenant", True)
    assert [text[start:end] for start, end in voice.places] == [again.removesuffix(" said Pinto.")]


def test_voices_ascend_and_keep_to_the_contract(analyse: Analyse) -> None:
    said = f"{WORDS} said Rosa Pinto, a tenant."
    text = f"# Rents\n\nBy Lin Zhou\n\nI am disabled.\n\n{said}\n\nTwo carers sit on the board."
    voices = analyse(text).voices
    assert [voice.kind for voice in voices] == ["author", "first person", "quoted", "member"]
    assert [voice.start for voice in voices] == sorted(voice.start for voice in voices)
    for voice in voices:
        assert text[voice.start : voice.end] == voice.text
        assert voice.kind in VOICE_KINDS
        assert set(voice.groups) <= set(GROUPS)


def test_a_programme_counts_its_people(analyse: Analyse) -> None:
    programme = analyse("# Speakers\n\n- Lin Zhou, tenant\n- Tom Reilly, surveyor\n- Priya Nair").programme
    assert (programme.is_programme, programme.n_speakers, programme.n_lived) == (True, 3, 1)


def test_one_name_is_no_programme(analyse: Analyse) -> None:
    programme = analyse("# Speakers\n\n- Lin Zhou, tenant").programme
    assert (programme.is_programme, programme.n_speakers, programme.n_lived) == (False, None, None)


def test_only_billed_people_are_announced(read: Callable[[str], Doc]) -> None:
    texts = ("# Speakers\n\n- Lin Zhou, tenant\n- Tom Reilly", "Lin Zhou will present the rents.", f"{WORDS} she said.")
    counts = []
    for text in texts:
        doc = read(text)
        assert doc.spans["voices"]
        counts.append(count_announced(doc.spans["voices"]))
    assert counts == [2, 0, 0]


_PIECES = [
    *("“", "”", '"', "‘", "’", "'", "«", "»", "–", "— ", "(", ")", "[", "]", "|", ",", ": ", ". ", "…", "*"),
    *("\n", "\n\n", "\n- ", "\n> ", "\n# ", " ", "\u00a0", "10:00 ", "TBC", "Speaker: ", "by ", "Your name\n\n"),
    *(
        "said",
        " said ",
        "Rosa Pinto",
        "Dr ",
        "van der",
        "Bo",
        "HB: ",
        "one tenant ",
        "told us that ",
        "two carers ",
        "I",
    ),
    *(
        "she",
        "who is blind",
        "we were never asked about the lift",
        "sit on the board",
        "A",
        "é",
        "İ",
        "ß",
        "1",
        "(she/her)",
    ),
]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_no_heap_of_marks_names_and_lists_breaks_it(analyse: Analyse, text: str) -> None:
    for voice in analyse(text).voices:
        assert 0 <= voice.start < voice.end <= len(text)
        assert text[voice.start : voice.end] == voice.text
        assert all(0 <= start < end <= len(text) for start, end in voice.places)


def _page(text: str) -> Page:
    """Make a page without the rest of the pipeline, which would take most of the time."""
    blocks = [block for block in Document.from_text(text).blocks if block.end > block.start]
    masked = MaskedText.of(text)
    lines = (Line(number, block.kind, masked[block.start : block.end]) for number, block in enumerate(blocks))
    return Page(text, tuple(lines))


def test_ten_thousand_heaps_of_marks_are_read() -> None:
    chance = random.Random(20_251_123)
    n_found = 0
    for _ in range(10_000):
        text = "".join(chance.choices(_PIECES, k=chance.randint(1, 12)))
        for found in find_marked(text):
            assert 0 <= found.start < found.words_start <= found.words_end <= found.end <= len(text)
        for voice in _QUOTATIONS.find(_page(text)):
            n_found += 1
            assert 0 <= voice.start < voice.end <= len(text)
    assert n_found > 100


@pytest.mark.parametrize(
    "piece", ["“", "“a", "‘a’a", '"', "– ", "A", "Ama Obi said ", "One tenant ", "a, ", "(", "’s "]
)
def test_long_heaps_of_one_mark_are_read(piece: str) -> None:
    text = piece * 2_000
    assert all(voice.end <= len(text) for voice in _QUOTATIONS.find(_page(text)))
