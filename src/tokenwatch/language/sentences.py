"""The factory ``tokenwatch_sentences``: sentence boundaries by rules, which no block boundary is glued over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.spans import spans_of

_STOPS = frozenset((".", "!", "?", "…", "...", "。", "?!", "!!", "!?", "???", "!!!"))
_CLOSERS = frozenset(("'", '"', "”", "’", ")", "]", "»", "*", "''"))
_OPENERS = frozenset(("'", '"', "“", "‘", "(", "[", "«", "*", "``", "-", "–", "—", "•"))
_STOP_IDS = frozenset(map(get_string_id, _STOPS))
_BEFORE_NUMBERS = frozenset(("no", "nos", "fig", "figs", "para", "paras", "sec", "art", "cl", "vol", "ref", "pp"))
"""Short forms that name a number: "No. 12", "paras. 3 and 4"."""
_LONGEST = 500
"""Tokens of a sentence: what is longer is a list without marks, in which everything would be tried with everything."""
_ENUMERATOR = re.compile(r"[0-9]{1,3}[a-z]?|[a-zA-Z]|[ivx]{2,5}|[0-9]{1,2}(?:\.[0-9]{1,3}){1,3}")
"""What numbers an item or a clause at its beginning: "1.", "12b.", "iv.", "3.1.2."."""


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
            if word in _STOP_IDS and (index in starts or not _ends_nothing(doc[index], starts)):
                starts.add(_next_start(doc, index + 1, borders))
        return list(_no_longer_than(_LONGEST, sorted(starts - {len(doc)}), len(doc)))

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


def _no_longer_than(most: int, starts: list[int], end: int) -> Iterator[int]:
    for start, following in pairwise([*starts, end]):
        yield from range(start, following, most)


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


def _ends_nothing(token: Token, starts: set[int]) -> bool:
    """Say whether a full stop ends no sentence: that of "B. Jones", "No. 12", or an item's number."""
    if token.text != "." or token.i == 0:
        return False
    before = token.nbor(-1)
    if before.i in starts and _ENUMERATOR.fullmatch(before.text):
        return True
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if before.lower_ in _BEFORE_NUMBERS and behind is not None and behind.text[0].isdigit():
        return True
    return not token.is_sent_start and _single_capital(before)


def _single_capital(token: Token) -> bool:
    return len(token.text) == 1 and token.is_upper and token.text != "I"
