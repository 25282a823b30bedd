"""Who belongs to a phrase: those joined to its head, what explains it, who makes it up."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tokenwatch.language.negation import is_negated
from tokenwatch.language.relations import (
    CLAUSES_ON_NOUNS,
    NOUNS,
    OBJECTS,
    OBLIQUES,
    POSSESSORS,
    case_of,
    children_by,
    object_of,
    phrases_behind,
)

_LED = frozenset(("led", "run", "owned", "governed", "controlled"))
_CONSISTING = frozenset("made comprising comprised comprises composed consisting consists drawn including".split())


def joined(head: Token) -> list[Token]:
    """Give a head with those joined to it: "carers, patients and our staff" are three."""
    others = [child for child in head.children if child.dep_ == "conj" and not is_negated(child)]
    return [head, *(part for other in others for part in joined(other))]


def appositions(head: Token) -> list[Token]:
    """Give what a head is explained by: "the judges, nine residents of sheltered housing"."""
    return [child for child in head.children if child.dep_ == "appos"]


def makers_up(head: Token) -> Iterator[Token]:
    """Give of whom a body consists: "a panel of tenants", "made up of", "consisting of", "drawn from"."""
    for child in head.children:
        if child.dep_ in OBLIQUES and case_of(child) in ("of", "from", "including"):
            yield object_of(child)
        elif child.dep_ in CLAUSES_ON_NOUNS and child.lower_ in _CONSISTING:
            yield from (phrase for phrase, case in phrases_behind(child) if case in ("of", "from", "up of", ""))
            yield from children_by(child, OBJECTS)


def modifiers(head: Token) -> list[Token]:
    """Give the nouns that stand before a head: "carers' assembly", "youth forum", "patient-led group"."""
    before = [child for child in head.lefts if child.dep_ in ("compound", "nmod", "amod", *POSSESSORS)]
    # "patient-led": the noun hangs on the participle.
    led = [child for item in before if item.lower_ in _LED for child in item.lefts if child.pos_ in NOUNS]
    return [item for item in before if item.dep_ != "amod"] + led
