"""Load the pipeline."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

import tokenwatch.language.whole  # noqa: F401  # importing registers the factories
from tokenwatch.codebook import load_codebook

PIPELINE_ID = "rules-1"
"""Name of the rules in this package; raise the number with every change that can change a finding."""


def load(codebook: str | None = None) -> Language:
    """Load the English pipeline: spaCy's tokeniser and tokenwatch's components.

    Parameters
    ----------
    codebook
        Path of a codebook to merge over the default; ``None`` for the default alone.

    Returns
    -------
    Language
        The same object on every call with the same content of the codebook.

    Raises
    ------
    CodebookError
        If there is no such codebook, or it is not sound.

    Examples
    --------
    >>> nlp = load()
    >>> doc = nlp("Six tenants chose the colour of their front doors.")
    >>> [span.label_ for span in doc.spans["people"]]
    ['community']
    """
    return _build(codebook, load_codebook(codebook).id)


@cache
def _build(codebook: str | None, codebook_id: str) -> Language:
    """Build a pipeline once for a codebook's content: who edits the file and scans again gets the new one."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tokenwatch", config={"codebook": codebook})
    return nlp
