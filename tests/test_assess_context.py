"""What the document says about how to read its sentences."""

from __future__ import annotations

import pytest

from tokenwatch.analysis import Analysis, Slots, Statement
from tokenwatch.assess.context import STRONG, Context, read_context


def _analysis(*cues: tuple[str, ...], n_words: int = 200, **mentions: int) -> Analysis:
    statements = tuple(Statement(f"s{n}", n, n + 1, "x", slots=Slots(cues=c)) for n, c in enumerate(cues, start=1))
    return Analysis(n_words, "en", "other", statements=statements, mentions=mentions)


def test_nothing_gives_nothing() -> None:
    assert read_context(_analysis()) == Context()


@pytest.mark.parametrize(("n_words", "density"), [(200, 1.0), (400, 0.5), (100, 2.0), (10, 2.0)])
def test_density_counts_clear_words_in_a_hundred(n_words: int, density: float) -> None:
    assert read_context(_analysis((STRONG,), (STRONG,), ("own",), n_words=n_words)).density == density


def test_shares_of_the_statements() -> None:
    context = read_context(_analysis(("advice", "own"), ("own",), ("past_forms",), ("future",)))
    assert (context.advice, context.own, context.past, context.future) == (0.25, 0.5, 0.25, 0.25)


def test_people_of_the_work_and_nobody_else_are_counted() -> None:
    assert read_context(_analysis(lived=3, community=1, professional=9, organisation=5)).people == 2.0
