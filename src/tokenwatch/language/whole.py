"""The factory ``tokenwatch``: all components as one, for ``nlp.add_pipe("tokenwatch")`` on anybody's pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from tokenwatch.language.blocks import BlocksComponent
from tokenwatch.language.component import SpanGroupComponent
from tokenwatch.language.indicators import IndicatorsComponent
from tokenwatch.language.people import PeopleComponent
from tokenwatch.language.sentences import SentencesComponent
from tokenwatch.language.statements import StatementsComponent
from tokenwatch.language.terms import TermsComponent
from tokenwatch.language.voices import VoicesComponent

_WITH_CODEBOOK: tuple[type[SpanGroupComponent], ...] = (
    TermsComponent, PeopleComponent, IndicatorsComponent, StatementsComponent, VoicesComponent,
)  # fmt: skip
"""In the order in which they run: each reads the span groups of those before."""


@Language.factory("tokenwatch", assigns=["doc.spans"], default_config={"codebook": None})
def create_tokenwatch(nlp: Language, name: str, codebook: str | None) -> TokenwatchComponent:
    """Make the component."""
    return TokenwatchComponent(nlp, name, codebook)


class TokenwatchComponent:
    """Find blocks, terms, people, indicators, statements and voices.

    Sentences are cut by tokenwatch's rules only where no component before has cut them.

    Parameters
    ----------
    nlp
        The pipeline.
    name
        Name of the component in it.
    codebook
        Path of a codebook to merge over the default; ``None`` for the default alone.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("tokenwatch")
    >>> doc = nlp("We consulted six tenants in May 2024.")
    >>> [(span.text, span.label_) for span in doc.spans["statements"]]
    [('We consulted six tenants in May 2024.', 'asserted')]
    """

    def __init__(self, nlp: Language, name: str, codebook: str | None = None) -> None:
        self.blocks = BlocksComponent()
        self.sentences = SentencesComponent()
        self.parts = [part(nlp, name, codebook) for part in _WITH_CODEBOOK]

    def __call__(self, doc: Doc) -> Doc:
        """Write all span groups."""
        doc = self.blocks(doc)
        if not doc.has_annotation("SENT_START"):
            doc = self.sentences(doc)
        for part in self.parts:
            doc = part(doc)
        return doc

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Give the codebook as bytes: the parts share it."""
        return self.parts[0].to_bytes()

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> TokenwatchComponent:
        """Take the codebook from what `to_bytes` gave."""
        for part in self.parts:
            part.from_bytes(data)
        return self

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:
        """Write the codebook into a folder."""
        self.parts[0].to_disk(path)

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> TokenwatchComponent:
        """Take the codebook from what `to_disk` wrote."""
        for part in self.parts:
            part.from_disk(path)
        return self
