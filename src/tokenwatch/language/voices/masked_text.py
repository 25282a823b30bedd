"""A text beside its mask of names: patterns run on the mask, what they find is read from the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tokenwatch.language.voices.marks import Marked, find_marked
from tokenwatch.language.voices.names import LOWER, SINGLE_NAME, TRAILING, UPPER, find_names, is_single_name

FULL, SHORT = "\ue000", "\ue001"
"""What stands in a mask for each letter of a name of several parts, and of one that may be a single name."""
BESIDE = 260
"""Characters behind a single name in which a pronoun makes it a person's: places and firms say things too."""
_PERSON_BESIDE = re.compile(
    r"\b(?:he|she|his|her|him|He|She|His|Her|who|I|my|me|[Tt]hey|Mr|Mrs)\b|^,\s\d\d?\b|"
    rf"[{UPPER}][{LOWER}]+(?:, | and | & )[{UPPER}]"
)
_AT_A_PLACE = re.compile(r"\b(?:in|at|near|across|around|outside|towards|over)\s$")
_LISTED = re.compile(rf"(?: and | & )[{UPPER}][{LOWER}]+[,.]?\s[{LOWER}]")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:]|\n)[”\"’)]?\s*$")
_NOT_AT_THE_BEGINNING = tuple("al ing ed ly ive ous ary ment tion ness ity ism able ful less ate".split())
"""Endings of adjectives and the like: a word that has a capital only where it begins, as "Personal adviser …"."""
_CAPITAL_BEHIND = re.compile(rf"(?:['’]s)?[ \t][{UPPER}]")
_WORD = re.compile(r"[^\W\d_]+")
_ANY_WORD = re.compile(r"\w+")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])[”\"’)]?\s+(?=[“\"‘(A-Z\ue000\ue001])")


@dataclass(frozen=True)
class MaskedText:
    """A text and its mask, of the same length.

    Parameters
    ----------
    text, mask
        See `mask_names`.
    start
        Place of its first character in the page.
    """

    text: str
    mask: str
    start: int = 0

    @classmethod
    def of(cls, text: str) -> MaskedText:
        """Make one of a text."""
        return cls(text, mask_names(text))

    def __getitem__(self, part: slice) -> MaskedText:
        first = part.indices(len(self.text))[0]
        return MaskedText(self.text[part], self.mask[part], self.start + first)

    @property
    def place(self) -> tuple[int, int]:
        """Its range in the page, without white space at the end."""
        return self.start, self.start + len(self.text.rstrip())

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(_ANY_WORD.findall(self.text.lower()))

    @cached_property
    def has_names(self) -> bool:
        """Whether its mask has any name."""
        return FULL in self.mask or SHORT in self.mask

    @cached_property
    def unquoted(self) -> tuple[MaskedText, ...]:
        """Its sentences, with dots for what stands in quotation marks."""
        return tuple(self.without_marked().sentences())

    def group(self, match: re.Match[str], group: str) -> str:
        """Give the text of a group of a match in the mask; ``""`` where the pattern has no such group or found none."""
        if group not in match.re.groupindex or match.start(group) < 0:
            return ""
        return self.text[slice(*match.span(group))]

    @cached_property
    def marked(self) -> list[Marked]:
        """What stands in quotation marks."""
        return find_marked(self.text)

    def without_marked(self) -> MaskedText:
        """Give the same with dots for what stands in quotation marks."""
        if not self.marked:
            return self
        ranges = [(quote.start, quote.end) for quote in self.marked]
        return MaskedText(blank(self.text, ranges, "…"), blank(self.mask, ranges, "…"), self.start)

    def sentences(self) -> Iterator[MaskedText]:
        """Give its sentences."""
        start = 0
        for end in [*(match.end() for match in _SENTENCE_ENDS.finditer(self.mask)), len(self.text)]:
            if end > start:
                yield self[start:end]
            start = end


def mask_names(text: str) -> str:
    """Give the text with `FULL` for each letter of a name, and `SHORT` for what may be a single name.

    The mask is as long as the text. Patterns run on it: a pattern for names, repeated over lists of them, would take
    the square of a line's length and more. A capitalised word that stands in small letters elsewhere is none.

    Examples
    --------
    >>> mask_names("Then Rosa Pinto told Ali and his son.").replace(FULL, "#").replace(SHORT, "+")
    'Then ########## told +++ and his son.'
    """
    common = {word for word in _WORD.findall(text) if word.islower()}
    mask, names = list(text), find_names(text)
    for start, end in names:
        if not common.issuperset(text[start:end].lower().split()):
            mask[start:end] = FULL * (end - start)
    half = "".join(mask)
    full = {part for start, end in names for part in text[start:end].split()}
    for match in SINGLE_NAME.finditer(half):
        name = TRAILING.sub("", match.group())
        # What is quickest to ask comes first: most capitalised words begin a sentence and are no names.
        if (
            name.split()[-1].lower() not in common
            and is_single_name(name)
            and _stands_as_name(half, match.start(), match.start() + len(name), full)
            and (name.split()[-1] in full or " " in name or _is_person(text, match.start() + len(name), match.end()))
        ):
            mask[match.start() : match.start() + len(name)] = SHORT * len(name)
    return "".join(mask)


def _stands_as_name(half: str, start: int, end: int, full: set[str]) -> bool:
    """Say whether a capitalised word stands where a name may: not at a place, in a body's name, or as an adjective."""
    name = half[start:end]
    # Beside another capitalised word it is part of what a body or a place is called.
    if _CAPITAL_BEHIND.match(half, end):
        return False
    if name.endswith(_NOT_AT_THE_BEGINNING) and _SENTENCE_BEGINS.search(half, max(start - 3, 0), start):
        return False
    return name.split()[-1] in full or not _AT_A_PLACE.search(half, max(start - 12, 0), start)


def _is_person(text: str, end: int, behind: int) -> bool:
    """Say whether what follows a single name makes it a person's."""
    return bool(_LISTED.match(text, end) or _PERSON_BESIDE.search(text, behind, behind + BESIDE))


def blank(text: str, ranges: Iterable[tuple[int, int]], mark: str) -> str:
    """Give a text with a mark for each letter of some ascending ranges.

    In one go: a line may hold a thousand of them.
    """
    parts, place = [], 0
    for start, end in ranges:
        parts += [text[place:start], mark * (end - start)]
        place = end
    return "".join([*parts, text[place:]])
