"""Claimed and evidenced level."""

from __future__ import annotations

from typing import Any

import pytest

from tokenwatch.analysis import KINDS, Analysis, Kind, Slots, Statement
from tokenwatch.assess.levels import OWN_KINDS, evidenced_level, find_levels
from tokenwatch.assessment import Levels


def _statement(kind: Kind, level: int, specific: bool, **slots: Any) -> Statement:
    told = Slots(**{"actors": ("lived",)} | slots)
    return Statement("s1", 0, 1, "x", kind=kind, level=level, specific=specific, slots=told)


def _levels(*statements: Statement) -> Levels:
    return find_levels(Analysis(100, "en", "other", statements=statements))


def test_nothing_said_is_nothing_claimed() -> None:
    assert _levels() == Levels(0, 0)


def test_the_highest_of_each_counts() -> None:
    found = _levels(
        _statement("claim", 5, False),
        _statement("practice", 2, True),
        _statement("plan", 3, True),
        _statement("plan", 4, False),
    )
    assert (found.claimed, found.evidenced, found.gap) == (5, 3, 2)


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_document_s_own_work_counts(kind: Kind) -> None:
    assert _levels(_statement(kind, 4, True)).claimed == (4 if kind in OWN_KINDS else 0)
    assert {"critique", "explain", "none"}.isdisjoint(OWN_KINDS)


def test_what_is_shown_is_also_said() -> None:
    assert _levels(_statement("practice", 5, True)).gap == 0


@pytest.mark.parametrize(
    ("slots", "level"),
    [
        ({"cues": ("occasion",), "actors": ()}, 2),
        ({"cues": ("occasion",), "actors": ("professional",)}, 2),
        ({"cues": ("occasion",), "actors": ("community",)}, 3),
        ({"cues": ("occasion", "participants"), "actors": ()}, 2),
        ({"cues": ("occasion", "participants"), "actors": (), "support": ("number",)}, 3),
        ({"cues": ("occasion",), "support": ("change",)}, 4),
        ({"cues": ()}, 4),
    ],
)
def test_a_co_design_session_shows_no_more_than_what_came_of_it(slots: dict[str, Any], level: int) -> None:
    assert evidenced_level(_statement("practice", 4, True, **slots)) == level


def test_a_label_is_no_evidence_of_itself() -> None:
    assert evidenced_level(_statement("practice", 5, True, actors=("professional", "we"))) == 2


@pytest.mark.parametrize("stance", ["negated", "criticised", "asked"])
def test_what_is_denied_or_asked_is_no_claim(stance: str) -> None:
    assert _levels(_statement("claim", 4, False, stance=stance)) == Levels(0, 0)


def test_a_session_at_another_level_is_what_it_is() -> None:
    assert evidenced_level(_statement("practice", 5, True, cues=("occasion",))) == 5
