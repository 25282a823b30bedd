"""The factory ``tokenwatch_statements``: sentences about people taking part, in ``doc.spans["statements"]``."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.analysis import Slots
from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.component import SpanGroupComponent, spans_of
from tokenwatch.language.matching import WordingMatcher
from tokenwatch.language.participation import Parts, Range
from tokenwatch.language.slots import read_slots

_ELSEWHERE = ("genre_", "experience_", "teaching")
"""Cues that are read by other parts: what a document is, and who says what of themselves."""


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
        """Compile acts and cues, which are looked for in such sentences only."""
        acts, cues = self.codebook.acts, self.codebook.cues
        wordings = {f"act {key}": act.wordings for key, act in acts.items()}
        wordings |= {f"cue {key}": words for key, words in cues.items() if not key.startswith(_ELSEWHERE)}
        self.matcher = WordingMatcher(self.nlp, wordings, {f"act {key}": act.near_misses for key, act in acts.items()})

    def match(self, doc: Doc) -> list[Span]:
        """Find the statements."""
        groups = {name: spans_of(doc, name) for name in ("terms", "people", "indicators")}
        starts = {name: [span.start for span in spans] for name, spans in groups.items()}
        blocks = spans_of(doc, BLOCKS)
        block_starts = [block.start for block in blocks]
        found = []
        for sentence in doc.sents:
            span = trim(sentence)
            inside = {
                name: groups[name][
                    bisect_right(starts[name], span.start - 1) : bisect_right(starts[name], span.end - 1)
                ]
                for name in groups
            }
            if not any(inside.values()):
                continue
            index = bisect_right(block_starts, span.start) - 1
            parts = self._parts(span, blocks[index].label_ if index >= 0 else "paragraph", inside)
            slots = read_slots(parts, self.codebook)
            if inside["terms"] or inside["indicators"] or slots.act:
                found.append(Span(doc, span.start, span.end, label=slots.stance, span_id=encode_slots(slots)))
        return found

    def _parts(self, span: Span, block: str, inside: dict[str, list[Span]]) -> Parts:
        cues: dict[str, list[Range]] = {}
        acts: list[tuple[str, int, int]] = []
        for key, start, end in self.matcher.find_all(span):
            kind, name = key.split(" ", 1)
            if kind == "act":
                acts.append((name, start, end))
            else:
                cues.setdefault(name, []).append((start, end))
        return Parts(span, block, cues, acts, inside["people"], inside["terms"])


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
