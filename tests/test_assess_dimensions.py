"""The ten dimensions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tokenwatch.analysis import OWN_ORGANISATION, Analysis, Detail, Finding, Kind, Statement, Voice, VoiceKind
from tokenwatch.assess.dimensions import NEAR, STRAY, TOGETHER, find_dimensions, statement_of
from tokenwatch.assessment import DIMENSIONS, Dimension, DimensionState


def _statement(number: int, kind: Kind = "practice", specific: bool = True) -> Statement:
    return Statement(f"s{number}", 10 * number, 10 * number + 9, "x", kind=kind, specific=specific)


def _finding(number: int, polarity: str = "genuine", dimension: str = "payment") -> Finding:
    return Finding("made-up", dimension, polarity, 3, 10 * number + 2, 10 * number + 4, "x")


def _payment(statements: list[Statement], findings: list[Finding]) -> Dimension:
    analysis = Analysis(100, "en", "other", statements=tuple(statements), findings=tuple(findings))
    return find_dimensions(analysis)["payment"]


def test_whose_organisation_it_is_shows_power_in_a_title_as_well() -> None:
    name = replace(_finding(1, dimension="power"), indicator=OWN_ORGANISATION)
    assert find_dimensions(Analysis(100, "en", "other", findings=(name,)))["power"] == Dimension("shown")
    assert find_dimensions(Analysis(100, "en", "other", findings=(_finding(1),)))["payment"] == Dimension("not stated")


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
def test_state_follows_the_statement(kind: Kind, specific: bool, state: DimensionState) -> None:
    found = _payment([_statement(1, kind, specific)], [_finding(1)])
    assert found == Dimension(state, () if state == "not stated" else ("s1",))


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


def _details(details: list[Detail], *statements: Statement, voices: tuple[Voice, ...] = ()) -> dict[str, Dimension]:
    analysis = Analysis(100, "en", "other", statements=statements, voices=voices, details=tuple(details))
    return dict(find_dimensions(analysis))


def _detail(start: int, dimension: str = "payment", *, planned: bool = False, key: str = "made-up") -> Detail:
    return Detail(Finding(key, dimension, "genuine", 0, start, start + 2, "x"), planned)


@pytest.mark.parametrize(("planned", "state"), [(False, "shown"), (True, "partly")])
def test_a_detail_counts_beside_people_who_take_part_and_a_promise_by_half(
    planned: bool, state: DimensionState
) -> None:
    found = _details([_detail(500, planned=planned)], _statement(1))
    assert found["payment"] == Dimension(state)


def test_a_detail_far_from_people_is_a_services_own() -> None:
    assert _details([_detail(NEAR + 100)], _statement(1))["payment"].state == "not stated"
    assert _details([_detail(500)])["payment"].state == "not stated"


def test_a_detail_amid_advice_and_criticism_shows_nothing() -> None:
    explained = [_statement(number, "explain") for number in range(2, 3 + STRAY)]
    assert _details([_detail(500)], _statement(1), *explained)["payment"].state == "shown"
    explained.append(_statement(3 + STRAY, "explain"))
    assert _details([_detail(500)], _statement(1), *explained)["payment"].state == "not stated"
    assert _details([_detail(12)], _statement(1, "critique"))["payment"].state == "not stated"


def test_the_details_of_a_guide_are_examples() -> None:
    told = Analysis(100, "en", "other", statements=(_statement(1),), details=(_detail(12),))
    assert find_dimensions(told)["payment"].state == "shown"
    assert find_dimensions(replace(told, teaches=True))["payment"].state == "not stated"


@pytest.mark.parametrize(("kind", "state"), [("claim", "shown"), ("plan", "partly")])
def test_a_detail_in_a_statement_names_it(kind: Kind, state: DimensionState) -> None:
    found = _details([_detail(12)], _statement(1, kind, specific=False))
    assert found["payment"] == Dimension(state, ("s1",))


def test_several_different_details_bear_each_other_out() -> None:
    same = [_detail(10 * number) for number in range(TOGETHER)]
    different = [_detail(10 * number, key=f"made-up-{number}") for number in range(TOGETHER)]
    assert _details(same)["payment"].state == "not stated"
    assert _details(different[1:])["payment"].state == "not stated"
    assert _details(different)["payment"].state == "shown"


@pytest.mark.parametrize(
    ("kind", "name", "lived", "text", "state"),
    [
        ("speaker", "Ann Lee", True, "Ann Lee", "shown"),
        ("first person", "", True, "I have lived here since 1990", "partly"),
        ("quoted", "Ann Lee", True, "“Nobody came until we had made a graph of it.”", "shown"),
        ("quoted", "", True, "“Nobody came until we had made a graph of it.”", "partly"),
        ("quoted", "", True, "Tenants told us that nobody came until August", "not stated"),
        ("quoted", "", True, "“a nice to have”", "not stated"),
        ("speaker", "Ann Lee", False, "Ann Lee", "not stated"),
        ("member", "Ann Lee", True, "Ann Lee", "not stated"),
    ],
)
def test_people_who_speak_are_the_side_of_voice(
    kind: VoiceKind, name: str, lived: bool, text: str, state: DimensionState
) -> None:
    voice = Voice(kind, name, "", lived, (), 0, len(text), text)
    assert _details([], voices=(voice,))["voice"].state == state
