"""The reasons for a verdict, in plain words, each with the statements that show it."""

from __future__ import annotations

from collections.abc import Iterable

from tokenwatch.analysis import Analysis, Statement
from tokenwatch.assess.dimensions import statement_of
from tokenwatch.assess.levels import claims, evidence, highest
from tokenwatch.assess.verdict import RULES as VERDICT_RULES
from tokenwatch.assess.verdict import Facts
from tokenwatch.assessment import Reason, VerdictLabel
from tokenwatch.codebook import Codebook

MOST_EVIDENCE = 4
"""Statements shown with one reason: as many as one reads before asking for the whole list."""
MOST_SIGNS = 4
"""Tokenism indicators listed as reasons: the strongest first; the rest stand in the text."""


def find_reasons(analysis: Analysis, facts: Facts, label: VerdictLabel, codebook: Codebook) -> tuple[Reason, ...]:
    """Give the reasons, heaviest first.

    Parameters
    ----------
    analysis
        With judged statements.
    facts
        What the verdict's rules looked at.
    label
        The verdict.
    codebook
        For the words of indicators and levels.

    Returns
    -------
    tuple of Reason
    """
    reasons = [
        Reason(rule.points[label], rule.why, _ids(_shown_by(rule.why, analysis)))
        for rule in VERDICT_RULES
        if rule.points.get(label, 0) > 0 and rule.holds(facts)
    ]
    return tuple(sorted([*reasons, *_signs(analysis, codebook)], key=lambda reason: -reason.weight))


def _shown_by(why: str, analysis: Analysis) -> Iterable[Statement]:
    """Give the statements that a rule of the verdict speaks of."""
    shown, claimed = evidence(analysis), claims(analysis)
    if "criticises" in why or "general" in why or "advice" in why:
        return [statement for statement in analysis.statements if statement.kind in ("critique", "explain")]
    if "claims" in why:
        top = [statement for statement in claimed if statement.level == highest(claimed)]
        return top + ([statement for statement in shown if statement.level == highest(shown)] if shown else [])
    if "shows" in why or "checked" in why:
        return sorted(shown, key=lambda statement: -statement.level)
    return ()


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
