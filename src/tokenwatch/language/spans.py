"""The spans of a Doc's groups, and its sentences, asked for by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from spacy.tokens import Doc, Span


def spans_of(doc: Doc, group: str) -> list[Span]:
    """Give the spans of a group, none where the component that writes it is not in the pipeline."""
    return list(doc.spans[group]) if group in doc.spans else []


class SortedSpans:
    """The spans of one group, to be asked for by place."""

    def __init__(self, doc: Doc, group: str) -> None:
        self.spans = spans_of(doc, group)
        self.starts = [span.start for span in self.spans]

    def inside(self, span: Span) -> Sequence[Span]:
        """Give the spans that begin in a span."""
        return self.spans[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def last_before(self, index: int) -> Span | None:
        """Give the last span that begins at or before a token."""
        place = bisect_right(self.starts, index) - 1
        return self.spans[place] if place >= 0 else None


def sentences_with(doc: Doc, tokens: Iterable[int]) -> Iterator[Span]:
    """Give the sentences that hold any of these tokens, in the order of the text.

    Examples
    --------
    >>> import spacy
    >>> doc = spacy.blank("en")("It rained . Six tenants came . We talked .")
    >>> for token in doc:
    ...     token.is_sent_start = token.i in (0, 3, 7)
    >>> [sentence.text for sentence in sentences_with(doc, [4, 5])]
    ['Six tenants came .']
    """
    borders = [*sentence_starts(doc), len(doc)]
    for place in sorted({bisect_right(borders, token) for token in tokens}):
        yield doc[borders[place - 1] : borders[place]]


def sentence_starts(doc: Doc) -> list[int]:
    """Give the first token of each sentence: spaCy's own way makes a Span of each, and most are never looked at."""
    starts = np.flatnonzero(doc.to_array("SENT_START")[1:] == 1) + 1
    return [0, *starts.tolist()] if len(doc) else []


def sentences_of(doc: Doc, *groups: str) -> Iterator[Span]:
    """Give the sentences in which a span of any of these groups begins, in the order of the text."""
    return sentences_with(doc, {span.start for group in groups for span in spans_of(doc, group)})


def trim(span: Span) -> Span:
    """Take white space, list marks and ``#`` off both ends of a sentence, so that its text is what one reads."""
    start, end = span.start, span.end
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    while start < end and (span.doc[start].is_space or span.doc[start].text in ("#", "-", "*", "•", "–")):
        start += 1
    return span.doc[start:end]
