"""Hits of the indicators that are a detail, in ``doc.spans["details"]``: a part of the component ``tokenwatch``."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from tokenwatch.language.indicators import IndicatorsComponent
from tokenwatch.language.matching import WordingMatcher

PLANNED = "planned"
"""Label of a detail that is promised; else the label is the dimension."""
NEGATION_REACH = 3
"""Tokens before a detail in which a negation denies it: "no travel costs are paid", "we never had a crèche". With more,
"it is not far, and travel is paid" would lose the second half."""

_PLANNING = ("future", "conditional")
_TALKING = ("criticism", "definition")
_ADVISING = frozenset(("should", "must", "ought"))
"""Verbs that tell what others are to do. The codebook's words of advice are more, since they colour whole pages."""


class DetailsComponent(IndicatorsComponent):
    """Find the indicators that are a detail: id = the indicator's id, label = the dimension, or `PLANNED`.

    They have a group of their own, so that nothing which judges reads them. Who says "they get £15 an hour" has named
    the people a sentence before: so every sentence is looked at. What is denied, asked, advised or criticised is left
    out.
    """

    group = "details"
    details = True

    def prepare(self) -> None:
        """Compile the indicators, and the cues that tell in what tone a sentence speaks of them."""
        super().prepare()
        cues = self.codebook.cues
        self.cues = WordingMatcher(self.nlp, {name: cues[name] for name in ("negation", *_PLANNING, *_TALKING)})

    def match(self, doc: Doc) -> list[Span]:
        """Find the hits that the text tells or promises."""
        toned = (self._toned(hit) for hit in super().match(doc))
        return [hit for hit in toned if hit is not None]

    def sentences(self, doc: Doc, marks: set[int]) -> Iterable[Span]:
        """Give all sentences."""
        return doc.sents

    def _toned(self, hit: Span) -> Span | None:
        sentence = hit.sent
        cues = self.cues.find_all(sentence)
        before = range(hit.start - NEGATION_REACH, hit.start)
        advised = any(token.lower_ in _ADVISING for token in hit.doc[sentence.start : hit.start])
        denied = any(name == "negation" and end - 1 in before for name, _, end in cues)
        if denied or advised or any(name in _TALKING for name, _, _ in cues) or sentence.text.rstrip().endswith("?"):
            return None
        planned = any(name in _PLANNING and start < hit.end for name, start, _ in cues)
        return Span(hit.doc, hit.start, hit.end, label=PLANNED, span_id=hit.id_) if planned else hit
