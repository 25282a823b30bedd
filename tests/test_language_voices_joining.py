"""One person, one voice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc

from tokenwatch.analysis import TURN
from tokenwatch.language.voices.found import FoundVoice
from tokenwatch.language.voices.joining import join_voices
from tokenwatch.language.voices.page import Page, read_page

Join = Callable[..., list[FoundVoice]]
TEXT = "Rosa Pinto (a tenant) came. Pinto left. Dr Lin Zhou came. L. Zhou left. Tom came, and Tom Reilly and Tom Berg."


@pytest.fixture
def page(read: Callable[[str], Doc]) -> Page:
    return read_page(read(TEXT), lambda _: "")


def _voice(name: str, start: int = 0, end: int = 50, **facts: Any) -> FoundVoice:
    return FoundVoice(**{"kind": "quoted", "start": start, "end": end, "name": name, **facts})


def test_one_voice_of_a_person_with_further_places(page: Page) -> None:
    (joined,) = join_voices(page, [_voice("Rosa Pinto", 60, 70), _voice("Rosa Pinto", 0, 50), _voice("Pinto", 80, 90)])
    assert (joined.name, joined.start, joined.end) == ("Rosa Pinto", 0, 50)
    assert joined.places == ((60, 70), (80, 90))


def test_the_fuller_name_and_the_role_given_once_hold(page: Page) -> None:
    (joined,) = join_voices(page, [_voice("L. Zhou", 0, 50), _voice("Dr Lin Zhou", 60, 70, role="nurse")])
    assert (joined.name, joined.role) == ("Dr Lin Zhou", "nurse")


def test_kinds_and_people_stay_apart(page: Page) -> None:
    voices = [_voice("Rosa Pinto"), _voice("Rosa Pinto", kind="author"), _voice("Lin Zhou", 60, 70)]
    assert len(join_voices(page, voices)) == 3


def test_a_role_given_earlier_holds_later(page: Page) -> None:
    (joined,) = join_voices(page, [_voice("Rosa Pinto", 60, 70)])
    assert joined.role == "a tenant"


@pytest.mark.parametrize(
    ("name", "full"), [("Pinto", "Rosa Pinto"), ("Rosa", "Rosa Pinto"), ("Tom", "Tom"), ("Ama", "Ama")]
)
def test_a_short_name_is_whom_it_can_only_be(page: Page, name: str, full: str) -> None:
    (joined,) = join_voices(page, [_voice(name)])
    assert joined.name == full


def test_minutes_add_up(page: Page) -> None:
    voices = [
        _voice("Rosa Pinto", kind="speaker", minutes=20),
        _voice("Rosa Pinto", 60, 70, kind="speaker", minutes=10),
    ]
    assert [joined.minutes for joined in join_voices(page, voices)] == [30]
    assert [
        joined.minutes for joined in join_voices(page, [voices[0], _voice("Rosa Pinto", 60, 70, kind="speaker")])
    ] == [20]


def test_the_place_of_a_turn_is_the_first_that_says_something(page: Page) -> None:
    (joined,) = join_voices(page, [_voice("Rosa Pinto", 0, 5, cue=TURN), _voice("Rosa Pinto", 10, 100, cue=TURN)])
    assert (joined.start, joined.places) == (10, ((0, 5),))


def test_what_is_said_within_a_turn_is_part_of_it(page: Page) -> None:
    voices = [_voice("Rosa Pinto", 0, 100, cue=TURN), _voice("", 10, 60, kind="first person", cue="I am a tenant")]
    assert [joined.kind for joined in join_voices(page, voices)] == ["quoted"]


def test_reported_speech_around_quoted_words_is_an_echo(page: Page) -> None:
    voices = [_voice("", 0, 90, role="one tenant", cue="told"), _voice("Rosa Pinto", 10, 60, cue="Pinto said:")]
    assert [joined.name for joined in join_voices(page, voices)] == ["Rosa Pinto"]


def test_people_without_a_name_are_the_same_where_the_role_is(page: Page) -> None:
    voices = [_voice("", 0, 20, role="the tenants", cue="told"), _voice("", 30, 50, role="Tenants", cue="said")]
    assert len(join_voices(page, voices)) == 1
    apart = [
        _voice("", 0, 20, role="two tenants", kind="member"),
        _voice("", 30, 50, role="two tenants", kind="member"),
    ]
    assert len(join_voices(page, apart)) == 2


def test_the_only_author_is_the_writer(page: Page) -> None:
    own = _voice("", 60, 80, kind="first person", cue="As a tenant, I")
    author = _voice("Lin Zhou", 0, 20, kind="author", role="nurse")
    names = {joined.kind: joined.name for joined in join_voices(page, [own, author])}
    assert names == {"author": "Lin Zhou", "first person": "Lin Zhou"}
    two = join_voices(page, [own, author, _voice("Rosa Pinto", 0, 20, kind="author")])
    assert [joined.name for joined in two if joined.kind == "first person"] == [""]


def test_voices_stand_in_the_order_of_the_text(page: Page) -> None:
    voices = [_voice("Tom Reilly", 80, 90), _voice("Rosa Pinto", 0, 50), _voice("Lin Zhou", 55, 70)]
    assert [joined.start for joined in join_voices(page, voices)] == [0, 55, 80]
    assert join_voices(page, []) == []


def test_ten_thousand_voices_are_not_all_compared_with_each_other(page: Page) -> None:
    found = [FoundVoice("quoted", place, place + 1, role=f"tenant {place}", cue="x") for place in range(30_000)]
    assert len(join_voices(page, found)) == 30_000
