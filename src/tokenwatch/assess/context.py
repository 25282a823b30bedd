"""What the whole document says about how to read one of its sentences."""

from __future__ import annotations

from dataclasses import dataclass

from tokenwatch.analysis import Analysis, Statement

STRONG = "strong term"


@dataclass(frozen=True, slots=True)
class Context:
    """Shares that tell a how-to from a report, and a page on involvement from one that mentions it.

    Parameters
    ----------
    density
        Statements with an unambiguous involvement term, per 100 words. While statements are being judged these are
        all candidate sentences; for the verdict, those that turned out to speak of people taking part.
    advice, past, future, own
        Share of these statements, 0 to 1, that advise, tell of the past, speak of the future, or speak of the
        writer's own side.
    people
        Mentions of people of the work (lived or community) per 100 words.
    """

    density: float = 0.0
    advice: float = 0.0
    past: float = 0.0
    future: float = 0.0
    own: float = 0.0
    people: float = 0.0


def read_context(analysis: Analysis) -> Context:
    """Compute the context of a document's statements.

    Parameters
    ----------
    analysis
        With its statements, judged or not.

    Returns
    -------
    Context
        All zero where there is no statement.
    """
    # A page of under 100 words is taken as one of 100: a density on a handful of words says nothing.
    hundreds = max(analysis.n_words, 100) / 100
    statements = analysis.statements
    return Context(
        density=sum(STRONG in statement.slots.cues for statement in statements) / hundreds,
        advice=_share(statements, "advice"),
        past=_share(statements, "past_forms"),
        future=_share(statements, "future"),
        own=_share(statements, "own"),
        people=sum(analysis.mentions.get(group, 0) for group in ("lived", "community")) / hundreds,
    )


def _share(statements: tuple[Statement, ...], cue: str) -> float:
    return sum(cue in statement.slots.cues for statement in statements) / len(statements) if statements else 0.0
