"""The ladder from absent to deciding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tokenwatch.analysis import TURN, Analysis, Slots, Statement, Voice, VoiceKind
from tokenwatch.assess.presence import find_presence


def _voice(kind: VoiceKind, lived: bool | None = True) -> Voice:
    return Voice(kind, "", "", lived, (), 0, 1, "x")


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
    ("mentions", "presence"),
    [
        ({"lived": 1}, "absent"),
        ({"lived": 1, "community": 1}, "mentioned"),
        ({"community": 2}, "mentioned"),
        ({"professional": 9, "organisation": 9}, "absent"),
    ],
)
def test_one_stray_word_is_no_mention(mentions: dict[str, int], presence: str) -> None:
    assert _presence(mentions=mentions) == presence


def test_a_statement_that_names_them_mentions_them() -> None:
    statement = Statement("s1", 0, 1, "x", kind="claim", level=2, slots=Slots(actors=("lived",)))
    assert _presence(statements=(statement,)) == "mentioned"


@pytest.mark.parametrize(("specific", "presence"), [(True, "deciding"), (False, "mentioned")])
def test_shown_decisions_are_deciding_and_claimed_ones_are_not(specific: bool, presence: str) -> None:
    slots = Slots(actors=("community",))
    statement = Statement("s1", 0, 1, "x", kind="plan", level=5, specific=specific, slots=slots)
    assert _presence(statements=(statement,)) == presence
