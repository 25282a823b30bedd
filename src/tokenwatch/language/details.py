"""The component ``tokenwatch_details``: hits of the indicators that are a detail, in ``doc.spans["details"]``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.language.indicators import IndicatorsComponent
from tokenwatch.language.matching import WordingMatcher
from tokenwatch.language.spans import sentences_with

PLANNED = "planned"
"""Label of a detail that is promised; else the label is the dimension."""
NEGATION_REACH = 3
"""Tokens before a detail in which a negation denies it: "no travel costs are paid", "we never had a crèche". A comma or
an "and" between them ends its reach, and "not only" denies nothing."""
_ENDS = frozenset((",", ";", ":", "and", "but", "only"))
_CLOSING = " \n”’\"')]»"

_PLANNING = ("future", "conditional")
_TALKING = ("criticism", "definition")
_ADVISING = frozenset(("should", "must", "ought"))
"""Verbs that tell what others are to do. The codebook's words of advice are more, since they colour whole pages."""


@Language.factory("tokenwatch_details", assigns=["doc.spans"], default_config={"codebook": None})
def create_details(nlp: Language, name: str, codebook: str | None) -> DetailsComponent:
    """Make the component."""
    return DetailsComponent(nlp, name, codebook)


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
        hits = super().match(doc)
        sentences = list(sentences_with(doc, {hit.start for hit in hits}))
        cues = self.cues.find_all(doc, sentences)
        by_sentence = groupby(hits, key=lambda hit: bisect_right(sentences, hit.start, key=lambda one: one.start))
        return [
            told
            for sentence, said, (_, inside) in zip(sentences, cues, by_sentence, strict=True)
            for told in self._told(sentence, said, inside)
        ]

    def sentences(self, doc: Doc) -> Iterable[Span]:
        """Give all sentences."""
        return doc.sents

    @staticmethod
    def _told(sentence: Span, cues: list[tuple[str, int, int]], hits: Iterable[Span]) -> Iterator[Span]:
        """Give the hits of a sentence that it neither denies, asks, advises nor criticises."""
        if any(name in _TALKING for name, _, _ in cues) or sentence.text.rstrip(_CLOSING).endswith("?"):
            return
        for hit in hits:
            advised = any(token.lower_ in _ADVISING for token in hit.doc[sentence.start : hit.start])
            denied = any(name == "negation" and _reaches(end, hit) for name, _, end in cues)
            planned = any(name in _PLANNING and start < hit.end for name, start, _ in cues)
            if not (advised or denied):
                yield Span(hit.doc, hit.start, hit.end, label=PLANNED, span_id=hit.id_) if planned else hit


def _reaches(end: int, hit: Span) -> bool:
    """Say whether a negation that ends before a token denies a hit."""
    between = hit.doc[end : hit.start]
    return 0 <= hit.start - end < NEGATION_REACH and not any(token.lower_ in _ENDS for token in between)
