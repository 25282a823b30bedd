"""The factory ``tokenwatch_sentences``: sentence boundaries by rules, which no block boundary is glued over."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from tokenwatch.language.blocks import GROUP as BLOCKS
from tokenwatch.language.component import spans_of

_STOPS = frozenset((".", "!", "?", "…", "...", "。", "?!", "!!", "!?", "???", "!!!"))
_CLOSERS = frozenset(("'", '"', "”", "’", ")", "]", "»", "*", "''"))
_OPENERS = frozenset(("'", '"', "“", "‘", "(", "[", "«", "*", "``", "-", "–", "—", "•"))


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
        borders = {0} | {border for block in spans_of(doc, BLOCKS) for border in (block.start, block.end)}
        starts = []
        stopped = False
        for token in doc:
            if token.i in borders or (stopped and _begins(token)):
                starts.append(token.i)
                stopped = token.text in _STOPS
            elif token.text in _STOPS:
                stopped = not _is_initial(token)
            elif stopped and not token.is_space and token.text not in _CLOSERS:
                stopped = False
        return starts

    def __call__(self, doc: Doc) -> Doc:
        """Write the sentence starts."""
        starts = set(self.match(doc))
        for token in doc:
            token.is_sent_start = token.i in starts
        return doc


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
