"""The judge that has learnt: what it may not overrule, and that its reasons lead to sentences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tokenwatch.analysis import Analysis, Slots, Stance, Statement
from tokenwatch.assess.context import Context
from tokenwatch.assess.levels import find_levels
from tokenwatch.assessment import VERDICTS
from tokenwatch.classifiers.features import describe_statement
from tokenwatch.classifiers.judge import MOST_SIGNS, LearntJudge
from tokenwatch.classifiers.signs import SIGNS, describe_document
from tokenwatch.classifiers.table import WeightTable
from tokenwatch.classifiers.view import View

CHOSE = Statement(
    "s1", 0, 30, "Six tenants chose the builder.",
    slots=Slots(actors=("community",), actor="people", act="decide", act_level=5, time="past", cues=("named actor",)),
)  # fmt: skip


def _table(classes: tuple[str, ...], **weights: dict[str, float]) -> WeightTable:
    features = tuple(weights)
    values = np.array([[weights[name].get(label, 0.0) for label in classes] for name in features])
    size = len(features)
    return WeightTable(classes, features, np.ones(size), values.reshape(size, len(classes)), np.zeros(len(classes)), {})


def _judge(kind: str = "practice", verdict: dict[str, dict[str, float]] | None = None) -> LearntJudge:
    return LearntJudge(
        "judge-test",
        _table(("claim", "none", "plan", "practice"), length={kind: 20.0}),
        _table(("false", "true"), length={"true": 20.0}),
        _table(VERDICTS, **(verdict or {"practice": {"shared": 5.0}})),
        {sign.name: 0.1 for sign in SIGNS},
    )


def _analysis(*statements: Statement, n_words: int = 300) -> Analysis:
    return Analysis(n_words, "en", "report", statements=statements)


def test_a_statement_gets_its_kind_and_the_rules_level() -> None:
    (found,) = _judge().judge_statements(_analysis(CHOSE)).statements
    assert (found.kind, found.level, found.specific) == ("practice", 5, True)
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert found.why == ""  # carried by the length alone, which is no reason to read out


def test_what_is_none_is_put_aside_and_still_counts_for_the_document() -> None:
    analysis = _judge("none").judge_statements(_analysis(CHOSE))
    assert analysis.statements == ()
    assert [statement.text for statement in analysis.passed_over] == [CHOSE.text]
    assert 0 < describe_document(analysis)["involvement"] < 0.5


@pytest.mark.parametrize("stance", ["negated", "criticised", "asked"])
def test_what_is_denied_is_never_evidence(stance: Stance) -> None:
    denied = Statement("s1", 0, 30, CHOSE.text, slots=Slots(act="decide", act_level=5, stance=stance))
    judge = _judge("plan")
    analysis = judge.judge_statements(_analysis(denied))
    assert not analysis.statements[0].specific
    assert describe_document(analysis)["shown 2"] == 0
    assert find_levels(analysis).evidenced == 0


def test_the_reasons_name_signs_and_lead_to_statements() -> None:
    judge = _judge(verdict={"practice": {"shared": 5.0}, "claim": {"tokenistic": 3.0}, "shown 5": {"shared": 1.0}})
    analysis = judge.judge_statements(_analysis(CHOSE))
    levels = find_levels(analysis)
    verdict, reasons = judge.judge_document(analysis, levels)
    assert verdict.label == "shared"
    assert verdict.why == reasons[0].text
    assert reasons[0].statements == ("s1",)
    assert [reason.weight for reason in reasons] == sorted((reason.weight for reason in reasons), reverse=True)
    assert len(reasons) <= MOST_SIGNS


def test_what_is_missing_is_a_reason_without_statements() -> None:
    judge = _judge(verdict={"practice": {"tokenistic": -5.0}, "rules: none": {"tokenistic": 4.0}})
    analysis = judge.judge_statements(_analysis())
    verdict, (reason, *_) = judge.judge_document(analysis, find_levels(analysis))
    assert verdict.label == "tokenistic"
    assert "nobody who took part" in reason.text
    assert reason.statements == ()


def test_without_a_sentence_that_shows_it_nothing_is_shared() -> None:
    judge = _judge("claim", verdict={"claim": {"shared": 9.0}})
    analysis = judge.judge_statements(_analysis(CHOSE))
    verdict, _ = judge.judge_document(analysis, find_levels(analysis))
    assert verdict.probabilities["shared"] == 0
    assert sum(verdict.probabilities.values()) == pytest.approx(1)


def test_levels_of_one_sign_make_one_reason() -> None:
    judge = _judge(verdict={f"shown {level}": {"shared": 1.0} for level in (2, 3, 4, 5)})
    analysis = judge.judge_statements(_analysis(CHOSE))
    verdict, reasons = judge.judge_document(analysis, find_levels(analysis))
    assert verdict.label == "shared"
    assert len(reasons) == 1
    assert reasons[0].text.startswith("It shows people")


def test_where_the_signs_point_several_ways_it_abstains() -> None:
    judge = _judge(verdict={"practice": {}})
    analysis = judge.judge_statements(_analysis(CHOSE))
    verdict, _ = judge.judge_document(analysis, find_levels(analysis))
    assert verdict.abstained


@pytest.mark.parametrize(("label", "weight", "given"), [("tokenistic", 2.6, False), ("heard", 2.6, True)])
def test_a_verdict_that_may_hurt_is_held_back_longer(label: str, weight: float, given: bool) -> None:
    judge = _judge(verdict={"practice": {label: weight}})
    analysis = judge.judge_statements(_analysis(CHOSE))
    verdict, _ = judge.judge_document(analysis, find_levels(analysis))
    assert verdict.label == label
    assert 0.5 < verdict.probabilities[label] < 0.6
    assert verdict.abstained is not given


def test_every_sign_has_its_own_name_and_is_a_number_of_any_document() -> None:
    assert len({sign.name for sign in SIGNS}) == len(SIGNS)
    values = describe_document(_analysis())
    assert all(value >= 0 for value in values.values())
    assert values["involvement"] == 0


def _three(start: int) -> tuple[Statement, ...]:
    return tuple(replace(CHOSE, id=f"s{number}", start=start + number, end=start + 30 + number) for number in range(3))


def test_pages_that_do_not_speak_of_involvement_change_no_sign() -> None:
    judged = _judge().judge_statements(_analysis(*_three(0)))
    longer = _judge().judge_statements(_analysis(*_three(0), n_words=50_000))
    assert describe_document(judged) == describe_document(longer)


def test_a_statement_that_stands_alone_in_a_long_text_carries_nothing() -> None:
    stray = replace(CHOSE, start=200_000, end=200_030)
    longer = _judge().judge_statements(_analysis(*_three(0), stray, n_words=50_000))
    assert View(longer).considered == longer.statements[:3]
    alone = _judge().judge_statements(_analysis(stray, n_words=50_000))
    assert len(alone.statements) == 1
    assert View(alone).considered == ()
    assert View(_judge().judge_statements(_analysis(stray))).considered


def test_sentences_that_were_passed_over_make_no_page_one_on_involvement() -> None:
    said, passed = {"practice": 0.9, "none": 0.1}, {"practice": 0.4, "none": 0.6}
    many = tuple(Statement(f"p{n}", n, n + 1, "x", kind="none", probabilities=passed) for n in range(30))
    kept = tuple(Statement(f"s{n}", 90_000 + n, 90_001 + n, "x", kind="practice", probabilities=said) for n in range(3))
    assert View(Analysis(50_000, "en", "report", statements=kept, passed_over=many)).considered == kept


def test_features_have_names_that_a_person_can_read() -> None:
    features = describe_statement(CHOSE, Context())
    assert features["actor+act=people|decide"] > 0
    assert features["word=six tenants"] == 1.0
    assert not any(name.startswith("word=6") for name in features)
