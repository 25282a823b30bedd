"""The factory ``tokenwatch_sentences``: sentence boundaries by rules, which no block boundary is glued over."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.component import spans_of

_STOPS = frozenset((".", "!", "?", "…", "...", "。", "?!", "!!", "!?", "???", "!!!"))
_CLOSERS = frozenset(("'", '"', "”", "’", ")", "]", "»", "*", "''"))
_OPENERS = frozenset(("'", '"', "“", "‘", "(", "[", "«", "*", "``", "-", "–", "—", "•"))
_STOP_IDS = frozenset(map(get_string_id, _STOPS))


@Language.factory("tokenwatch_sentences", assigns=["token.is_sent_start", "doc.sents"], retokenizes=False)
def create_sentences(nlp: Language, name: str) -> SentencesComponent:
    """Make the component."""
    return SentencesComponent()


class SentencesComponent:
    """Cut at block boundaries and after a full stop, question or exclamation mark with a new sentence behind it.

    spaCy's own sentencizer knows nothing of blocks, so that it glues a heading or a list item without a full stop
    to what follows. Abbreviations ("Dr.", "e.g.") stay whole tokens in spaCy's English tokeniser and cut nothing.
    """

    def match(self, doc: Doc) -> list[int]:
        """Give the indices of the tokens that begin a sentence, ascending."""
        borders = {0, len(doc)} | {border for block in spans_of(doc, BLOCKS) for border in (block.start, block.end)}
        starts = set(borders)
        # One token in twenty is a stop: only there, and at the few tokens behind it, is anything to be decided.
        for index, word in enumerate(doc.to_array("ORTH").tolist()):
            if word in _STOP_IDS and (index in starts or not _is_initial(doc[index])):
                starts.add(_next_start(doc, index + 1, borders))
        return sorted(starts - {len(doc)})

    def __call__(self, doc: Doc) -> Doc:
        """Write the sentence starts."""
        starts = self.match(doc)
        if starts:
            # spaCy's own check that no parser has cut the Doc before stands in the Token, not in the array.
            doc[0].is_sent_start = True
            values = np.full((len(doc), 1), -1)
            values[starts] = 1
            doc.from_array(["SENT_START"], values.astype(np.uint64))  # type: ignore[arg-type]  # it is an array of thinc's
        return doc


def _next_start(doc: Doc, index: int, borders: set[int]) -> int:
    """Give the token that begins a sentence behind a stop; the end of the Doc where the sentence goes on."""
    while index not in borders:
        token = doc[index]
        if _begins(token):
            return index
        if not token.is_space and token.text not in _CLOSERS:
            return len(doc)
        index += 1
    return index


def _begins(token: Token) -> bool:
    """Say whether a sentence can begin here: not with a closing mark, and not with a small letter."""
    if token.is_space or (token.text in _CLOSERS and not token.nbor(-1).whitespace_):
        return False
    if token.text in _OPENERS or token.text in _CLOSERS:
        return bool(token.nbor(-1).whitespace_)
    return not token.text[0].islower()


def _is_initial(token: Token) -> bool:
    """Say whether this is the full stop of an initial ("B. Jones"), which ends no sentence."""
    return token.text == "." and token.i > 0 and not token.is_sent_start and _single_capital(token.nbor(-1))


def _single_capital(token: Token) -> bool:
    return len(token.text) == 1 and token.is_upper and token.text != "I"
