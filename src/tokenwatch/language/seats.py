"""Who holds a post or sits on a body: said mostly without a verb of doing ("four of our trustees are tenants")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tokenwatch.language.relations import (
    NOUNS,
    OBJECTS,
    OBLIQUES,
    PASSIVE_SUBJECTS,
    RELATIVES,
    SUBJECTS,
    case_of,
    children_by,
    is_passive,
    object_of,
    phrases_behind,
)
from tokenwatch.language.syntax import find_subjects

_BE = frozenset("be is are was were been being am 's 're".split())
_ON = _BE | frozenset(
    "sit sits sat sitting serve serves served serving represented include includes included have has had having put "
    "puts appoint appoints appointed elect elects elected opted place placed get got join joins joined remain remains "
    "want wants wanted".split()
)
"""Verbs beside which "on the board" says who sits there: "commented on the board" does not."""
_AS = frozenset(
    "serve serves served serving act acts acted acting elect elects elected appoint appoints appointed recruit "
    "recruits recruited employ employs employed hire hires hired name named engage engaged join joins joined volunteer "
    "volunteers volunteered work works worked opted nominate nominated".split()
)
"""Verbs beside which "as trustees" or "to the board" says who gets the post."""
_HOLDING = frozenset(
    "have has had having include includes included including comprise comprises comprised consist consists consisted "
    "contain contains contained bring brings brought".split()
)
"""Verbs by which a body has its members."""
_COMPOSED = frozenset(("made", "composed", "drawn", "comprised", "constituted"))
_PLACES = frozenset("place places seat seats post posts position positions majority half".split())
"""What people hold on a body."""
_KEPT = frozenset("reserved kept set held filled taken occupied".split())
"""Verbs that say for whom a place is, or who has it."""
_FORMING = frozenset("make makes made making form forms formed constitute constitutes".split())
_TAKING = frozenset("hold holds held have has had fill fills filled occupy occupies take takes took".split())
CHAIN = 3
"""Phrases that stand above a post: "one of the three chairs of the board" has two."""


def find_holders(seat: Token) -> list[Token]:
    """Find the phrases of those who hold a post or sit on a body.

    Parameters
    ----------
    seat
        The noun that names it.

    Returns
    -------
    list of Token
        Heads; whether they are people of the work is not asked. Empty where nobody is said to hold it.
    """
    if seat.pos_ not in NOUNS:
        return []
    top = top_of(seat)
    return [*_predicates(top), *_subjects(top), *_members(top), *_takers(top), *_seated(top)]


def top_of(seat: Token) -> Token:
    """Give the phrase that counts or divides a seat: "four of our trustees", "two places on the board"."""
    for _ in range(CHAIN):
        # In CLEAR the preposition stands between.
        phrase = seat.head if seat.dep_ == "pobj" else seat
        above, case = phrase.head, case_of(phrase) if phrase.dep_ in OBLIQUES else ""
        counts = case == "of" and above.pos_ in NOUNS | {"DET", "ADJ"}
        if not counts and not (case == "on" and above.lower_ in _PLACES):
            break
        seat = above
    return seat


def _predicates(top: Token) -> list[Token]:
    """Give what a seat is said to be: "our chair is a former patient"."""
    if top.dep_ not in SUBJECTS:
        return []
    if any(child.dep_ == "cop" for child in top.head.children):
        return [top.head]
    return [child for child in top.head.children if child.dep_ == "attr"] if top.head.lower_ in _BE else []


def _subjects(top: Token) -> list[Token]:
    """Give who is said to be it: "two tenants are trustees"."""
    if any(child.dep_ == "cop" for child in top.children):
        return children_by(top, SUBJECTS)
    return children_by(top.head, SUBJECTS) if top.dep_ == "attr" else []


def _members(top: Token) -> Iterator[Token]:
    """Give of whom a body is said to consist: "the board is made up of tenants", "includes two carers"."""
    verb = top.head
    if top.dep_ in SUBJECTS and verb.lower_ in _HOLDING:
        yield from children_by(verb, OBJECTS)
        yield from (phrase for phrase, case in phrases_behind(verb) if case == "of")
    elif top.dep_ in SUBJECTS | PASSIVE_SUBJECTS and verb.lower_ in _COMPOSED:
        yield from (phrase for phrase, case in phrases_behind(verb) if case in ("of", "from", "up of"))


def _takers(top: Token) -> list[Token]:
    """Give who is said to fill it: "parents make up half of the board", "hold two places", "reserved for tenants"."""
    verb = top.head
    if top.dep_ in PASSIVE_SUBJECTS and verb.lower_ in _KEPT:
        return [phrase for phrase, case in phrases_behind(verb) if case in ("for", "by")]
    by_places = top.lower_ in _PLACES and verb.lower_ in _TAKING
    if top.dep_ in OBJECTS and (by_places or verb.lower_ in _FORMING):
        return find_subjects(verb)
    return []


def _seated(top: Token) -> list[Token]:
    """Give who sits on it or gets it: "three patients on the committee", "were elected as trustees"."""
    phrase = top.head if top.dep_ == "pobj" else top
    case, above = case_of(phrase), phrase.head
    if phrase.dep_ not in OBLIQUES or above.i == phrase.i:
        return []
    if case == "on" and above.pos_ in NOUNS:
        return [above]
    verbs = {"on": _ON, "as": _AS, "to": _AS}.get(case, frozenset())
    if above.lower_ not in verbs:
        return []
    if above.dep_ in RELATIVES and not children_by(above, OBJECTS):
        return [above.head]
    return [object_of(item) for item in children_by(above, OBJECTS)] if _takes(above) else find_subjects(above)


def _takes(verb: Token) -> bool:
    """Say whether somebody else puts people there: "we elected two tenants as trustees"."""
    return not is_passive(verb) and bool(children_by(verb, OBJECTS))
