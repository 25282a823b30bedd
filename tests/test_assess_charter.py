"""The conference charter as a checklist."""

from __future__ import annotations

import pytest

from tokenwatch.analysis import Analysis, Finding, Programme
from tokenwatch.assess.charter import CLAUSES, check_charter
from tokenwatch.codebook import load_codebook

CODEBOOK = load_codebook()


def _states(text: str, *indicators: str, n_lived: int = 0) -> dict[str, str]:
    findings = tuple(Finding(name, "access", "genuine", 0, 0, 1, "x") for name in indicators)
    analysis = Analysis(100, "en", "programme", findings=findings, programme=Programme(True, 4, n_lived))
    return {clause.name: clause.state for clause in check_charter(analysis, text, CODEBOOK)}


def test_only_programmes_are_checked() -> None:
    assert check_charter(Analysis(100, "en", "strategy"), "Free, online, step-free.", CODEBOOK) == ()


def test_silence_is_not_stated() -> None:
    assert _states("Doors at ten.") == dict.fromkeys(CLAUSES, "not stated")


@pytest.mark.parametrize(
    ("clause", "text", "indicators", "n_lived", "state"),
    [
        ("planning", "Doors at ten.", ["planning-committee-member"], 0, "shown"),
        ("planning", "The day was put together with residents.", [], 0, "partly"),
        ("delivery", "Doors at ten.", [], 2, "partly"),
        ("delivery", "Everyone is welcome.", [], 2, "shown"),
        ("delivery", "Everyone is welcome.", [], 0, "partly"),
        ("expenses", "There are ten bursaries.", [], 0, "partly"),
        ("expenses", "There are ten bursaries.", ["expenses-covered"], 0, "shown"),
        ("access", "A hearing loop is fitted.", [], 0, "partly"),
        ("access", "A hearing loop is fitted.", ["access-arrangements"], 0, "shown"),
        ("online", "The talks will be livestreamed.", [], 0, "partly"),
        ("online", "A free webinar.", [], 0, "shown"),
        ("online", "Entry is free.", [], 0, "not stated"),
    ],
)
def test_each_clause(clause: str, text: str, indicators: list[str], n_lived: int, state: str) -> None:
    assert _states(text, *indicators, n_lived=n_lived)[clause] == state


def test_every_indicator_that_is_asked_for_is_in_the_codebook() -> None:
    asked = {
        "planning-committee-member", "agenda-set-by-people", "invited-as-audience", "expenses-covered",
        "paid-for-time", "paid-at-rate", "access-arrangements", "papers-made-accessible",
    }  # fmt: skip
    assert asked <= set(CODEBOOK.indicators)
