"""The ten dimensions: shown, partly, or not stated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from tokenwatch.analysis import Analysis, Finding, Statement
from tokenwatch.assess.passages import DENIED
from tokenwatch.assessment import DIMENSIONS, Dimension

_SHOWING = ("practice", "plan", "invite", "claim")


def find_dimensions(analysis: Analysis) -> Mapping[str, Dimension]:
    """Say of each dimension whether the text shows it.

    *Shown*: a genuine indicator stands in a specific statement. *Partly*: one stands in a claim, or only in an
    unspecific plan. *Not stated*: none does. Silence is never a no.

    Parameters
    ----------
    analysis
        With judged statements.

    Returns
    -------
    mapping
        From each of `DIMENSIONS` to its state and the ids of the statements that show it.
    """
    hits: dict[str, list[tuple[Statement, Finding]]] = {name: [] for name in DIMENSIONS}
    for finding in analysis.findings:
        statement = statement_of(analysis, finding)
        told = statement is not None and statement.kind in _SHOWING and statement.slots.stance not in DENIED
        if statement is not None and told and finding.polarity == "genuine":
            hits[finding.dimension].append((statement, finding))
    return {name: _state([statement for statement, _ in found]) for name, found in hits.items()}


def statement_of(analysis: Analysis, finding: Finding) -> Statement | None:
    """Give the statement in which a finding stands, if it was judged to be one."""
    before = bisect_right(analysis.statements, finding.start, key=lambda statement: statement.start)
    nearest = analysis.statements[before - 1] if before else None
    return nearest if nearest is not None and finding.start < nearest.end else None


def _state(statements: list[Statement]) -> Dimension:
    ids = tuple(dict.fromkeys(statement.id for statement in statements))
    if any(statement.specific for statement in statements):
        return Dimension("shown", ids)
    return Dimension("partly", ids) if ids else Dimension("not stated")
