"""The reasons for a verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from test_assess_verdict import BUZZWORDS, CRITICISM, MODEST, SHARED
from tokenwatch.analysis import Analysis, Finding, Statement
from tokenwatch.assess.levels import find_levels
from tokenwatch.assess.reasons import MOST_SIGNS, find_reasons
from tokenwatch.assess.verdict import MOST_EVIDENCE, explain_verdict
from tokenwatch.assessment import Assessment, Reason
from tokenwatch.codebook import load_codebook


@pytest.mark.parametrize(
    "text", [BUZZWORDS, CRITICISM, MODEST, SHARED], ids=["buzzwords", "criticism", "modest", "shared"]
)
def test_reasons_come_heaviest_first_and_point_at_statements(scan_text: Callable[[str], Assessment], text: str) -> None:
    assessment = scan_text(text)
    weights = [reason.weight for reason in assessment.reasons]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0
    known = {statement.id for statement in assessment.statements}
    shown = [name for reason in assessment.reasons for name in reason.statements]
    assert shown
    assert set(shown) <= known


def _reasons(statements: list[Statement], findings: list[Finding] | None = None) -> tuple[Reason, ...]:
    analysis = Analysis(200, "en", "other", statements=tuple(statements), findings=tuple(findings or ()))
    return find_reasons(explain_verdict(analysis, find_levels(analysis), "tokenistic"), analysis, load_codebook())


def _claim(number: int, level: int = 5) -> Statement:
    return Statement(f"s{number}", 10 * number, 10 * number + 9, "x", kind="claim", level=level)


def test_the_top_claims_are_shown_and_not_too_many() -> None:
    (reason,) = _reasons([_claim(1, level=2), *(_claim(number) for number in range(2, 12))])
    assert reason.text == "It claims involvement, and nothing that can be checked backs it here."
    assert reason.statements == tuple(f"s{number}" for number in range(2, 2 + MOST_EVIDENCE))


def _sign(indicator: str, number: int, polarity: str = "tokenism") -> Finding:
    return Finding(indicator, "power", polarity, 0, 10 * number, 10 * number + 3, "x")


def test_signs_of_tokenism_are_named_in_plain_words_and_never_lead() -> None:
    label = load_codebook().indicators["co-chair"].label
    first, second = _reasons([_claim(1), _claim(2)], [_sign("co-chair", 1), _sign("co-chair", 2)])
    assert "claims involvement" in first.text
    assert label in second.text
    assert second.statements == ("s1", "s2")
    assert second.weight < first.weight


def test_signs_of_involvement_and_signs_outside_own_statements_are_no_reason() -> None:
    critique = Statement("s9", 90, 99, "x", kind="critique", level=2)
    findings = [_sign("co-chair", 1, "genuine"), _sign("co-chair", 9), _sign("co-chair", 50)]
    assert not any("Wording" in reason.text for reason in _reasons([_claim(1), _claim(2), critique], findings))


def test_only_the_strongest_signs_are_listed() -> None:
    names = sorted(load_codebook().indicators)[: MOST_SIGNS + 3]
    findings = [_sign(name, 1) for name in names] + [_sign(names[-1], 2)]
    signs = [reason for reason in _reasons([_claim(1), _claim(2)], findings) if "Wording" in reason.text]
    assert len(signs) == MOST_SIGNS
    assert load_codebook().indicators[names[-1]].label in signs[0].text
