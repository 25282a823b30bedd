"""Whether a text speaks for an organisation whose members are the people concerned.

In the bylaws of a tenants' union "we" and "members" are tenants: what they decide is power shared, though no sentence
says that anybody was involved. Whoever reads "we" as staff there calls honest work tokenistic.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from tokenwatch.analysis import OWN_ORGANISATION
from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.spans import spans_of

OPENING = 600
"""Characters at the top in which a text says whose it is: title and first half page. Farther down it names others."""
INTRODUCTION = 5_200
"""Characters in which "we are a network of carers" is said by the writers: four pages. An annex has other voices."""
LONGEST_TITLE = 200
"""Characters of a line that is a title; a longer one is a sentence."""

_WRITERS = frozenset(("we", "us"))
_OURS = re.compile(r"\b(?:we|our|us|members|membership)\b", re.IGNORECASE)
"""Words without which a text tells of an organisation and does not speak for it."""
_OWN_WORDS = re.compile(r"(?:we|our|all)\b", re.IGNORECASE)
"""How the indicator's wordings on the writers themselves begin: "we are", "our members are", "all directors are"."""
_PREDICATE = re.compile(
    r"(?P<subject>\w*)['’ ](?:is|are|re|was|were|been|remains?)\s(?:\w+\s){0,2}(?P<article>an?|the)\s"
    r"(?:(?!of\b)\w+[\s-]){0,2}$",
    re.IGNORECASE,
)
"""What stands before the words for an organisation where it is said what the subject is: "we are a small"."""
_BESIDE = frozenset("with for to by and or against from of on a an any each every your support supporting join".split())
"""Words in a title behind which an organisation is somebody else: "Support for tenants' unions"."""


def speaks_for_itself(doc: Doc, span: Span) -> bool:
    """Say whether an organisation of the people concerned that is named somewhere is the one that the text is by or on.

    It is where the title bears its name, where the opening says that the subject is one, or where "we" say so.

    Parameters
    ----------
    doc
        With sentences and blocks.
    span
        The name, or the words for it.
    """
    if span.start_char >= INTRODUCTION:
        return False
    if _OWN_WORDS.match(span.text):
        return True
    at_top = span.start_char < OPENING
    predicate = _PREDICATE.search(doc[span.sent.start : span.start].text_with_ws)
    if predicate and predicate["subject"].lower() == "we":
        return True
    # "The consultee is the tenants' association": only "a" says what the subject is.
    return at_top and (bool(predicate and predicate["article"] != "the") or _is_title(doc, span))


def _is_title(doc: Doc, span: Span) -> bool:
    """Say whether a name stands in the first line or in a heading, as the name of whom it is about."""
    block = next((block for block in spans_of(doc, BLOCKS) if block.start <= span.start < block.end), None)
    if block is None or not (block.label_ == "heading" or block.start == 0) or len(block.text) > LONGEST_TITLE:
        return False
    before = doc[block.start : span.start]
    return span[0].is_title and _BESIDE.isdisjoint(token.lower_ for token in before)


def is_run_by_people(doc: Doc) -> bool:
    """Say whether the writers are an organisation of the people concerned.

    Parameters
    ----------
    doc
        With indicators.
    """
    named = any(span.id_ == OWN_ORGANISATION for span in spans_of(doc, "indicators"))
    return named and _OURS.search(doc.text) is not None


def find_writers(sentence: Span) -> list[Span]:
    """Find "we" and "us" in a sentence of such a text: they are people of the work there.

    Parameters
    ----------
    sentence
        The sentence.

    Returns
    -------
    list of Span
        As the people are that are named by a role.
    """
    return [
        Span(sentence.doc, token.i, token.i + 1, label="community", span_id=OWN_ORGANISATION)
        for token in sentence
        if token.lower_ in _WRITERS
    ]
