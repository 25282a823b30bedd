"""Whether what an act's clause says is denied."""

from __future__ import annotations

from spacy.tokens import Token

from tokenwatch.language.relations import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, children_by, is_infinitive

_WITHOUT = frozenset(("without", "instead"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "neither", "nor", *_WITHOUT))
_NOBODY = frozenset(("nobody", "none", "no-one", "neither"))
_FAILING = frozenset("fail fails failed failing unable refuse refuses refused decline declined".split())
_GOVERNED = frozenset(("xcomp", "ccomp"))


def is_negated(word: Token) -> bool:
    """Say whether a word's clause is negated: "not" or "never" on the verb, "no" on the noun, "without" before it."""
    if word.dep_ in ("pcomp", "pobj") and word.head.lower_ in _WITHOUT:
        return True
    if _is_denied(word):
        return True
    above = word.head
    if above.i == word.i:
        return False
    if word.dep_ in _GOVERNED:
        # Who did not fail to consult has consulted.
        return (above.lower_ in _FAILING) != is_negated(above)
    if word.dep_ == "acl" and is_infinitive(word):
        # "No time to involve patients": they were not involved.
        return _is_denied(above)
    alternative = any(child.lower_ in ("or", "nor") for child in word.children)
    return word.dep_ == "conj" and alternative and is_negated(above)


def _is_denied(word: Token) -> bool:
    """Say whether a negation stands on the word itself, or on its subject or object."""
    marks = [child for child in word.children if child.dep_ in ("advmod", "neg", "det", "mark", "case", "cc")]
    if any(mark.lower_ in _NEGATIONS and not _is_half(mark) for mark in marks):
        return True
    return any(
        child.lower_ in _NOBODY or any(part.lower_ in ("no", "not", "neither") for part in child.children)
        for child in children_by(word, SUBJECTS | PASSIVE_SUBJECTS | OBJECTS)
    )


def _is_half(mark: Token) -> bool:
    """Say whether a negation only prepares for more: "not only"."""
    return mark.i + 1 < len(mark.doc) and mark.nbor(1).lower_ in ("only", "just", "merely", "simply")
