"""How the features that carried a judgement are said to a reader who knows nothing of features."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST_WORDS = 3
"""Features named as what carried a statement's kind."""
_NOTHING = ""
"""Said of a feature that would tell a reader nothing."""
_SAID = {
    "time": {
        "past": "in the past",
        "now": "going on now",
        "dated plan": "a plan with a date",
        "undated plan": "a plan without a date",
        "conditional": "said with an “if”",
    },
    "stance": {
        "asserted": _NOTHING,
        "negated": "says that it was not so",
        "criticised": "speaks of what went wrong",
        "defined": "explains a word",
        "quoted": "somebody’s quoted words",
        "asked": "a question",
        "invited": "asks the reader",
    },
    "actor": {
        "people": "people do it themselves",
        "staff": "staff do it",
        "both": "people and staff do it",
        "reader": "the reader is to do it",
        "unstated": "does not say who does it",
    },
    "who": {
        "lived": "names people with lived experience",
        "community": "names people of the place or group",
        "professional": "names professionals",
        "organisation": "names an organisation",
        "we": "says “we”",
        "I": "says “I”",
        "you": "says “you”",
    },
    "act": {
        "decide": "about deciding",
        "lead": "about leading",
        "design": "about designing",
        "deliver": "about doing the work",
        "research": "about doing research",
        "advise": "about giving advice",
        "be asked": "about being asked",
        "be told": "about being told",
        "attend": "about coming along",
        "receive": "about getting help",
    },
    "support": {
        "number": "gives a number",
        "date": "gives a date",
        "amount": "gives a sum of money",
        "name": "gives a name",
        "body": "names a board, panel or group",
        "change": "says what changed",
    },
}
"""Values of features, by family; analysis.py lists the values. A value without words is said by nothing."""
_QUOTED = {
    "word": "the {1} “{0}”",
    "heading": "a heading with “{}”",
    "term": "wording such as “{}”",
}
"""Families whose value is itself something that a reader knows."""
_TELLING = re.compile(r"[^\W\d_]{4}")
"""What a quoted value must hold: "of" and a full stop carry something for the classifier, and say nothing."""


def in_words(contributions: Iterable[tuple[str, float]]) -> str:
    """Name the features that carried an answer: words and plain slots, not their pairs or the rules.

    Parameters
    ----------
    contributions
        Features as ``"family=value"`` with what each added, the heaviest first.

    Returns
    -------
    str
        At most `MOST_WORDS` of them.

    Examples
    --------
    >>> in_words([("word=tenants chose", 0.9), ("label+time=2|past", 0.5), ("time=past", 0.4), ("who=we", -0.1)])
    'the words “tenants chose”, in the past'
    """
    named: list[str] = []
    for name, weight in contributions:
        family, _, value = name.partition("=")
        said = _SAID.get(family, {}).get(value, _NOTHING)
        if family in _QUOTED and _TELLING.search(value):
            said = _QUOTED[family].format(*_in_plain(value))
        if weight > 0 and said and len(named) < MOST_WORDS:
            named.append(said)
    return ", ".join(named)


def _in_plain(value: str) -> tuple[str, str]:
    """Give a value as it is written in a sentence, and whether it is a word or words."""
    plain = value if value.startswith(("co-", "user-")) else value.replace("-", " ")  # a term's id: "at-the-heart"
    return plain, "words" if " " in plain else "word"
