"""What the text around says about how to read one of its sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenwatch.analysis import Analysis, Statement

STRONG = "strong term"
STRETCH = 5_200
"""Characters over which statements are counted: the longest text on which the rules were tuned."""
WORD = 6
"""Characters of an English word with its space."""
SHORTEST = 300
"""Words that a stretch counts at least: a few sentences in a row are no page full of them."""


@dataclass(frozen=True, slots=True)
class Context:
    """Shares that tell a how-to from a report, and a page on involvement from one that mentions it.

    Parameters
    ----------
    density
        Statements with an unambiguous involvement term per 100 words, where they stand closest. While statements are
        being judged these are all candidate sentences; for the verdict, those that turned out to speak of people
        taking part. Pages before or after that speak of something else change nothing.
    advice, past, future, own
        Share of these statements, 0 to 1, that advise, tell of the past, speak of the future, or speak of the
        writer's own side.
    """

    density: float = 0.0
    advice: float = 0.0
    past: float = 0.0
    future: float = 0.0
    own: float = 0.0


def read_contexts(analysis: Analysis) -> Iterator[Context]:
    """Compute for each statement the context of the text around it, within `STRETCH` on both sides.

    What stands farther away changes nothing: a statement in an annex is not read by the foreword, and a hundred pages
    that are put before or behind do not turn one.

    Parameters
    ----------
    analysis
        With its statements, judged or not, in the order of the text.

    Yields
    ------
    Context
        One for each statement.
    """
    statements = analysis.statements
    starts = [statement.start for statement in statements]
    for start in starts:
        near = slice(bisect_left(starts, start - STRETCH), bisect_right(starts, start + STRETCH))
        yield _context(statements[near])


def read_context(analysis: Analysis) -> Context:
    """Compute the context of a document as a whole; all zero where there is no statement."""
    return _context(analysis.statements)


def _context(statements: Sequence[Statement]) -> Context:
    return Context(
        density=_density(statements),
        advice=_share(statements, "advice"),
        past=_share(statements, "past_forms"),
        future=_share(statements, "future"),
        own=_share(statements, "own"),
    )


def _density(statements: Sequence[Statement]) -> float:
    """Give the density of the densest stretch: from a strong statement to the last one within `STRETCH`."""
    places = [(statement.start, statement.end) for statement in statements if STRONG in statement.slots.cues]
    best = 0.0
    first = 0
    for last, (_, end) in enumerate(places):
        while end - places[first][0] > STRETCH and first < last:
            first += 1
        words = max((end - places[first][0]) / WORD, SHORTEST)
        best = max(best, (last - first + 1) / words * 100)
    return best


def _share(statements: Sequence[Statement], cue: str) -> float:
    return sum(cue in statement.slots.cues for statement in statements) / len(statements) if statements else 0.0
