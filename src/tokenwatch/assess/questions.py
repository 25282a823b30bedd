"""Questions to put to the author, made from what the text does not state."""

from __future__ import annotations

from collections.abc import Mapping

from tokenwatch.analysis import Analysis
from tokenwatch.assess.levels import TOLD_KINDS
from tokenwatch.assessment import Dimension, Levels, VerdictLabel
from tokenwatch.codebook import Codebook

MOST_QUESTIONS = 5
"""More than can be asked in one meeting helps nobody; the dimensions stand in the order of their weight."""
MOST_QUOTED = 160
"""Characters of a statement that a question quotes: about two printed lines."""
_ORDER = (
    "power",
    "payment",
    "feedback",
    "timing",
    "representation",
    "accountability",
    "roles",
    "access",
    "reciprocity",
    "voice",
)
"""What decides between sharing and asking first (power, payment, change: docs/theory.md), form last."""
_ORDER_OF_EVENTS = ("payment", "access", "voice", "representation", "feedback")
"""What can be asked of an event: it has no stages, and nobody decides on it afterwards."""

_ASKED = {
    "claim": "Who was this, what did they do, and what changed?",
    "plan": "Who will that be, when will it be, and what will they decide?",
}
"""What to ask of the sentence that claims most."""


def find_questions(
    analysis: Analysis,
    levels: Levels,
    dimensions: Mapping[str, Dimension],
    label: VerdictLabel | None,
    codebook: Codebook,
) -> tuple[str, ...]:
    """Give the questions, most telling first.

    Parameters
    ----------
    analysis, levels, dimensions, label
        The answers so far; without a verdict the label is ``None``, and there may still be something to ask.
    codebook
        For the question of each dimension.

    Returns
    -------
    tuple of str
        Empty where the document does not speak of its own involvement work, or mostly criticises that of others:
        there is nobody to ask.
    """
    kinds = [statement.kind for statement in analysis.statements]
    speaks_of_itself = label is not None or not set(TOLD_KINDS).isdisjoint(kinds)
    if label in ("none", "about") or not speaks_of_itself or kinds.count("critique") > kinds.count("claim"):
        return ()
    questions = []
    programme = analysis.programme.is_programme
    if levels.gap > 0 and not programme:
        claimed = next((s for s in analysis.statements if s.kind in _ASKED and s.level == levels.claimed), None)
        if claimed is not None:
            questions.append(f"You write: “{_short(claimed.text)}” {_ASKED[claimed.kind]}")
    if programme and not analysis.programme.n_lived:
        questions.append("Who on the programme speaks from their own experience, and who asked them?")
    for name in _ORDER_OF_EVENTS if programme else _ORDER:
        if dimensions[name].state == "not stated" and name in codebook.dimensions:
            questions.append(codebook.dimensions[name].question)
    return tuple(questions[:MOST_QUESTIONS])


def _short(text: str) -> str:
    """Give the text on one line, cut at a word where it is longer than `MOST_QUOTED`."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_QUOTED else line[:MOST_QUOTED].rsplit(" ", 1)[0] + " …"
