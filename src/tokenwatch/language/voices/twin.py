"""A text beside its mask of names: patterns run on the mask, what they find is read from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tokenwatch.language.voices.marks import find_marked
from tokenwatch.language.voices.names import mask_names

_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])[”\"’)]?\s+(?=[“\"‘(A-Z\ue000\ue001])")


@dataclass(frozen=True, slots=True)
class Twin:
    """A text and its mask, of the same length.

    Parameters
    ----------
    text, mask
        See `tokenwatch.language.voices.names.mask_names`.
    start
        Place of its first character in the page.
    """

    text: str
    mask: str
    start: int = 0

    @classmethod
    def of(cls, text: str) -> Twin:
        """Make one of a text."""
        return cls(text, mask_names(text))

    def __getitem__(self, part: slice) -> Twin:
        first = part.indices(len(self.text))[0]
        return Twin(self.text[part], self.mask[part], self.start + first)

    def words(self, match: re.Match[str], group: str) -> str:
        """Give the text of a group of a match in the mask; ``""`` where the pattern has no such group or found none."""
        if group not in match.re.groupindex or match.start(group) < 0:
            return ""
        return self.text[slice(*match.span(group))]

    def without_marked(self) -> Twin:
        """Give the same with dots for what stands in quotation marks."""
        ranges = [(quote.start, quote.end) for quote in find_marked(self.text)]
        return Twin(_dotted(self.text, ranges), _dotted(self.mask, ranges), self.start)

    def sentences(self) -> Iterator[Twin]:
        """Give its sentences."""
        start = 0
        for end in [*(match.end() for match in _SENTENCE_ENDS.finditer(self.mask)), len(self.text)]:
            if end > start:
                yield self[start:end]
            start = end


def _dotted(text: str, ranges: list[tuple[int, int]]) -> str:
    """Give a text with dots for each letter of some ascending ranges, in one go: a line may hold a thousand of them."""
    parts, place = [], 0
    for start, end in ranges:
        parts += [text[place:start], "…" * (end - start)]
        place = end
    return "".join([*parts, text[place:]])
