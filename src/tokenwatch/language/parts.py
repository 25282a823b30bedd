"""What the matchers found in one sentence, and what is read from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from spacy.tokens import Span

from tokenwatch.analysis import PEOPLE
from tokenwatch.language.syntax import is_parsed

Range = tuple[int, int]
Actor = Literal["people", "staff", "both", "reader", "unstated"]


@dataclass(frozen=True)
class Parts:
    """What the matchers found in one sentence, as token ranges of the Doc.

    Parameters
    ----------
    span
        The sentence.
    block
        Kind of the block that it stands in.
    cues
        Ranges by name of the cue.
    acts
        ``(act id, start, end)``.
    people, terms
        Spans of the components before; label and id as they wrote them.
    """

    span: Span
    block: str = "paragraph"
    cues: dict[str, list[Range]] = field(default_factory=dict)
    acts: Sequence[tuple[str, int, int]] = ()
    people: Sequence[Span] = ()
    terms: Sequence[Span] = ()

    @cached_property
    def parsed(self) -> bool:
        """Whether a parser has read the sentence: asked more than once, so looked up once."""
        return is_parsed(self.span)

    def has(self, *names: str) -> bool:
        """Say whether any of these cues is there."""
        return any(self.cues.get(name) for name in names)


@dataclass(frozen=True, slots=True)
class Participation:
    """An act, who does it, and the level that it stands for.

    Parameters
    ----------
    act
        Its class: ``"decide"``, ``"be asked"`` …
    actor
        ``"people"`` (whom the work is for or about), ``"staff"`` (anybody else who is named: professionals,
        organisations, the writers), ``"both"``, ``"reader"`` or ``"unstated"``.
    level
        Level at which people take part in it; 0 where they don't.
    start
        Its first token in the Doc.
    group
        Role group of the people, or ``"participants"``; ``""`` where there are none.
    negated
        It is said that this does not happen.
    doing
        The people do it; they are not those to whom it is done, nor do they only hold a post.
    verb
        Its head word in the Doc: the verb, or the noun that stands for it.
    depth
        How many clauses and phrases stand above it; 0 for the main verb, or where nothing was parsed.
    """

    act: str
    actor: Actor
    level: int
    start: int
    group: str = ""
    negated: bool = False
    doing: bool = False
    verb: int = 0
    depth: int = 0


def find_concerned(parts: Parts) -> list[Range]:
    """Give the ranges of people of the work, by role or as "participants"."""
    named = [(span.start, span.end) for span in parts.people if span.label_ in PEOPLE]
    return named + [hit for hit in parts.cues.get("participants", ()) if not overlaps(hit, named)]


def overlaps(hit: Range, others: Sequence[Range]) -> bool:
    """Say whether a range shares a token with any of others."""
    return any(hit[0] < end and start < hit[1] for start, end in others)


def group_of(parts: Parts, people: Range) -> str:
    """Give the role group of people at a place, or ``"participants"``."""
    return next((span.label_ for span in parts.people if span.start == people[0]), "participants")
