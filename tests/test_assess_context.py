"""What the document says about how to read its sentences."""

from __future__ import annotations

import pytest

from tokenwatch.analysis import STRONG, Analysis, Slots, Statement
from tokenwatch.assess.context import Context, read_context, read_contexts


def _analysis(*cues: tuple[str, ...]) -> Analysis:
    statements = tuple(Statement(f"s{n}", n, n + 1, "x", slots=Slots(cues=c)) for n, c in enumerate(cues, start=1))
    return Analysis(200, "en", "other", statements=statements)


def test_nothing_gives_nothing() -> None:
    assert read_context(_analysis()) == Context()


def _strong(*places: int) -> Analysis:
    statements = tuple(Statement("s1", place, place + 60, "x", slots=Slots(cues=(STRONG,))) for place in places)
    return Analysis(200, "en", "other", statements=statements)


def test_density_counts_clear_words_in_a_hundred_where_they_stand_closest() -> None:
    # Thirty statements in a row of 60 characters, ten words each: one in ten words, a hundred in a thousand.
    close = [60 * number for number in range(80)]
    assert read_context(_strong(*close)).density == pytest.approx(10.0, rel=0.02)
    far = [place + 500_000 for place in close]
    assert read_context(_strong(0, *far)).density == read_context(_strong(*close)).density


def test_a_few_sentences_in_a_row_are_no_page_full_of_them() -> None:
    assert read_context(_strong(0, 60, 120)).density == pytest.approx(1.0)


def test_a_statement_is_read_by_what_stands_around_it() -> None:
    near, far = ("advice",), ("own",)
    statements = [Statement(f"s{n}", 100 * n, 100 * n + 50, "x", slots=Slots(cues=near)) for n in range(3)]
    statements += [Statement(f"t{n}", 90_000 + n, 90_001 + n, "x", slots=Slots(cues=far)) for n in range(3)]
    contexts = list(read_contexts(Analysis(20_000, "en", "other", statements=tuple(statements))))
    assert [context.advice for context in contexts] == [1.0] * 3 + [0.0] * 3


def test_the_share_of_statements_that_advise() -> None:
    assert read_context(_analysis(("advice", "own"), ("own",), ("past_forms",), ("future",))).advice == 0.25
