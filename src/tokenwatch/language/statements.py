"""The factory ``tokenwatch_statements``: sentences about people taking part, in ``doc.spans["statements"]``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.analysis import Slots
from tokenwatch.language.acts import marked_sentences
from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.component import SpanGroupComponent, spans_of
from tokenwatch.language.parts import Parts, Range
from tokenwatch.language.slots import read_slots

_GROUPS = ("terms", "people", "indicators")


@Language.factory("tokenwatch_statements", assigns=["doc.spans"], default_config={"codebook": None})
def create_statements(nlp: Language, name: str, codebook: str | None) -> StatementsComponent:
    """Make the component."""
    return StatementsComponent(nlp, name, codebook)


class StatementsComponent(SpanGroupComponent):
    """Find the sentences that may speak of people taking part: label = stance, id = the slots as JSON.

    A sentence is looked at if it holds an involvement term, an indicator, or people of the work with an act.
    """

    group = "statements"

    def prepare(self) -> None:
        """Compile nothing: what is looked for has been found by the components before."""

    def match(self, doc: Doc) -> list[Span]:
        """Find the statements."""
        groups = {name: SortedSpans(doc, name) for name in (*_GROUPS, "acts", BLOCKS)}
        found = []
        for sentence in marked_sentences(doc, *_GROUPS):
            span = trim(sentence)
            inside = {name: groups[name].between(span.start, span.end) for name in groups}
            # Without an act nobody takes part, so that only a term or an indicator can make it a statement.
            if not (inside["terms"] or inside["indicators"] or any(hit.label_ == "act" for hit in inside["acts"])):
                continue
            slots = read_slots(_parts(span, groups[BLOCKS].last_before(span.start), inside), self.codebook)
            if inside["terms"] or inside["indicators"] or slots.act_level:
                found.append(Span(doc, span.start, span.end, label=slots.stance, span_id=encode_slots(slots)))
        return found


class SortedSpans:
    """The spans of one group, to be asked for by place."""

    def __init__(self, doc: Doc, group: str) -> None:
        self.spans = spans_of(doc, group)
        self.starts = [span.start for span in self.spans]

    def between(self, start: int, end: int) -> Sequence[Span]:
        """Give the spans that begin at or after token `start` and before token `end`."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def last_before(self, index: int) -> Span | None:
        """Give the last span that begins at or before a token."""
        place = bisect_left(self.starts, index + 1) - 1
        return self.spans[place] if place >= 0 else None


def _parts(span: Span, block: Span | None, inside: dict[str, Sequence[Span]]) -> Parts:
    cues: dict[str, list[Range]] = {}
    acts: list[tuple[str, int, int]] = []
    for hit in inside["acts"]:
        if hit.label_ == "act":
            acts.append((hit.id_, hit.start, hit.end))
        else:
            cues.setdefault(hit.id_, []).append((hit.start, hit.end))
    return Parts(span, block.label_ if block else "paragraph", cues, acts, inside["people"], inside["terms"])


def trim(span: Span) -> Span:
    """Take white space, list marks and ``#`` off both ends of a sentence, so that its text is what one reads."""
    start, end = span.start, span.end
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    while start < end and (span.doc[start].is_space or span.doc[start].text in ("#", "-", "*", "•", "–")):
        start += 1
    return span.doc[start:end]


def encode_slots(slots: Slots) -> str:
    """Write slots as a short JSON text, empty slots left out."""
    values = {name: getattr(slots, name) for name in Slots.__dataclass_fields__}
    encoded: str = srsly.json_dumps({name: value for name, value in values.items() if value})
    return encoded


def decode_slots(text: str) -> Slots:
    """Read what `encode_slots` wrote.

    Examples
    --------
    >>> decode_slots(encode_slots(Slots(act="decide", act_level=5))).act
    'decide'
    """
    values: dict[str, Any] = srsly.json_loads(text) if text else {}
    tuples: dict[str, Any] = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Slots(**(values | tuples))
