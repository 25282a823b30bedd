"""The time of an act, read from the parse of its clause."""

from __future__ import annotations

from spacy.tokens import Token

from tokenwatch.analysis import Time
from tokenwatch.language.relations import is_infinitive

_FUTURE = frozenset(("will", "'ll", "’ll", "wo", "shall", "ll"))
_CONDITIONAL = frozenset(("would", "could", "might", "'d", "’d", "should"))
_BEFORE = frozenset(("have", "has", "had", "'ve", "’ve", "having", "was", "were", "did", "been"))
_AUXILIARIES = frozenset(("aux", "aux:pass", "auxpass", "cop"))
_INTENDING = frozenset(
    "plan plans planned planning aim aims aimed aiming intend intends intended intending hope hopes hoping propose "
    "proposes proposed proposing want wants commit commits committed pledge pledges pledged promise promises promised "
    "expect expects going seek seeks wish wishes look looking due ready set agree undertake".split()
)
"""Verbs whose infinitive is not done yet."""
_INTENDED = frozenset(("aimed", "planned", "hoped", "wanted", "intended"))
DEPTH = 6
"""Clauses above that are asked for a time; deeper ones are a parser's mistake more often than prose."""


def time_of(verb: Token) -> Time:
    """Say when an act is done.

    Parameters
    ----------
    verb
        The act's verb, or a noun in whose clause it stands.

    Returns
    -------
    str
        ``"past"``, ``"now"``, ``"undated plan"``, ``"conditional"``, or ``""`` where no verb tells. Whether a plan
        is dated is told by what else the sentence holds.
    """
    for _ in range(DEPTH):
        time = _own_time(verb)
        if time or verb.head.i == verb.i:
            return time
        verb = verb.head
    return ""


def _own_time(verb: Token) -> Time:
    if verb.dep_ in ("aux", "cop"):
        return ""
    words = {child.lower_ for child in verb.children if child.dep_ in _AUXILIARIES}
    signs: tuple[tuple[Time, bool], ...] = (
        ("undated plan", bool(words & _FUTURE)),
        ("conditional", bool(words & _CONDITIONAL)),
        ("past", bool(words & _BEFORE)),
    )
    told: Time = next((time for time, holds in signs if holds), "")
    return told or (_time_of_infinitive(verb) if is_infinitive(verb) else _time_of_form(verb, auxiliary=bool(words)))


def _time_of_form(verb: Token, *, auxiliary: bool) -> Time:
    if verb.tag_ == "VBD":
        return "past"
    if auxiliary or verb.tag_ in ("VBZ", "VBP"):
        return "now"
    # "A platform built by tenants" has been built.
    return "past" if verb.dep_ in ("acl", "amod") and verb.tag_ in ("VBN", "VBD") else ""


def _time_of_infinitive(verb: Token) -> Time:
    """Give a plan where somebody intends it; else the clause above tells ("asked residents to decide")."""
    above = verb.head
    if above.lower_ not in _INTENDING or verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl"):
        return ""
    return "past" if above.lower_ in _INTENDED and above.tag_ == "VBD" else "undated plan"
