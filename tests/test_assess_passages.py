"""Kind, level, specific and lived voice of single statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.analysis import KINDS, STANCES, SUPPORTS, TIMES, Analysis, Kind, Slots, Statement, Voice, VoiceKind
from tokenwatch.assess.context import Context
from tokenwatch.assess.passages import PRECEDENCE, find_own_words, judge_level, judge_statement, judge_statements
from tokenwatch.assess.scoring import softmax

Judge = Callable[[str], tuple[Statement, ...]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Eight carers met every month and were paid £25 an hour.", "practice"),
        ("Six tenants sat on the panel that chose the contractor in March 2024.", "practice"),
        ("Our strategy has been fully co-produced with service users.", "claim"),
        ("Co-production is at the heart of everything we do.", "claim"),
        ("We will consult residents.", "plan"),
        ("From March 2027 we will pay four carers to co-design the rota.", "plan"),
        ("The consultation with residents was a tick-box exercise.", "critique"),
        ("Patients were never asked about the closure.", "critique"),
        ("Co-production means that people decide together with staff.", "explain"),
        ("Organisations should involve service users from the start.", "explain"),
        ("If you are a carer, join us on Tuesday to co-design the rota.", "invite"),
        ("Have your say, residents: fill in our survey.", "invite"),
    ],
)
def test_a_plain_example_of_each_kind(judge: Judge, text: str, kind: str) -> None:
    assert [statement.kind for statement in judge(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Researchers met at the conference in Bristol.",
        "She works in film co-production.",
        "The staff engagement survey closes on Friday.",
        "The council works in partnership with the university.",
        "The participants filled in a questionnaire.",
        "# Co-design with residents",
    ],
)
def test_what_is_not_about_people_taking_part_is_left_out(judge: Judge, text: str) -> None:
    assert judge(text) == ()


@pytest.mark.parametrize(
    ("text", "specific"),
    [
        ("Service users were consulted throughout.", False),
        ("The plan was co-designed with children.", False),
        ("Nine children in two workshops co-designed the playground.", True),
        ("We will co-produce the plan with carers.", False),
        ("In March 2027 we will hold five co-design workshops with carers.", True),
        ("Join us in co-designing the park, residents.", False),
    ],
)
def test_two_things_to_check_make_it_specific(judge: Judge, text: str, specific: bool) -> None:
    (statement,) = judge(text)
    assert statement.specific is specific


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("We work in equal partnership with carers.", 5),
        ("The park was co-designed with residents.", 4),
        ("Service users take part in our advisory panel.", 3),
        ("We consulted residents.", 2),
        ("In March 2024 nine tenants chose the new contractor.", 5),
    ],
)
def test_level_of_the_words_and_of_the_act(judge: Judge, text: str, level: int) -> None:
    (statement,) = judge(text)
    assert statement.level == level


def test_an_unbacked_modest_claim_is_a_plan_without_a_specific(judge: Judge) -> None:
    (statement,) = judge("We will consult residents.")
    assert (statement.kind, statement.level, statement.specific) == ("plan", 2, False)


_ANY_SLOTS = st.builds(
    Slots,
    actors=st.lists(st.sampled_from(["lived", "community", "we"]), unique=True).map(tuple),
    act_level=st.integers(0, 5),
    time=st.sampled_from(TIMES),
    stance=st.sampled_from(STANCES),
    support=st.lists(st.sampled_from(SUPPORTS), unique=True).map(tuple),
    label_level=st.integers(0, 5),
    cues=st.lists(st.sampled_from(["strong term", "own", "advice", "occasion", "fragment"]), unique=True).map(tuple),
)
_ANY_CONTEXT = st.builds(Context, density=st.floats(0, 5), advice=st.floats(0, 1))


@given(_ANY_SLOTS, _ANY_CONTEXT)
def test_every_judgement_keeps_to_the_guidelines(slots: Slots, context: Context) -> None:
    judged = judge_statement(Statement("s1", 0, 1, "x", slots=slots), context)
    assert sum(judged.probabilities.values()) == pytest.approx(1)
    assert tuple(judged.probabilities) == KINDS
    assert judged.kind in KINDS
    assert judged.why
    if judged.kind == "practice":
        assert judged.specific
    if judged.kind in ("claim", "explain", "critique", "none"):
        assert not judged.specific
    if judged.kind == "none":
        assert judged.level == 0


@given(st.lists(st.floats(-20, 20), min_size=len(KINDS), max_size=len(KINDS)))
def test_more_points_are_never_less_probable(points: list[float]) -> None:
    given_points: dict[str, float] = dict(zip(PRECEDENCE, points, strict=True))
    probabilities = softmax(given_points)
    assert sum(probabilities.values()) == pytest.approx(1)
    ranked = sorted(KINDS, key=lambda kind: given_points[kind])
    assert [probabilities[kind] for kind in ranked] == sorted(probabilities.values())


def test_precedence_names_every_kind_once() -> None:
    assert sorted(PRECEDENCE) == sorted(KINDS)


@pytest.mark.parametrize(
    ("kind", "cues", "label", "act", "level"),
    [
        ("none", (), 5, 5, 0),
        ("practice", ("named actor",), 0, 5, 5),
        ("practice", (), 2, 5, 3),
        ("claim", ("named actor",), 2, 5, 3),
        ("claim", (), 0, 5, 5),
        ("claim", (), 4, 1, 4),
    ],
)
def test_the_label_stands_unless_somebody_named_did_more(
    kind: Kind, cues: tuple[str, ...], label: int, act: int, level: int
) -> None:
    statement = Statement("s1", 0, 1, "x", slots=Slots(act_level=act, label_level=label, cues=cues))
    assert judge_level(statement, kind) == level


@pytest.mark.parametrize(
    ("kind", "lived", "place", "cues", "own"),
    [
        ("quoted", True, (5, 15), (), True),
        ("quoted", True, (10, 15), (), False),
        ("quoted", False, (5, 15), (), False),
        ("quoted", None, (5, 15), (), False),
        ("first person", True, (5, 60), ("first_person",), True),
        ("first person", True, (50, 60), ("first_person",), False),
        ("speaker", True, (0, 10), ("first_person",), False),
    ],
)
def test_lived_voice_is_the_person_s_own_words(
    kind: VoiceKind, lived: bool | None, place: tuple[int, int], cues: tuple[str, ...], own: bool
) -> None:
    voice = Voice(kind, "", "", lived, (), *place, "x")
    assert find_own_words([voice]).overlap(0, 10) is own


def test_a_reviewer_s_comment_is_not_the_author_s_word() -> None:
    comment = Statement(
        "s1", 0, 9, "tokenism?", block="comment", slots=Slots(stance="criticised", cues=("strong term",))
    )
    words = replace(comment, id="s2", block="paragraph")
    judged = judge_statements(Analysis(100, "en", "other", statements=(comment, words)))
    assert [(statement.id, statement.block) for statement in judged.statements] == [("s1", "paragraph")]
