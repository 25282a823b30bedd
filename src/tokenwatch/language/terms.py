"""The factory ``tokenwatch_terms``: the vocabulary of involvement, in ``doc.spans["terms"]``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.language.component import SpanGroupComponent
from tokenwatch.language.matching import WordingMatcher, longest


@Language.factory("tokenwatch_terms", assigns=["doc.spans"], default_config={"codebook": None})
def create_terms(nlp: Language, name: str, codebook: str | None) -> TermsComponent:
    """Make the component."""
    return TermsComponent(nlp, name, codebook)


class TermsComponent(SpanGroupComponent):
    """Find involvement terms: label = ``"term"`` or ``"loose term"``, id = the term's id.

    A loose one ("engagement") is also used of staff, partners and software: it says something beside people alone.
    """

    group = "terms"

    def prepare(self) -> None:
        """Compile the terms."""
        self.matcher = WordingMatcher.of_records(self.nlp, self.codebook.terms)

    def match(self, doc: Doc) -> list[Span]:
        """Find the terms, the longer one where two overlap."""
        return longest(doc, self.matcher.find_phrases(doc), self._label)

    def _label(self, key: str) -> str:
        return "loose term" if self.codebook.terms[key].people else "term"
