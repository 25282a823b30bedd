from __future__ import annotations

import pytest

from tokenwatch.analysis import GROUPS, STANCES, SUPPORTS, TIMES
from tokenwatch.classifiers.wording import MOST_WORDS, in_words


@pytest.mark.parametrize(
    ("family", "values"),
    [
        ("time", [time for time in TIMES if time]),
        ("stance", [stance for stance in STANCES if stance != "asserted"]),
        ("support", SUPPORTS),
        ("who", [*GROUPS, "we", "I", "you"]),
        ("actor", ["people", "staff", "both", "reader", "unstated"]),
    ],
)
def test_every_value_of_a_slot_has_words(family: str, values: list[str]) -> None:
    for value in values:
        said = in_words([(f"{family}={value}", 0.5)])
        assert said
        assert "=" not in said


def test_what_tells_a_reader_nothing_is_left_out() -> None:
    silent = ["stance=asserted", "word=of", "word=.", "heading=0", "label+time=2|past", "cue=modal", "length"]
    assert in_words([(name, 0.5) for name in silent]) == ""


def test_the_heaviest_stand_first_and_what_speaks_against_it_does_not() -> None:
    carried = [("word=tenants chose", 0.9), ("time=past", 0.4), ("support=number", -0.3), ("who=we", 0.2)]
    assert in_words([*carried, ("support=date", 0.1)]) == "the words “tenants chose”, in the past, says “we”"
    assert MOST_WORDS == 3
