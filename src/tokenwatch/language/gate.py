"""Run an open wording only on sentences that hold its words.

A token Matcher tries every pattern at every token, in Python where a pattern has a list of words. With a codebook's
thousand open wordings that took most of the time. Nearly every sentence lacks a word that a wording cannot do
without; a look at the sentence's set of words shows that at once, and its Matcher need not run.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.matcher import Matcher
from spacy.tokens import Span
from spacy.vocab import Vocab

TokenPattern = list[dict[str, object]]
Need = frozenset[str]
"""Words of which a sentence must hold one; a slot's group stands in it in braces, as ``{lived}``."""


COMMON = 3
"""Letters up to which an English word is mostly a common one (of, the, who): role groups are rarer than those."""


class OpenWordings:
    """Open wordings, each with a Matcher of its own and the words that it needs.

    Parameters
    ----------
    vocab
        Vocabulary of the pipeline.
    group_attribute
        Name of the token extension that holds a token's role group.
    """

    def __init__(self, vocab: Vocab, group_attribute: str) -> None:
        self.vocab = vocab
        self.group_attribute = group_attribute
        self.wordings: list[tuple[str, list[TokenPattern], tuple[Need, ...]]] = []
        self.matchers: dict[int, Matcher] = {}
        self.by_word: dict[str, list[int]] = {}
        self.ungated: list[int] = []

    def add(self, key: str, patterns: list[TokenPattern], needs: Iterable[Need]) -> None:
        """Add one wording.

        Parameters
        ----------
        key
            Given back with its hits.
        patterns
            Token patterns, any of which finds it.
        needs
            What a sentence must hold for any of them to find something.
        """
        kept = tuple(needs)
        number = len(self.wordings)
        self.wordings.append((key, patterns, kept))
        if not kept:
            self.ungated.append(number)
            return
        for word in max(kept, key=_rarity):
            self.by_word.setdefault(word, []).append(number)

    def find(self, sentence: Span) -> list[tuple[str, int, int]]:
        """Find the wordings in one sentence.

        Returns
        -------
        list of tuple
            Key, first token and token after the last, counted in the whole Doc.
        """
        if not self.wordings:
            return []
        groups = {token._.get(self.group_attribute) for token in sentence}
        present = {token.lower_ for token in sentence} | {f"{{{group}}}" for group in groups}
        numbers = sorted({number for word in present for number in self.by_word.get(word, ())})
        # On a Span, a Matcher counts from the Span's beginning.
        return [
            (self.wordings[number][0], start + sentence.start, end + sentence.start)
            for number in (*self.ungated, *numbers)
            if all(not need.isdisjoint(present) for need in self.wordings[number][2])
            for _, start, end in self._matcher(number)(sentence)
        ]

    def _matcher(self, number: int) -> Matcher:
        """Make a wording's Matcher when a sentence first asks for it: most documents ask for few of a thousand."""
        if number not in self.matchers:
            key, patterns, _ = self.wordings[number]
            self.matchers[number] = Matcher(self.vocab)
            self.matchers[number].add(key, patterns, greedy="LONGEST")
        return self.matchers[number]


def _rarity(need: Need) -> tuple[bool, int, int]:
    """Order needs by how few sentences hold one of their words: long words are rare, role groups are common."""
    shortest = min(map(len, need))
    return (shortest > COMMON and not any(word.startswith("{") for word in need), shortest, -len(need))
