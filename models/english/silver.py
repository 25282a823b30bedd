"""Find names in GUM's entity brackets: every mention of a person, organisation or place that a proper noun heads.

GUM has no gold names. Its brackets mark all mentions ("the old mayor of Leeds"); what is cut out of them here is
noisy, so it trains the first stage of the names component alone and is never scored against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .treebank import Name, Word

LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
BRACKETS = re.compile(r"\([^()]*\)?|[^()]+\)")
"""One opening, closing or whole bracket in the value of ``Entity=``."""
LINKS: tuple[list[str], ...] = ([], ["of"], ["-"], ["and"], ["for"], ["of", "the"])
"""What may stand between two proper nouns of one organisation's or place's name; in a person's, a hyphen alone."""


def entity_spans(words: tuple[Word, ...]) -> Iterator[Name]:
    """Yield first word, last word and GUM's type of every entity bracket that opens and closes in the sentence."""
    opened: list[tuple[str, str, int]] = []
    for place, word in enumerate(words):
        for bracket in BRACKETS.findall(word.entity):
            parts = bracket.strip("()").split("-")
            if bracket.startswith("(") and bracket.endswith(")"):
                yield place, place, parts[1]
            elif bracket.startswith("("):
                opened.append((parts[0], parts[1], place))
            else:
                match = next((item for item in reversed(opened) if item[0] == parts[0]), None)
                if match:
                    opened.remove(match)
                    yield match[2], place, match[1]


def head_of(words: tuple[Word, ...], first: int, last: int) -> int | None:
    """Return the first word of a span whose head lies outside it, or that is its sentence's root."""
    for place in range(first, last + 1):
        head = words[place].head
        if head == place or not first <= head <= last:
            return place
    return None


def grow_name(words: tuple[Word, ...], first: int, last: int, *, person: bool) -> tuple[int, int] | None:
    """Return the run of proper nouns round an entity's head, or None where the head is no proper noun."""
    head = head_of(words, first, last)
    if head is None or words[head].pos != "PROPN":
        return None
    start = end = head
    while start > first and (words[start - 1].pos == "PROPN" or is_link(words, start - 1, first)):
        start -= 1
    while end < last:
        step = next((n for n in (1, 2, 3) if end + n <= last and words[end + n].pos == "PROPN"), 0)
        between = [word.form for word in words[end + 1 : end + step]]
        if not step or between not in (([], ["-"]) if person else LINKS):
            break
        end += step
    return start, end


def is_link(words: tuple[Word, ...], place: int, first: int) -> bool:
    """Tell whether a hyphen or full stop joins two proper nouns."""
    return words[place].form in {"-", "."} and place > first and words[place - 1].pos == "PROPN"


def silver_names(words: tuple[Word, ...]) -> tuple[Name, ...]:
    """Return the names in a GUM sentence in their order, the longer one where two overlap."""
    found: list[Name] = []
    for first, last, kind in entity_spans(words):
        grown = grow_name(words, first, last, person=kind == "person") if kind in LABELS else None
        if grown:
            found.append((*grown, LABELS[kind]))
    names: list[Name] = []
    used: set[int] = set()
    for start, end, label in sorted(found, key=lambda name: (name[0] - name[1], name)):
        if used.isdisjoint(range(start, end + 1)):
            names.append((start, end, label))
            used.update(range(start, end + 1))
    return tuple(sorted(names))
