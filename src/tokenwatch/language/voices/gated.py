"""Patterns that are tried only where they can be found.

A pattern with a hundred verbs takes as long as the rest of the sentence's reading together, and nearly every sentence
lacks them all. Which words a sentence holds is known once it has been cut, so that this is asked first. The gate only
ever spares work: what is found is what the pattern finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tokenwatch.language.voices.masked_text import MaskedText

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class GatedPattern:
    """A pattern beside what it cannot do without.

    Parameters
    ----------
    pattern
        Runs on the mask of names.
    words
        Lower-case words of which every text that it is found in holds one.
    named
        Whether every text that it is found in holds a name.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]
    named: bool = False

    def may_hold(self, masked: MaskedText) -> bool:
        """Say whether a text holds what the pattern needs."""
        return not self.words.isdisjoint(masked.words) and (masked.has_names or not self.named)

    def search(self, masked: MaskedText) -> re.Match[str] | None:
        """Find the pattern in the mask of a text, as `re.Pattern.search` does."""
        return self.pattern.search(masked.mask) if self.may_hold(masked) else None

    def finditer(self, masked: MaskedText) -> Iterator[re.Match[str]]:
        """Find it wherever it stands, as `re.Pattern.finditer` does."""
        return self.pattern.finditer(masked.mask) if self.may_hold(masked) else iter(())


def first_words(wordings: Iterable[str]) -> frozenset[str]:
    """Give the first word of each wording, in lower case: where none of them stands, none of the wordings does.

    Examples
    --------
    >>> sorted(first_words(["told us", "Didn't say", "told"]))
    ['didn', 'told']
    """
    return frozenset(match[0].lower() for match in map(_WORD.search, wordings) if match)
