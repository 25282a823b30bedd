"""Load the pipeline."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

import tokenwatch.language.whole  # noqa: F401  # importing registers the factories
from tokenwatch.codebook import load_codebook
from tokenwatch.language.tokeniser import bound_affixes

PIPELINE_ID = "syntax-6"
"""Name of the rules and of the parser in this package; raise the number with every change that can change a finding."""


def load(codebook: str | None = None, *, pipeline: str | None = None) -> Language:
    """Load the English pipeline: spaCy's tokeniser and tokenwatch's components.

    Parameters
    ----------
    codebook
        Path of a codebook to merge over the default; ``None`` for the default alone.
    pipeline
        Name or path of a spaCy pipeline with a parser, to take the place of the project's own small one
        (``"en_core_web_trf"``); ``"none"`` to go by the order of words alone.

    Returns
    -------
    Language
        The same object on every call with the same content of the codebook.

    Raises
    ------
    CodebookError
        If there is no such codebook, or it is not sound.
    OptionError
        If there is no such pipeline, or it has no parser.

    Examples
    --------
    >>> nlp = load()
    >>> doc = nlp("Six tenants chose the colour of their front doors.")
    >>> [span.label_ for span in doc.spans["people"]]
    ['community']
    """
    return _build(codebook, load_codebook(codebook).id, pipeline)


def pipeline_id(pipeline: str | None = None) -> str:
    """Name what the findings depend on beside the codebook: the rules, and a parser that is not the shipped one.

    Examples
    --------
    >>> pipeline_id().startswith("syntax-"), pipeline_id("models/en_big").endswith("+en_big")
    (True, True)
    """
    return PIPELINE_ID if pipeline is None else f"{PIPELINE_ID}+{Path(pipeline).name}"


@cache
def _build(codebook: str | None, codebook_id: str, pipeline: str | None) -> Language:
    """Build a pipeline once for a codebook's content: who edits the file and scans again gets the new one."""
    nlp = spacy.blank("en")
    bound_affixes(nlp.tokenizer)
    nlp.add_pipe("tokenwatch", config={"codebook": codebook, "pipeline": pipeline})
    return nlp
