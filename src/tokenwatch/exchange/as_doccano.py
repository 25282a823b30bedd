"""doccano's JSON Lines for sequence labelling: ``{"text": …, "label": [[start, end, label], …]}``.

Keys that doccano does not know it keeps as metadata and gives back, by version beside the text or under ``"meta"``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tokenwatch.codebook.schema import Codebook
from tokenwatch.exchange.annotations import AnnotatedText, Mark, marks_of
from tokenwatch.exchange.facts import facts_of, from_facts
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.packing import json_lines
from tokenwatch.gold.records import Record

FORMAT = "doccano"
SUFFIX = ".jsonl"
_FACTS = "tokenwatch"
"""Metadata key for what is said of the whole text."""


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write a line for each text. A label has no room for a memo, so memos of spans stay out."""
    return json_lines(
        {
            "text": text.text,
            "label": [[mark.start, mark.end, mark.label] for mark in marks_of(text)],
            _FACTS: facts_of(text),
        }
        for text in texts
    )


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Read what doccano exports: labels as lists of three, or as ``"entities"`` of a project with relations."""
    for record in incoming.lines():
        holder = record if _FACTS in record.data else record.inner("meta")
        marks = [*_triples(record), *_entities(record)]
        yield from_facts(holder.inner(_FACTS), record.text("text", required=True), marks, skip=incoming.skip)


def _triples(record: Record) -> Iterator[Mark]:
    key = "label" if "label" in record.data else "labels"
    given = record.data.get(key) or []
    if not isinstance(given, list):
        raise record.error(f"{key!r} is no list", hint="export it as sequence labelling")
    for number, item in enumerate(given, 1):
        place = f"{record.place}, {key} {number}"
        if not isinstance(item, list) or len(item) != 3 or not all(map(isinstance, item, (int, int, str))):
            raise record.error(f"{key} {number} is not [start, end, label]", hint="export it as sequence labelling")
        start, end, label = item
        yield Mark(start, end, label, place)


def _entities(record: Record) -> Iterator[Mark]:
    for item in record.items("entities"):
        start, end = item.count("start_offset"), item.count("end_offset")
        yield Mark(start, end, item.text("label", required=True), item.place)
