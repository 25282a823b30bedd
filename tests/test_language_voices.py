"""Who speaks, and whether the text says that they have the experience."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tokenwatch.analysis import GROUPS, VOICE_KINDS, Analysis, Voice

Analyse = Callable[[str], Analysis]
WORDS = "“We were told in a letter after the work had begun,”"


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
    ],
)
def test_people_who_are_only_spoken_about_are_no_voice(analyse: Analyse, text: str) -> None:
    assert analyse(text).voices == ()


@pytest.mark.parametrize("topic", ["autism", "living without a home", "what carers need"])
def test_a_talk_on_the_experience_does_not_make_the_speaker_lived(analyse: Analyse, topic: str) -> None:
    analysis = analyse(f"# Speakers\n\n- Hana Malik, professor of nursing: {topic}\n- Tom Reilly, director")
    assert [voice.lived for voice in analysis.voices] == [False, False]


def test_a_profession_beside_said_experience_is_lived(analyse: Analyse) -> None:
    analysis = analyse("# Speakers\n\n- Hana Malik, nurse and carer\n- Tom Reilly, solicitor")
    assert [(voice.name, voice.lived) for voice in analysis.voices] == [("Hana Malik", True), ("Tom Reilly", False)]


def test_a_biography_under_a_name_belongs_to_its_billing(analyse: Analyse) -> None:
    text = "# Speakers\n\n## Joe Adeyemi\n\nJoe is autistic.\n\n## Hana Malik\n\nHana studies autism."
    assert [(voice.name, voice.lived) for voice in analyse(text).voices] == [
        ("Joe Adeyemi", True),
        ("Hana Malik", None),
    ]


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
