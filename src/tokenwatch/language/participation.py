"""Find the acts in which people of the work take part, and the level that each stands for.

By order and distance of tokens, so that it runs on ``spacy.blank("en")``: "tenants chose the contractor" is a
decision of tenants, "the contractor consulted tenants" asks them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span

from tokenwatch.codebook import Act, Codebook

Range = tuple[int, int]

REACH = 12
"""Tokens between people and their act: clauses of policy prose put rarely more between subject and verb, and beyond
it another noun is mostly the subject. Tried on 8, 12 and 16 with our own examples."""
OBJECT_REACH = 7
"""Tokens between an act and the people it is done with: an object stands closer than a subject."""


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

    def has(self, *names: str) -> bool:
        """Say whether any of these cues is there."""
        return any(self.cues.get(name) for name in names)


@dataclass(frozen=True, slots=True)
class Participation:
    """An act with people of the work in it, and the level that it stands for."""

    act: str
    level: int
    start: int
    group: str


def find_concerned(parts: Parts) -> list[Range]:
    """Give the ranges of people of the work, by role or as "participants"."""
    named = [(span.start, span.end) for span in parts.people if span.label_ in ("lived", "community")]
    return named + [hit for hit in parts.cues.get("participants", ()) if not _overlaps(hit, named)]


def _overlaps(hit: Range, others: Sequence[Range]) -> bool:
    return any(hit[0] < end and start < hit[1] for start, end in others)


def find_participation(parts: Parts, codebook: Codebook) -> list[Participation]:
    """Find the acts in which people of the work take part, as subject, agent, object or companion.

    Parameters
    ----------
    parts
        The sentence.
    codebook
        For the levels.

    Returns
    -------
    list of Participation
        In the order of the text.
    """
    found = []
    own = parts.cues.get("own", [])
    for name, start, end in parts.acts:
        act = codebook.acts[name]
        for people in find_concerned(parts):
            if _overlaps(people, [(start, end)]):
                continue
            level = _level(parts, act, (start, end), people, own)
            if level is not None:
                found.append(Participation(name, level, start, _group(parts, people)))
    return found


def _group(parts: Parts, people: Range) -> str:
    return next((span.label_ for span in parts.people if span.start == people[0]), "participants")


def _level(parts: Parts, act: Act, verb: Range, people: Range, own: Sequence[Range]) -> int | None:
    """Give the level of an act for these people, or ``None`` where they have no part in it."""
    doc = parts.span.doc
    if people[1] <= verb[0]:
        between = range(people[1], verb[0])
        if len(between) > REACH or any(start in between for start, _ in own) or _cut(parts, between):
            return None
        return act.as_object if _is_passive(parts, verb) and act.as_object is None else act.level
    between = range(verb[1], people[0])
    if len(between) > OBJECT_REACH or _cut(parts, between):
        return None
    words = [doc[verb[1] - 1].lower_, *(doc[index].lower_ for index in between)]
    if "by" in words:
        return act.level
    if {"with", "alongside", "between", "among"} & set(words):
        return min(act.level, 4)
    return act.as_object


def _cut(parts: Parts, between: range) -> bool:
    """Say whether a clause ends between an act and people."""
    return any(parts.span.doc[index].text in (";", ":", "?", "!", "|") for index in between)


def _is_passive(parts: Parts, verb: Range) -> bool:
    auxiliaries = {start for start, _ in parts.cues.get("auxiliary", ())}
    return any(index in auxiliaries for index in range(max(verb[0] - 2, 0), verb[0])) and parts.span.doc[
        verb[0]
    ].lower_.endswith(("ed", "en", "led", "set", "built", "run"))
