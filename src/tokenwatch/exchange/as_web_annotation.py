"""The W3C's Web Annotation data model, as JSON-LD: a collection with a quote and a position for each annotation.

The standard says how annotations point at a text and not how the text travels, so the texts stand beside them under a
key of our own, which a program that does not know it passes over.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tokenwatch.codebook.schema import Codebook
from tokenwatch.exchange.annotations import AnnotatedSpan, AnnotatedText, Mark
from tokenwatch.exchange.facts import facts_of, from_facts
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.exchange.packing import make_guid
from tokenwatch.exchange.quotes import settle
from tokenwatch.gold.records import Record, as_record

FORMAT = "web-annotation"
SUFFIX = ".jsonld"
_TEXTS = "tokenwatch:texts"
_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"tokenwatch": "urn:tokenwatch:"}]
_AROUND = 32
"""Characters before and after the words that go with them, as many as Hypothesis writes."""


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write one page of annotations: a body for each label, and one for the memo."""
    items = [_annotation(text, span) for text in texts for span in text.spans]
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {
        "@context": _CONTEXT,
        "id": "urn:uuid:" + make_guid("collection", *(text.id for text in texts)),
        "type": "AnnotationCollection",
        "total": len(items),
        "first": page,
        _TEXTS: [{"source": _source(text), "text": text.text, "facts": facts_of(text)} for text in texts],
    }
    return (json.dumps(whole, indent=1) + "\n").encode()


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Read a collection whose texts stand beside it, and whose annotations have a position."""
    whole = as_record(incoming.json(), incoming.place)
    marks: dict[str, list[Record]] = defaultdict(list)
    for item in whole.inner("first").items("items"):
        marks[item.inner("target").text("source", required=True)].append(item)
    texts = whole.items(_TEXTS, required=True)
    lost = marks.keys() - {one.text("source", required=True) for one in texts}
    if lost:
        raise whole.error(f"there is no text of the source {min(lost)[:60]!r}", hint=f"keep the key {_TEXTS!r}")
    for one in texts:
        text = one.text("text", required=True)
        found = [mark for item in marks[one.text("source")] for mark in _marks(item, text)]
        yield from_facts(one.inner("facts"), text, found, skip=incoming.skip)


def _source(text: AnnotatedText) -> str:
    return "urn:uuid:" + make_guid("text", text.id)


def _annotation(text: AnnotatedText, span: AnnotatedSpan) -> dict[str, Any]:
    start, end = span.start, span.end
    bodies = [_body("tagging", label) for label in span.labels]
    bodies += [_body("commenting", span.memo)] if span.memo else []
    quote = {"exact": text.text[start:end], "prefix": text.text[max(0, start - _AROUND) : start]}
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", **quote, "suffix": text.text[end : end + _AROUND]},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    return {
        "id": "urn:uuid:" + make_guid("annotation", text.id, start, end),
        "type": "Annotation",
        "motivation": "tagging",
        "body": bodies,
        "target": {"source": _source(text), "selector": selectors},
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _marks(item: Record, text: str) -> Iterator[Mark]:
    selectors = {one.text("type"): one for one in item.inner("target").items("selector")}
    position, quote = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    if position is None:
        raise item.error("there is no TextPositionSelector", hint="keep the selectors of the export")
    words = quote.text("exact") if quote else None
    start, end = settle(text, position.count("start"), position.count("end"), words, item.place)
    bodies = item.items("body")
    memo = "\n".join(body.text("value") for body in bodies if body.text("purpose") == "commenting").strip()
    for body in bodies:
        if body.text("purpose") == "tagging":
            yield Mark(start, end, body.text("value", required=True), body.place, memo)
