"""Whether a text speaks for an organisation whose members are the people concerned.

In the bylaws of a tenants' union "we" and "members" are tenants: what they decide is power shared, though no sentence
says that anybody was involved. Whoever reads "we" as staff there calls honest work tokenistic.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from tokenwatch.analysis import OWN_ORGANISATION
from tokenwatch.language.spans import spans_of

OPENING = 600
"""Characters at the top in which a text says whose it is: title and first half page. Farther down it may name others,
so that there "we" or "our" has to stand beside the name."""
INTRODUCTION = 5_200
"""Characters in which "we are a network of carers" is said by the writers: four pages. An annex has other voices."""
BEFORE = 6
"""Tokens before the name in which "we" or "our" stands beside it: "we have been, since 1998, a users' collective"."""

_OURS = re.compile(r"\b(?:we|our|us|members|membership)\b", re.IGNORECASE)
"""Words without which a text tells of an organisation and does not speak for it."""
_WRITERS = frozenset(("we", "us"))
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)


def is_run_by_people(doc: Doc) -> bool:
    """Say whether the writers are an organisation of the people concerned.

    Parameters
    ----------
    doc
        With indicators and sentences.
    """
    named = [span for span in spans_of(doc, "indicators") if span.id_ == OWN_ORGANISATION]
    return any(_is_the_writers(doc, span) for span in named) and _OURS.search(doc.text) is not None


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


def _is_the_writers(doc: Doc, span: Span) -> bool:
    before = doc[max(span.start - BEFORE, span.sent.start) : span.end]
    return span.start_char < OPENING or (span.start_char < INTRODUCTION and _WE.search(before.text) is not None)
