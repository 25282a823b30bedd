"""spaCy's tokeniser on what has no spaces: by itself it takes the square of the length of a run, and more."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

_LONG_RUN, _REACH = 60, 12
"""Characters without a space from which only those at an end are looked at for a mark that can be taken off there."""
_LONGEST_RUN = 1_000
"""Characters without a space that are tokenised as they stand; the longest addresses have some hundreds."""
_TOO_LONG = re.compile(rf"(?<!\S)\S{{{_LONGEST_RUN + 1},}}")


def tokenise(nlp: Language, text: str) -> Doc:
    """Tokenise a text, what has no spaces in stretches: spaCy's tokeniser takes the square of the length of a run."""
    cuts = [place for run in _TOO_LONG.finditer(text) for place in range(run.start(), run.end(), _LONGEST_RUN)]
    if not cuts:
        return nlp.tokenizer(text)
    tokens = [token for start, end in pairwise([0, *cuts, len(text)]) for token in nlp.tokenizer(text[start:end])]
    return Doc(nlp.vocab, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])


def bound_affixes(tokenizer: Any) -> None:
    """Have a tokeniser look at the ends of a long run alone.

    It takes off one mark after the other, and for each goes through all of the run twice: ten thousand brackets in a
    row take a minute, a million a week.

    Parameters
    ----------
    tokenizer
        A `spacy.tokenizer.Tokenizer`.
    """
    tokenizer.prefix_search = _Bounded(tokenizer.prefix_search).at_start
    tokenizer.suffix_search = _Bounded(tokenizer.suffix_search).at_end


class _Bounded:
    """A pattern for marks at one end of a run without spaces; it has the attribute that spaCy saves it by."""

    def __init__(self, find: Any) -> None:
        self._find = find
        self.pattern = find.__self__.pattern

    def at_start(self, run: str) -> Any:
        return self._find(run, 0, _LONG_RUN)

    def at_end(self, run: str) -> Any:
        return self._find(run, len(run) - _REACH) if len(run) > _LONG_RUN else self._find(run)
