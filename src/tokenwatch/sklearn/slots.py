"""What the estimators look at in one passage: its words, and the slots of the statements in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from tokenwatch.analysis import Statement
from tokenwatch.assess.context import Context, read_contexts
from tokenwatch.classifiers.features import TEXT, describe_statement, tokens
from tokenwatch.classifiers.table import family_of
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.normal_form import normal_form
from tokenwatch.scan import analyse_document

KEPT = 5_000
"""Passages whose description is kept, so that each is parsed once in a search over a grid and not once a fold. A
description takes some 4 kB, so that all of them take 20 MB."""


def words_of(text: str) -> list[str]:
    """Give the words of a passage and its pairs of neighbours, as the project's own classifiers read them.

    Examples
    --------
    >>> words_of("Six tenants came")
    ['six', 'tenants', 'came', 'six tenants', 'tenants came']
    """
    words = tokens(text)
    return [*words, *(f"{first} {second}" for first, second in pairwise(words))]


def plain_text(text: str) -> str:
    r"""Give a passage as `tokenwatch.scan` reads it: without soft hyphens, words broken at line ends and the like.

    Examples
    --------
    >>> plain_text("We co-\nproduced it.")
    'We co-produced it.'
    """
    return normal_form(Document.from_text(text))[0].text


def describe_passage(text: str, codebook: str | None = None, pipeline: str | None = None) -> Mapping[str, float]:
    """Describe a passage by the slots of its statements, and by what the hand-written rules say of them.

    Parameters
    ----------
    text
        A sentence, an answer on a form, a paragraph, as `plain_text` gives it.
    codebook, pipeline
        As for `tokenwatch.scan`.

    Returns
    -------
    dict
        Value by name, none for words. Of several statements each feature has its highest value; a passage in which
        nobody takes part has what a sentence without slots has.

    Examples
    --------
    >>> found = describe_passage("In May 2024 six tenants chose the contractor.")
    >>> found["act=decide"], found["actor=people"]
    (0.4, 0.4)
    """
    return _describe(text, codebook, load_codebook(codebook).id, pipeline)


@lru_cache(maxsize=KEPT)
def _describe(text: str, codebook: str | None, codebook_id: str, pipeline: str | None) -> Mapping[str, float]:
    """Describe a passage once for a codebook's content: who edits the file gets the new one."""
    analysis = analyse_document(Document.from_text(text), codebook=codebook, pipeline=pipeline)
    found = list(zip(analysis.statements, read_contexts(analysis), strict=True))
    described = [describe_statement(*each) for each in found or [(Statement("p", 0, len(text), text), Context())]]
    names = {name for features in described for name in features if not family_of(name, TEXT)}
    return {name: max(features.get(name, 0.0) for features in described) for name in sorted(names)}
