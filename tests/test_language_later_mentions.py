"""Whom "they" means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

Read = Callable[[str], Doc]


def _they(doc: Doc) -> list[tuple[str, str]]:
    return [(span.label_, span.id_) for span in doc.spans["people"] if span.text == "They"]


def test_they_are_whom_the_sentence_before_has_named(read: Read) -> None:
    assert _they(read("Six tenants met in May. They chose the builder.")) == [("community", "tenants")]


def test_what_is_told_goes_on(read: Read) -> None:
    assert len(_they(read("Six tenants met in May. They chose the builder. They signed the lease."))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Six tenants met two nurses. They chose the builder.",
        "We met six tenants. They chose the builder.",
        "The rents went up. They are too high.",
        "Six tenants came.\n\nThey chose the builder.",
        "They chose the builder.",
        "",
    ],
)
def test_where_others_may_be_meant_nobody_is(read: Read, text: str) -> None:
    assert _they(read(text)) == []


def test_a_decision_is_theirs(read: Read) -> None:
    doc = read("Six tenants met in May. They chose the builder by a vote.")
    assert any('"actor":"people"' in span.id_ and "They" in span.text for span in doc.spans["statements"])
