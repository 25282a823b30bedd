"""Pairing voices and what is counted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.analysis import VOICE_KINDS, Voice
from tokenwatch.evaluate.gold import GoldVoice, read_voices
from tokenwatch.evaluate.voices import Heard, pair_voices, voice_figures

DATA = Path(__file__).parent / "data"


def said(kind: str, start: int, end: int, *, name: str = "", lived: bool | None = None) -> Voice:
    return Voice(kind, name, "", lived, (), start, end, "")


def labelled(kind: str, start: int, end: int, *, name: str = "") -> GoldVoice:
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


SPANS = st.tuples(st.sampled_from(VOICE_KINDS), st.integers(0, 20), st.integers(1, 9))


@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6))
def test_each_voice_is_used_once(gold: list, voices: list) -> None:
    pairs = pair_voices(
        [labelled(kind, start, start + size) for kind, start, size in gold],
        [said(kind, start, start + size) for kind, start, size in voices],
    )
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(gold[row][0] == voices[column][0] for row, column in pairs)


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
