"""Who takes part, by the parse: the same reading from both label schemes, with the codebook that is shipped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from parses import SCHEMES, Example, read_examples
from reading import read_docs
from tokenwatch.language import load

EXAMPLES = [example for example in read_examples() if "reading" in example.expected]


@pytest.fixture(scope="module")
def unparsed() -> Language:
    """A pipeline that parses nothing, so that only the hand-made parse is read."""
    return load(pipeline="none")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.about)
def test_a_reading_is_the_same_in_both_schemes(example: Example, scheme: str, unparsed: Language) -> None:
    (found,) = read_docs(unparsed, [example.to_doc(scheme, unparsed.vocab)])
    assert f"{found.actor} {found.act} {found.level}" == example.expected["reading"]
    assert found.negated == (example.expected.get("negated") == "yes")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_people_of_whom_nothing_is_said_hold_no_seat(scheme: str, unparsed: Language) -> None:
    (tenants,) = (example for example in EXAMPLES if example.about == "people of whom a body is made up")
    people = replace(tenants, rows=tuple((row[0].replace("tenants", "people"), *row[1:]) for row in tenants.rows))
    with_tenants, with_people = read_docs(
        unparsed, [example.to_doc(scheme, unparsed.vocab) for example in (tenants, people)]
    )
    assert (with_tenants.actor, with_tenants.level) == ("people", 5)
    assert (with_people.actor, with_people.level) != ("people", 5)
