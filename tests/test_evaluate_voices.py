"""Pairing voices and what is counted."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.analysis import VOICE_KINDS, Voice, VoiceKind
from tokenwatch.evaluate.voices import Heard, is_direct, pair_voices, rightly_attributed, voice_figures
from tokenwatch.gold import GoldVoice, read_voices

DATA = Path(__file__).parent / "data"


def said(kind: VoiceKind, start: int, end: int, *, name: str = "", lived: bool | None = None) -> Voice:
    return Voice(kind, name, "", lived, (), start, end, "")


def labelled(kind: VoiceKind, start: int, end: int, *, name: str = "") -> GoldVoice:
    return GoldVoice(kind, name, "", None, "", ((start, end),))


def test_kind_and_place_must_be_right() -> None:
    gold = [labelled("quoted", 0, 10)]
    assert pair_voices(gold, [said("quoted", 9, 20)]) == [(0, 0)]
    assert pair_voices(gold, [said("quoted", 10, 20)]) == []
    assert pair_voices(gold, [said("speaker", 0, 10)]) == []
    assert pair_voices(gold, [said("speaker", 0, 10)], same_kind=False) == [(0, 0)]


def test_names_decide_between_two_voices_in_one_row() -> None:
    gold = [labelled("speaker", 0, 30, name="Ann Elk"), labelled("speaker", 0, 30, name="Bo Ash")]
    voices = [said("speaker", 0, 30, name="bo ash"), said("speaker", 0, 30, name="Ann Elk")]
    assert sorted(pair_voices(gold, voices)) == [(0, 1), (1, 0)]


def test_more_pairs_go_before_equal_names() -> None:
    gold = [labelled("speaker", 0, 30, name="Ann Elk"), labelled("speaker", 20, 50)]
    voices = [said("speaker", 0, 40, name="Ann Elk"), said("speaker", 0, 10)]
    assert sorted(pair_voices(gold, voices)) == [(0, 1), (1, 0)]


Place = tuple[VoiceKind, int, int]
SPANS = st.tuples(st.sampled_from(VOICE_KINDS), st.integers(0, 20), st.integers(1, 9))


@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6))
def test_each_voice_is_used_once(gold: list[Place], voices: list[Place]) -> None:
    pairs = pair_voices(
        [labelled(kind, start, start + size) for kind, start, size in gold],
        [said(kind, start, start + size) for kind, start, size in voices],
    )
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(gold[row][0] == voices[column][0] for row, column in pairs)


TEXT = "“We were never asked,” said Rosa Pinto, a tenant. One carer called it ‘a long wait’."


def quoted(words: str, *, name: str = "", role: str = "") -> GoldVoice:
    start = TEXT.find(words)
    return GoldVoice("quoted", name, role, None, words, ((start, start + len(words)),))


def heard_saying(words: str, *, name: str = "", role: str = "") -> Voice:
    start = TEXT.find(words)
    return Voice("quoted", name, role, None, (), start, start + len(words), words)


def test_only_words_in_marks_are_direct() -> None:
    assert is_direct(TEXT, quoted("We were never asked"))
    assert is_direct(TEXT, quoted("a long wait"))
    assert not is_direct(TEXT, quoted("One carer called"))
    assert is_direct("> I picked the handle.", GoldVoice("quoted", "", "", None, "I picked", ((2, 10),)))


@pytest.mark.parametrize(
    ("labelled_voice", "voices", "right"),
    [
        (quoted("We were", name="Rosa Pinto"), [heard_saying("We were", name="Ms Pinto")], True),
        (quoted("We were", name="Rosa Pinto"), [heard_saying("We were", name="Lin Zhou")], False),
        (quoted("We were", name="Rosa Pinto"), [heard_saying("a long", name="Rosa Pinto")], False),
        (quoted("a long", role="One carer"), [heard_saying("a long", role="the carer")], True),
        (quoted("a long", role="One carer"), [heard_saying("a long", role="a nurse")], False),
        (quoted("a long"), [], True),
        (quoted("a long"), [heard_saying("a long")], True),
        (quoted("a long"), [heard_saying("a long", role="a nurse")], False),
    ],
)
def test_who_is_right_for_quoted_words(labelled_voice: GoldVoice, voices: list[Voice], right: bool) -> None:
    assert rightly_attributed(TEXT, labelled_voice, voices) is right


def test_a_voice_is_met_at_any_of_its_places() -> None:
    elsewhere = replace(said("quoted", 90, 99), places=((5, 8),))
    assert pair_voices([labelled("quoted", 0, 10)], [elsewhere]) == [(0, 0)]


def test_figures_on_a_small_set() -> None:
    day, pumps, panel = read_voices(DATA / "voices_tiny.jsonl")
    start, end = day.voices[0].spans[0]
    heard = [
        Heard(day, (said("speaker", start, end, name="Jo Amadi", lived=True),)),
        Heard(pumps, (said("quoted", 0, 5),)),
        Heard(panel, ()),
    ]
    figures = voice_figures(heard)
    assert figures["voices.precision"].value == 0.5
    assert figures["voices.recall"].value == 0.25
    assert figures["voices.f1"].value == pytest.approx(1 / 3, abs=1e-4)
    assert figures["voices.lived_precision"].value == 1.0
    assert figures["voices.lived_recall"].value == pytest.approx(1 / 3, abs=1e-4)
    assert (figures["voices.false_alarm"].value, figures["voices.false_alarm"].n) == (1.0, 1)
