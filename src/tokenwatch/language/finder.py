"""Hits of indicators, beside those that near misses keep quiet: for whoever writes a codebook."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from tokenwatch.document import Document
from tokenwatch.language.blocks import make_doc
from tokenwatch.language.details import DetailsComponent
from tokenwatch.language.indicators import IndicatorsComponent
from tokenwatch.language.pipeline import load


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit: the indicator's id, its tokens, and the sentence that it stands in."""

    indicator: str
    start: int
    end: int
    sentence: str


class IndicatorFinder:
    """Find hits of a codebook's indicators.

    Parameters
    ----------
    codebook
        Path of a codebook, merged over the default.
    """

    def __init__(self, codebook: str) -> None:
        self._nlp = load(codebook, pipeline="none")
        self._bare = [part(self._nlp, "bare", codebook) for part in (IndicatorsComponent, DetailsComponent)]
        for part in self._bare:
            indicators = part.codebook.indicators.items()
            part.codebook = replace(
                part.codebook, indicators={key: replace(one, near_misses=()) for key, one in indicators}
            )
            part.prepare()

    def find(self, document: Document) -> tuple[list[Hit], list[Hit]]:
        """Give the hits in the order of the text, and those that would be hits but for near misses."""
        doc = self._nlp(make_doc(self._nlp, document))
        hits = [_hit(doc, span) for span in sorted((*doc.spans["indicators"], *doc.spans["details"]))]
        fired = {(hit.indicator, hit.sentence) for hit in hits}
        bare = (_hit(doc, span) for span in sorted(span for part in self._bare for span in part.match(doc)))
        return hits, [hit for hit in bare if (hit.indicator, hit.sentence) not in fired]


def _hit(doc: Doc, span: Span) -> Hit:
    return Hit(span.id_, span.start, span.end, doc[span.start].sent.text.strip())
