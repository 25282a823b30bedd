"""The factory ``tokenwatch_indicators``: hits of the codebook's indicators, in ``doc.spans["indicators"]``."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.analysis import OWN_ORGANISATION
from tokenwatch.language.component import SpanGroupComponent
from tokenwatch.language.matching import WordingMatcher, longest
from tokenwatch.language.patterns import GROUP_ATTRIBUTE
from tokenwatch.language.spans import sentences_with, spans_of
from tokenwatch.language.writers import speaks_for_itself


@Language.factory("tokenwatch_indicators", assigns=["doc.spans"], default_config={"codebook": None})
def create_indicators(nlp: Language, name: str, codebook: str | None) -> IndicatorsComponent:
    """Make the component."""
    return IndicatorsComponent(nlp, name, codebook)


class IndicatorsComponent(SpanGroupComponent):
    """Find indicators: label = dimension, id = the indicator's id.

    Finite wordings are looked for in the whole text; open ones only in sentences that hold a term, a person or a
    finite wording, which is where involvement is spoken of.
    """

    group = "indicators"
    details = False
    """Whether it finds those that are a detail, or the others."""

    def prepare(self) -> None:
        """Compile the indicators."""
        indicators = {key: one for key, one in self.codebook.indicators.items() if one.detail == self.details}
        self.matcher = WordingMatcher.of_records(self.nlp, indicators)

    def match(self, doc: Doc) -> list[Span]:
        """Find the hits, the longer one where two of one indicator overlap."""
        people = spans_of(doc, "people")
        groups = {token: span.label_ for span in people for token in range(span.start, span.end)}
        self._mark(doc, groups)
        hits = [hit for found in self.matcher.find_all(doc, self.sentences(doc), groups) for hit in found]
        self._unmark(doc)
        by_indicator: dict[str, list[tuple[str, int, int]]] = {}
        for hit in hits:
            by_indicator.setdefault(hit[0], []).append(hit)
        spans = [span for found in by_indicator.values() for span in longest(doc, found, self._dimension)]
        # Somebody else's organisation shows nothing of this work: it counts where it is whose text this is.
        spans = [span for span in spans if span.id_ != OWN_ORGANISATION or speaks_for_itself(doc, span)]
        return sorted(spans, key=lambda span: (span.start, span.end, span.id_))

    def sentences(self, doc: Doc) -> Iterable[Span]:
        """Give the sentences in which open wordings are looked for."""
        finite = {start for _, start, _ in self.matcher.find_phrases(doc)}
        spoken = {span.start for group in ("people", "terms") for span in spans_of(doc, group)}
        return sentences_with(doc, finite | spoken)

    def _dimension(self, key: str) -> str:
        return self.codebook.indicators[key].dimension

    @staticmethod
    def _mark(doc: Doc, groups: dict[int, str]) -> None:
        """Lend the tokens their group, so that a token pattern can ask for ``{lived}``."""
        for token, group in groups.items():
            doc[token]._.set(GROUP_ATTRIBUTE, group)

    @staticmethod
    def _unmark(doc: Doc) -> None:
        """Take the groups back: what a Doc carries away is span groups alone."""
        for key in [key for key in doc.user_data if isinstance(key, tuple) and key[1] == GROUP_ATTRIBUTE]:
            del doc.user_data[key]
