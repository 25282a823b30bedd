"""When an act is done, from hand-made parses in both label schemes."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from parses import SCHEMES, VOCAB, Example, read_examples
from tokenwatch.language.tense import DEPTH, time_of

EXAMPLES = [example for example in read_examples() if "time" in example.expected]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.about)
def test_time_is_the_same_in_both_schemes(example: Example, scheme: str) -> None:
    act = example.find_act(example.to_doc(scheme))
    assert time_of(act[0]) == example.expected["time"]


def test_every_time_is_tried() -> None:
    assert {example.expected["time"] for example in EXAMPLES} == {"past", "now", "undated plan", "conditional"}


@pytest.mark.parametrize(
    ("verb", "tag", "time"),
    [("hoped", "VBD", "past"), ("hope", "VBP", "undated plan"), ("learn", "VBP", "now"), ("learnt", "VBD", "past")],
)
def test_an_infinitive_is_as_far_off_as_the_verb_above_says(verb: str, tag: str, time: str) -> None:
    doc = Doc(
        VOCAB,
        words=["Tenants", verb, "to", "vote"],
        heads=[1, 1, 3, 1],
        deps=["nsubj", "ROOT", "mark", "xcomp"],
        pos=["NOUN", "VERB", "PART", "VERB"],
        tags=["NNS", tag, "TO", "VB"],
    )
    assert time_of(doc[3]) == time


def test_no_verb_tells_no_time() -> None:
    doc = Doc(VOCAB, words=["Tenants", "first"], heads=[0, 0], deps=["ROOT", "advmod"], pos=["NOUN", "ADV"])
    assert time_of(doc[0]) == ""


def test_a_clause_far_above_is_not_asked() -> None:
    far = DEPTH + 1
    doc = Doc(
        VOCAB,
        words=["went", *["of"] * far],
        heads=[0, *range(far)],
        deps=["ROOT", *["nmod"] * far],
        tags=["VBD", *["NN"] * far],
    )
    assert time_of(doc[DEPTH - 1]) == "past"
    assert time_of(doc[far]) == ""
