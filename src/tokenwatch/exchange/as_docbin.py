"""spaCy's DocBin, the file that ``spacy train`` reads: a Doc for each text, its labels in one span group.

Spans of a Doc begin and end with tokens, so a token that a span cuts is cut there; the text stays as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tokenwatch.codebook.schema import Codebook
from tokenwatch.errors import ReadError
from tokenwatch.exchange.annotations import AnnotatedText, Mark, marks_of
from tokenwatch.exchange.facts import facts_of, from_facts
from tokenwatch.exchange.incoming import Incoming
from tokenwatch.gold.records import Record
from tokenwatch.readers.limits import raise_limit

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FORMAT = "docbin"
SUFFIX = ".spacy"
_GROUP = "sc"
"""Span group of the labels: where spaCy's span categoriser looks by default."""
_FACTS = "tokenwatch"
"""Key of ``Doc.user_data`` for what is said of the whole text, and for memos by range."""


def write(texts: Sequence[AnnotatedText], codebook: Codebook) -> bytes:
    """Write a Doc for each text, with spaCy's English tokens."""
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    return DocBin(docs=[_make_doc(nlp, text) for text in texts], store_user_data=True).to_bytes()


def read(incoming: Incoming) -> Iterable[AnnotatedText]:
    """Read Docs. DocBin unpacks data only, no code; how much, is looked at first."""
    _check_size(incoming)
    given = incoming.guarded(lambda: _docs(incoming.data))
    for number, (text, known, labels) in enumerate(given, 1):
        place = f"{incoming.place}, doc {number}"
        ours = Record({_FACTS: known}, place).inner(_FACTS)
        marks = [Mark(start, end, label, place) for start, end, label in labels]
        ranges = {mark[:2] for mark in marks}
        memos = (mark for mark in _memos(ours) if mark[:2] in ranges)
        yield from_facts(ours.inner("facts"), text, [*marks, *memos], skip=incoming.skip)


def _make_doc(nlp: Language, text: AnnotatedText) -> Doc:
    from spacy.tokens import Doc

    marks = list(marks_of(text))
    starts, ends = {mark.start for mark in marks}, {mark.end for mark in marks}
    pieces = list(_pieces(nlp, text.text, starts, ends))
    doc = Doc(nlp.vocab, words=[word for word, _ in pieces], spaces=[space for _, space in pieces])
    doc.spans[_GROUP] = [span for mark in marks if (span := doc.char_span(mark.start, mark.end, mark.label))]
    memos = [[span.start, span.end, span.memo] for span in text.spans if span.memo]
    doc.user_data[_FACTS] = {"facts": facts_of(text), "memos": memos}
    return doc


def _pieces(nlp: Language, text: str, starts: set[int], ends: set[int]) -> Iterator[tuple[str, bool]]:
    """Give words, and whether a space follows, so that every start and end lies at one."""
    for token in nlp.make_doc(text):
        begin, end = token.idx, token.idx + len(token.text)
        cuts = [begin, *(at for at in range(begin + 1, end) if at in starts or at in ends), end]
        # A token's own space is no part of it; where a span begins or ends with that space it must be a token.
        alone = bool(token.whitespace_) and (end in starts or end + 1 in ends)
        for number, (left, right) in enumerate(pairwise(cuts), 2):
            yield text[left:right], number == len(cuts) and bool(token.whitespace_) and not alone
        if alone:
            yield " ", False


def _check_size(incoming: Incoming) -> None:
    most = incoming.limits.inflated
    unpacker = zlib.decompressobj()
    incoming.guarded(lambda: unpacker.decompress(incoming.data, most + 1))
    if unpacker.unconsumed_tail:
        message = f"it unpacks to over {most // 2**20:,} MiB"
        hint = f"split it, {raise_limit('inflated', most)}"
        raise ReadError(message, kind="too large", place=incoming.name, hint=hint)


def _docs(data: bytes) -> list[tuple[str, Any, list[tuple[int, int, str]]]]:
    """Give text, what we said of it, and labels of each Doc: no Doc of a stranger is looked at twice."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    return [
        (
            doc.text,
            doc.user_data.get(_FACTS),
            [(span.start_char, span.end_char, span.label_) for span in doc.spans.get(_GROUP, ())],
        )
        for doc in DocBin().from_bytes(data).get_docs(Vocab())
    ]


def _memos(known: Record) -> Iterator[Mark]:
    """Give memos by their ranges; one whose range has no label any more is of no use."""
    given = known.data.get("memos")
    for item in given if isinstance(given, list | tuple) else ():
        match item:
            case [int(start), int(end), str(memo)]:
                yield Mark(start, end, "", known.place, memo.strip())
