"""Who takes part by the order of words, where nothing is parsed."""

from __future__ import annotations

import pytest
from spacy.language import Language

from reading import read_texts
from tokenwatch.language import load
from tokenwatch.language.word_order import OBJECT_REACH, REACH


@pytest.fixture(scope="module")
def unparsed() -> Language:
    return load(pipeline="none")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tenants chose the contractor.", ("people", "decide", 5)),
        ("The logo was chosen by pupils.", ("people", "decide", 5)),
        ("The contractor consulted tenants.", ("people", "be asked", 2)),
        ("Tenants were consulted.", ("people", "be asked", 2)),
        ("We designed the pack with carers.", ("both", "design", 4)),
        ("We designed carers a pack.", ("", "", 0)),
        ("Tenants spoke; the officers chose the paint.", ("", "", 0)),
        ("Tenants left and we chose the paint.", ("", "", 0)),
        ("Tenants set the priorities.", ("people", "decide", 5)),
        ("Tenants set the table.", ("", "", 0)),
        ("Tenants keep dogs.", ("", "", 0)),
    ],
)
def test_reading(unparsed: Language, text: str, found: tuple[str, str, int]) -> None:
    (reading,) = read_texts(unparsed, [text])
    assert (reading.actor, reading.act, reading.level) == found


@pytest.mark.parametrize(
    ("text", "reach"),
    [("Tenants {}chose the paint.", REACH), ("The trust consulted {}tenants.", OBJECT_REACH)],
    ids=["subject", "object"],
)
def test_reach_ends(unparsed: Language, text: str, reach: int) -> None:
    near, far = read_texts(unparsed, [text.format("very " * reach), text.format("very " * (reach + 1))])
    assert near.level > 0
    assert far.level == 0
