"""Who is named in a parsed sentence, and whether they are people of the work, staff or the reader."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from tokenwatch.analysis import PEOPLE
from tokenwatch.codebook import Codebook
from tokenwatch.language.parts import Parts
from tokenwatch.language.phrases import appositions, joined, makers_up, modifiers
from tokenwatch.language.relations import RELATIVES

_STAFF = frozenset(("professional", "organisation"))
NESTED = 3
"""Phrases inside phrases that are looked into: "a panel of members of groups of tenants" has three."""
_TRADES = ("er", "or", "ist", "ian")
"""Endings of words for who does something for a living: "choreographer", "historian"."""
_CUES = (("persons", "plain"), ("participants", "plain"), ("body", "body"), ("own", "staff"), ("reader", "reader"))
"""Cues that name somebody, the later over the earlier."""
_AMOUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve dozen hundreds thousands some most many all both "
    "half quarter third majority number group handful team pair couple several each any none members part range mix "
    "council collective crew cohort network set".split()
)
"""Heads that say how many or in what form; who they are stands behind "of"."""


class Named:
    """Who is named where in a sentence.

    Parameters
    ----------
    parts
        The sentence.
    codebook
        For the words in which people tell what they live with.
    """

    def __init__(self, parts: Parts, codebook: Codebook) -> None:
        self.states = frozenset(codebook.cues.get("experience_states", ()))
        self.clauses = codebook.cues.get("experience_clauses", ())
        self.kinds: dict[int, str] = {}
        for cue, kind in _CUES:
            for start, end in parts.cues.get(cue, ()):
                self.kinds.update(dict.fromkeys(range(start, end), kind))
        for span in parts.people:
            # A word of either side ("member", "consultant") counts as people where it is one for plain persons too.
            if span.label_ != "ambiguous" or self.kinds.get(span.end - 1) != "plain":
                self.kinds.update(dict.fromkeys(range(span.start, span.end), span.label_))

    def groups(self, heads: Iterable[Token], *, known: bool = False) -> dict[str, str]:
        """Give on which sides the people of some phrases stand: ``"people"``, ``"staff"``, ``"reader"``, with group.

        Parameters
        ----------
        heads
            Heads of the phrases.
        known
            Leave out nouns that no list holds ("with a float of £60"); else whoever is named is staff.
        """
        parts = [part for head in heads for part in joined(head)]
        parts = [part for part in parts if not known or self._is_known(part)]
        sides = [self._side(part) for part in parts]
        if any("people" in side for side in sides):
            # Beside people, a noun that no list holds is staff only where it looks like a trade ("choreographer").
            sides = [
                side
                for part, side in zip(parts, sides, strict=True)
                if "staff" not in side or self._is_known(part) or part.lower_.endswith(_TRADES)
            ]
        return {name: group for side in sides for name, group in side.items()}

    def _is_known(self, head: Token) -> bool:
        """Say whether a head, or what stands before it or makes it up, is named in a list."""
        return any(token.i in self.kinds for token in (head, *modifiers(head), *makers_up(head)))

    def _side(self, head: Token, depth: int = 0) -> dict[str, str]:
        """Give the side of one head, by itself or by what explains it, makes it up or stands before it."""
        if depth > NESTED:
            return {}
        kind = self.kinds.get(head.i, "")
        explained = self._of_all(appositions(head), depth)
        if "people" in explained:
            return {"people": explained["people"]}
        if kind in PEOPLE or self._lives_with_it(head):
            return {"people": kind if kind in PEOPLE else "lived"}
        return self._by_members(head, kind, depth) or explained or self._by_kind(head, kind)

    def _by_members(self, head: Token, kind: str, depth: int) -> dict[str, str]:
        """Give the side of a body or an amount by who belongs to it."""
        if kind not in _STAFF or head.lower_ in _AMOUNTS:
            inner = self._of_all(makers_up(head), depth)
            if "people" in inner or (inner and kind in ("body", "")):
                return inner
        before = self._of_all(modifiers(head), depth)
        # "The carers' assembly", "a patient-led group", "refugee doctors"; but not "patient education".
        if "people" in before and (kind == "body" or head.lower_.rstrip("s").endswith(_TRADES)):
            return {"people": before["people"]}
        return {}

    def _by_kind(self, head: Token, kind: str) -> dict[str, str]:
        if kind == "plain":
            return {"people": "participants"}
        if kind == "reader":
            return {"reader": ""}
        return {"staff": ""} if kind or head.pos_ in ("NOUN", "PROPN") else {}

    def _lives_with_it(self, head: Token) -> bool:
        """Say whether a head's adjectives or its clause tell of an experience: "autistic employees"."""
        if any(child.dep_ == "amod" and child.lower_ in self.states for child in head.children):
            return True
        clauses = [child.subtree for child in head.children if child.dep_ in RELATIVES]
        own = [f" {' '.join(token.lower_ for token in clause)} " for clause in clauses]
        return any(f" {words} " in clause for clause in own for words in self.clauses)

    def tell_of_experience(self, predicate: Token) -> bool:
        """Say whether what is said of somebody is an experience: "is autistic", "have lived experience of"."""
        clause = f" {' '.join(token.lower_ for token in predicate.subtree)} "
        return predicate.lower_ in self.states or any(f" {words} " in clause for words in self.clauses)

    def _of_all(self, heads: Iterable[Token], depth: int) -> dict[str, str]:
        found: dict[str, str] = {}
        for head in heads:
            for part in joined(head):
                found |= self._side(part, depth + 1)
        return found
