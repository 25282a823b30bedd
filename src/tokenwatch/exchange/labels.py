"""The labels that travel: one fixed vocabulary for every foreign format, and what each label means.

A span has several properties (a kind, a level, whether it is specific …), and most programs know only labels. So
each property is a label of its own: "claim", "level 5", "not specific". What no label says is not stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from tokenwatch.analysis import KINDS, STANDINGS, VOICE_KINDS
from tokenwatch.gold.documents import LEVELS

if TYPE_CHECKING:
    from tokenwatch.codebook import Codebook

Value = str | int | bool
INDICATOR = "indicator: "
"""Beginning of the label of a hit of an indicator; its id follows."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MEANINGS: Mapping[str, str] = {
    "practice": "Tells of people who took or take part, and can be checked.",
    "claim": "Says that people take part, count or are central, with nothing to check.",
    "plan": "Promises that people will take part.",
    "critique": "Says that involvement is absent, too late, for show or badly done.",
    "explain": "Says what involvement is, why or how to do it, apart from this work.",
    "invite": "Asks whoever reads it to join, apply, answer or come.",
    "none": "Does not speak of people taking part.",
    "specific": "A reader could check it: who, how many, when, which body, what changed.",
    "not specific": "Nothing in it can be checked.",
    "lived voice": "Somebody with the experience says it.",
    "no lived voice": "It is not said by somebody with the experience.",
}
_STANDING: Mapping[str, str] = {
    "lived": "the text says that they have the experience",
    "professional": "the text bills them by a post or profession only",
    "not identified": "the text does not say whether they have the experience",
}


class Meaning(NamedTuple):
    """What a label sets.

    Parameters
    ----------
    field
        Field of `tokenwatch.exchange.annotations.AnnotatedSpan`.
    value
        What it becomes; for ``"voices"`` and ``"indicators"``, what is added.
    """

    field: str
    value: Value


def _fixed() -> Iterator[tuple[str, Meaning]]:
    yield from ((kind, Meaning("kind", kind)) for kind in KINDS)
    yield from ((f"level {level}", Meaning("level", level)) for level in LEVELS)
    for yes, no, field in (("specific", "not specific", "specific"), ("lived voice", "no lived voice", "lived_voice")):
        yield yes, Meaning(field, True)
        yield no, Meaning(field, False)
    for voice in (f"{kind}, {standing}" for kind in VOICE_KINDS for standing in STANDINGS):
        yield f"voice: {voice}", Meaning("voices", voice)


LABELS: Mapping[str, Meaning] = MappingProxyType(dict(_fixed()))
"""Every label but those of indicators, which a codebook names, in the order in which a span's labels are written."""


def read_label(label: str) -> Meaning | None:
    """Say what a label sets; ``None`` where it is none of the vocabulary.

    Examples
    --------
    >>> read_label("level 5")
    Meaning(field='level', value=5)
    >>> read_label("indicator: co-chair")
    Meaning(field='indicators', value='co-chair')
    >>> read_label("my own code") is None
    True
    """
    if label.startswith(INDICATOR) and _ID.fullmatch(label.removeprefix(INDICATOR)):
        return Meaning("indicators", label.removeprefix(INDICATOR))
    return LABELS.get(label)


def meaning(label: str, codebook: Codebook) -> str:
    """Say in a sentence what a label stands for, or ``""`` where the codebook does not know it.

    Examples
    --------
    >>> from tokenwatch.codebook import load_codebook
    >>> meaning("level 2", load_codebook())
    'Consult: the people are asked; somebody else decides.'
    """
    found = read_label(label)
    if found is None:
        return ""
    if found.field == "level":
        level = codebook.levels[int(found.value)]
        return f"{level.name.capitalize()}: {level.people}."
    if found.field == "voices":
        kind, standing = str(found.value).split(", ")
        return f"A voice ({kind}): {_STANDING[standing]}."
    if found.field == "indicators":
        indicator = codebook.indicators.get(str(found.value))
        return indicator.definition if indicator else ""
    return _MEANINGS[label]
