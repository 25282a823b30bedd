"""Names of syntactic relations, in Universal Dependencies and in spaCy's CLEAR labels, and steps along them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "csubj", "nsubj:outer"))
PASSIVE_SUBJECTS = frozenset(("nsubj:pass", "csubj:pass", "nsubjpass", "csubjpass"))
OBJECTS = frozenset(("obj", "dobj", "iobj", "dative"))
AGENTS = frozenset(("obl:agent", "agent"))
OBLIQUES = frozenset(("obl", "nmod", "obl:unmarked", "nmod:unmarked", "prep"))
RELATIVES = frozenset(("acl:relcl", "relcl"))
CLAUSES_ON_NOUNS = frozenset(("acl", *RELATIVES))
POSSESSORS = frozenset(("nmod:poss", "poss"))
NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
COMPANY = frozenset(("with", "alongside"))
_PASSIVE_MARKS = frozenset(("aux:pass", "auxpass"))
_JOINT = frozenset(("partnership", "collaboration", "conjunction", "association", "alliance", "dialogue"))
"""Nouns through which company is named: "in partnership with carers"."""


def children_by(word: Token, relations: frozenset[str]) -> list[Token]:
    """Give the dependents of a word that stand in one of these relations to it; behind a preposition, the noun."""
    return [object_of(child) for child in word.children if child.dep_ in relations]


def phrases_behind(word: Token) -> Iterator[tuple[Token, str]]:
    """Give the phrases that hang on a word by a preposition, with it."""
    for child in word.children:
        if child.dep_ in OBLIQUES | AGENTS:
            phrase = object_of(child)
            yield phrase, case_of(child)
            if phrase.lower_ in _JOINT:
                yield from company_inside(phrase)
        elif child.dep_ == "advmod" and child.lower_ in ("together", "jointly"):
            yield from company_inside(child)


def company_inside(noun: Token) -> Iterator[tuple[Token, str]]:
    """Give the phrases of company that hang on a noun, with their preposition."""
    for child in noun.children:
        if child.dep_ in OBLIQUES and case_of(child) in COMPANY:
            yield object_of(child), case_of(child)


def case_of(token: Token) -> str:
    """Give the preposition of a phrase: the phrase's child in UD, the phrase's head in CLEAR."""
    if token.dep_ in ("prep", "agent"):
        return token.lower_
    # The last one rules: "made up of", "together with".
    return next((child.lower_ for child in reversed(list(token.children)) if child.dep_ == "case"), "")


def object_of(token: Token) -> Token:
    """Give the noun of a prepositional phrase: in CLEAR the preposition stands above it."""
    if token.dep_ in ("prep", "agent"):
        return next((child for child in token.children if child.dep_ in ("pobj", "pcomp")), token)
    return token


def is_passive(verb: Token) -> bool:
    """Say whether a verb stands in the passive, as a participle behind its noun included."""
    if verb.pos_ == "NOUN":
        return False
    if any(child.dep_ in _PASSIVE_MARKS or child.dep_ in PASSIVE_SUBJECTS for child in verb.children):
        return True
    if verb.dep_ in CLAUSES_ON_NOUNS:
        return not children_by(verb, SUBJECTS) and _is_past_participle(verb)
    shares = verb.dep_ == "conj" and not children_by(verb, SUBJECTS) and _is_past_participle(verb)
    return shares and verb.head.i != verb.i and is_passive(verb.head)


def is_infinitive(verb: Token) -> bool:
    """Say whether "to" stands before a verb."""
    return any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in verb.lefts)


def _is_past_participle(verb: Token) -> bool:
    return verb.tag_ == "VBN"
