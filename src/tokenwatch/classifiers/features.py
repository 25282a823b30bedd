"""What the classifier of statements looks at: its own words, its heading, its slots, and what the rules say of it.

Every feature has a name that a person can read (``word=chose``, ``actor+act=people|decide``), so that a judgement can
be unfolded into what carried it. Of the text around, the rules alone know something; the words of the sentences before
and after were tried and added nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tokenwatch.analysis import Slots, Statement
from tokenwatch.assess.context import Context
from tokenwatch.assess.passages import judge_statement

FEATURES_ID = "features-1"
"""Name of this description. Raise it with every change: weights learnt on other features mean nothing."""
TEXT = {"word": 1.0, "heading": 0.5}
"""Families of features that are counts of words, each with the length that its part of a statement is brought to.
A heading says what the talk is about, not what is said: half as much. Lengths from 0 to 1 were tried."""

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_DIGITS = re.compile(r"\d+")
_SLOT = 0.4
"""Size of a slot's feature beside the words, which share a length of 1. Tried from 0.2 to 1; the figures hardly
move."""
_RULE = 0.8
_RULE_LEVEL = 0.12
"""What the rules say, a probability or a level, in the same measure: near one standard deviation times 0.2."""
_MANY = 3
"""Kinds of support from which more say nothing new."""
_LONG = 30
"""Tokens of a sentence of usual length: lengths are given in these, at most twice."""


def describe_statement(statement: Statement, context: Context) -> dict[str, float]:
    """Describe a statement by its features.

    Parameters
    ----------
    statement
        With slots; its judgement, if it has one, is not looked at.
    context
        Of the text around it, for the rules.

    Returns
    -------
    dict
        Value by name, those that are 0 left out. Features of the families in `TEXT` are counts.

    Examples
    --------
    >>> statement = Statement("s1", 0, 30, "Six tenants chose the builder.", slots=Slots(act="decide"))
    >>> features = describe_statement(statement, Context())
    >>> features["word=tenants chose"], features["act=decide"]
    (1.0, 0.4)
    """
    words = tokens(statement.text)
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return (
        _counts("word", (*words, *pairs))
        | _counts("heading", tokens(statement.heading))
        | dict.fromkeys((*_slots(statement), *_joined(statement.slots, statement.block)), _SLOT)
        | _sizes(statement, len(words))
        | _rules(statement, context)
    )


def tokens(text: str) -> list[str]:
    """Split a text into words in lower case; every number is ``0``.

    Examples
    --------
    >>> tokens("In 2024, 6 tenants co-chaired it.")
    ['in', '0', ',', '0', 'tenants', 'co-chaired', 'it', '.']
    """
    return [_DIGITS.sub("0", token) for token in _TOKEN.findall(text.lower().replace("’", "'"))]


def _counts(family: str, words: Iterable[str]) -> dict[str, float]:
    return {f"{family}={word}": float(count) for word, count in Counter(words).items()}


def _slots(statement: Statement) -> Sequence[str]:
    slots = statement.slots
    return [
        f"time={slots.time}",
        f"stance={slots.stance}",
        f"actor={slots.actor}",
        f"act={slots.act}",
        f"act level={slots.act_level}",
        f"label level={slots.label_level}",
        f"stage={slots.stage}",
        f"block={statement.block}",
        *(f"who={group}" for group in slots.actors),
        *(f"support={kind}" for kind in slots.support),
        *(f"cue={cue}" for cue in slots.cues),
        *(f"term={term}" for term in statement.terms),
        *(f"indicator={indicator}" for indicator in statement.indicators),
    ]


def _joined(slots: Slots, block: str) -> Iterable[str]:
    """Join slots that mean something only together: who does what, when, with how much to check."""
    who, support = _who(slots), min(len(slots.support), _MANY)
    joined = {
        "who+act": (who, slots.act),
        "actor+act": (slots.actor, slots.act),
        "act+time": (slots.act, slots.time),
        "who+time+support": (who, slots.time, support),
        "actor+level+time": (slots.actor, slots.act_level, slots.time),
        "label+time": (slots.label_level, slots.time),
        "label+who": (slots.label_level, who),
        "stance+who": (slots.stance, who),
        "stance+label": (slots.stance, slots.label_level),
        "label+support": (slots.label_level, support),
        "who+level+support": (who, slots.act_level, support),
        "block+who": (block, who),
    }
    return (f"{name}={'|'.join(map(str, values))}" for name, values in joined.items())


def _who(slots: Slots) -> str:
    """Name the side that tells most of those that the sentence names."""
    if slots.names_people:
        return "people"
    return next((group for group in ("we", "you") if group in slots.actors), "")


def _sizes(statement: Statement, n_words: int) -> dict[str, float]:
    return {
        "length": min(n_words / _LONG, 2.0) * _SLOT,
        "pieces of support": min(len(statement.slots.support) / _MANY, 1.0) * _SLOT,
    }


def _rules(statement: Statement, context: Context) -> dict[str, float]:
    """Say what the rules make of the statement: their probabilities, level and whether it can be checked."""
    said = judge_statement(statement, context)
    found = {f"rules={kind}": probability * _RULE for kind, probability in said.probabilities.items()}
    found |= {f"rules say={said.kind}": _RULE, "rules' level": said.level * _RULE_LEVEL}
    return found | ({"rules say specific": _RULE} if said.specific else {})
