"""From a Document to a spaCy Doc, and the factory ``tokenwatch_blocks``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from tokenwatch.document import Document
from tokenwatch.language.tokeniser import tokenise
from tokenwatch.structure import find_blocks

GROUP = "blocks"
_LONGEST_BLOCK = 20_000
"""Characters of a block that is one: ten pages without a break. A longer one is a text that lost its line ends."""


def make_doc(nlp: Language, document: Document) -> Doc:
    r"""Tokenise a document.

    Parameters
    ----------
    nlp
        Pipeline whose tokeniser is used; its length limit is not: it guards parsers, and none runs here.
    document
        Any document.

    Returns
    -------
    Doc
        With ``doc.text == document.text`` and ``doc.spans["blocks"]``: label = kind of block, id = its index in
        ``document.blocks``.

    Examples
    --------
    >>> import spacy
    >>> doc = make_doc(spacy.blank("en"), Document.from_text("# Aims\n\nTenants choose."))
    >>> [span.label_ for span in doc.spans["blocks"]]
    ['heading', 'paragraph']
    """
    doc = tokenise(nlp, document.text)
    blocks = [(block.kind, block.start, block.end) for block in document.blocks]
    doc.spans[GROUP] = _spans(doc, blocks)
    return doc


@Language.factory("tokenwatch_blocks", assigns=["doc.spans"])
def create_blocks(nlp: Language, name: str) -> BlocksComponent:
    """Make a component that finds the blocks of a Doc which has none yet."""
    return BlocksComponent()


class BlocksComponent:
    """Find the blocks of a Doc that was not made from a Document; leave the others alone."""

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc.spans["blocks"]`` where it is missing."""
        if GROUP not in doc.spans:
            doc.spans[GROUP] = _spans(doc, [(kind, start, end) for kind, start, end, *_ in find_blocks(doc.text)])
        return doc


def _spans(doc: Doc, blocks: Iterable[tuple[str, int, int]]) -> list[Span]:
    spans = []
    for index, (kind, start, end) in enumerate(blocks):
        for first, last in _parts(doc.text, start, end) if end - start > _LONGEST_BLOCK else ((start, end),):
            span = doc.char_span(first, last, label=kind, span_id=str(index), alignment_mode="expand")
            if span is not None:
                spans.append(span)
    return spans


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a block behind sentences, else between words: what looks around in a paragraph takes the square of it."""
    while end - start > _LONGEST_BLOCK:
        most = start + _LONGEST_BLOCK
        cut = max(text.rfind(". ", start, most) + 2, start)
        cut = cut if cut > start + 1 else max(text.rfind(" ", start, most) + 1, start)
        cut = cut if cut > start else most
        if words := text[start:cut].rstrip():
            yield start, start + len(words)
        start = cut
    yield start, end
