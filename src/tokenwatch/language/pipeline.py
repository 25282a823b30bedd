"""Load the pipeline."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

import tokenwatch.language.whole  # noqa: F401  # importing registers the factories
from tokenwatch.codebook import load_codebook

_LONG_RUN, _REACH = 60, 12
"""Characters without a space from which only those at an end are looked at for a mark that can be taken off there."""

PIPELINE_ID = "syntax-4"
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


class _Bounded:
    """A pattern for marks at one end of a run without spaces; it has the attribute that spaCy saves it by."""

    def __init__(self, find: Any) -> None:
        self._find = find
        self.pattern = find.__self__.pattern

    def at_start(self, run: str) -> Any:
        return self._find(run, 0, _LONG_RUN)

    def at_end(self, run: str) -> Any:
        return self._find(run, len(run) - _REACH) if len(run) > _LONG_RUN else self._find(run)


def bound_affixes(tokenizer: Any) -> None:
    """Have a tokeniser look at the ends of a long run alone.

    It takes off one mark after the other, and for each goes through all of the run twice: ten thousand brackets in a
    row take a minute, a million a week.

    Parameters
    ----------
    tokenizer
        A `spacy.tokenizer.Tokenizer`.
    """
    tokenizer.prefix_search = _Bounded(tokenizer.prefix_search).at_start
    tokenizer.suffix_search = _Bounded(tokenizer.suffix_search).at_end
