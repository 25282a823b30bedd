"""People who are meant by "they": whoever the sentence before has named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from tokenwatch.analysis import PEOPLE
from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.spans import sentence_starts, spans_of

_THEY = get_string_id("they")
_OTHERS = frozenset(map(get_string_id, ("we", "our", "us", "i", "my")))
"""Words for the writer's own side, of whom "they" in the next sentence may speak as well."""


def find_they(doc: Doc, people: Sequence[Span]) -> list[Span]:
    """Find "they" at the head of a sentence, behind one of the same block that names people of the work alone.

    Parameters
    ----------
    doc
        With sentences and blocks.
    people
        Who is named by role, ascending.

    Returns
    -------
    list of Span
        With the group and the role of those who are meant.
    """
    words = doc.to_array("LOWER").tolist()
    starts = sentence_starts(doc)
    candidates = [number for number, start in enumerate(starts) if number and words[start] == _THEY]
    if not candidates:
        return []
    named: dict[int, list[Span]] = {}
    for span in people:
        named.setdefault(bisect_right(starts, span.start) - 1, []).append(span)
    blocks = {block.start for block in spans_of(doc, BLOCKS)}
    meant: dict[int, Span] = {}
    for number in candidates:
        start, before = starts[number], starts[number - 1]
        # A chain of sentences goes on about the same people: "They met in May. They chose the builder."
        known = [meant[number - 1]] if number - 1 in meant else named.get(number - 1, [])
        alone = all(span.label_ in PEOPLE for span in known) and _OTHERS.isdisjoint(words[before:start])
        if known and alone and start not in blocks:
            meant[number] = Span(doc, start, start + 1, label=known[0].label_, span_id=known[0].id_)
    return list(meant.values())
