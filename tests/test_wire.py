from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import make_abstained, make_assessment
from tokenwatch.analysis import GENRES, Finding, Programme, Slots, Statement, Voice
from tokenwatch.assessment import (
    DIMENSIONS,
    PRESENCES,
    SCHEMA,
    VERDICTS,
    Assessment,
    Dimension,
    Levels,
    Reason,
    Verdict,
)
from tokenwatch.document import Document
from tokenwatch.errors import TokenwatchError
from tokenwatch.wire import assessment_from_dict, assessment_to_dict

CONTRACT = {
    "document": {"source", "title", "genre", "format", "sha256", "n_words", "n_pages"},
    "verdict": {"label", "probabilities", "abstained", "why"},
    "levels": {"claimed", "evidenced", "gap"},
    "programme": {"is_programme", "n_speakers", "n_lived"},
}
STATEMENT_KEYS = {
    "id", "start", "end", "text", "page", "kind", "level", "specific", "lived_voice", "stance", "time",
    "actor", "indicators", "probabilities",
}  # fmt: skip
VOICE_KEYS = {"kind", "name", "role", "lived", "groups", "start", "end", "text", "cue", "minutes", "number", "places"}

words = st.text(max_size=12)
strings = st.lists(words, max_size=3).map(tuple)
probabilities = st.dictionaries(words, st.floats(0, 1), max_size=4)
levels = st.integers(0, 5)
# `from_type` reads the records' hints, so that a new field is tested without a change here.
slots = st.builds(Slots, actors=strings, support=strings, cues=strings)
statements = st.builds(
    Statement, slots=slots, terms=strings, indicators=strings, probabilities=probabilities, level=levels
)
assessments = st.builds(
    Assessment,
    document=st.text(max_size=200).map(Document.from_text),
    genre=st.sampled_from(GENRES),
    verdict=st.builds(Verdict, label=st.sampled_from(VERDICTS), probabilities=probabilities),
    levels=st.builds(Levels, levels, levels),
    presence=st.sampled_from(PRESENCES),
    programme=st.builds(Programme),
    dimensions=st.dictionaries(st.sampled_from(DIMENSIONS), st.builds(Dimension, evidence=strings)),
    statements=st.lists(statements, max_size=3).map(tuple),
    voices=st.lists(st.builds(Voice, groups=strings), max_size=3).map(tuple),
    findings=st.lists(st.builds(Finding), max_size=3).map(tuple),
    reasons=st.lists(st.builds(Reason, weight=st.floats(0, 9), statements=strings), max_size=3).map(tuple),
    questions=strings,
    ids=st.dictionaries(words, words, max_size=3),
)
wholes = st.builds(
    lambda whole, sections: replace(whole, sections=tuple(sections)), assessments, st.lists(assessments, max_size=2)
)


@given(wholes)
def test_what_is_written_with_its_text_reads_back_equal(assessment: Assessment) -> None:
    through_json = json.loads(json.dumps(assessment.to_dict(with_text=True)))
    assert assessment_from_dict(through_json) == assessment


@given(wholes)
def test_writing_again_gives_the_same_bytes(assessment: Assessment) -> None:
    once = json.dumps(assessment.to_dict(with_text=True))
    assert json.dumps(assessment_from_dict(json.loads(once)).to_dict(with_text=True)) == once


def test_the_keys_are_those_of_the_contract() -> None:
    data = assessment_to_dict(make_assessment())
    assert {"schema", "document", "verdict", "levels", "presence", "programme", "dimensions"} <= set(data)
    assert {"statements", "voices", "reasons", "questions", "ids", "sections"} <= set(data)
    for key, inner in CONTRACT.items():
        assert inner <= set(data[key])
    assert set(data["statements"][0]) >= STATEMENT_KEYS
    assert set(data["voices"][0]) == VOICE_KEYS
    assert set(data["reasons"][0]) == {"weight", "text", "statements"}
    assert data["dimensions"]["voice"] == {"state": "shown", "evidence": ["s4"]}
    assert data["levels"] == {"claimed": 5, "evidenced": 2, "gap": 3}
    assert data["statements"][0]["actor"] == "we, community"
    assert data["statements"][3]["stance"] == "quoted"


def test_sections_of_a_stranger_cannot_nest() -> None:
    data = assessment_to_dict(make_assessment())
    for _ in range(2_000):
        data = {**assessment_to_dict(make_assessment()), "sections": [data]}
    assert [section.sections for section in assessment_from_dict(data).sections] == [()]


def test_the_text_travels_only_when_asked() -> None:
    assert "text" not in assessment_to_dict(make_assessment())["document"]
    assert assessment_to_dict(make_assessment(), with_text=True)["document"]["text"].startswith("# Open")


def test_the_label_travels_where_it_abstains() -> None:
    verdict = assessment_to_dict(make_abstained())["verdict"]
    assert (verdict["label"], verdict["abstained"]) == ("tokenistic", True)


def test_a_statement_with_the_contract_keys_alone_gets_its_slots() -> None:
    data = assessment_to_dict(make_assessment(), with_text=True)
    data["statements"] = [{key: data["statements"][2][key] for key in STATEMENT_KEYS}]
    statement = assessment_from_dict(data).statements[0]
    assert (statement.slots.time, statement.slots.stance) == ("dated plan", "asserted")


def test_unknown_keys_of_a_later_version_are_passed_over() -> None:
    data = {**assessment_to_dict(make_assessment(), with_text=True), "mood": "sunny"}
    assert assessment_from_dict(data) == make_assessment()


@pytest.mark.parametrize("schema", [None, SCHEMA + 1, "1"])
def test_another_schema_is_refused(schema: object) -> None:
    data = {**assessment_to_dict(make_assessment()), "schema": schema}
    with pytest.raises(TokenwatchError, match=f"reads schema {SCHEMA}") as caught:
        assessment_from_dict(data)
    assert caught.value.kind == "schema"


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("verdict", "label"), "fake", "verdict.label"),
        (("verdict", "abstained"), 1, "verdict.abstained"),
        (("levels", "claimed"), "5", "levels.claimed"),
        (("levels",), [], "levels"),
        (("statements", 1, "specific"), None, "statements[1].specific"),
        (("statements", 0, "slots", "stance"), "shrugged", "statements[0].slots.stance"),
        (("voices",), {}, "voices"),
        (("questions", 0), 3, "questions[0]"),
        (("document", "n_pages"), True, "document.n_pages"),
        (("dimensions", "power", "state"), "no", "dimensions.power.state"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(path: tuple[Any, ...], value: object, place: str) -> None:
    data: Any = json.loads(json.dumps(assessment_to_dict(make_assessment(), with_text=True)))
    target = data
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    with pytest.raises(TokenwatchError) as caught:
        assessment_from_dict(data)
    assert (caught.value.kind, caught.value.place) == ("wire", place)


@pytest.mark.parametrize("key", ["document", "verdict", "levels", "dimensions"])
def test_a_missing_key_is_named(key: str) -> None:
    data = assessment_to_dict(make_assessment())
    del data[key]
    with pytest.raises(TokenwatchError, match="missing") as caught:
        assessment_from_dict(data)
    assert caught.value.place == key
