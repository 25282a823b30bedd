"""Who did what, when, in what tone, with what support."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tokenwatch.analysis import Analysis, Slots

Analyse = Callable[[str], Analysis]


def _slots(analyse: Analyse, text: str) -> Slots:
    (statement,) = analyse(text).statements
    return statement.slots


@pytest.mark.parametrize(
    ("text", "act", "level"),
    [
        ("Tenants chose the contractor.", "decide", 5),
        ("The contractor was chosen by tenants.", "decide", 5),
        ("The contractor consulted tenants.", "be asked", 2),
        ("Tenants were consulted.", "be asked", 2),
        ("The patients wrote the leaflet.", "design", 4),
        ("The leaflet was written by patients.", "design", 4),
        ("Survivors taught the police cadets.", "deliver", 3),
        ("The newsletter informed residents about the road works.", "be told", 1),
        ("Parents run the toy library.", "lead", 5),
        ("We co-designed the rota with carers.", "design", 4),
    ],
)
def test_who_acts_decides_the_level(analyse: Analyse, text: str, act: str, level: int) -> None:
    statements = analyse(text).statements
    slots = statements[0].slots if statements else Slots()
    assert (slots.act, slots.act_level) == (act, level)


@pytest.mark.parametrize(
    "text",
    [
        "Tenants stayed at home; the officers chose the paint after a feedback round.",
        "We designed patients a leaflet after a feedback round.",
    ],
)
def test_people_who_only_stand_nearby_do_not_decide(analyse: Analyse, text: str) -> None:
    assert _slots(analyse, text).act_level < 4


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Tenants chose the contractor.", "asserted"),
        ("Nobody consulted the tenants.", "negated"),
        ("There was no meaningful consultation with residents.", "negated"),
        ("The consultation with residents was a tick-box exercise.", "criticised"),
        ("Carers were never asked.", "criticised"),
        ("Carers, please join us on Friday.", "invited"),
        ("Did anybody ask the tenants?", "asked"),
        ("Co-production is a way of working in which tenants decide.", "defined"),
        ("Joe said “the tenants wrote that letter themselves” at the hearing.", "quoted"),
    ],
)
def test_stance(analyse: Analyse, text: str, stance: str) -> None:
    assert _slots(analyse, text).stance == stance


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Tenants chose the contractor.", "past"),
        ("Carers meet the ward manager and advise her.", "now"),
        ("We will consult residents.", "undated plan"),
        ("We will consult residents in March 2027.", "dated plan"),
        ("Residents could take part where possible.", "conditional"),
    ],
)
def test_time(analyse: Analyse, text: str, time: str) -> None:
    assert _slots(analyse, text).time == time


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("Tenants chose the contractor.", ()),
        ("Nine tenants chose the contractor.", ("number",)),
        ("Tenants chose the contractor in March.", ("date",)),
        ("Tenants chose the contractor in 2023.", ("date",)),
        ("Tenants chose the contractor and got £40 each.", ("number", "amount")),
        ("Tenants chose the contractor with Ruth Obi.", ("name",)),
        ("Tenants on the panel chose the contractor.", ("body",)),
        ("As a result of what tenants decided, the gate stays open.", ("change",)),
        ("Carers meet the manager every month to advise her.", ("date",)),
    ],
)
def test_support(analyse: Analyse, text: str, support: tuple[str, ...]) -> None:
    assert _slots(analyse, text).support == support


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("We asked tenants and nurses.", ("community", "professional", "we")),
        ("I was a patient and I was asked twice.", ("lived", "I")),
        ("Do you want to be consulted?", ("you",)),
    ],
)
def test_actors(analyse: Analyse, text: str, actors: tuple[str, ...]) -> None:
    assert _slots(analyse, text).actors == actors


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("One tenant sits on the panel.", True),
        ("Eleven of the older tenants sit on it.", True),
        ("The tenants decided on one colour.", False),
        ("Tenants sit on one panel.", False),
    ],
)
def test_people_are_counted_from_one(analyse: Analyse, text: str, counted: bool) -> None:
    assert ("counted people" in _slots(analyse, text).cues) is counted


def test_loose_words_claim_nothing_without_people(analyse: Analyse) -> None:
    assert _slots(analyse, "The staff took part in the feedback round.").label_level == 0
    assert _slots(analyse, "The residents took part in the feedback round.").label_level == 3


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("We involve:", "lead-in"),
        ("# Co-production with tenants", "heading"),
        ("Co-production.", "fragment"),
        ("We believe in co-production.", "strong term"),
        ("Six tenants decided it.", "named actor"),
    ],
)
def test_cues_that_are_no_words(analyse: Analyse, text: str, cue: str) -> None:
    assert cue in _slots(analyse, text).cues
