"""JSON Lines: ``{"text": …, "facts": {…}, "marks": [{"from": 0, "to": 7, "label": …, "memo": …}]}``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tokenwatch.codebook.schema import Codebook
from tokenwatch.exchange.annotations import AnnotatedText, Mark, marks_of
from tokenwatch.exchange.facts import facts_of, from_facts
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.packing import json_lines
from tokenwatch.gold.records import Record

FORMAT = "simple-lines"
SUFFIX = ".jsonl"


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write a line for each text; a mark of a memo alone has no label."""
    return json_lines(
        {
            "text": text.text,
            "facts": facts_of(text),
            "marks": [{"from": m.start, "to": m.end, "label": m.label, "memo": m.memo} for m in marks_of(text)],
        }
        for text in texts
    )


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Read the lines back; whatever is not sound is an error that names the line."""
    for record in incoming.lines():
        marks = [_mark(mark) for mark in record.items("marks")]
        yield from_facts(record.inner("facts"), record.text("text", required=True), marks, skip=incoming.skip)


def _mark(record: Record) -> Mark:
    start, end = record.count("from"), record.count("to")
    return Mark(start, end, record.text("label", required=True), record.place, record.text("memo"))
