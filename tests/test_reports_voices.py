"""What reports say of voices: what a presence rests on, platform time, the order of a programme, the charter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assessments import make_assessment
from tokenwatch.analysis import Programme
from tokenwatch.assessment import Assessment, Clause
from tokenwatch.reports import to_html, to_markdown, to_terminal, voice_words

PROGRAMME = Programme(
    is_programme=True, n_speakers=4, n_lived=1, n_unnamed=2, people={"lived": 1, "not identified": 3},
    minutes={"lived": 20, "not identified": 60}, opens="not identified", closes="lived",
)  # fmt: skip


@pytest.mark.parametrize("render", [to_html.render, to_markdown.render, to_terminal.render])
def test_platform_time_and_order_are_shown(render: Callable[[Assessment], str]) -> None:
    shown = " ".join(render(make_assessment(programme=PROGRAMME)).split())
    assert "20 of 80 minutes" in shown
    assert "First on the programme: not identified. Last: lived experience." in shown
    assert "On the programme without a name: 2." in shown


def test_without_times_people_are_counted() -> None:
    shown = to_markdown.render(make_assessment(programme=replace(PROGRAMME, minutes={})))
    assert "lived experience 1 of 4 people (25 %)" in shown


def test_no_programme_has_no_platform() -> None:
    assert "Platform" not in to_markdown.render(make_assessment())


def test_the_presence_names_the_voices_that_it_rests_on() -> None:
    assessment = make_assessment()
    lived = next(voice for voice in assessment.voices if voice.lived and voice.kind == "quoted")
    voices = tuple(replace(lived, name=name) for name in "ABCDE")
    shown = make_assessment(presence="quoted", voices=voices)
    assert voice_words.presence_sentences(shown) == (
        f"This rests on: {'; '.join(f'{name} ({lived.role})' for name in 'ABC')}; and 2 more.",
    )
    twice = make_assessment(presence="quoted", voices=(lived, lived))
    assert voice_words.presence_sentences(twice) == (f"This rests on: {lived.name} ({lived.role}).",)
    assert voice_words.presence_sentences(make_assessment(presence="mentioned")) == ()


def test_a_voice_says_where_it_stands_and_how_long_it_has() -> None:
    assessment = make_assessment()
    voice = replace(assessment.voices[0], minutes=15, places=((3, 4),))
    assert voice_words.minutes_words(voice) == "15"
    assert voice_words.minutes_words(assessment.voices[0]) == "–"
    assert voice_words.place_of(assessment, voice).endswith(", and 1 more")


def test_the_charter_is_shown_where_there_is_one() -> None:
    clause = Clause("online", "It can be followed online.", "partly")
    for render in (to_html.render, to_markdown.render, to_terminal.render):
        assert "It can be followed online." in render(make_assessment(charter=(clause,)))
        assert "charter" not in render(make_assessment())
