from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import BID, STATEMENTS, make_assessment
from tokenwatch.corrections import OF_A_SENTENCE, OF_THE_WHOLE, ROWS, as_line, correct
from tokenwatch.errors import OptionError
from tokenwatch.gold import read_gold
from tokenwatch.reports.build import build_report
from tokenwatch.reports.tree import Corrections

READING = make_assessment()


def test_only_what_was_set_is_a_label() -> None:
    record = correct(READING, {"verdict": "heard", "presence": "", "note": "  We ran this.  "})
    assert record["verdict"] == "heard"
    assert record["note"] == "We ran this."
    assert record["text"] == BID
    assert not {"presence", "claimed_level", "evidenced_level"} & set(record)
    assert record["passages"] == []


def test_a_sentence_is_named_by_number_or_words() -> None:
    fields = {
        "sentence-1": "S2",
        "kind-1": "practice",
        "level-1": "3",
        "specific-1": "yes",
        "sentence-4": "staff from\nthe COUNCIL meet",
        "kind-4": "none",
        "lived_voice-4": "no",
    }
    missed, known = sorted(correct(READING, fields)["passages"], key=lambda passage: passage["kind"])
    second = STATEMENTS[1]
    assert known == {"start": second.start, "end": second.end, "kind": "practice", "level": 3, "specific": True}
    assert BID[missed["start"] : missed["end"]] == "Staff from the council meet"
    assert missed["lived_voice"] is False


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "nothing was set right"),
        ({"verdict": "", "kind-1": "", "note": " "}, "nothing was set right"),
        ({"verdict": "fine"}, "'fine' is no verdict"),
        ({"claimed_level": "6"}, "'6' is no claimed_level"),
        ({"sentence-1": "s1"}, "not said what it is"),
        ({"kind-2": "claim"}, "not said which sentence"),
        ({"sentence-1": "s99", "kind-1": "claim"}, "no such sentence"),
        ({"sentence-1": "s0", "kind-1": "claim"}, "no such sentence"),
        ({"sentence-1": "words that are not there", "kind-1": "claim"}, "no such sentence"),
        ({"sentence-1": "s1", "specific-1": "perhaps"}, "no specific"),
        # A search for "a a a … b" in "a a a …" takes hours.
        ({"sentence-1": "a " * 2**20 + "b", "kind-1": "claim"}, "too long to look for"),
    ],
)
def test_what_cannot_be_meant_is_refused(fields: dict[str, str], said: str) -> None:
    with pytest.raises(OptionError, match=said) as caught:
        correct(READING, fields)
    assert caught.value.hint


def test_the_file_can_be_read_as_gold(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    fields = {"verdict": "heard", "evidenced_level": "2", "sentence-1": "s1", "kind-1": "plan"}
    path.write_text(as_line(correct(READING, fields)), encoding="utf-8")
    (document,) = read_gold(path)
    assert (document.verdict, document.presence, document.evidenced_level) == ("heard", None, 2)
    assert [(passage.kind, passage.level) for passage in document.passages] == [("plan", None)]


def test_the_form_offers_what_the_record_takes() -> None:
    parts = [part for section in build_report(READING).sections for part in section.body]
    (form,) = (part for part in parts if isinstance(part, Corrections))
    assert {choice.name: tuple(value for value, _ in choice.values) for choice in form.whole} == OF_THE_WHOLE
    assert {choice.name: tuple(value for value, _ in choice.values) for choice in form.sentence} == OF_A_SENTENCE
    assert form.rows == ROWS


@given(st.dictionaries(st.sampled_from(["verdict", "sentence-1", "kind-1", "level-1", "note"]), st.text()))
def test_any_form_gives_a_record_or_a_reason(fields: dict[str, str]) -> None:
    try:
        record = correct(READING, fields)
    except OptionError:
        return
    assert json.loads(as_line(record)) == record
    assert "\n" not in as_line(record)[:-1]
