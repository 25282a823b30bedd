"""Spans and sentences, asked for by place."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from tokenwatch.language.spans import SortedSpans, sentences_of, trim

Read = Callable[[str], Doc]


def test_sentences_come_once_and_in_order(read: Read) -> None:
    doc = read("Carers met patients. It rained. Our co-production with tenants began.")
    marked = [sentence.text for sentence in sentences_of(doc, "people", "terms")]
    assert marked == ["Carers met patients.", "Our co-production with tenants began."]
    assert list(sentences_of(doc)) == []
    assert list(sentences_of(doc, "no such group")) == []


def test_spans_by_place(read: Read) -> None:
    doc = read("Carers met patients. It rained.")
    people = SortedSpans(doc, "people")
    first, second = doc.sents
    assert [span.text for span in people.inside(first)] == ["Carers", "patients"]
    assert people.inside(second) == []
    assert people.last_before(0) == people.inside(first)[0]
    assert people.last_before(len(doc) - 1) == people.inside(first)[1]
    assert SortedSpans(doc, "no such group").last_before(0) is None


def test_trim_takes_the_ends_only(read: Read) -> None:
    doc = read("  \n- We met - twice - here.  ")
    assert trim(doc[:]).text == "We met - twice - here."
