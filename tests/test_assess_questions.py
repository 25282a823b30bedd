"""Questions to the author."""

from __future__ import annotations

from typing import Any

import pytest

from tokenwatch.analysis import Analysis, Programme, Statement
from tokenwatch.assess.questions import MOST_QUESTIONS, find_questions
from tokenwatch.assessment import DIMENSIONS, Dimension, Levels, VerdictLabel
from tokenwatch.codebook import load_codebook

CLAIM = Statement("s1", 0, 9, "We co-produce\nit all.", kind="claim", level=5)


def _questions(
    label: VerdictLabel = "tokenistic", *, levels: tuple[int, int] = (2, 2), shown: tuple[str, ...] = (), **fields: Any
) -> tuple[str, ...]:
    analysis = Analysis(100, "en", "other", **fields)
    dimensions = {name: Dimension("shown" if name in shown else "not stated") for name in DIMENSIONS}
    return find_questions(analysis, Levels(*levels), dimensions, label, load_codebook())


@pytest.mark.parametrize("label", ["none", "about"])
def test_nobody_is_asked_about_work_that_is_not_theirs(label: VerdictLabel) -> None:
    assert _questions(label) == ()


def test_what_is_stated_is_not_asked() -> None:
    question = load_codebook().dimensions["payment"].question
    assert question in _questions()
    assert question not in _questions(shown=("payment",))


def test_everything_stated_and_no_gap_leaves_no_question() -> None:
    assert _questions("shared", shown=DIMENSIONS) == ()


def test_no_more_than_one_meeting_holds() -> None:
    assert len(_questions(levels=(5, 2), statements=(CLAIM,))) == MOST_QUESTIONS


def test_a_gap_is_asked_about_first_in_the_writer_s_words() -> None:
    first = _questions(levels=(5, 2), statements=(CLAIM,))[0]
    assert "“We co-produce it all.”" in first


def test_without_a_gap_the_claim_is_not_thrown_back() -> None:
    assert not any("You write" in text for text in _questions(levels=(5, 5), statements=(CLAIM,)))


def test_a_long_claim_is_cut_at_a_word() -> None:
    claim = Statement("s1", 0, 9, "co-produced " * 40, kind="claim", level=5)
    first = _questions(levels=(5, 2), statements=(claim,))[0]
    assert "co-produced …" in first
    assert len(first) < 260


@pytest.mark.parametrize(("n_lived", "asked"), [(0, True), (2, False)])
def test_a_programme_without_lived_speakers_is_asked_who_speaks(n_lived: int, asked: bool) -> None:
    questions = _questions(programme=Programme(True, 4, n_lived))
    assert any("Who on the programme" in text for text in questions) is asked
