"""Read the normal form of a text, answer in its own offsets.

What a reader gives is clean already. A string that a user holds is taken as it stands, soft hyphens, no-break spaces
and words broken at line ends included: matching sees it without them, and every place in the answer is led back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from tokenwatch.analysis import Finding, Statement, Voice
from tokenwatch.assessment import Assessment
from tokenwatch.document import Document, OffsetMap
from tokenwatch.readers.cleaning import clean
from tokenwatch.readers.hyphens import Words

Moved = TypeVar("Moved", Statement, Finding, Voice)


def normal_form(document: Document) -> tuple[Document, OffsetMap]:
    r"""Give a document as matching is to see it, and the way back.

    Parameters
    ----------
    document
        Any document.

    Returns
    -------
    Document
        The same object where nothing had to be changed, which is nearly always so.
    OffsetMap
        From its text to the text of `document`.

    Examples
    --------
    >>> plain, offsets = normal_form(Document.from_text("We co-\nproduced it."))
    >>> plain.text, offsets.to_raw(6)
    ('We co-produced it.', 7)
    """
    text, offsets = clean(document.text, Words((document.text,)), tidy=False)
    if text == document.text:
        return document, OffsetMap()
    blocks = tuple(
        replace(block, start=offsets.to_cleaned(block.start), end=offsets.to_cleaned(block.end))
        for block in document.blocks
    )
    return replace(document, text=text, blocks=tuple(block for block in blocks if block.start < block.end)), offsets


def in_own_words(assessment: Assessment, document: Document, offsets: OffsetMap) -> Assessment:
    """Lead an assessment of a document's normal form back to the document itself.

    Parameters
    ----------
    assessment
        Of what `normal_form` gave.
    document
        What `normal_form` was given.
    offsets
        The way back.
    """
    if assessment.document is document:
        return assessment

    def place(start: int, end: int) -> tuple[int, int]:
        return offsets.to_raw(start), offsets.to_raw(end - 1) + 1 if end > start else offsets.to_raw(start)

    def moved(part: Moved) -> Moved:
        start, end = place(part.start, part.end)
        return replace(part, start=start, end=end, text=document.text[start:end])

    return replace(
        assessment,
        document=document,
        statements=tuple(map(moved, assessment.statements)),
        findings=tuple(map(moved, assessment.findings)),
        voices=tuple(
            replace(moved(voice), places=tuple(place(*range_) for range_ in voice.places))
            for voice in assessment.voices
        ),
    )
