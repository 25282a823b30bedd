"""The factory ``tokenwatch_statements``: sentences about people taking part, in ``doc.spans["statements"]``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.analysis import Slots
from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.component import SpanGroupComponent
from tokenwatch.language.participation import find_participation, main_act
from tokenwatch.language.parts import Parts, Range
from tokenwatch.language.slots import read_slots
from tokenwatch.language.spans import SortedSpans, sentences_of, trim
from tokenwatch.language.writers import find_writers, is_run_by_people

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
        ours = is_run_by_people(doc)
        found = []
        for sentence in sentences_of(doc, *_GROUPS):
            span = trim(sentence)
            inside = {name: groups[name].inside(span) for name in (*_GROUPS, "acts")}
            # Without an act nobody takes part, so that only a term or an indicator can make it a statement.
            if not (inside["terms"] or inside["indicators"] or any(hit.label_ == "act" for hit in inside["acts"])):
                continue
            if ours:
                inside["people"] = [*inside["people"], *find_writers(span)]
            parts = gather_parts(span, groups[BLOCKS].last_before(span.start), inside)
            act = main_act(find_participation(parts, self.codebook))
            if inside["terms"] or inside["indicators"] or (act and act.level):
                slots = read_slots(parts, self.codebook, act)
                found.append(Span(doc, span.start, span.end, label=slots.stance, span_id=encode_slots(slots)))
        return found


def gather_parts(span: Span, block: Span | None, inside: dict[str, Sequence[Span]]) -> Parts:
    """Gather what was found inside a sentence; without a block it is taken for one of a paragraph."""
    cues: dict[str, list[Range]] = {}
    acts: list[tuple[str, int, int]] = []
    for hit in inside["acts"]:
        if hit.label_ == "act":
            acts.append((hit.id_, hit.start, hit.end))
        else:
            cues.setdefault(hit.id_, []).append((hit.start, hit.end))
    return Parts(span, block.label_ if block else "paragraph", cues, acts, inside["people"], inside["terms"])


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
