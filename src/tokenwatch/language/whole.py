"""The factory ``tokenwatch``: all components as one, for ``nlp.add_pipe("tokenwatch")`` on anybody's pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from tokenwatch.language.acts import ActsComponent
from tokenwatch.language.blocks import BlocksComponent
from tokenwatch.language.cascade import BATCH, SyntaxComponent
from tokenwatch.language.component import SpanGroupComponent
from tokenwatch.language.details import DetailsComponent
from tokenwatch.language.indicators import IndicatorsComponent
from tokenwatch.language.people import PeopleComponent
from tokenwatch.language.sentences import SentencesComponent
from tokenwatch.language.statements import StatementsComponent
from tokenwatch.language.terms import TermsComponent
from tokenwatch.language.voices import VoicesComponent

_BEFORE: tuple[type[SpanGroupComponent], ...] = (TermsComponent, PeopleComponent, IndicatorsComponent, ActsComponent)
"""In the order in which they run, on all text: each reads the span groups of those before."""
_BEHIND: tuple[type[SpanGroupComponent], ...] = (StatementsComponent, VoicesComponent, DetailsComponent)
"""Those that read the parse of the sentences with a hit."""


@Language.factory("tokenwatch", assigns=["doc.spans"], default_config={"codebook": None, "pipeline": None})
def create_tokenwatch(nlp: Language, name: str, codebook: str | None, pipeline: str | None) -> TokenwatchComponent:
    """Make the component."""
    return TokenwatchComponent(nlp, name, codebook, pipeline)


class TokenwatchComponent:
    """Find blocks, terms, people, indicators, acts, statements, voices and details; parse the sentences that matter.

    Sentences are cut by tokenwatch's rules only where no component before has cut them, and parsed only where none
    before has parsed them.

    Parameters
    ----------
    nlp
        The pipeline.
    name
        Name of the component in it.
    codebook
        Path of a codebook to merge over the default; ``None`` for the default alone.
    pipeline
        Name or path of a spaCy pipeline to parse with; ``None`` for the project's own, ``"none"`` for none.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("tokenwatch")
    >>> doc = nlp("We consulted six tenants in May 2024.")
    >>> [(span.text, span.label_) for span in doc.spans["statements"]]
    [('We consulted six tenants in May 2024.', 'asserted')]
    """

    def __init__(self, nlp: Language, name: str, codebook: str | None = None, pipeline: str | None = None) -> None:
        # Loaded first: a pipeline that is not there is told at once, before the codebook is compiled.
        self.syntax = SyntaxComponent(pipeline)
        self.blocks = BlocksComponent()
        self.sentences = SentencesComponent()
        self.before = [part(nlp, name, codebook) for part in _BEFORE]
        self.behind = [part(nlp, name, codebook) for part in _BEHIND]

    def __call__(self, doc: Doc) -> Doc:
        """Write all span groups."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Write all span groups of many Docs; their sentences are parsed in common batches."""
        source = iter(stream)
        while batch := list(islice(source, batch_size)):
            marked = [reduce(_apply, self.before, self._cut(doc)) for doc in batch]
            for doc in self.syntax.pipe(marked, batch_size=batch_size):
                yield reduce(_apply, self.behind, doc)

    def _cut(self, doc: Doc) -> Doc:
        doc = self.blocks(doc)
        return doc if doc.has_annotation("SENT_START") else self.sentences(doc)

    @property
    def _parts(self) -> list[SpanGroupComponent]:
        return [*self.before, *self.behind]

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Give the codebook as bytes: the parts share it."""
        return self.before[0].to_bytes()

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> TokenwatchComponent:
        """Take the codebook from what `to_bytes` gave."""
        for part in self._parts:
            part.from_bytes(data)
        return self

    def to_disk(self, path: str | Path, *, exclude: Any = ()) -> None:
        """Write the codebook into a folder."""
        self.before[0].to_disk(path)

    def from_disk(self, path: str | Path, *, exclude: Any = ()) -> TokenwatchComponent:
        """Take the codebook from what `to_disk` wrote."""
        for part in self._parts:
            part.from_disk(path)
        return self


def _apply(doc: Doc, part: SpanGroupComponent) -> Doc:
    return part(doc)
