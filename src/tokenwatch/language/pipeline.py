"""Build the pipeline, and the factory ``tokenwatch`` that holds all of it as one component."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

import tokenwatch.language.blocks
import tokenwatch.language.indicators
import tokenwatch.language.people
import tokenwatch.language.sentences
import tokenwatch.language.statements
import tokenwatch.language.terms
import tokenwatch.language.voices  # noqa: F401  # importing registers the factories

COMPONENTS = (
    "tokenwatch_blocks",
    "tokenwatch_sentences",
    "tokenwatch_terms",
    "tokenwatch_people",
    "tokenwatch_indicators",
    "tokenwatch_statements",
    "tokenwatch_voices",
)
"""In the order in which they run: each reads the span groups of those before."""
_WITH_CODEBOOK = COMPONENTS[2:]
PIPELINE_ID = "rules-1"
"""Name of the rules in this package; raise the number with every change that can change a finding."""


@cache
def load(codebook: str | None = None) -> Language:
    """Load the English pipeline: spaCy's tokeniser and tokenwatch's components.

    Parameters
    ----------
    codebook
        Path of a codebook to merge over the default; ``None`` for the default alone.

    Returns
    -------
    Language
        The same object on every call with the same codebook.

    Examples
    --------
    >>> nlp = load()
    >>> doc = nlp("Six tenants sat on the panel that chose the contractor.")
    >>> [span.label_ for span in doc.spans["people"]]
    ['community']
    """
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        nlp.add_pipe(name, config={"codebook": codebook} if name in _WITH_CODEBOOK else {})
    return nlp
