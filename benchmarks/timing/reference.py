"""What all speeds are told beside: spaCy's tokeniser and a PhraseMatcher. Peers' environments run it as well."""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from spacy.matcher import PhraseMatcher


class Reference:
    """Tokenise and look for phrases in lower case: the least that any tool on spaCy does with a text."""

    def __init__(self, texts: Sequence[str], phrases: Sequence[str]) -> None:
        self.texts = texts
        self.nlp = spacy.blank("en")
        self.nlp.max_length = max((10**9, *map(len, texts)))
        self.matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        self.matcher.add("phrase", list(map(self.nlp.make_doc, phrases)))

    def tokenise(self) -> None:
        """Tokenise alone."""
        for text in self.texts:
            self.nlp.tokenizer(text)

    def __call__(self) -> None:
        """Tokenise and match."""
        for text in self.texts:
            self.matcher(self.nlp.tokenizer(text))
