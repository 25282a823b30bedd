"""Prodigy's JSON Lines: ``{"text": …, "spans": [{"start": …, "end": …, "label": …}], "meta": …, "answer": …}``.

A task that Prodigy has not asked about has no ``"answer"``; it is so that a reading goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tokenwatch.codebook.schema import Codebook
from tokenwatch.exchange.annotations import AnnotatedText, Mark, marks_of
from tokenwatch.exchange.facts import facts_of, from_facts
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.packing import json_lines
from tokenwatch.gold.records import Record

FORMAT = "prodigy"
SUFFIX = ".jsonl"
_ACCEPTED = "accept"


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write a task for each text."""
    return json_lines(_task(text) for text in texts)


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Read tasks; what was not accepted counts as not looked at."""
    for record in incoming.lines():
        marks = [_mark(item) for item in record.items("spans")]
        accepted = record.text("answer") == _ACCEPTED
        facts, text = record.inner("meta"), record.text("text", required=True)
        yield from_facts(facts, text, marks, skip=incoming.skip, checked=accepted)


def _task(text: AnnotatedText) -> dict[str, Any]:
    spans: list[dict[str, Any]] = []
    for mark in marks_of(text):
        memo = {"memo": mark.memo} if mark.memo else {}
        spans.append({"start": mark.start, "end": mark.end, "label": mark.label} | memo)
    answer = {"answer": _ACCEPTED} if text.checked else {}
    return {"text": text.text, "spans": spans, "meta": facts_of(text)} | answer


def _mark(item: Record) -> Mark:
    label, memo = item.text("label", required=True), item.text("memo").strip()
    return Mark(item.count("start"), item.count("end"), label, item.place, memo)
