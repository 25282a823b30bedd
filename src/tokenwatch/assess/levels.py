"""Claimed and evidenced level of a document, from its judged statements."""

from __future__ import annotations

from collections.abc import Iterable

from tokenwatch.analysis import Analysis, Statement
from tokenwatch.assess.passages import DENIED
from tokenwatch.assessment import Levels

TOLD_KINDS = ("practice", "claim", "plan")
"""Kinds in which a document tells of its own work; an invitation speaks of it, but to the reader."""
OWN_KINDS = (*TOLD_KINDS, "invite")
"""Kinds that speak of the document's own work; explain and critique speak of involvement in general."""

SPEAKING = 3
"""Level at which people take part who speak at an event: they help to do it, as in the codebook's act of delivering."""

NAMING_TERMS = frozenset(("user-led", "people-power", "lived-experience", "co-research"))
"""Terms that name the people themselves: "tenant-led", "peer researcher"."""


def find_levels(analysis: Analysis) -> Levels:
    """Give the highest level claimed and the highest level for which there is something specific.

    Parameters
    ----------
    analysis
        With judged statements.

    Returns
    -------
    Levels
        Claimed is never under evidenced where both speak of the same act: what is shown is also said.
    """
    if analysis.run_by_people:
        # Whose organisation it is can be checked, and they lead it: guidelines, section 1, level 5.
        return Levels(claimed=5, evidenced=5)
    # A programme shows by its names who speaks, mostly without a sentence that says so.
    billed = SPEAKING if _are_billed(analysis) else 0
    return Levels(
        claimed=max(highest(claims(analysis)), billed),
        evidenced=max((billed, *map(evidenced_level, evidence(analysis)))),
    )


def _are_billed(analysis: Analysis) -> bool:
    """Say whether somebody is billed to speak who is said to have the experience."""
    on_programme = bool(analysis.programme.n_lived)
    return on_programme or any(voice.lived and voice.kind == "speaker" for voice in analysis.voices)


def claims(analysis: Analysis) -> list[Statement]:
    """Give the statements that claim something of the document's own work."""
    return [
        statement
        for statement in analysis.statements
        if statement.kind in OWN_KINDS and statement.level and statement.slots.stance not in DENIED
    ]


def evidence(analysis: Analysis) -> list[Statement]:
    """Give the statements that show something: specific practice, plans and invitations."""
    return [statement for statement in claims(analysis) if statement.specific]


def highest(statements: Iterable[Statement]) -> int:
    """Give the highest level of some statements, 0 for none."""
    return max((statement.level for statement in statements), default=0)


def evidenced_level(statement: Statement) -> int:
    """Give the level that a specific statement shows, which may lie under the one that it speaks of.

    A label is no evidence of itself: without people of the work in the sentence, it shows no more than that they
    were asked. A co-design session shows level 4 only where its output is shown to be used; without that, 3 where
    the text tells who took part, else 2 (guidelines, unclear cases).
    """
    slots = statement.slots
    people = slots.names_people or not NAMING_TERMS.isdisjoint(statement.terms)
    if not people and "participants" not in slots.cues:
        return min(statement.level, 2)
    if statement.level == 4 and "occasion" in slots.cues and "change" not in slots.support:
        told = people or "number" in slots.support
        return 3 if told else 2
    return statement.level
