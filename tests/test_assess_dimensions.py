"""The ten dimensions."""

from __future__ import annotations

import pytest

from tokenwatch.analysis import Analysis, Finding, Statement
from tokenwatch.assess.dimensions import find_dimensions, statement_of
from tokenwatch.assessment import DIMENSIONS, Dimension


def _statement(number: int, kind: str = "practice", specific: bool = True) -> Statement:
    return Statement(f"s{number}", 10 * number, 10 * number + 9, "x", kind=kind, specific=specific)  # type: ignore[arg-type]


def _finding(number: int, polarity: str = "genuine", dimension: str = "payment") -> Finding:
    return Finding("made-up", dimension, polarity, 3, 10 * number + 2, 10 * number + 4, "x")


def _payment(statements: list[Statement], findings: list[Finding]) -> Dimension:
    analysis = Analysis(100, "en", "other", statements=tuple(statements), findings=tuple(findings))
    return find_dimensions(analysis)["payment"]


def test_silence_is_not_stated_never_a_no() -> None:
    found = find_dimensions(Analysis(100, "en", "other", statements=(_statement(1),)))
    assert tuple(found) == DIMENSIONS
    assert set(found.values()) == {Dimension("not stated")}


@pytest.mark.parametrize(
    ("kind", "specific", "state"),
    [
        ("practice", True, "shown"),
        ("plan", True, "shown"),
        ("invite", True, "shown"),
        ("plan", False, "partly"),
        ("claim", False, "partly"),
        ("explain", False, "not stated"),
        ("critique", False, "not stated"),
    ],
)
def test_state_follows_the_statement(kind: str, specific: bool, state: str) -> None:
    found = _payment([_statement(1, kind, specific)], [_finding(1)])
    assert found == Dimension(state, () if state == "not stated" else ("s1",))  # type: ignore[arg-type]


def test_signs_of_tokenism_show_nothing() -> None:
    assert _payment([_statement(1)], [_finding(1, "tokenism")]).state == "not stated"


def test_a_finding_outside_every_statement_shows_nothing() -> None:
    assert _payment([_statement(1)], [_finding(2)]).state == "not stated"


def test_one_specific_statement_is_enough_and_each_is_named_once() -> None:
    statements = [_statement(1, "claim", specific=False), _statement(2)]
    assert _payment(statements, [_finding(1), _finding(2), _finding(2)]) == Dimension("shown", ("s1", "s2"))


def test_statement_of_takes_the_range_half_open() -> None:
    analysis = Analysis(9, "en", "other", statements=(_statement(1),))
    inside, behind = _finding(1), Finding("made-up", "payment", "genuine", 3, 19, 20, "x")
    assert statement_of(analysis, inside) is analysis.statements[0]
    assert statement_of(analysis, behind) is None
