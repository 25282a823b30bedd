"""The factory ``tokenwatch_acts``: acts and cues, looked for where people or involvement are spoken of."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.language.component import SpanGroupComponent
from tokenwatch.language.matching import WordingMatcher
from tokenwatch.language.spans import sentences_of

_ELSEWHERE = ("genre_", "experience_", "teaching")
"""Cues that are read by other parts: what a document is, and who says what of themselves."""


@Language.factory("tokenwatch_acts", assigns=["doc.spans"], default_config={"codebook": None})
def create_acts(nlp: Language, name: str, codebook: str | None) -> ActsComponent:
    """Make the component."""
    return ActsComponent(nlp, name, codebook)


class ActsComponent(SpanGroupComponent):
    """Find acts and cues: label = ``"act"`` or ``"cue"``, id = its id.

    Only sentences that hold an involvement term, an indicator or a person are looked at.
    """

    group = "acts"

    def prepare(self) -> None:
        """Compile acts and cues."""
        acts, cues = self.codebook.acts, self.codebook.cues
        wordings = {f"act {key}": act.wordings for key, act in acts.items()}
        wordings |= {f"cue {key}": words for key, words in cues.items() if not key.startswith(_ELSEWHERE)}
        self.matcher = WordingMatcher(self.nlp, wordings, {f"act {key}": act.near_misses for key, act in acts.items()})

    def match(self, doc: Doc) -> list[Span]:
        """Find the acts and cues."""
        sentences = sentences_of(doc, "terms", "people", "indicators")
        return [
            Span(doc, start, end, label=label, span_id=name)
            for hits in self.matcher.find_all(doc, sentences)
            for key, start, end in hits
            for label, _, name in [key.partition(" ")]
        ]
