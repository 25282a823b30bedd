"""The ladder from absent to deciding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tokenwatch.analysis import TURN, Analysis, Finding, Slots, Statement, Voice, VoiceKind
from tokenwatch.assess.presence import PAGE, SEVERAL, find_presence


def _voice(kind: VoiceKind, lived: bool | None = True) -> Voice:
    return Voice(kind, "Rosa Pinto", "", lived, (), 0, 1, "x")


def _presence(*voices: Voice, **found: Any) -> str:
    return find_presence(Analysis(100, "en", "other", voices=voices, **found))


@pytest.mark.parametrize(
    ("kinds", "presence"),
    [
        ([], "absent"),
        (["quoted"], "quoted"),
        (["quoted", "speaker"], "speaking"),
        (["author"], "speaking"),
        (["first person"], "speaking"),
        (["quoted", "speaker", "member"], "deciding"),
    ],
)
def test_the_highest_rung_counts(kinds: list[VoiceKind], presence: str) -> None:
    assert _presence(*map(_voice, kinds)) == presence


def test_whoever_has_turns_of_their_own_in_a_conversation_speaks() -> None:
    assert _presence(replace(_voice("quoted"), cue=TURN)) == "speaking"
    assert _presence(replace(_voice("quoted", lived=None), cue=TURN)) == "absent"


@pytest.mark.parametrize("lived", [False, None])
@pytest.mark.parametrize("kind", ["quoted", "speaker", "author", "member"])
def test_voices_not_said_to_be_lived_raise_nothing(kind: VoiceKind, lived: bool | None) -> None:
    assert _presence(_voice(kind, lived)) == "absent"


@pytest.mark.parametrize(
    ("name", "role", "text", "presence"),
    [
        ("", "participants", "Participants felt that the bus is late.", "mentioned"),
        ("", "participants", "“The bus is late,” participants said.", "quoted"),
        ("", "one tenant", "One tenant felt that the bus is late.", "quoted"),
        ("Rosa", "", "Rosa felt that the bus is late.", "quoted"),
    ],
)
def test_words_or_the_view_of_one_are_quoted_and_a_common_view_is_not(
    name: str, role: str, text: str, presence: str
) -> None:
    assert _presence(Voice("quoted", name, role, True, ("lived",), 0, len(text), text)) == presence


@pytest.mark.parametrize(
    ("n_words", "named_people", "presence"),
    [(PAGE, 0, "absent"), (PAGE, 1, "mentioned"), (PAGE + 1, 1, "absent"), (PAGE + 1, 2, "mentioned")],
)
def test_in_a_longer_text_one_stray_word_is_no_mention(n_words: int, named_people: int, presence: str) -> None:
    assert find_presence(Analysis(n_words, "en", "other", named_people=named_people)) == presence


def test_several_statements_mention_people_by_whatever_words() -> None:
    statement = Statement("s1", 0, 1, "x", kind="claim", level=2)
    assert _presence(statements=(statement,) * (SEVERAL - 1)) == "absent"
    assert _presence(statements=(statement,) * SEVERAL) == "mentioned"


_SHOWN = Statement("s1", 0, 1, "x", kind="practice", level=5, specific=True, slots=Slots(actors=("community",)))
_COUNTED = replace(_SHOWN, slots=Slots(actors=("community",), cues=("counted people", "named actor")))
_SEAT = Finding("co-chair", "power", "genuine", 5, 0, 1, "x")


@pytest.mark.parametrize(
    ("statement", "finding", "presence"),
    [
        (replace(_SHOWN, slots=Slots(actors=("community",), support=("body",))), None, "deciding"),
        (replace(_SHOWN, indicators=("co-chair",)), _SEAT, "deciding"),
        (replace(_SHOWN, indicators=("co-chair",)), replace(_SEAT, level=3), "absent"),
        (replace(_SHOWN, indicators=("co-chair",)), replace(_SEAT, polarity="tokenism"), "absent"),
        (replace(_SHOWN, indicators=("co-chair",), specific=False), _SEAT, "absent"),
        (_SHOWN, _SEAT, "absent"),
        (_COUNTED, None, "deciding"),
        (replace(_COUNTED, kind="plan"), None, "absent"),
    ],
)
def test_a_seat_that_is_shown_is_deciding_and_a_vote_on_the_day_is_not(
    statement: Statement, finding: Finding | None, presence: str
) -> None:
    assert _presence(statements=(statement,), findings=(finding,) if finding else ()) == presence


def test_an_organisation_of_the_people_themselves_decides() -> None:
    assert _presence(run_by_people=True) == "deciding"
