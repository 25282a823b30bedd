"""The reasons for a verdict, in plain words, each with the statements that show it."""

from __future__ import annotations

from collections.abc import Iterable

from tokenwatch.analysis import Analysis, Statement
from tokenwatch.assess.dimensions import statement_of
from tokenwatch.assess.levels import TOLD_KINDS
from tokenwatch.assess.verdict import statement_ids
from tokenwatch.assessment import Reason
from tokenwatch.codebook import Codebook

MOST_SIGNS = 4
"""Tokenism indicators listed as reasons: the strongest first; the rest stand in the text."""


def find_reasons(given: Iterable[Reason], analysis: Analysis, codebook: Codebook) -> tuple[Reason, ...]:
    """Put what the judge gives and the signs of tokenism in order, heaviest first.

    Parameters
    ----------
    given
        What the judge says of its verdict.
    analysis
        With judged statements.
    codebook
        For the words of indicators.

    Returns
    -------
    tuple of Reason
    """
    return tuple(sorted([*given, *_signs(analysis, codebook)], key=lambda reason: -reason.weight))


def _signs(analysis: Analysis, codebook: Codebook) -> list[Reason]:
    """Give the tokenism indicators that the document's own statements hold."""
    found: dict[str, list[Statement]] = {}
    for finding in analysis.findings:
        statement = statement_of(analysis, finding)
        if finding.polarity == "tokenism" and statement is not None and statement.kind in TOLD_KINDS:
            found.setdefault(finding.indicator, []).append(statement)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_SIGNS]
    return [
        # One word pattern alone is weak evidence of anything (docs/theory.md), so it never outweighs a rule.
        Reason(0.3, f"Wording to look at: {codebook.indicators[key].label}", statement_ids(statements))
        for key, statements in ranked
    ]
