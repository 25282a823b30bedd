"""One JSON list of texts, each with its marks: ``[{"text": …, "marks": [{"from": 0, "to": 7, "label": …}]}]``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from tokenwatch.codebook.schema import Codebook
from tokenwatch.exchange.annotations import AnnotatedText, Mark, marks_of
from tokenwatch.exchange.facts import facts_of, from_facts
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.gold.records import Record, as_record

FORMAT = "json-spans"
SUFFIX = ".json"


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write all texts as one list."""
    whole = [
        {
            "text": text.text,
            "facts": facts_of(text),
            "marks": [{"from": mark.start, "to": mark.end, "label": mark.label} for mark in marks_of(text)],
        }
        for text in texts
    ]
    return json.dumps(whole).encode()


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Read the list back."""
    for number, item in enumerate(incoming.json(), 1):
        record = as_record(item, f"{incoming.place}, text {number}")
        marks = [_mark(mark) for mark in record.items("marks")]
        yield from_facts(record.inner("facts"), record.text("text", required=True), marks, skip=incoming.skip)


def _mark(record: Record) -> Mark:
    return Mark(record.count("from"), record.count("to"), record.text("label", required=True), record.place)
