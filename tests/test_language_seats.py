"""Who holds a post or sits on a body, from hand-made parses in both label schemes."""

from __future__ import annotations

import pytest

from parses import SCHEMES, Example, read_examples
from tokenwatch.language.seats import find_holders, top_of

EXAMPLES = [example for example in read_examples() if "holders" in example.expected]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.about)
def test_holders_are_the_same_in_both_schemes(example: Example, scheme: str) -> None:
    seat = example.find_act(example.to_doc(scheme)).root
    assert [token.text for token in find_holders(seat)] == example.expected["holders"].split()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_counts_posts_stands_above_them(scheme: str) -> None:
    (example,) = (one for one in EXAMPLES if one.about == "a post that people hold")
    seat = example.find_act(example.to_doc(scheme)).root
    assert top_of(seat).text == "Four"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_verb_is_no_post(scheme: str) -> None:
    doc = EXAMPLES[0].to_doc(scheme)
    assert [find_holders(token) for token in doc if token.pos_ in ("VERB", "AUX")] == [[]]
