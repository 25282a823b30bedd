"""Find the acts in which people of the work take part, and the level that each stands for.

"Tenants chose the contractor" is a decision of tenants, "the contractor consulted tenants" asks them: where the
sentence has been parsed its clauses tell who acts, elsewhere the order of the words.
"""

from __future__ import annotations

from tokenwatch.codebook import Codebook
from tokenwatch.language.clauses import find_by_syntax
from tokenwatch.language.parts import Participation, Parts
from tokenwatch.language.word_order import find_by_order

_ORDER = {"people": 2, "both": 2, "reader": 1}


def find_participation(parts: Parts, codebook: Codebook) -> list[Participation]:
    """Find the acts of a sentence, in the order of the text.

    Parameters
    ----------
    parts
        The sentence.
    codebook
        For classes and levels of acts.
    """
    find = find_by_syntax if parts.parsed else find_by_order
    return find(parts, codebook)


def main_act(acts: list[Participation]) -> Participation | None:
    """Give the act that a sentence is about: the highest level that people reach, else the main verb."""
    return max(acts, key=_weight, default=None)


def _weight(found: Participation) -> tuple[int, int, bool, int, int]:
    return (_ORDER.get(found.actor, 0), found.level, found.doing, -found.depth, -found.start)
