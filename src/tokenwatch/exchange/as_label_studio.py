"""Label Studio's JSON: a list of tasks, with predictions of ours going out and annotations of people coming in.

A region has all labels of its span, so the labelling interface needs ``choice="multiple"``; see docs/exchange.md. Every
region has its words in ``text``: offsets have shifted in some versions, and the words show it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tokenwatch.codebook.schema import Codebook
from tokenwatch.exchange.annotations import AnnotatedSpan, AnnotatedText, Mark
from tokenwatch.exchange.facts import facts_of, from_facts
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.packing import make_guid
from tokenwatch.exchange.quotes import settle
from tokenwatch.gold.records import Record, as_record

FORMAT = "label-studio"
SUFFIX = ".json"
_FACTS = "tokenwatch"
_NAMES = {"from_name": "label", "to_name": "text", "type": "labels"}
"""As the labelling interface in docs/exchange.md calls them."""


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write a task for each text: what people said as an annotation, what tokenwatch found as a prediction."""
    return (json.dumps([_task(text) for text in texts], indent=1) + "\n").encode()


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Read tasks; a task without an annotation has no label that anybody looked at."""
    tasks = incoming.json()
    for number, value in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
        task = as_record(value, f"{incoming.place}, task {number}")
        data = task.inner("data")
        text = data.text("text", required=True)
        annotation = _annotation(task)
        marks = list(_marks(annotation, text)) if annotation else []
        yield from_facts(data.inner(_FACTS), text, marks, skip=incoming.skip, checked=annotation is not None)


def _task(text: AnnotatedText) -> dict[str, Any]:
    result = [_region(text, span) for span in text.spans]
    data = {"text": text.text, _FACTS: facts_of(text)}
    if text.checked:
        return {"data": data, "annotations": [{"result": result}]}
    scores = [span.score for span in text.spans if span.score is not None]
    score = {"score": sum(scores) / len(scores)} if scores else {}
    return {"data": data, "predictions": [{"model_version": "tokenwatch", **score, "result": result}]}


def _region(text: AnnotatedText, span: AnnotatedSpan) -> dict[str, Any]:
    words = text.text[span.start : span.end]
    value = {"start": span.start, "end": span.end, "text": words, "labels": list(span.labels)}
    region = {"id": make_guid("region", text.id, span.start, span.end)[:10], **_NAMES, "value": value}
    region |= {"meta": {"text": [span.memo]}} if span.memo else {}
    return region | ({} if text.checked or span.score is None else {"score": span.score})


def _annotation(task: Record) -> Record | None:
    """Give the one annotation that counts: of several, that which is marked as the ground truth."""
    given = [one for one in task.items("annotations") if not one.flag("was_cancelled")]
    chosen = [one for one in given if one.flag("ground_truth")] or given
    if len(chosen) > 1:
        raise task.error(f"there are {len(chosen)} annotations of this text", hint="mark one of them as ground truth")
    return chosen[0] if chosen else None


def _marks(annotation: Record, text: str) -> Iterator[Mark]:
    for region in annotation.items("result"):
        value = region.inner("value")
        labels = value.data.get("labels")
        if region.text("type") != _NAMES["type"]:
            continue  # answers that stand at no words, such as choices and ratings
        if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
            raise value.error("'labels' is no list of labels", hint="export it as JSON, not as JSON-MIN")
        start, end = settle(text, value.count("start"), value.count("end"), value.text("text"), value.place)
        memos = region.inner("meta").data.get("text") or []
        memo = "\n".join(line for line in memos if isinstance(line, str)) if isinstance(memos, list) else str(memos)
        yield from (Mark(start, end, label, value.place, memo.strip()) for label in labels)
