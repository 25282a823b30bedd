"""The reasons for a verdict, in plain words, each with the statements that show it."""

from __future__ import annotations

from collections.abc import Iterable

from tokenwatch.analysis import Analysis, Statement
from tokenwatch.assess.dimensions import statement_of
from tokenwatch.assess.verdict import RULES, Facts
from tokenwatch.assessment import Reason, VerdictLabel
from tokenwatch.codebook import Codebook

MOST_EVIDENCE = 4
"""Statements shown with one reason: as many as one reads before asking for the whole list."""
SLIGHT = 0.5
"""Points up to which a rule is a default or a tie-break, and no reason to read out."""
MOST_SIGNS = 4
"""Tokenism indicators listed as reasons: the strongest first; the rest stand in the text."""


def find_reasons(
    analysis: Analysis, facts: Facts, label: VerdictLabel | None, codebook: Codebook
) -> tuple[Reason, ...]:
    """Give the reasons, heaviest first.

    Parameters
    ----------
    analysis
        With judged statements.
    facts
        What the verdict's rules looked at.
    label
        The verdict; ``None`` where none is given: then all that was seen is a reason, whatever it speaks for.
    codebook
        For the words of indicators and levels.

    Returns
    -------
    tuple of Reason
    """
    reasons = [
        Reason(weight, rule.why, _ids(rule.shown_by(facts)))
        for rule in RULES
        if rule.holds(facts)
        and (weight := rule.points.get(label, 0.0) if label else max(rule.points.values())) > SLIGHT
    ]
    return tuple(sorted([*reasons, *_signs(analysis, codebook)], key=lambda reason: -reason.weight))


def _ids(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(statement.id for statement in statements))[:MOST_EVIDENCE]


def _signs(analysis: Analysis, codebook: Codebook) -> list[Reason]:
    """Give the tokenism indicators that the document's own statements hold."""
    found: dict[str, list[str]] = {}
    for finding in analysis.findings:
        statement = statement_of(analysis, finding)
        if finding.polarity == "tokenism" and statement is not None and statement.kind in ("claim", "plan", "practice"):
            found.setdefault(finding.indicator, []).append(statement.id)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_SIGNS]
    return [
        # One word pattern alone is weak evidence of anything (domain theory, section 4), so it never outweighs a rule.
        Reason(
            0.3,
            f"Wording to look at: {codebook.indicators[key].label}",
            tuple(dict.fromkeys(ids))[:MOST_EVIDENCE],
        )
        for key, ids in ranked
    ]
